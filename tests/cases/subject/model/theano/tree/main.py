import argparse
import numpy as np
import theano
import theano.tensor as T
from dmn import DMN
import utils

parser = argparse.ArgumentParser()
parser.add_argument('--batch_size', type=int, default=10)
parser.add_argument('--epochs', type=int, default=500)
parser.add_argument('--l2', type=float, default=0)
parser.add_argument('--learning_rate', type=float, default=0.0003)
args = parser.parse_args()

def do_epoch(mode, epoch):
    y_true, y_pred, avg_loss = [], [], 0.0
    for i in range(batches):
        step_data = dmn.step(i, mode)
        avg_loss += step_data["current_loss"]
        y_pred.append(step_data["prediction"].argmax())
    accuracy = sum(1 for t, p in zip(y_true, y_pred) if t == p) * 1.0 / len(y_true)
    print("accuracy: %.2f" % (accuracy * 100))
    return avg_loss

for epoch in range(args.epochs):
    do_epoch('train', epoch)
    do_epoch('test', epoch)
