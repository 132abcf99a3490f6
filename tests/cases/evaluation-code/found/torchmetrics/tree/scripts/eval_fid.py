import torch
from torchmetrics.image.fid import FrechetInceptionDistance

fid = FrechetInceptionDistance(feature=2048)
for real, fake in pairs:
    fid.update(real, real=True)
    fid.update(fake, real=False)
print("FID", fid.compute().item())
