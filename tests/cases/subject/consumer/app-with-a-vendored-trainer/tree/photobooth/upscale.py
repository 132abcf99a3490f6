import numpy as np
import onnxruntime as ort
from PIL import Image

session = ort.InferenceSession("assets/esrgan.onnx")


def upscale(path):
    x = np.asarray(Image.open(path)).astype("float32").transpose(2, 0, 1)[None] / 255
    y = session.run(None, {"input": x})[0]
    return Image.fromarray((y[0].transpose(1, 2, 0).clip(0, 1) * 255).astype("uint8"))
