from transformers import AutoTokenizer


def get_tokenizer(name):
    return AutoTokenizer.from_pretrained(name)
