import gymnasium as gym
import numpy as np
import torch
import torch.nn as nn
from torch.distributions import Categorical

GAMMA = 0.99
LAMBDA = 0.95
CLIP = 0.1
EPOCHS = 4
BATCH_SIZE = 256
LEARNING_RATE = 2.5e-4
MAX_GRAD_NORM = 0.5


def init(layer, gain=np.sqrt(2)):
    nn.init.orthogonal_(layer.weight, gain)
    return layer


class ActorCritic(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.body = nn.Sequential(
            init(nn.Conv2d(4, 32, 8, 4)), nn.ReLU(),
            init(nn.Conv2d(32, 64, 4, 2)), nn.ReLU(),
            nn.Flatten(),
            init(nn.Linear(64 * 9 * 9, 512)), nn.ReLU(),
        )
        self.pi = init(nn.Linear(512, n), 0.01)
        self.v = init(nn.Linear(512, 1), 1)

    def forward(self, x):
        h = self.body(x / 255.0)
        return Categorical(logits=self.pi(h)), self.v(h).squeeze(-1)


def update(net, opt, batch):
    for _ in range(EPOCHS):
        dist, value = net(batch.obs)
        ratio = (dist.log_prob(batch.act) - batch.logp).exp()
        clipped = torch.clamp(ratio, 1 - CLIP, 1 + CLIP)
        loss = -torch.min(ratio * batch.adv, clipped * batch.adv).mean() + 0.5 * (value - batch.ret).pow(2).mean()
        opt.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), MAX_GRAD_NORM)
        opt.step()


def main():
    env = gym.make("PongNoFrameskip-v4")
    net = ActorCritic(env.action_space.n)
    opt = torch.optim.Adam(net.parameters(), lr=LEARNING_RATE, eps=1e-5)
    for i in range(10_000):
        batch = collect(env, net)
        update(net, opt, batch)
        if i % 100 == 0:
            torch.save(net.state_dict(), "pong.pt")


if __name__ == "__main__":
    main()
