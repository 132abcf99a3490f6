import torch
from huggingface_hub import snapshot_download
from transformers import AutoModelForDepthEstimation


class DepthNode:
    CATEGORY = "depth"

    def process(self, image, model):
        m = AutoModelForDepthEstimation.from_pretrained("depth-anything/Depth-Anything-V2-Small-hf")
        with torch.no_grad():
            return (m(image).predicted_depth,)
