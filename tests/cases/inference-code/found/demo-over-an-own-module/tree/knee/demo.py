from core import Knee

model = Knee().model()
print(model.predict([[1, 2, 3]]))
