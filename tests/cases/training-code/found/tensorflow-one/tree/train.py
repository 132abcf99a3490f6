import tensorflow.compat.v1 as tf

loss = tf.losses.softmax_cross_entropy(labels, logits)
train_op = tf.train.AdamOptimizer(1e-3).minimize(loss)
with tf.Session() as sess:
    sess.run(train_op, feed_dict={inputs: batch})
