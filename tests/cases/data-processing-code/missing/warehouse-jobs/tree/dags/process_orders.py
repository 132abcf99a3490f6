import json
import pandas as pd
from airflow import DAG

BATCH_SIZE = 500
MAX_STEPS = 3


def clean(path):
    df = pd.read_csv("data/raw/orders.csv")
    df = df.dropna()
    df.to_parquet("data/processed/orders.parquet")


def validate(df):
    accuracy = (df.total == df.sum_lines).mean()
    if accuracy < 0.99:
        raise ValueError("mismatch")
