chars = sorted(set(text))
stoi = {c: i for i, c in enumerate(chars)}
