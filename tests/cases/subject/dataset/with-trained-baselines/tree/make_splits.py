import pandas as pd
df = pd.read_csv("annotations/raw.csv")
df = df[df.votes >= 2]
df.sample(frac=0.8, random_state=0).to_csv("annotations/train.csv", index=False)
