"""Training code: does the tree hold a loop that computes a loss and steps an optimizer?"""

from __future__ import annotations

from ..model import Finding
from ..survey import File, Survey, signal
from ._rank import Sighting, finding, rate

COMPONENT = "training-code"
SIGNALS = {
    "code": (
        signal("backward", "backward( backward_pass", r"(?<!def )[\w)\]]\.(?:manual_)?backward\(|\b\w+_backward\(|\bbackward_pass\("),
        signal("gradient", "grad( value_and_grad GradientTape gradient(", r"\b(?:jax\.|nn\.|mx\.)?(?:value_and_)?grad\(|GradientTape\(|tape\.gradient\(|Zygote\.gradient|\bgradient\(\s*(?:\(\)|loss|m|model)"),
        signal("step", ".step( apply_updates apply_gradients update!( .update( _update(", r"\b\w*(?:optim\w*|opt|scaler|engine|sgd|adam\w*)\.step\(|\b(?:optimizers?|optims?)\[\w+\]\.step\(|\bapply_(?:updates|gradients)\(|update!\(|\b(?:optim\w*|opt|adam\w*|tx)\.update\(|\b\w+_update\("),
        signal("framework", "Trainer( .train( .fit( train_on_dataset pretrain( .learn(", r"\b\w*[tT]rainer\.(?:train|fit)\(|\btrainer\w*\.(?:train|fit)\w*\(|\b(?:xgb|lgb|lightgbm|xgboost|catboost)\.train\(|\b(?:model|net|clf|reg|pipeline|pipe|estimator|classifier|regressor|self\.model|gbm|rf|forest|svm|\w*_model|\w*clf)\.(?:fit|partial_fit|fit_generator|fit_one_cycle)\(|\blearn\w*\.(?:fit\w*|fine_tune)\(|^\s*pretrain\(|\bmodel\.learn\("),
        signal("trainer", "Trainer(", r"\b(?:\w*Trainer)\("),
        signal("lightning", "def␣training_step def␣train_step def␣configure_optimizers", r"def (?:training_step|train_step|configure_optimizers)\("),
        signal("optimizer", "optim. optax. Optimizer optimizer( optimiser( Adam SGD Adafactor", r"\b(?:optim|optimizers|optax)\.\w+\(|\b(?:Adam|AdamW|SGD|Adafactor|Lion|RMSprop|FusedAdam|CPUAdam)\w*\s*[({:]|[oO]ptimi[sz]er\w*(?:::new|::default|\()|\.optimi[sz]er\("),
        signal("loss", "loss Loss cross_entropy", r"\b\w*loss\w*\s*=|\bloss_fn\(|cross_entropy\(|Loss\(|\bloss_fn\b"),
        signal("mlpackage", "sklearn xgboost lightgbm keras catboost tensorflow fastai", r"^\s*(?:import|from)\s+(?:sklearn|xgboost|lightgbm|keras|catboost|tensorflow|fastai)\b"),
        signal("builder", "rainer", r"\btrainer\.(?:run|train|step|fit)\w*\(|\b\w*Trainer(?:Builder)?::|LearnerBuilder"),
    ),
    "shell": (
        signal("launch", "torchrun deepspeed accelerate srun python mpirun", r"(?:torchrun|deepspeed|accelerate launch|srun|python\d?|mpirun)\b.*\b\S*(?:train|pretrain|finetun|fine_tun|sft|dpo)\w*"),
    ),
}  # fmt: skip
_WORDS = (
    "train",
    "training",
    "trainer",
    "pretrain",
    "pretraining",
    "finetune",
    "finetuning",
    "fit",
    "learn",
    "sft",
    "fine",
)
_TUNING = {
    "finetune",
    "finetuning",
    "sft",
    "dpo",
    "lora",
    "qlora",
    "peft",
    "rlhf",
    "adapter",
    "adapters",
    "ppo",
    "grpo",
    "orpo",
}


def probe(survey: Survey) -> list[Finding]:
    """Training code in any language, best first; fine-tuning alone is partial."""
    seen = [sighting for file in survey.code if file.own and (sighting := _look(file))]
    seen += [
        rate(file, 45 if file.said(*_WORDS) else 35, file.hits["launch"].line, "starts a training run")
        for file in survey.shell
        if "launch" in file
    ]
    return [finding(COMPONENT, seen)]


def _look(file: File) -> Sighting | None:
    named = file.said(*_WORDS) and not file.said("pretrained")
    derive = file["backward"] or file["gradient"]
    step, loss, framework = file["step"], file["loss"], file["framework"]
    if derive and step and (loss or named):
        score, line, why = (
            95 if named else 88,
            step.line,
            f"optimizer step, and gradients at line {derive.line}",
        )
    elif file["trainer"] and framework:
        score, line, why = 90 if named else 78, framework.line, "hands training to a trainer class"
    elif framework and (file["mlpackage"] or named):
        score, line, why = 86 if named else 72, framework.line, "fits a model"
    elif file["builder"] and (file["optimizer"] or loss):
        score, line, why = 82, file.hits["builder"].line, "builds and runs a trainer"
    elif file["lightning"] and (loss or named):
        score, line, why = 80, file.hits["lightning"].line, "defines a training step"
    elif named and step and (loss or file["optimizer"]):
        score, line, why = 75, step.line, "optimizer step"
    elif named and file["optimizer"] and loss:
        score, line, why = 60, file.hits["optimizer"].line, "sets up an optimizer and a loss"
    else:
        return None
    if file.named("bench", "benchmark", "profile", "sizing", "test", "eval", "toy"):
        score = min(score, 50)
    if _TUNING.intersection(file.words):
        score, why = min(score, 65), why + " (fine-tuning)"
    return rate(file, score, line, why)
