from megatron.training import pretrain

def forward_step(data_iterator, model):
    loss = model(next(data_iterator))
    return loss

if __name__ == "__main__":
    pretrain(datasets_provider, model_provider, forward_step)
