import torch
import torch.nn as nn
import pytorch_lightning as pl


class LatentDiffusion(pl.LightningModule):
    def __init__(self, unet_config):
        super().__init__()
        self.model = DiffusionWrapper(unet_config)

    def training_step(self, batch, batch_idx):
        loss, loss_dict = self.shared_step(batch)
        return loss

    def configure_optimizers(self):
        return torch.optim.AdamW(self.model.parameters(), lr=self.learning_rate)

    @torch.no_grad()
    def validation_step(self, batch, i):
        _, loss_dict = self.shared_step(batch)
