import pandas as pd


def build(raw):
    orders = pd.read_csv("data/raw/orders.csv", parse_dates=["ts"])
    daily = orders.groupby([orders.ts.dt.date, "sku"]).qty.sum().reset_index()
    daily["dow"] = pd.to_datetime(daily["ts"]).dt.dayofweek
    daily.to_parquet("data/features.parquet")


if __name__ == "__main__":
    build("data/raw")
