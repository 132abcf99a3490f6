import fasttext

model = fasttext.train_supervised(input="wiki.lid.txt", lr=0.5, epoch=25, wordNgrams=2, dim=16)
print(model.test("wiki.lid.valid"))
model.save_model("lid.bin")
