import argparse

from openpolish.trainer import PPOTrainer


def train(args):
    trainer = PPOTrainer(actor, critic, reward_model)
    trainer.fit(args)


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    p.add_argument("--actor_learning_rate", type=float, default=1e-6)
    p.add_argument("--train_batch_size", type=int, default=128)
    p.add_argument("--max_epochs", type=int, default=1)
    train(p.parse_args())
