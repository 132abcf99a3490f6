import torch

VERSION = '0.3'
LINKS = dict(
    small=f'https://github.com/kestrel-lab/kestrel/releases/download/v{VERSION}/kestrel_small.pt',
    large=f'https://github.com/kestrel-lab/kestrel/releases/download/v{VERSION}/kestrel_large.pt',
)


def load(name):
    return torch.hub.load_state_dict_from_url(LINKS[name])
