import gradio as gr
import pandas as pd
df = pd.read_csv("leaderboard.csv")
gr.Blocks().launch()
