class Hearth:
    def __init__(self):
        self.routes = []

    def run(self):
        return self.server.run(self)
