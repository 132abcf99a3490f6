from dataclasses import dataclass


class Model:
    def __init__(self, raw):
        self.fields = raw["fields"]

    def forward(self):
        return self.fields
