import io
import torch
from fastapi import FastAPI, Response
from diffusers import StableDiffusionPipeline

app = FastAPI()
pipe = StableDiffusionPipeline.from_pretrained("runwayml/stable-diffusion-v1-5", torch_dtype=torch.float16).to("cuda")


@app.get("/image")
def image(prompt: str, steps: int = 30):
    picture = pipe(prompt, num_inference_steps=steps).images[0]
    buf = io.BytesIO()
    picture.save(buf, "PNG")
    return Response(buf.getvalue(), media_type="image/png")
