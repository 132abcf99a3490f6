import theano
import theano.tensor as T
import lasagne


class DMN:
    def __init__(self, dim):
        self.W_inp = init(dim, dim)
        self.U_inp = init(dim, dim)
        self.params = [self.W_inp, self.U_inp]
        self.loss = T.nnet.categorical_crossentropy(self.prediction, self.answer_var).mean()
        updates = lasagne.updates.adam(self.loss, self.params, learning_rate=0.0003)
        self.train_fn = theano.function(inputs=[self.input_var], outputs=[self.prediction, self.loss], updates=updates)

    def GRU_update(self, h, x):
        z = T.nnet.sigmoid(T.dot(self.W_inp, x) + T.dot(self.U_inp, h))
        return z * h + (1 - z) * T.tanh(x)
