import xarray


def weighted_mse_per_level(predictions, targets):
    loss = (predictions - targets) ** 2
    return loss.mean()
