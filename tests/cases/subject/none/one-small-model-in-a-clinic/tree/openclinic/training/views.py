from django.shortcuts import render


def train(request):
    return render(request, "training.html")
