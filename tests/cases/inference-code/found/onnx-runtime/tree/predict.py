import onnxruntime as ort

session = ort.InferenceSession("model.onnx")
print(session.run(None, {"input": x}))
