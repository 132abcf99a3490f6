from huggingface_hub import hf_hub_download
path = hf_hub_download("birdlab/sparrow-base", "model.pt")
