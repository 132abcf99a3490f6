from django.db import models


class Patient(models.Model):
    name = models.CharField(max_length=100)


class Visit(models.Model):
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE)
