MODEL_TYPE="x060"
N_LAYER="12"
LR_INIT="6e-4"
LR_FINAL="6e-5"
BATCH_SIZE=16
WARMUP_STEPS=10
python train.py --my_type $MODEL_TYPE --lr_init $LR_INIT --micro_bsz 16 --weight_decay 0.001 --epoch_steps 1000
