import pickle

from flask import Flask, jsonify

app = Flask(__name__)
model = pickle.load(open("model.pkl", "rb"))


@app.route("/recommend/<int:user>")
def recommend(user):
    return jsonify([model.predict(user, i).est for i in range(100)])
