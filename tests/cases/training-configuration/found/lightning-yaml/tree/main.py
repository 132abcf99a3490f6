import argparse
import pytorch_lightning as pl
from omegaconf import OmegaConf
from pytorch_lightning.trainer import Trainer
from ldm.util import instantiate_from_config

if __name__ == "__main__":
    config = OmegaConf.load("configs/latent-diffusion/txt2img.yaml")
    model = instantiate_from_config(config.model)
    trainer = Trainer.from_argparse_args(trainer_opt)
    data = instantiate_from_config(config.data)
    model.learning_rate = accumulate_grad_batches * ngpu * bs * base_lr
    trainer.fit(model, data)
