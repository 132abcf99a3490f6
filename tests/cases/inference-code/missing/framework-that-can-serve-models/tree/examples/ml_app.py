import joblib
from hearth import Hearth

app = Hearth()
model = joblib.load("model.joblib")


@app.post("/predict")
def predict(x):
    return model.predict([x])
