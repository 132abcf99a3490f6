import numpy as np
import tensorflow as tf

import config
import dataset
import tfutil


def train_progressive_gan(total_kimg=15000):
    training_set = dataset.load_dataset(data_dir=config.data_dir)
    G_opt = tfutil.Optimizer(name="TrainG", learning_rate=lrate_in, **config.G_opt)
    G_loss = tfutil.call_func_by_name(G=G, D=D, **config.G_loss)
    G_opt.register_gradients(tf.reduce_mean(G_loss), G.trainables)
    G_train_op = G_opt.apply_updates()
    while cur_nimg < total_kimg * 1000:
        tfutil.run([G_train_op], {lrate_in: sched.G_lrate})
