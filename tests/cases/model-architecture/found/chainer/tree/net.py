import chainer
import chainer.functions as F
import chainer.links as L


class Generator(chainer.Chain):
    def __init__(self, n_hidden=100, ch=512):
        super(Generator, self).__init__()
        with self.init_scope():
            self.l0 = L.Linear(n_hidden, 4 * 4 * ch)
            self.dc1 = L.Deconvolution2D(ch, ch // 2, 4, 2, 1)
            self.dc2 = L.Deconvolution2D(ch // 2, 3, 3, 1, 1)
            self.bn0 = L.BatchNormalization(4 * 4 * ch)

    def __call__(self, z):
        h = F.reshape(F.relu(self.bn0(self.l0(z))), (len(z), -1, 4, 4))
        h = F.relu(self.dc1(h))
        return F.sigmoid(self.dc2(h))


class Discriminator(chainer.Chain):
    def __init__(self, ch=512):
        super(Discriminator, self).__init__()
        with self.init_scope():
            self.c0 = L.Convolution2D(3, ch // 8, 3, 1, 1)
            self.c1 = L.Convolution2D(ch // 8, ch // 4, 4, 2, 1)
            self.l4 = L.Linear(None, 1)

    def __call__(self, x):
        h = F.leaky_relu(self.c0(x))
        return self.l4(F.leaky_relu(self.c1(h)))
