import torch


class PPOTrainer:
    def training_step_actor(self, experience):
        loss = self.actor_loss_fn(log_probs, old, adv)
        self.strategy.backward(loss, self.actor, self.actor_optim)
        self.strategy.optimizer_step(self.actor_optim, self.actor, self.actor_scheduler)
