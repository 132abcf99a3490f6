package download

const url = "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2/resolve/main/onnx/model.onnx"

func Fetch() error { return get(url, "model.onnx") }
