#!/bin/sh
python train.py \
  --learning-rate 3e-4 \
  --batch-size 64 \
  --num-epochs 10 \
  --weight-decay 0.1
