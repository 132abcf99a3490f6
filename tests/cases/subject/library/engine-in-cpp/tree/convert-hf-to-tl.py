import argparse
import struct
import torch
from safetensors import safe_open

def main():
    p = argparse.ArgumentParser()
    p.add_argument("model")
    p.add_argument("--outfile")
    args = p.parse_args()
    with open(args.outfile, "wb") as f, safe_open(args.model, framework="pt") as st:
        for k in st.keys():
            t = st.get_tensor(k).to(torch.float16).numpy()
            f.write(struct.pack("i", t.ndim))
            t.tofile(f)

if __name__ == "__main__":
    main()
