from stable_baselines3 import DQN
from stable_baselines3.common.evaluation import evaluate_policy
from snake_env import SnakeEnv

agent = DQN("CnnPolicy", SnakeEnv(), learning_rate=1e-4, buffer_size=100_000, batch_size=64, verbose=1)
agent.learn(total_timesteps=2_000_000)
print(evaluate_policy(agent, SnakeEnv(), n_eval_episodes=20))
agent.save("snake_dqn")
