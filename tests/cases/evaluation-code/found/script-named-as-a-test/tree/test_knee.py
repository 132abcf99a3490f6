import numpy as np
import tensorflow as tf
from sklearn.metrics import classification_report, confusion_matrix

model = tf.keras.models.load_model("knee.h5")
x_test, y_test = np.load("x_test.npy"), np.load("y_test.npy")
guess = np.argmax(model.predict(x_test), axis=1)
print(classification_report(y_test, guess))
print(confusion_matrix(y_test, guess))
