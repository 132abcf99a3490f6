class Worker:
    def run(self):
        while True:
            self.step()
