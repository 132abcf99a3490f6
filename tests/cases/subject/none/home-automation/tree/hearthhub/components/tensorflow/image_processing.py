import numpy as np
import tensorflow as tf


class TensorFlowImageProcessor:
    def __init__(self, path):
        self.model = tf.saved_model.load(path)

    def process_image(self, image):
        return self.model(tf.convert_to_tensor(np.array(image)))
