import numpy as np
import tensorflow as tf


class PhysicsInformedNN:
    def __init__(self, X_u, u, X_f, layers, lb, ub, nu):
        self.weights, self.biases = self.initialize_NN(layers)
        self.u_pred = self.net_u(self.x, self.t)
        self.loss = tf.reduce_mean(tf.square(self.u_tf - self.u_pred)) + tf.reduce_mean(tf.square(self.net_f(self.x, self.t)))
        self.optimizer = tf.contrib.opt.ScipyOptimizerInterface(self.loss, method="L-BFGS-B", options={"maxiter": 50000})
        self.sess = tf.Session()

    def neural_net(self, X, weights, biases):
        H = X
        for W, b in zip(weights[:-1], biases[:-1]):
            H = tf.tanh(tf.add(tf.matmul(H, W), b))
        return tf.add(tf.matmul(H, weights[-1]), biases[-1])

    def net_u(self, x, t):
        return self.neural_net(tf.concat([x, t], 1), self.weights, self.biases)

    def train(self):
        self.optimizer.minimize(self.sess, feed_dict=self.tf_dict, fetches=[self.loss])

    def predict(self, X):
        return self.sess.run(self.u_pred, {self.x: X[:, 0:1], self.t: X[:, 1:2]})


if __name__ == "__main__":
    model = PhysicsInformedNN(X_u, u, X_f, [2, 20, 20, 1], lb, ub, nu)
    model.train()
    u_pred = model.predict(X_star)
    error_u = np.linalg.norm(u_star - u_pred, 2) / np.linalg.norm(u_star, 2)
    print("Error u: %e" % error_u)
