"""Training code: does the tree hold a loop that computes a loss and steps an optimizer?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy
from ..about import data_is_the_subject, library_said
from ..frameworks import imports, is_python, learns, models
from ..rank import Sighting, finding, rate
from ..survey import running, signal, words

if TYPE_CHECKING:
    from ...model import Finding
    from ..survey import File, Survey

COMPONENT = "training-code"
_LAUNCH = signal(
    "launch",
    "torchrun deepspeed accelerate srun python mpirun julia Rscript axolotl llamafactory fairseq "
    "fasttext "
    "spacy marian yolo darknet onmt lightgbm xgboost",
    r"\b(?:torchrun|deepspeed|accelerate launch|srun|python\d?|mpirun|julia|Rscript"
    r"|torch\.distributed\.\w{1,30})\b"
    r".*[\s/](?!dedup|clean|filter|prepare|preprocess|evaluate|eval)\S{0,60}(?:train|pretrain"
    r"|finetun|fine_tun|sft|dpo)\w{0,30}",
    r"\b(?:axolotl|llamafactory-cli|spacy|yolo|onmt_?|darknet\s{1,20}\w{1,30}|fairseq-"
    r"|fasttext (?:un)?super)\S{0,60}\s{0,20}train",
    r"\bfasttext (?:un)?supervised\b|\bmarian\b.*--train-sets|\blightgbm config="
    r"|\bfairseq-train\b|\bonmt_train\b",
)
SIGNALS = {
    "code": (
        running(
            "gradients",
            "backward grad( gradients( value_and_grad GradientTape gradient( Grad( from_grads",
            r"(?<!def )[\w)\]](?:[.$:]|->)(?:manual_)?backward\(|\btf\.gradients\(",
            r"\b\w{1,30}_backward(?:_\w{1,30})?\(",
            r"\bbackward_(?:pass|step)\(",
            r"\b(?:filter_)?(?:value_and_)?grad\(|(?:\b|_)value_and_grad\b",
            r"GradientTape\(|tape\.gradient\(|\b(?:Zygote|Flux)\.(?:with)?gradient|\bgorgonia\.Grad\("
            r"|from_grads\(",
            r"\b(?:with)?gradient\(\s{0,20}(?:\(\)|loss|m\b|model)",
        ),
        running(
            "step",
            "step( apply_updates apply_gradients update!( opt.update( ptim.update( "
            "ptimizer.update( ptimiser.update( adam.update( adamw.update( tx.update( _update( "
            "single_train_step train_op updates= optim.sgd( optim.adam( optim.rmsprop( "
            "optim.adagrad( Step(",
            r"\b(?:\w{0,30}[oO]ptim\w{0,30}|opt|opt_?[a-zA-Z]\w{0,20}|\w{1,30}_opt|scaler|engine"
            r"|model_engine|sgd"
            r"|adam\w{0,30}|solver)(?:\[[\w\"'-]{1,30}\])?(?:[.$]|->)[sS]tep\(",
            r"\b(?:xm\.)?optimizer_step\(|\bbackward_step\(|single_train_step",
            r"\bapply_(?:updates|gradients)\(|\bupdate!\(|\b(?:\w{0,30}optim\w{0,30}|opt|adam\w{0,30}"
            r"|tx)\.update\(",
            r"\b(?!def )(?:\w{0,30}(?:sgd|adam|adamw|gpt\d?|weights?|params?|parameters|model|net"
            r"|network|layer))_update\(",
            r"\boptim\.(?:sgd|adam|rmsprop|adagrad)\(\s{0,4}\w{1,20},|\.run\(.{0,80}\btrain_op"
            r"|\bupdates=(?:updates|\w{0,30}optim|\w{0,30}(?:sgd|adam|momentum))",
        ),
        running(
            "minimizes",
            "minimize(",
            r"(?:[oO]ptimi[sz]er\w{0,30}|\bopt|[oO]ptimi[sz]er\w{0,30}\([^()]{0,120}\))\.minimize\(",
        ),
        running(
            "descent",
            "=lr␣* =lr* =_rate␣* =_rate* earningRate␣* earningRate* =RATE␣* =RATE* =LR␣* =LR* "
            "=alpha␣* =alpha* =eta␣* =eta* step_size␣* step_size* earningRate, earning_rate, =(lr, "
            "Rate␣* Rate*",
            r"[-+]=?\s{0,20}\(?(?:self\.|args\.|cfg\.|this\.|this->|\w{1,20}->|s\.)?"
            r"(?:\w{0,12}_?lr|\w{0,12}[lL]earning_?[rR]ate|LEARNING_RATE|LR|alpha|eta"
            r"|step_size)\w{0,30}\s{0,20}\*",
            r"\b(?:scale|scal|mul|multiply)\w{0,12}\(\s{0,4}-?(?:\w{1,20}\.)?(?:lr|learning_?[rR]ate),",
        ),
        running(
            "fits",
            "rainer.train_ rainer.fit_ .train( fit( train_on_ train_batch( pretrain( .learn( .fit_ "
            "fine_tune( fitDataset( train_supervised( train_unsupervised( 2Vec( .Fit( fit!( "
            "$train( train!( buildClassifier( trainingData: learn_one( OptimizationProblem( "
            "Solver(",
            r"[tT]rainer\w{0,30}\.(?:train|fit)\w{0,30}\(|\b(?:xgb|lgb|lightgbm|xgboost|catboost)\.train\(",
            r"\b(?:model|net|network|clf|reg|pipeline|pipe|estimator|classifier|regressor|self\.model"
            r"|gbm|rf|forest"
            r"|svm|booster|\w{1,30}_(?:model|clf|net))\.(?:fit|partial_fit|fit_generator|fit_one_cycle"
            r"|fitDataset)\(",
            r"\.fit\(\s{0,20}\w{0,30}(?:X_?|x_)?(?:[tT]rain|X)\w{0,30}\s{0,20}[,)]"
            r"|\blearn\w{0,30}\.(?:fit\w{0,30}|fine_tune)\(|^\s{0,20}pretrain\(",
            r"\bmodel\.learn\(|fasttext\.train_(?:un)?supervised\(|\b(?:Word|Doc)2Vec\("
            r"|\.train_(?:on_)?batch\(",
            r"(?:%>%|\|>)\s{0,20}fit\(|^\s{1,12}fit\(\s{0,8}\w|\bestimator\.train\("
            r"|\bsolve\(OptimizationProblem|\bcaffe\.\w{0,20}Solver\("
            r"|\.learn\(\s{0,8}(?:total_timesteps|\d)|\bfit\(\s{0,20}model\b|Flux\.train!\("
            r"|\bfit!\(\s{0,20}\w|\$train\("
            r"|\w\.Fit\(\s{0,20}\w|\.buildClassifier\(|Classifier\(trainingData:|Regressor\(trainingData:"
            r"|\.learn_one\(|\.train\(\s{0,20}(?:data|dataset|train_data|epochs)\s{0,20}=",
        ),
        running(
            "rehearses",
            "rain(",
            r"\b(?:def|fn|func|function|void|double|float) (?:\([^()]{1,40}\) )?\w{0,20}[tT]rain\(",
        ),
        running(
            "fitted",
            ".fit( .train(",
            r"\w(?<!scaler)(?<!izer)(?<!coder)(?<!imputer)(?<!pca)(?<!tsne)\.fit\(\s{0,20}[\w*\[(]"
            r"|\w\([^()]{0,200}\)\.fit\(\s{0,20}[\w*]",
            r"\b(?:net|network|nn|brain|clf|classifier|model)\.train\(\s{0,20}(?!True|False|mode|is_"
            r"|training)[\w\[]",
        ),
        running("trainer", "Trainer(", r"(?<!class )\b\w{0,30}Trainer\("),
        running(
            "lightning",
            "def␣training_step def␣train_step def␣configure_optimizers",
            r"def (?:training_step|train_step|configure_optimizers)\(",
        ),
        running(
            "optimizer",
            "optim optax. Optimizer Adam SGD Adafactor Momentum",
            r"\b(?:optim|optimizers|optax)\.\w{1,30}\(|\boptim_\w{1,30}\(",
            r"\b(?:Adam|AdamW|SGD|Adafactor|Lion|RMSprop|RMSProp|Momentum|FusedAdam"
            r"|CPUAdam)\w{0,30}\s{0,20}[({:]",
            r"\b[oO]ptimi[sz]er\w{0,30}(?:::new|::default|\()|\.optimi[sz]er\(",
        ),
        running(
            "loss",
            "loss Loss cross_entropy cost␣= cost␣<- criterion(",
            r"\bcost\s{0,20}(?:=|<-)\s|\bcriterion\("
            r"|[lL]oss\w{0,30}\s{0,20}(?:,\s{0,20}\w{1,30}\s{0,20})?(?:=|<-)|\b(?:loss_fn|compute_loss)\b"
            r"|cross_entropy\(|Loss\(",
        ),
        signal(
            "called",
            "train( randomForest( ranger( glmnet( xgboost( CREATE create",
            r"\btrain\(\s{0,20}\w{1,30}\s{0,20}~|<-\s{0,20}(?:randomForest|ranger|glmnet|xgboost"
            r"|lgb\.train|xgb\.train)\(",
            r"(?i)^\s{0,20}create\s{1,20}(?:or\s{1,20}replace\s{1,20})?(?:temp\s{1,20})?model\b",
        ),
        signal(
            "builder",
            "rainer. rainer:: rainerBuilder earner. earnerBuilder",
            r"\btrainer\.(?:run|train|step|fit)\w{0,30}\(|Trainer(?:Builder)?::|LearnerBuilder"
            r"|\blearner\.fit\(",
        ),
        signal(
            "closure",
            "feval, evalFn, opfunc, feval) updates=",
            r"\b\w{0,20}(?:opt\w{0,20}|[mM]ethod|sgd|adam)\(\s{0,4}(?:feval|evalFn|opfunc)\s{0,4},",
            r"\bfunction\(.{0,200}\bupdates=",
        ),
        signal(
            "toolbox",
            "cnn_train trainNetwork( trainnet( fitcecoc( fitcsvm( fitcensemble( TreeBagger( stan_model( "
            "sampling( brm( pm.sample( MCMC( $sample(",
            r"\bcnn_train\w{0,12}\(|\b(?:trainNetwork|trainnet|fitcecoc|fitcsvm|fitcensemble|TreeBagger)\(",
            r"<-\s{0,9}(?:rstan::)?(?:sampling|brm|stan)\(|\bpm\.sample\(|\bMCMC\(|\$sample\(",
        ),
        signal("adapter", "LoraConfig( get_peft_model(", r"\b(?:LoraConfig|get_peft_model)\("),
    ),
    "shell": (_LAUNCH,),
    "config": (_LAUNCH,),
}
_WORDS = words("train training trainer trainers pretrain pretraining finetune finetuning fit learn sft fine")
NAMED = _WORDS
_NOT = words("pretrained")
_BESIDE = words("bench benchmark profile profiling sizing test tests eval toy debug sanity")
_EVALUATION = words("eval evals evaluation benchmark benchmarks metrics")
_TUNING = words("finetune finetuning sft dpo lora qlora peft rlhf adapter adapters grpo orpo ptuning")
_HELPER = words(
    "pii ner langid lang classifier classifiers filter filtering filters quality dedup toxicity lm kenlm"
)
_SLOPE = lazy(r"\*\s{0,20}\S{0,30}(?:grad|delta|err|\bd[wWbB]\b|\.T\b)")
_SCRIPT = lazy(r"\.(?:R|r|sql)$")


def probe(survey: Survey) -> list[Finding]:
    """Training code in any language, best first; fine-tuning alone, or a trainer for a helper, is partial."""
    if not learns(survey):
        return [finding(COMPONENT, [])]
    helped, library = data_is_the_subject(survey), library_said(survey)
    seen = []
    for file in survey.code:
        sighting = _look(file, library)
        if sighting and helped and file.said(_HELPER):
            sighting = sighting._replace(
                score=min(sighting.score, 55), why=f"{sighting.why}, for a helper of the data work"
            )
        if sighting:
            seen.append(sighting)
    if seen and _beside(survey, seen):
        seen = [s._replace(score=min(s.score, 60), why=f"{s.why}, in an example") for s in seen]
    taught = all(sighting.file.place == "example" for sighting in seen)
    if library and taught and not any(file.place == "main" and file.said(_WORDS) for file in survey.code):
        seen = [s._replace(score=min(s.score, 60), why=f"{s.why}, as an example") for s in seen]
    seen += [
        rate(file, 45 if file.said(_WORDS) else 35, hit.line, "starts a training run of code elsewhere")
        for file in survey.shell
        if (hit := file.hit("launch"))
    ]
    seen += [
        rate(file, 45 if file.said(_WORDS) else 35, hit.line, "starts a training run of code elsewhere")
        for file in survey.config
        if (hit := file.hit("launch"))
    ]
    for file in survey.config:
        settings = [name for name in file.hits if name.startswith("hp-")]
        if len(settings) >= 5 and "hp-lr" in settings and file.place == "main":
            line = min(file.hits[name].line for name in settings)
            seen.append(rate(file, 32, line, "settings of a training run, without the code that runs it"))
    return [finding(COMPONENT, seen)]


def _beside(survey: Survey, seen: list[Sighting]) -> bool:
    """True where only examples train, beside code of a tool that has nothing to do with it."""
    own = [file for file in survey.code if file.place == "main"]
    return (
        bool(own)
        and all(sighting.file.place != "main" for sighting in seen)
        and not any(models(file) or file.said(_WORDS) for file in own)
    )


def _look(file: File, library: bool) -> Sighting | None:
    named = file.said(_WORDS) and not file.named(_NOT)
    judged = _loop(file, named) or _handed(file, named, library) or _signs(file, named)
    if judged is None or not _sure(file):
        return None
    score, line, why = judged
    if file.named(_BESIDE):
        score = min(score, 50)
    if file.said(_TUNING) or file.hit("adapter"):
        score, why = min(score, 65), why + " (fine-tuning)"
    return rate(file, score, line, why)


def _sure(file: File) -> bool:
    """False for Python that imports neither arrays nor models, unless it has the whole of a loop."""
    return imports(file) or all(file.hit(name) for name in ("gradients", "descent", "loss"))


def _loop(file: File, named: bool) -> tuple[int, int, str] | None:
    """A loop of the project's own."""
    gradients, step, descent = file.hit("gradients"), file.hit("step"), file.hit("descent")
    loss = file.hit("loss")
    if not step and loss and models(file):
        step = file.hit("optimizer")
    if gradients and step and (loss or named or models(file)):
        return 95 if named else 88, step.line, f"optimizer step, and gradients at line {gradients.line}"
    if (closure := file.hit("closure")) and (gradients or loss or models(file)):
        return 90 if named else 84, closure.line, "hands the loss or its updates to an optimizer"
    if minimizes := file.hit("minimizes"):
        return 90 if named else 82, minimizes.line, "an optimizer minimizes the loss"
    told = named or file.hit("rehearses")
    known = is_python(file) or models(file)
    if descent and (told or (known and (gradients or loss or _SLOPE.search(descent.text)))):
        return 90 if named else 78, descent.line, "steps the weights along a gradient"
    if file.hit("lightning") and (loss or named or file.hit("fits")):
        return 82, file.hits["lightning"].line, "defines a training step"
    if step and (loss or file.hit("optimizer")) and named:
        return 75, step.line, "optimizer step"
    return None


def _handed(file: File, named: bool, library: bool) -> tuple[int, int, str] | None:
    """Training that a package or a trainer class does."""
    fits, package = file.hit("fits"), models(file)
    if not named and file.said(_EVALUATION):
        return None
    if not fits and package:
        fits = file.hit("fitted")
    if fits and file.hit("trainer"):
        return 90 if named else 78, fits.line, "hands training to a trainer class"
    if fits and (package or named):
        sure = named or not library
        return 86 if named else 72 if sure else 50, fits.line, "fits a model"
    if (builder := file.hit("builder")) and (file.hit("optimizer", "loss") or package):
        return 82, builder.line, "builds and runs a trainer"
    if (toolbox := file.hit("toolbox")) and not library:
        return 84 if named else 74, toolbox.line, "fits a model by a toolbox"
    if (called := file.hit("called")) and (package or _SCRIPT.search(file.path)):
        return 82, called.line, "fits a model"
    return None


def _signs(file: File, named: bool) -> tuple[int, int, str] | None:
    """Less than a whole loop."""
    optimizer = file.hit("optimizer")
    if named and optimizer and file.hit("loss"):
        return 60, optimizer.line, "sets up an optimizer and a loss, without the step"
    return None
