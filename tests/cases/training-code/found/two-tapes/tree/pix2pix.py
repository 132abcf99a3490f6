import tensorflow as tf
import os
import time

BUFFER_SIZE = 400
BATCH_SIZE = 1
LAMBDA = 100
EPOCHS = 150


def load_image(path):
    image = tf.io.decode_jpeg(tf.io.read_file(path))
    w = tf.shape(image)[1] // 2
    return tf.cast(image[:, w:], tf.float32), tf.cast(image[:, :w], tf.float32)


train_dataset = tf.data.Dataset.list_files("facades/train/*.jpg").map(load_image).shuffle(BUFFER_SIZE).batch(BATCH_SIZE)


def downsample(filters, size, norm=True):
    result = tf.keras.Sequential()
    result.add(tf.keras.layers.Conv2D(filters, size, strides=2, padding="same", use_bias=False))
    if norm:
        result.add(tf.keras.layers.BatchNormalization())
    result.add(tf.keras.layers.LeakyReLU())
    return result


def Generator():
    inputs = tf.keras.layers.Input(shape=[256, 256, 3])
    x = inputs
    for f in (64, 128, 256):
        x = downsample(f, 4)(x)
    last = tf.keras.layers.Conv2DTranspose(3, 4, strides=2, activation="tanh")
    return tf.keras.Model(inputs=inputs, outputs=last(x))


generator, discriminator = Generator(), Discriminator()
g_opt = tf.keras.optimizers.Adam(2e-4, beta_1=0.5)
d_opt = tf.keras.optimizers.Adam(2e-4, beta_1=0.5)


@tf.function
def train_step(inp, target):
    with tf.GradientTape() as gt, tf.GradientTape() as dt:
        out = generator(inp, training=True)
        gl = generator_loss(discriminator([inp, out]), out, target)
        dl = discriminator_loss(discriminator([inp, target]), discriminator([inp, out]))
    g_opt.apply_gradients(zip(gt.gradient(gl, generator.trainable_variables), generator.trainable_variables))
    d_opt.apply_gradients(zip(dt.gradient(dl, discriminator.trainable_variables), discriminator.trainable_variables))


for epoch in range(EPOCHS):
    for a, b in train_dataset:
        train_step(a, b)
    for a, b in test_dataset.take(1):
        generate_images(generator, a, b)
