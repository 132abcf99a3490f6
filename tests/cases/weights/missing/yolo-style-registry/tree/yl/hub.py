import torch
MODEL_URLS = {
    "small": "https://github.com/acme/yl/releases/download/v1.0/yl_small.pth",
    "large": "https://github.com/acme/yl/releases/download/v1.0/yl_large.pth",
}
def load(name):
    return torch.hub.load_state_dict_from_url(MODEL_URLS[name])
