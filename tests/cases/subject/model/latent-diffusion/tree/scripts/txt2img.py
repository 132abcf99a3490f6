import argparse
import torch
from ldm.models.diffusion.plms import PLMSSampler
from ldm.util import instantiate_from_config


def load_model_from_config(config, ckpt):
    pl_sd = torch.load(ckpt, map_location="cpu")
    model = instantiate_from_config(config.model)
    model.load_state_dict(pl_sd["state_dict"], strict=False)
    model.eval()
    return model


def main():
    sampler = PLMSSampler(model)
    with torch.no_grad():
        samples, _ = sampler.sample(S=50, conditioning=c)
