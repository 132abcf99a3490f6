SAVE=checkpoints
aws s3 sync $SAVE "s3://kestrel-lab/experiments/checkpoints/${NAME}"
aws s3 sync $SAVE "s3://kestrel-lab/experiments/checkpoints/${OTHER}"
