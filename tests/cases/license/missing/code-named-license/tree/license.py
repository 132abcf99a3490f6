print("MIT")
