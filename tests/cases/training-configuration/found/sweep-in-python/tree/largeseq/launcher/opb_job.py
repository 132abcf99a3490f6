from largeseq.launcher.sweep import hyperparam, main as sweep_main


def get_grid(args):
    grid = []
    grid += [hyperparam("--lr", 2e-4), hyperparam("--batch-size", 8), hyperparam("--max-update", 100000), hyperparam("--warmup-updates", 2000), hyperparam("--weight-decay", 0.1)]
    return grid
