import tensorflow as tf


class Knee:
    def model(self):
        return tf.keras.models.load_model("knee.h5")
