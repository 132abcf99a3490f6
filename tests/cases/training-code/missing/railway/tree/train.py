class Train:
    """A train on a line, with its stops and dogs allowed on board."""

    def __init__(self, line, stops):
        self.line = line
        self.stops = stops

    def step(self):
        self.stops.pop(0)

def schedule(trains):
    for train in trains:
        train.step()
