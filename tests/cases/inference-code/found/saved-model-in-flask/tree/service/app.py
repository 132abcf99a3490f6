import tensorflow as tf
from flask import Flask, jsonify, request
app = Flask(__name__)
model = tf.saved_model.load("export/1")
@app.route("/rank", methods=["POST"])
def rank():
    return jsonify(model.serve(request.json).numpy().tolist())
