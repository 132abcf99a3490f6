from dataclasses import dataclass


@dataclass
class Train:
    number: int
    model: str
    speed: float = 0.0
    lr: float = 0.1

    def step(self, dt):
        self.speed -= self.lr * dt
        return self.speed

    def backward(self):
        self.speed = -self.speed


def run(trains, epochs):
    for epoch in range(epochs):
        for t in trains:
            t.step(0.1)
            t.backward()
