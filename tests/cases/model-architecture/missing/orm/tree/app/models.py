from django.db import models

class Layer(models.Model):
    name = models.CharField(max_length=80)

class Network(models.Model):
    def forward(self, message):
        self.send(message)
