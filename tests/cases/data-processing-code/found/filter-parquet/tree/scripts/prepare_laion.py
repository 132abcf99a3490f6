"""Filter LAION by aesthetics score and resize."""
import glob
import pandas as pd
from PIL import Image

for path in glob.glob("laion/*.parquet"):
    df = pd.read_parquet(path)
    df = df[(df.aesthetic > 5.5) & (df.pwatermark < 0.3)]
    df.to_parquet(path.replace("laion", "laion_filtered"))
