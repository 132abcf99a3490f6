import torch
import torch.nn as nn
from monai.networks.blocks import UnetrBasicBlock, UnetrUpBlock
from monai.networks.nets import ViT


class UNETR(nn.Module):
    def __init__(self, in_ch, out_ch, feature_size=16):
        super().__init__()
        self.vit = ViT(in_channels=in_ch, img_size=96, patch_size=16, hidden_size=768)
        self.encoder1 = UnetrBasicBlock(3, in_ch, feature_size, kernel_size=3, stride=1, norm_name="instance")
        self.decoder5 = UnetrUpBlock(3, 768, feature_size * 8, kernel_size=3, upsample_kernel_size=2, norm_name="instance")

    def forward(self, x):
        z, hidden = self.vit(x)
        return self.decoder5(z, self.encoder1(x))
