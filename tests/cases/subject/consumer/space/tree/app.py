import gradio as gr
import torch
from PIL import Image
from torchvision import transforms
from transformers import AutoModelForImageSegmentation

model = AutoModelForImageSegmentation.from_pretrained("briaai/RMBG-1.4", trust_remote_code=True)
model.eval()
tf = transforms.Compose([transforms.Resize((1024, 1024)), transforms.ToTensor()])


def remove(img):
    with torch.no_grad():
        mask = model(tf(img)[None])[0][0]
    img.putalpha(transforms.ToPILImage()(mask).resize(img.size))
    return img


gr.Interface(remove, gr.Image(type="pil"), "image").launch()
