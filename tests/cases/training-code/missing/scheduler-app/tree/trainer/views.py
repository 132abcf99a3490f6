def fit(request):
    return render(request, "fit.html", {"loss": None})
