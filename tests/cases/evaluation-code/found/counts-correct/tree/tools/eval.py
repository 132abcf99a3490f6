import paddle
from ocr.modeling import CRNN

model = CRNN(6000)
model.set_state_dict(paddle.load("out/best.pdparams"))
model.eval()
correct = total = 0
for img, text in test_loader:
    pred = decode(model(img))
    correct += sum(p == t for p, t in zip(pred, text))
    total += len(text)
print("acc:", correct / total)
