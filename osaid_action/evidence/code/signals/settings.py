"""How the settings of a training run are given: in configuration files, in code and on command lines."""

from __future__ import annotations

import re

from ...signals import family

#: What may stand before and after the name of a count.
_COUNT = (
    r"(?:[nN][bor]?|[nN]um|[mM]ax|MAX|NUM|[tT]rain|[tT]otal|[nN]umberOf|start)?[-_]?(?:[tT]rain(?:ing)?[-_])?"
)
_OF = r"(?:[-_]?(?:num|nums|number|count|max|values|idx))?"
#: What may stand between two words of a name; of so many characters none is looked for by itself.
_BETWEEN = r"[-_.:;]?"
#: What a kind of setting is called, in small letters or as here.
SETTINGS = {
    "lr": (
        rf"(?:\w{{1,12}}[-_.])?[lL]earn(?:ing)?{_BETWEEN}[rR]ates?(?:[-_](?:init|final|max|min|start|scale|values))?",
        r"(?:\w{1,12}[-_]|[a-z])?lrs?\d?",
        r"lr[-_](?:init|final|max|min|start|scale|values?)",
        r"(?:\w_)?lrate(?:_\w{1,12})?",
        r"eta",  # XGBoost
        r"stepsize|StepSize",  # Spark
    ),
    "batch": (
        rf"(?:\w{{1,12}}[-_]){{0,3}}(?:[mM]i(?:cro|ni)[-_]?)?[bB]atch{_BETWEEN}[sS]izes?(?:[-_]\w{{1,12}}){{0,3}}",
        r"[nN]_batch|batch",
        r"minibatch(?:_\w{1,12})?",
        r"trainbatch|bsize",
    ),
    "epochs": (rf"{_COUNT}n?[eE]pochs?{_OF}",),
    "length": (
        rf"{_COUNT}(?:[iI]ters|[sS]teps?|[iI]terations){_OF}",
        r"[mM]ax[-_]?[iI]ter(?:ation)?s?",  # scikit-learn, Spark, Torch7
        r"superbatches|end_superbatch",  # bullet
        r"num_boost_round|nrounds",  # XGBoost
        r"n_estimators|ntrees?|num_trees",
    ),
    "decay": (rf"[wW]\w{{4}}t{_BETWEEN}[dD]ecay", r"wd"),
    "warmup": (r"(?:\w{1,12}[-_]){0,3}warm[-_]?up(?:[-_]\w{1,12}){0,2}",),
    "optimizer": (
        r"[oO]ptimi[sz]er(?:[-_]?(?:name|type|values))?",
        r"(?:adam[-_])?[bB]etas?[-_]?[12]?",
        r"adam[-_]eps\w{0,6}",
        r"momentum",
    ),
    "schedule": (
        r"(?:lr[-_])?(?:scheduler|schedule)(?:[-_]type)?",
        r"(?:lr[-_])?decay[-_](?:style|iters)(?:[-_]type)?",
        r"lr[-_]decay[-_]\w{1,12}|lrDecay|learningRateDecay",
        r"min[-_]lr",
    ),
    "clip": (
        r"(?:grad(?:ient)?|max)[-_](?:clip\w{0,12}|grad[-_]norm)",
        r"gradient[-_]accumulation[-_]steps",
        r"[dD]ropout",
    ),
    "trees": (
        r"max_depth|num_leaves|min_child_\w{1,12}",
        r"subsample|colsample_bytree",
        r"l2_leaf_reg|reg_lambda",
    ),
}
#: Optimizers as they are built; the first number is the learning rate.
_OPTIMIZERS = (
    r"A[dD][aA][mM]\w{0,3}",
    r"(?:Nesterov)?S[gG][dD]",
    r"Descent|Momentum",
    r"RMS[pP]rop",
    r"Ada[gG]rad|Adadelta",
)


def _or_capitals(names: tuple[str, ...]) -> tuple[str, ...]:
    """The same names, and those in capitals."""
    return names + tuple(re.sub(r"(?<!\\)[a-zη]", lambda small: small[0].upper(), name) for name in names)


