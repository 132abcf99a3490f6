from keras.models import Sequential, Model
from keras.layers import Dense, LSTM, Embedding, Input, merge
from keras.optimizers import RMSprop
import numpy as np

nb_epoch = 20
batch_size = 32


def build(vocab):
    a = Input(shape=(200,))
    b = Input(shape=(200,))
    enc = Sequential()
    enc.add(Embedding(vocab, 128))
    enc.add(LSTM(64))
    m = merge([enc(a), enc(b)], mode='concat')
    out = Dense(1, activation='sigmoid')(m)
    model = Model(input=[a, b], output=out)
    model.compile(loss='binary_crossentropy', optimizer=RMSprop(lr=0.001), metrics=['accuracy'])
    return model


if __name__ == '__main__':
    (xa, xb, y) = np.load('proofs.npz')['arr_0']
    m = build(20000)
    m.fit([xa, xb], y, nb_epoch=nb_epoch, batch_size=batch_size, validation_split=0.1)
    print m.evaluate([ta, tb], ty)
    m.save_weights('exp1.h5')
