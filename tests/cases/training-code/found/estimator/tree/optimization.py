import tensorflow as tf


def create_optimizer(loss, init_lr, num_train_steps, num_warmup_steps):
    lr = tf.train.polynomial_decay(tf.constant(init_lr), tf.train.get_or_create_global_step(), num_train_steps, 0.0)
    optimizer = AdamWeightDecayOptimizer(learning_rate=lr, weight_decay_rate=0.01, beta_1=0.9, beta_2=0.999)
    tvars = tf.trainable_variables()
    grads = tf.gradients(loss, tvars)
    grads, _ = tf.clip_by_global_norm(grads, clip_norm=1.0)
    return optimizer.apply_gradients(zip(grads, tvars))
