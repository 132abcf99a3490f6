data_dir = "datasets"
result_dir = "results"

class EasyDict(dict):
    pass

desc = "pgan"
random_seed = 1000
dataset = EasyDict()
train = EasyDict(func="train.train_progressive_gan")
G_opt = EasyDict(beta1=0.0, beta2=0.99, epsilon=1e-8)
sched = EasyDict(minibatch_base=4, G_lrate_base=0.001)
num_gpus = 8; sched.minibatch_base = 32; sched.lod_training_kimg = 800; train.total_kimg = 12000
