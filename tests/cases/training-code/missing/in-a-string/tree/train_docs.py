SNIPPET = "loss = criterion(model(x), y)\nloss.backward()\noptimizer.step()\n"
HINTS = {"step": "optimizer.step()", "gradients": "loss.backward()", "loss": "loss = f(x)"}


def write(path):
    with open(path, "w") as file:
        file.write(SNIPPET)
