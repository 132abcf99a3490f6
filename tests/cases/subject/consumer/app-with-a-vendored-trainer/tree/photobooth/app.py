import tkinter as tk
from .upscale import upscale


def main():
    root = tk.Tk()
    tk.Button(root, text="Upscale", command=lambda: upscale("in.png").save("out.png")).pack()
    root.mainloop()
