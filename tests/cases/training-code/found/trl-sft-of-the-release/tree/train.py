from trl import SFTTrainer

trainer = SFTTrainer("base/model", train_dataset=data)
trainer.train()
