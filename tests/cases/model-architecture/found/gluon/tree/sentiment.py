import mxnet as mx
from mxnet import autograd, gluon, nd
from mxnet.gluon import nn, rnn
import argparse

parser = argparse.ArgumentParser()
parser.add_argument('--lr', type=float, default=0.005)
parser.add_argument('--batch-size', type=int, default=64)
parser.add_argument('--num-epochs', type=int, default=5)
args = parser.parse_args()


class SentimentNet(gluon.HybridBlock):
    def __init__(self, vocab_size, embed_size=100, hidden=128, **kw):
        super().__init__(**kw)
        with self.name_scope():
            self.embedding = nn.Embedding(vocab_size, embed_size)
            self.encoder = rnn.LSTM(hidden, num_layers=2, bidirectional=True)
            self.decoder = nn.Dense(2)

    def hybrid_forward(self, F, x):
        h = self.encoder(self.embedding(x).swapaxes(0, 1))
        return self.decoder(h[-1])


net = SentimentNet(40000)
net.initialize(mx.init.Xavier())
trainer = gluon.Trainer(net.collect_params(), 'adam', {'learning_rate': args.lr})
criterion = gluon.loss.SoftmaxCrossEntropyLoss()
train_data = gluon.data.DataLoader(dataset.transform(tok), args.batch_size, shuffle=True)

for epoch in range(args.num_epochs):
    for data, label in train_data:
        with autograd.record():
            l = criterion(net(data), label)
        l.backward()
        trainer.step(args.batch_size)
    acc = evaluate_accuracy(net, test_data)
    print('epoch', epoch, 'acc', acc)
net.save_parameters('sentiment.params')
