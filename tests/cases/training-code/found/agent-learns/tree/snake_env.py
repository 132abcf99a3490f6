import gymnasium as gym
import numpy as np


class SnakeEnv(gym.Env):
    def __init__(self, n=10):
        self.action_space = gym.spaces.Discrete(4)
        self.observation_space = gym.spaces.Box(0, 1, (n, n, 3), np.float32)

    def step(self, action):
        reward = 1.0 if self.eat(action) else -0.01
        return self.obs(), reward, self.dead, False, {}

    def reset(self, seed=None, options=None):
        return self.obs(), {}
