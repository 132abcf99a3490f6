import torch

correct = total = 0
accuracy = correct / total
f1_score = compute(correct)
print(accuracy)
