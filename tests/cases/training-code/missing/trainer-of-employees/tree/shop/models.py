from django.db import models


class Product(models.Model):
    name = models.CharField(max_length=200)
    embedding = models.JSONField(null=True)

    def __call__(self):
        return self.name


class Layer(models.Model):
    product = models.ForeignKey(Product, on_delete=models.CASCADE)
