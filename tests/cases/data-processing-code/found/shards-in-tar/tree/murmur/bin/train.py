import argparse
import torch
import yaml
from murmur.transformer.asr_model import init_asr_model
from murmur.utils.executor import Executor

def main():
    configs = yaml.safe_load(open(args.config))
    model = init_asr_model(configs)
    optimizer = torch.optim.Adam(model.parameters(), **configs["optim_conf"])
    executor = Executor()
    for epoch in range(num_epochs):
        executor.train(model, optimizer, scheduler, train_data_loader)
        total_loss, _ = executor.cv(model, cv_data_loader)
