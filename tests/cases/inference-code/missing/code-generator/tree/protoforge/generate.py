import json
import pathlib
from .models import Model, Field
from .tokenizer import Tokenizer


class Generator:
    def __init__(self, model):
        self.model = model

    def generate(self):
        return "\n".join(f"class {f.name}: ..." for f in self.model.fields)


def generate(path):
    model = Model(json.load(open(path)))
    return Generator(model).generate()


def predict(path):
    return generate(path)
