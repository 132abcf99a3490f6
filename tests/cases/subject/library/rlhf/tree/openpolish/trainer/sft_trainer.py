import torch


class SFTTrainer:
    def fit(self, args):
        for inputs in self.train_dataloader:
            loss = self.loss_fn(self.model(inputs), labels)
            self.strategy.backward(loss, self.model, self.optimizer)
            self.strategy.optimizer_step(self.optimizer, self.model, self.scheduler)

    def evaluate(self, dl):
        eval_loss = sum(losses) / len(losses)
