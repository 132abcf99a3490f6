# overrides of train.py
batch_size = 12
learning_rate = 6e-4
max_iters = 600000
weight_decay = 1e-1
warmup_iters = 2000
