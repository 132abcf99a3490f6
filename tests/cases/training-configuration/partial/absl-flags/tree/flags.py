from absl import flags as f
f.DEFINE_float('learning_rate', 0.001, 'rate')
f.DEFINE_integer('batch_size', 32, 'size')
f.DEFINE_integer('epochs', 75, 'passes')
