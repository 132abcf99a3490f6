import tensorflow as tf
import numpy as np


def dense(x, fmaps, gain=np.sqrt(2)):
    w = get_weight([x.shape[1].value, fmaps])
    return tf.matmul(x, w)


def conv2d(x, fmaps, kernel):
    w = get_weight([kernel, kernel, x.shape[1].value, fmaps])
    return tf.nn.conv2d(x, w, strides=[1, 1, 1, 1], padding="SAME")


def G_paper(latents_in, labels_in, **kwargs):
    x = dense(latents_in, 512)
    x = conv2d(x, 512, 3)
    return x


def D_paper(images_in, **kwargs):
    x = conv2d(images_in, 512, 3)
    return dense(x, 1)