_ANY_CASE = {kind: _or_capitals(names) for kind, names in SETTINGS.items()}
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
    _ANY_CASE,
    r"^\s{0,12}(?i:(?:let|const|final|static|float|int|double|size_t|auto|va[rl]|local) ){0,3}(?:\w{1,20}\.)?"
    rf"(?i:mut )?[\"']?{_NAME}[\"']?\s{{0,20}}"
    r"(?:(?::\s{0,20}\w{1,20}\s{0,20}|::\w{1,20}\s{0,20})?(?::?=|<-)\s{0,20}[\d\"'(\[.]"
    r"|:\s{0,20}[\d.][\d_eE.-]*,?\s{0,20}$)",  # a constant, variable or entry of a dictionary
    rf"[(,]\s{{0,20}}{_NAME}\s{{0,20}}=\s{{0,20}}[\d.\"']",  # an argument
    rf"\.set{_NAME}\(\s{{0,4}}[\d.]",  # Spark
    rf"[{{,]\s{{0,20}}[\"']?{_NAME}[\"']?\s{{0,4}}:\s{{0,4}}[\d.]",  # a dictionary on one line
    rf"(?<!option)\([\"']-{{1,2}}{_NAME}[\"'],\s{{0,4}}[\d.\[]",
    rf"^\s{{0,12}}(?:\w{{1,20}}\.){{2,3}}{_NAME}\s{{0,20}}=\s{{0,20}}[\d\"'(\[.]",  # an attribute
)
#: Names in Greek, of which no word tells where they are.
_GREEK = family(
    "set",
    {"lr": (r"η|α",), "optimizer": (r"β[₁₂12]?",)},
    r"(?:^|[(,{;.\s])\s{0,20}([ηαβ][₁₂12]?)(?:::\w{1,20})?\s{0,4}(?:=|<-)\s{0,4}[\d.(]",
)
#: A loop over a count.
_LOOPED = family(
    "set",
    {kind: _ANY_CASE[kind] for kind in ("epochs", "length")},
    rf"\bfor\s{{0,4}}\(?\s{{0,4}}(?:int |let |var |auto )?{_NAME} (?:in|=|:=) .{{0,20}}\d",
)
#: An optimizer built with its number; the name is the optimizer's, and says no learning rate elsewhere.
_BUILT = family(
    "made",
    {"optimizer": _OPTIMIZERS},
    r"(?:=|<-|\(|,|\bnew)\s{0,4}(?:\w{1,20}(?:\.|::)){0,3}([A-Z]\w{2,12})\(\s{0,4}(?:\w{1,20}\s{0,4}=\s{0,4})?"
    r"(?:\d?\.\d|\d{1,3}f?0?e-|1e|η)",
)
_ARGUMENT = family(
    "arg",
    _ANY_CASE,
    rf"add_argument\(.{{0,40}}?[\"']--?(?!\w[\"']){_NAME}[\"']",  # argparse
    rf"\bDEFINE_\w{{1,12}}\(\s{{0,20}}[\"']{_NAME}[\"']",  # Abseil
    rf"[\"'](?:--)?{_NAME}[\"'].{{0,40}}\bdefault\s{{0,20}}=\s{{0,20}}\S",
    rf"^\s{{0,20}}{_NAME}:\s{{0,20}}(?:float|int|str|bool|Optional\S{{0,30}})\s{{0,20}}=",  # dataclasses
    rf"\boption\(\s{{0,4}}[\"']--?(?!\w[\"']){_NAME}[\"']",  # click, Torch7
    rf"^\s{{0,20}}[\"']--{_NAME}[\"'],?(?:\s{{0,4}}[\"']-\w[\"'])?\s{{0,4}}$",  # ArgParse
    rf"^\s{{0,20}}(?:pub )?{_NAME}: (?:f32|f64|usize|u32|i32|u64)\b",  # Rust
    rf"^\s{{0,20}}{_NAME}::(?:Float|Int|Real|Abstract)\w{{0,12}}\s{{0,4}}=",  # Julia
    rf"\bflag\.\w{{1,12}}\([\"']{_NAME}[\"']",  # Go
)
_FLAG = family("flag", SETTINGS, rf"--?{_NAME}[ =]\S")
#: In a document: a flag with its number, or with a variable that holds it; a name with its number.
FLAG = rf"(?<![\w-])--?{_NAME}[ =][\"']?(?:\d|\.\d|\$)"
VALUE = rf"(?<![\w-]){_NAME}[\"']?\s{{0,20}}(?:=|:|<-|:=)\s{{0,4}}[\d.]"
SIGNALS = {
    "config": (_KEYED,),
    "code": (_ASSIGNED, _GREEK, _LOOPED, _BUILT, _ARGUMENT),
    "shell": (_FLAG, _ASSIGNED),
}


def kind_of(name: str) -> str | None:
    """The kind of setting that a name is of."""
    found = _ASSIGNED.kinds.fullmatch(name) if _ASSIGNED.kinds else None
    return found.lastgroup if found else None
