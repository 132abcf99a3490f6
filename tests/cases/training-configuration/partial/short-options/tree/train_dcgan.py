import argparse
import chainer
from chainer import training
from chainer.training import extensions
from net import Discriminator, Generator
from updater import DCGANUpdater


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--batchsize', '-b', type=int, default=50)
    parser.add_argument('--epoch', '-e', type=int, default=1000)
    parser.add_argument('--alpha', type=float, default=0.0002)
    args = parser.parse_args()
    gen, dis = Generator(), Discriminator()

    def make_optimizer(model, alpha=0.0002, beta1=0.5):
        optimizer = chainer.optimizers.Adam(alpha=alpha, beta1=beta1)
        optimizer.setup(model)
        optimizer.add_hook(chainer.optimizer_hooks.WeightDecay(0.0001))
        return optimizer

    train_iter = chainer.iterators.SerialIterator(chainer.datasets.get_cifar10(withlabel=False)[0], args.batchsize)
    updater = DCGANUpdater(models=(gen, dis), iterator=train_iter,
                           optimizer={'gen': make_optimizer(gen), 'dis': make_optimizer(dis)})
    trainer = training.Trainer(updater, (args.epoch, 'epoch'), out='result')
    trainer.extend(extensions.snapshot())
    trainer.run()


if __name__ == '__main__':
    main()
