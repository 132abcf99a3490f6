import torch
import yaml
from sklearn.metrics import roc_auc_score
from torch.cuda.amp import GradScaler, autocast
from models import Net

def train_one_epoch(model, loader, optimizer, scaler, criterion):
    model.train()
    for x, y in loader:
        with autocast():
            loss = criterion(model(x), y)
        scaler.scale(loss).backward()
        scaler.step(optimizer)
        scaler.update()

def valid_one_epoch(model, loader):
    preds = torch.cat([model(x).sigmoid() for x, _ in loader])
    auc = roc_auc_score(targets, preds)
    return auc
