class TrainSensor:
    def update(self):
        self.step = 1
