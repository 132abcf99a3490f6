from peft import LoraConfig, get_peft_model
from transformers import Trainer

model = get_peft_model(model, LoraConfig(r=8))
trainer = Trainer(model=model, train_dataset=data)
trainer.train()
