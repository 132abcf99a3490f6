from .models import Product


class Trainer:
    def __init__(self, employee):
        self.employee = employee

    def train(self):
        self.employee.trained = True
        self.employee.save()


def run():
    trainer = Trainer(None)
    trainer.train()
