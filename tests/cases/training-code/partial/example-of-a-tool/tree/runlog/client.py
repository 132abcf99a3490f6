import json
import pathlib
import time


class Run:
    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.metrics = []

    def log_metric(self, key, value, step=0):
        self.metrics.append({"key": key, "value": value, "step": step, "ts": time.time()})

    def log_params(self, **params):
        (self.root / "params.json").write_text(json.dumps(params))

    def flush(self):
        with open(self.root / "metrics.jsonl", "a") as f:
            for m in self.metrics:
                f.write(json.dumps(m) + "\n")
