from text.symbols import symbols

_symbol_to_id = {s: i for i, s in enumerate(symbols)}


def text_to_sequence(text):
    return [_symbol_to_id[s] for s in text]
