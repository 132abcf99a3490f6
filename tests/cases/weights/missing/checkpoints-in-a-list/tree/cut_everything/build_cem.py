import torch

from .modeling.image_encoder import ImageEncoderViT


def build_cem_vit_h(checkpoint=None):
    cem = Cem(ImageEncoderViT(depth=32, dim=1280))
    cem.eval()
    if checkpoint is not None:
        with open(checkpoint, "rb") as f:
            cem.load_state_dict(torch.load(f))
    return cem


model_registry = {"vit_h": build_cem_vit_h}
