# loss.backward()
# optimizer.step()
print("training code is coming soon")
