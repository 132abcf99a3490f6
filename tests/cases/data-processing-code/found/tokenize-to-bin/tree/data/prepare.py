import numpy as np
import tiktoken

enc = tiktoken.get_encoding("gpt2")
text = open("input.txt").read()
np.array(enc.encode_ordinary(text), dtype=np.uint16).tofile("train.bin")
