import pickle

import pandas as pd
from surprise import SVD, Dataset, Reader

df = pd.read_csv("data/ratings.csv")
data = Dataset.load_from_df(df[["userId", "movieId", "rating"]], Reader())
algo = SVD(n_factors=50, n_epochs=20, lr_all=0.005)
algo.fit(data.build_full_trainset())
pickle.dump(algo, open("model.pkl", "wb"))
