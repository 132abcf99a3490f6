"""What code, scripts and settings that train a model say."""

from __future__ import annotations

from ...signals import running, signal
from . import by_hand

#: Names of a script that trains, after a space or a folder.
_SCRIPT = (
    r"[\s/](?!dedup|clean|filter|prepare|preprocess|evaluate|eval)"
    r"\S{0,60}(?:train|pretrain|finetun|fine_tun|sft|dpo)\w{0,30}"
)
_LAUNCH = signal(
    "launch",
    rf"\b(?:torchrun|deepspeed|accelerate launch|srun|mpirun)\b.{{0,200}}{_SCRIPT}",  # launchers
    rf"\b(?:python\d?|julia|Rscript)\b.{{0,200}}{_SCRIPT}",  # interpreters
    r"\b(?:axolotl|llamafactory-cli|spacy|yolo|onmt_?|fairseq-)\S{0,60}\s{0,20}train",  # tools with a command
    r"\bdarknet\s{1,20}\w{1,30}\S{0,60}\s{0,20}train",
    r"\bfasttext (?:un)?super\S{0,60}\s{0,20}train",
    r"\bfasttext (?:un)?supervised\b",
    r"\bmarian\b.*--train-sets",
    r"\blightgbm config=",
)
_GRADIENTS = running(
    "gradients",
    r"\b\w{1,30}_backward(?:_\w{1,30})?\(",  # by hand, in C
    r"(?<!def )[\w)\]](?:[.$:]|->)(?:manual_)?backward\(",  # PyTorch, R's torch, Torch7, LibTorch
    r"\b[lL]oss\.Backward\(",  # C#, Go
    r"\bbackward_(?:pass|step)\(",  # by hand
    r"\btf\.gradients\(",  # TensorFlow 1
    r"GradientTape\(",  # TensorFlow 2
    r"tape\.gradient\(",
    r"\b(?:filter_)?(?:value_and_)?grad\(",  # JAX, Equinox, MLX
    r"(?:\b|_)value_and_grad\b",
    r"\b(?:Zygote|Flux)\.(?:with)?gradient\(",  # Julia
    r"\b(?:with)?gradient\(\s{0,20}(?:\(\)|loss|m\b|model)",
    r"\b(?:with)?gradient\([^()]{0,40}\) do\b",
    r"= @diff ",  # Knet
    r"\bgorgonia\.Grad\(",  # Go
    r"from_grads\(",  # Burn
)
_STEP = running(
    "step",
    r"\b\w{0,30}[oO]ptim\w{0,30}(?:\[[\w\"'-]{1,30}\])?(?:[.$]|->)[sS]tep\(",  # PyTorch and its like
    r"\b(?:opt|opt_?[a-zA-Z]\w{0,20}|\w{1,30}_opt)(?:\[[\w\"'-]{1,30}\])?(?:[.$]|->)[sS]tep\(",
    r"\b(?:sgd|adam\w{0,30})(?:\[[\w\"'-]{1,30}\])?(?:[.$]|->)[sS]tep\(",
    r"\b(?:scaler|engine|model_engine|solver)(?:\[[\w\"'-]{1,30}\])?(?:[.$]|->)[sS]tep\(",  # AMP, DeepSpeed
    r"\b(?:xm\.)?optimizer_step\(",  # PyTorch/XLA, Lightning
    r"\bbackward_step\(",  # candle
    r"single_train_step",  # Lux
    r"\bapply_(?:updates|gradients)\(",  # Optax, Flax, TensorFlow
    r"\bupdate!\(",  # Flux
    r"\b(?:\w{0,30}optim(?:i[sz]er)?|opt|adamw?|tx)\.update\(",  # Optax, Chainer
    r"\b\w{0,30}(?:sgd|adam|adamw)_update\(",  # by hand, in C
    r"\b\w{0,30}(?:gpt\d?|weights?|params?|parameters|model|net|network|layer)_update\(",
    r"\boptim\.(?:sgd|adam|rmsprop|adagrad)\(\s{0,4}\w{1,20},",  # Torch7
    r"\.run\(.{0,80}\btrain_op",  # TensorFlow 1
    r"\bupdates=(?:updates|\w{0,30}(?:optim|sgd|adam|momentum))",  # Theano
)
_DESCENT = running(
    "descent",
    r"[-+]=?\s{0,20}\(?(?:self\.|args\.|cfg\.|this\.|this->|\w{1,20}->|s\.)?"
    r"(?:(?:\w{0,12}[\d_])?lr|\w{0,12}[lL]earning_[rR]ate|\w{0,12}[lL]earningRate|LEARNING_RATE|LR"
    r"|alpha|eta|step_size) ?\*",  # weights -= lr * gradient
    r"\b(?:scale|scal|mul|multiply)\w{0,12}\(lr,",  # BLAS and its like
    r"\b(?:scale|scal|mul|multiply)\w{0,12}\(\s{0,4}-?(?:\w{1,20}\.)?learning(?:_r|R)ate,",
)
_FITS = running(
    "fits",
    r"[tT]rainer\w{0,30}\.(?:train|fit|fit_\w{1,26})\(",  # Transformers, Lightning
    r"[tT]rainer\.train_\w{0,25}\(",
    r"\b(?:xgb|lgb|lightgbm|xgboost|catboost)\.train\(",
    r"\b(?:model|net|network|self\.model|\w{1,30}_(?:model|net))"
    r"\.(?:fit|partial_fit|fit_generator|fit_one_cycle|fitDataset)\(",  # Keras, TensorFlow.js
    r"\b(?:clf|reg|pipeline|pipe|estimator|classifier|regressor|gbm|rf|forest|svm|booster|\w{1,30}_clf)"
    r"\.(?:fit|partial_fit|fit_generator|fit_one_cycle|fitDataset)\(",  # scikit-learn
    r"\.fit\(\s{0,20}\w{0,30}(?:X_?|x_)?(?:[tT]rain|X)\w{0,30}\s{0,20}[,)]",
    r"\blearn\w{0,30}\.(?:fit|fit_\w{1,29}|fine_tune)\(",  # fastai
    r"^\s{0,20}pretrain\(",
    r"\bmodel\.learn\(",  # Stable-Baselines
    r"\.learn\(\s{0,8}(?:total_timesteps|\d)",
    r"fasttext\.train_(?:un)?supervised\(",
    r"\b(?:Word|Doc)2Vec\(",  # gensim
    r"\.train_(?:on_)?batch\(",  # Keras, DeepSpeed
    r"(?:%>%|\|>)\s{0,20}fit\(",  # R
    r"^\s{1,12}fit\(\s{0,8}\w",
    r"\bestimator\.train\(",  # TensorFlow 1
    r"\bsolve\(OptimizationProblem\(",  # Julia
    r"Flux\.train!\(",
    r"\b(?:adam|sgd|momentum|nesterov|rmsprop|adagrad|adadelta|minimize)!\(\s{0,4}\w",  # Knet
    r"\bfit!\(\s{0,20}\w",
    r"\bfit\(\s{0,20}model\b",
    r"\bcaffe\.\w{0,20}Solver\(",
    r"\$train\(",  # mlr3
    r"\w\.Fit\(\s{0,20}\w",  # ML.NET, golearn
    r"\.buildClassifier\(",  # Weka
    r"Classifier\(trainingData:",  # Create ML
    r"Regressor\(trainingData:",
    r"\.learn_one\(",  # river
    r"\.train\(\s{0,20}(?:data|dataset|train_data|epochs)\s{0,20}=",  # Ultralytics and others
)
_FITTED = running(
    "fitted",
    r"\w(?<!scaler)(?<!izer)(?<!coder)(?<!imputer)(?<!pca)(?<!tsne)\.fit\(\s{0,20}[\w*\[(]",  # no scaler
    r"\w\([^()]{0,200}\)\.fit\(\s{0,20}[\w*]",  # Model(...).fit(
    r"\b(?:net|network|nn|brain|clf|classifier|model)\.train\(\s{0,20}(?!True|False|mode|is_|training)[\w\[]",
)
_OPTIMIZER = running(
    "optimizer",
    r"\b(?:optim|optimizers|optax)\.\w{1,30}\(",
    r"\boptim_\w{1,30}\(",  # R's torch
    r"\b(?:Adam|AdamW|SGD|Adafactor|Momentum|FusedAdam|CPUAdam)\w{0,30}\s{0,20}[({:]",
    r"\b(?:Lion|RMS[pP]rop)\w{0,30}\s{0,20}[({:]",
    r"\b(?:optimi[sz]er|Optimizer)\w{0,30}(?:::new|::default|\()",
    r"\.optimi[sz]er\(",
)
_LOSS = running(
    "loss",
    r"[lL]oss\w{0,30}\s{0,20}(?:,\s{0,20}\w{1,30}\s{0,20})?(?:=|<-)",
    r"\bcost (?:=|<-)\s",
    r"\bcriterion\(",
    r"\b(?:loss_fn|compute_loss)\b",
    r"cross_entropy\(",
    r"Loss\(",
)
_CALLED = signal(
    "called",
    r"\btrain\(\s{0,20}\w{1,30}\s{0,20}~",  # caret
    r"<-\s{0,20}(?:\w{1,20}::)?(?:randomForest|ranger|glmnet|cv\.glmnet|xgboost|gbm|neuralnet|naiveBayes)\(",
    r"<-\s{0,20}(?:\w{1,20}::)?(?:lgb|xgb)\.(?:train|cv)\(",
    r"<-\s{0,20}(?:\w{1,20}::)?(?:fit|last_fit|tune_grid|fit_resamples)\(\s{0,20}\w",  # tidymodels
    r"<-\s{0,20}h2o\.(?:randomForest|deeplearning|gbm|glm|automl|xgboost)\(",
    r"^\s{0,20}(?:create|CREATE)(?i:\s{1,20}(?:or\s{1,20}replace\s{1,20})?(?:temp\s{1,20})?model)\b",  # SQL
)
_BUILDER = signal(
    "builder",
    r"\btrainer\.(?:run|train|step|fit)\w{0,30}\(",
    r"Trainer(?:Builder)?::",
    r"LearnerBuilder",  # Burn
    r"\blearner\.fit\(",
)
_CLOSURE = signal(
    "closure",
    r"\b\w{0,20}(?:opt\w{0,20}|[mM]ethod|sgd|adam)\(\s{0,4}(?:feval|evalFn|opfunc),",  # Torch7
    r"\bfunction\(.{0,200}\bupdates=",  # Theano
)
#: In Torch7 an optimizer is a function that is kept, or one that changes a vector by its gradient.
_METHOD = signal(
    "method",
    r"\boptim\w{0,20}(?:\[[\w.\"']{1,30}\])?\(\s{0,4}\w{1,20},\s{0,4}[\w.]{1,30},\s{0,4}[\w.]{1,30}[,)]",
    r"\b(?:sgd\w{0,4}|adam|rmsprop|adagrad\w{0,3}|adadelta)\(\s{0,4}\w{1,20},\s{0,4}(?:d|grad)\w{0,20},",
)
#: A sampler of one's own: parameters are drawn, again and again.
_DRAWS = signal(
    "draws",
    r"\b(?:rwish\w{0,4}|riwish|rinvwish\w{0,4}|rinvgamma|rdirichlet|rmvnorm|mvrnorm)\(",
    r"<-\s{0,4}r(?:norm|gamma|beta|binom)\(1,",
)
_ITERATES = signal(
    "iterates",
    r"\bfor ?\(\s{0,2}\w{0,4}(?:iter|sim|mc|gibbs|[tsgjm])\w{0,4} in [12] ?:"
    r" ?(?:[A-Z]|n\.?_?(?:iter|sim|mc))",
)
_TOOLBOX = signal(
    "toolbox",
    r"\bcnn_train\w{0,12}\(",  # MatConvNet
    r"\b(?:trainNetwork|trainnet)\(",  # MATLAB
    r"\b(?:fitcecoc|fitcsvm|fitcensemble|TreeBagger)\(",
    r"<-\s{0,9}(?:rstan::)?(?:sampling|brm)\(",  # Stan
    r"\$sample\(",
    r"\bpm\.sample\(",  # PyMC
    r"\bMCMC\(",  # NumPyro
)
SIGNALS = {
    "code": (
        _GRADIENTS,
        _STEP,
        running(
            "minimizes",
            r"[oO]ptimi[sz]er\w{0,30}(?:\([^()]{0,120}\))?\.minimize\(",  # TensorFlow, Paddle
            r"\bopt\.minimize\(",
        ),
        _DESCENT,
        _FITS,
        *by_hand.SIGNALS,
        _FITTED,
        running("trainer", r"(?<!class )\b\w{0,30}Trainer\("),
        running("lightning", r"def (?:training_step|train_step|configure_optimizers)\("),
        _OPTIMIZER,
        _LOSS,
        _CALLED,
        _BUILDER,
        _CLOSURE,
        _METHOD,
        _DRAWS,
        _ITERATES,
        _TOOLBOX,
        signal("adapter", r"\b(?:Lo[rR][aA]Config|get_peft_model|PrefixTuningConfig|IA3Config)\("),
    ),
    "shell": (_LAUNCH,),
    "config": (_LAUNCH,),
}
