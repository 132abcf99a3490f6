from django.db import models

class Trainer(models.Model):
    name = models.CharField(max_length=80)
