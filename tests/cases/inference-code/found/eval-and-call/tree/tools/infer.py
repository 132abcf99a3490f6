import sys
import cv2
import paddle
from ocr.modeling import CRNN

model = CRNN(6000)
model.set_state_dict(paddle.load("out/best.pdparams"))
model.eval()
img = cv2.imread(sys.argv[1], 0)
logits = model(paddle.to_tensor(img[None, None]))
print(ctc_greedy(logits.argmax(-1)))
