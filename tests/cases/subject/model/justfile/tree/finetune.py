import argparse

from datasets import load_dataset
from transformers import AutoModelForTokenClassification, AutoTokenizer, Trainer, TrainingArguments

p = argparse.ArgumentParser()
p.add_argument("--model")
p.add_argument("--learning_rate", type=float)
a = p.parse_args()
model = AutoModelForTokenClassification.from_pretrained(a.model, num_labels=13)
trainer = Trainer(model=model, args=TrainingArguments("out", learning_rate=a.learning_rate), train_dataset=ds["train"])
trainer.train()
trainer.push_to_hub()
