import itertools


class hyperparam:
    def __init__(self, name, values):
        self.name, self.values = name, values
