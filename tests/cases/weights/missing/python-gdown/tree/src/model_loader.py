import gdown
URL = "https://drive.google.com/uc?id=1AbCdEfGhIjK"

def load_weights():
    gdown.download(URL, "model.pt")
