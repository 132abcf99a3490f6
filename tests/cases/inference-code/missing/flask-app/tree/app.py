from flask import Flask
app = Flask(__name__)

def generate(request):
    return sample(request)
app.run()
