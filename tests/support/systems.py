"""Small made-up systems that several tests check: file name to contents."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).parents[2]
MIT = """MIT License

Copyright (c) 2024 Ada Lovelace

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""

TRAIN = """import torch
from model import Net

learning_rate = 3e-4
batch_size = 32
weight_decay = 0.1
epochs = 10

model = Net()
optimizer = torch.optim.AdamW(model.parameters(), lr=learning_rate)
for x, y in batches():
    loss = torch.nn.functional.cross_entropy(model(x), y)
    loss.backward()
    optimizer.step()
"""

SETTINGS = "learning_rate: 3e-4\nbatch_size: 32\nweight_decay: 0.1\nepochs: 10\n"

MODEL = """import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(16, 64)
        self.norm = nn.LayerNorm(64)
        self.last = nn.Linear(64, 10)

    def forward(self, x):
        return self.last(self.norm(self.first(x)))
"""

GENERATE = """import torch
from model import Net

model = Net()
model.load_state_dict(torch.load("model.pt", weights_only=True))
model.eval()
with torch.no_grad():
    print(model.generate(prompt()))
"""

EVALUATE = """import torch
from model import Net

model = Net()
model.load_state_dict(torch.load("model.pt", weights_only=True))
accuracy = sum(model(x).argmax() == y for x, y in test_set())
print("accuracy:", accuracy)
"""

PREPARE = """import json

with open("raw/corpus.jsonl") as raw, open("data/train.jsonl", "w") as out:
    for line in raw:
        row = json.loads(line)
        if keep(row):
            out.write(json.dumps(clean(row)))
"""

TOKENIZER = """class Tokenizer:
    def __init__(self, text):
        self.stoi = {char: i for i, char in enumerate(sorted(set(text)))}
        self.itos = {i: char for char, i in self.stoi.items()}

    def encode(self, text):
        return [self.stoi[char] for char in text]

    def decode(self, tokens):
        return "".join(self.itos[i] for i in tokens)
"""

DATA = """# Training data

## Provenance

The training data comes from the Gutenberg collection, https://www.gutenberg.org, and from Wikipedia.

## Scope and characteristics

The dataset holds 12,000 documents with 40 million tokens in English, from 1850 to 1920.

## How it was obtained and selected

The documents were downloaded from the mirror at https://www.gutenberg.org/robot in May 2024.

## Labeling

There are no labels; nobody annotated anything.

## Processing and filtering

Duplicates were removed, and documents shorter than 200 words were filtered out.

## Where to obtain it

Download the training data from https://www.gutenberg.org/robot.
"""

README = """# Tiny

A small language model with its weights.

## License

The code and the model weights are released under the MIT License. So is the documentation.
"""


def safetensors(bytes_of_data: int = 2_000) -> bytes:
    """A valid safetensors file with one tensor of zeros."""
    header = b'{"w":{"dtype":"U8","shape":[%d],"data_offsets":[0,%d]}}' % (bytes_of_data, bytes_of_data)
    return len(header).to_bytes(8, "little") + header + bytes(bytes_of_data)


def whole() -> dict[str, str | bytes]:
    """A system with everything the Definition asks for, declared in its manifest."""
    return {
        "LICENSE": MIT,
        "README.md": README,
        "DATA.md": DATA,
        "prepare_data.py": PREPARE,
        "train.py": TRAIN,
        "train.yaml": SETTINGS,
        "model.py": MODEL,
        "generate.py": GENERATE,
        "evaluate.py": EVALUATE,
        "tokenizer.py": TOKENIZER,
        "weights/model.safetensors": safetensors(),
        "osaid.toml": '[[data]]\nname = "Gutenberg"\naccess = "public"\nwhere = "https://www.gutenberg.org"\n',
    }


def source(name: str) -> Path:
    """A file of the installed package."""
    return Path(str(files("osaid_action"))) / name
