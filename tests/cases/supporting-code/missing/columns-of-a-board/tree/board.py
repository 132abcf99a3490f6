import torch

COLUMNS = list("abcdefgh")
charset = "UTF-8"
label2id = {"win": 0, "loss": 1}


class ArgumentAlphabetizer:
    pass
