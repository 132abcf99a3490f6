import argparse
parser = argparse.ArgumentParser()
parser.add_argument("--epochs", default=30, type=int)
parser.add_argument("--batch-size", default=256, type=int)
parser.add_argument("--lr", default=0.01, type=float)
parser.add_argument("--momentum", default=0.9, type=float)
