deepspeed --module openpolish.cli.train_ppo --pretrain OpenPolish/Llama-3-8b-sft --actor_learning_rate 5e-7 --critic_learning_rate 9e-6 --train_batch_size 128 --max_epochs 1 --init_kl_coef 0.01
