import pandas as pd
def convert(src, dst):
    pd.read_json(src).to_feather(dst)
