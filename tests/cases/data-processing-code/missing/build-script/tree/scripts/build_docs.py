with open("index.md") as f:
    text = f.read()
with open("index.html", "w") as f:
    f.write(text)
