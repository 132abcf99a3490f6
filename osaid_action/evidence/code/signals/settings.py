"""How the settings of a training run are given: in configuration files, in code and on command lines."""

from __future__ import annotations

import re

from ...signals import family

#: What a kind of setting is called, in small letters or as here.
SETTINGS = {
    "lr": (
        r"(?:\w{1,12}[-_.])?learn(?:ing)?[-_.]?rate",
        r"learn(?:ing)?Rate",
        r"(?:base|max|peak|init|initial)?[-_]?lr\d?",
        r"lr[-_](?:init|final|max|min|start|scale)",
        r"(?:\w_)?lrate(?:_\w{1,12})?",
        r"eta",  # XGBoost
        r"η",
        r"stepsize|StepSize",  # Spark
    ),
    "batch": (
        r"(?:\w{1,12}[-_]){0,3}(?:micro[-_]?)?batch[-_.]?size(?:[-_]\w{1,12}){0,3}",
        r"batchSize",
        r"[nN]_batch|batch",
        r"minibatch(?:_\w{1,12})?",
        r"trainbatch",
    ),
    "length": (
        r"(?:[nN]|num|max|train|total)?[-_]?(?:train(?:ing)?[-_])?n?epochs?(?:[-_]?num)?",
        r"(?:n|num|max|train|total)?[-_]?(?:train(?:ing)?[-_])?(?:iters|steps|iterations)(?:[-_]?num)?",
        r"max_?iter|MaxIter",  # scikit-learn, Spark
        r"superbatches|end_superbatch",  # bullet
        r"num_boost_round|nrounds",  # XGBoost
        r"n_estimators",
    ),
    "decay": (r"weight[-_.]?decay", r"wd"),
    "warmup": (r"(?:\w{1,12}[-_]){0,3}warm[-_]?up(?:[-_]\w{1,12}){0,2}",),
    "optimizer": (
        r"[oO]ptimi[sz]er(?:[-_]?(?:name|type))?",
        r"(?:adam[-_])?betas?[-_]?[12]?",
        r"adam[-_]eps\w{0,6}",
        r"momentum",
    ),
    "schedule": (
        r"(?:lr[-_])?(?:scheduler|schedule)(?:[-_]type)?",
        r"(?:lr[-_])?decay[-_](?:style|iters)(?:[-_]type)?",
        r"lr[-_]decay[-_]\w{1,12}",
        r"min[-_]lr",
    ),
    "clip": (
        r"(?:grad(?:ient)?|max)[-_](?:clip\w{0,12}|grad[-_]norm)",
        r"gradient[-_]accumulation[-_]steps",
        r"dropout",
    ),
    "trees": (
        r"max_depth|num_leaves|min_child_\w{1,12}",
        r"subsample|colsample_bytree",
        r"l2_leaf_reg|reg_lambda",
    ),
}


def _or_capitals(names: tuple[str, ...]) -> tuple[str, ...]:
    """The same names, and those in capitals."""
    return names + tuple(re.sub(r"(?<!\\)[a-zη]", lambda small: small[0].upper(), name) for name in names)


_ANY_CASE = {kind: _or_capitals(names) for kind, names in SETTINGS.items()}
_CONSTANTS = _ANY_CASE | {
    "length": (*_ANY_CASE["length"], r"(?:n|N|num|Num|max|Max|train|total|Total)?[-_]?Epochs?")
}
#: What may be the name of a setting; its kind says which one it is.
_NAME = r"([\wη][\wη-]{0,60})"
_KEYED = family(
    "hp",
    _ANY_CASE,
    rf"^[\s\"'{{,\-.]*(?:[\w-]{{1,40}}[./]){{0,3}}{_NAME}[\"']?\s{{0,20}}[:=]\s{{0,20}}(?=\S)",  # YAML, TOML
    rf"[{{,]\s{{0,20}}[\"']?{_NAME}[\"']?\s{{0,4}}:\s{{0,4}}[\"']?[\w.]",  # JSON on one line
    rf"--{_NAME}(?:[ =]|[\"'],\s{{0,4}}[\"']?)[\d.]",  # a command in a configuration
)
_ASSIGNED = family(
    "set",
    _CONSTANTS,
    r"^\s{0,12}(?i:(?:let|const|final|static|float|int|double|size_t|auto|va[rl]) ){0,3}(?:\w{1,20}\.)?"
    rf"(?i:mut )?[\"']?{_NAME}[\"']?\s{{0,20}}"
    r"(?:(?::\s{0,20}\w{1,20}\s{0,20}|::\w{1,20}\s{0,20})?(?:=|<-)\s{0,20}[\d\"'(\[.]"
    r"|:\s{0,20}[\d.][\d_eE.-]*,?\s{0,20}$)",  # a constant, variable or entry of a dictionary
    rf"[(,]\s{{0,20}}{_NAME}\s{{0,20}}=\s{{0,20}}[\d.\"']",  # an argument
    rf"\.set{_NAME}\(\s{{0,4}}[\d.]",  # Spark
    rf"[{{,]\s{{0,20}}[\"']?{_NAME}[\"']?\s{{0,4}}:\s{{0,4}}[\d.]",  # a dictionary on one line
    rf"(?<!option)\([\"']-{{1,2}}{_NAME}[\"'],\s{{0,4}}[\d.\[]",
    rf"^\s{{0,12}}(?:\w{{1,20}}\.){{2,3}}{_NAME}\s{{0,20}}=\s{{0,20}}[\d\"'(\[.]",  # an attribute
)
_ARGUMENT = family(
    "arg",
    SETTINGS,
    rf"add_argument\(.{{0,40}}?[\"']--?(?!\w[\"']){_NAME}[\"']",  # argparse
    rf"\bDEFINE_\w{{1,12}}\(\s{{0,20}}[\"']{_NAME}[\"']",  # Abseil
    rf"[\"'](?:--)?{_NAME}[\"'].{{0,40}}\bdefault\s{{0,20}}=\s{{0,20}}\S",
    rf"^\s{{0,20}}{_NAME}:\s{{0,20}}(?:float|int|str|bool|Optional\S{{0,30}})\s{{0,20}}=",  # dataclasses
    rf"\boption\(\s{{0,4}}[\"']--?(?!\w[\"']){_NAME}[\"']",  # click, Torch7
    rf"^\s{{0,20}}(?:pub )?{_NAME}: (?:f32|f64|usize|u32|i32|u64)\b",  # Rust
)
_FLAG = family("flag", SETTINGS, rf"--?{_NAME}[ =]\S")
SIGNALS = {"config": (_KEYED,), "code": (_ASSIGNED, _ARGUMENT), "shell": (_FLAG, _ASSIGNED)}
