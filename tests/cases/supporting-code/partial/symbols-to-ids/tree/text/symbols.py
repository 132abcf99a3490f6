_pad = "_"
_letters = "ABCabc"
symbols = [_pad] + list(_letters)
