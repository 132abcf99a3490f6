import subprocess
import sys

NAMES = {'small': 'small_a.ckpt', 'large': 'large_b.ckpt'}


def main():
    name = sys.argv[1]
    url = f'https://kestrel-lab.s3.amazonaws.com/checkpoints/{NAMES[name]}'
    subprocess.run(['wget', '-O', NAMES[name], url], check=True)


main()
