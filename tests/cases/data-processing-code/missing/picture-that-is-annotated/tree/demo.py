import cv2
import torch

model = torch.load("knee.pt")
model.eval()
image = cv2.imread("knee.png")
image = cv2.resize(image, (256, 256))
with torch.no_grad():
    mask = model(torch.tensor(image)[None])
cv2.imwrite("mask.png", mask[0].numpy())
