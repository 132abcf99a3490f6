model = AutoModel.from_pretrained("facebook/wav2vec2-base")
