loss.backward()
