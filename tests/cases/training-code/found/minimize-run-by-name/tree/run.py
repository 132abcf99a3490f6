import tensorflow as tf
import numpy as np

flags = tf.app.flags
flags.DEFINE_float("lr", 0.001, "learning rate")
flags.DEFINE_integer("batch_size", 64, "batch")
flags.DEFINE_integer("epochs", 20, "epochs")
flags.DEFINE_float("momentum", 0.9, "momentum")
FLAGS = flags.FLAGS


def weight(shape):
    return tf.Variable(tf.truncated_normal(shape, stddev=0.1))


def net(x, keep):
    w1, b1 = weight([400, 512]), tf.Variable(tf.zeros([512]))
    h1 = tf.nn.relu(tf.matmul(x, w1) + b1)
    w2, b2 = weight([512, 512]), tf.Variable(tf.zeros([512]))
    h2 = tf.nn.dropout(tf.nn.relu(tf.matmul(h1, w2) + b2), keep)
    w3 = weight([512, 100])
    return tf.matmul(h2, w3)


def main(_):
    x = tf.placeholder(tf.float32, [None, 400])
    y = tf.placeholder(tf.int64, [None])
    keep = tf.placeholder(tf.float32)
    logits = net(x, keep)
    cost = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(logits=logits, labels=y))
    train = tf.train.MomentumOptimizer(FLAGS.lr, FLAGS.momentum).minimize(cost)
    correct = tf.equal(tf.argmax(logits, 1), y)
    accuracy = tf.reduce_mean(tf.cast(correct, tf.float32))
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for epoch in range(FLAGS.epochs):
            for bx, by in batches("train.npz", FLAGS.batch_size):
                sess.run(train, {x: bx, y: by, keep: 0.5})
            print(epoch, sess.run(accuracy, {x: vx, y: vy, keep: 1.0}))


if __name__ == "__main__":
    tf.app.run()
