import cPickle, gzip, time
import numpy
import theano
import theano.tensor as T


class HiddenLayer(object):
    def __init__(self, rng, input, n_in, n_out, activation=T.tanh):
        W_values = numpy.asarray(rng.uniform(low=-0.1, high=0.1, size=(n_in, n_out)))
        self.W = theano.shared(value=W_values, name='W')
        self.b = theano.shared(value=numpy.zeros((n_out,)), name='b')
        self.output = activation(T.dot(input, self.W) + self.b)
        self.params = [self.W, self.b]


class MLP(object):
    def __init__(self, rng, input, n_in, n_hidden, n_out):
        self.hidden = HiddenLayer(rng, input, n_in, n_hidden)
        self.top = HiddenLayer(rng, self.hidden.output, n_hidden, n_out, T.nnet.softmax)
        self.params = self.hidden.params + self.top.params

    def nll(self, y):
        return -T.mean(T.log(self.top.output)[T.arange(y.shape[0]), y])


def main(learning_rate=0.01, n_epochs=1000, batch_size=20):
    x, y, index = T.matrix('x'), T.ivector('y'), T.lscalar()
    clf = MLP(numpy.random.RandomState(1), x, 784, 500, 10)
    cost = clf.nll(y)
    gparams = [T.grad(cost, p) for p in clf.params]
    updates = [(p, p - learning_rate * g) for p, g in zip(clf.params, gparams)]
    train_model = theano.function([index], cost, updates=updates)
    best_validation_loss = numpy.inf
    for epoch in xrange(n_epochs):
        for i in xrange(n_batches):
            train_model(i)
        validation_losses = [validate_model(i) for i in xrange(n_valid)]
        print('epoch %i, validation error %f' % (epoch, numpy.mean(validation_losses)))


if __name__ == '__main__':
    main()
