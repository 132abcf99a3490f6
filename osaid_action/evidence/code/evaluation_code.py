"""Evaluation code: does the tree hold code that scores the model on held-out data or a benchmark?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...patterns import either, lazy
from ...repository.places import words
from ..frameworks import imports, is_python, models, trains
from ..rank import Sighting, finding, rate
from ..used import shown, told, used
from .signals.evaluation import SIGNALS

if TYPE_CHECKING:
    from ...model import Evidence, Finding
    from ..file import File
    from ..survey import Survey

__all__ = ["COMPONENT", "HINTS", "HOLDS", "SIGNALS", "probe", "uses"]

COMPONENT = "evaluation-code"
HOLDS = words("code")
HINTS = words("shell config doc")
_WORDS = words(
    "eval evals evaluate evaluation evaluations evaluating evaluator benchmark benchmarks metrics metric "
    "val validate "
    "validation score scorer scoring hellaswag mmlu humaneval test tester verification verify"
)
_SCRIPTS = words("js mjs ts tsx")
_LOSSES = words("loss losses")
_HELD_OUT = lazy(r"(?i)[ _](?:ndcg|bleu|rouge|wer|cer|f1|confusion|frechet\w{0,12})(?:_\w{1,12}|\d)?\(")
_SURE = words("eval evaluate evaluation metrics")
_METRICS = words("wer cer bleu rouge ppl perplexity fid auc")
_MEASURED = words("accuracy acc precision recall")
#: Languages of computing: there, a file that computes several metrics is made for it.
_COMPUTES = words("m r rmd qmd jl lua")
_MODELLED = ("loads", "gradients", "harness")
#: A figure of merit beside its name, in prose or in a table.
_REPORTED = either(
    r"\b(?:accurac(?:y|ies)|f1|f-score|bleu|rouge(?:-\w)?|perplexity|ppl|wer|cer|mious?|iou|au?roc|auc|rmse|mae)\b"
    r"[^\n]{0,80}\d",
    r"\b(?:psnr|ssim|fid|mmlu|hellaswag|gsm8k|humaneval|imagenet|top-?[15]|mAP|dice|ndcg)\b[^\n]{0,80}\d",
    r"\b(?:evaluated|benchmarked|validated|tested) (?:the model |it )?(?:on|against|with)\b",
    r"\bvalidation (?:set|split|loss|data)\b|\bheld-?out\b|\btest (?:set|split)\b",
    r"准确率|评测|評価結果|정확도",
    flags=re.IGNORECASE,
)


def probe(survey: Survey) -> list[Finding]:
    """Named evaluation code with a metric; metrics inside a trainer and documents are partial."""
    if not survey.learns:
        return [finding(COMPONENT, [])]
    evaluates = survey.about.evaluation
    seen = [
        sighting
        for file in survey.code
        # Elsewhere scripts of pages hold scores, forms and dashboards.
        if evaluates or models(file) or file.suffix not in _SCRIPTS
        if (sighting := _look(file))
    ]
    if survey.about.benchmark:
        seen += [
            rate(file, 76, hit.line, "scores answers, where the project is a benchmark")
            for file in survey.code
            if (hit := file.hit("scores"))
        ]
    seen += [
        rate(file, 50, file.hits["judges"].line, "starts an evaluation")
        for file in (*survey.shell, *survey.config)
        if file.hit("judges")
    ]
    for path, document in survey.documents.items():
        file = survey.by_path[path]
        if file.place != "example" and (file.named(_WORDS) or _in_folder(path)) and document.prose:
            seen.append(Sighting(35, file, 1, "a document about evaluation, without its code"))
    return [finding(COMPONENT, seen)]


def _in_folder(path: str) -> bool:
    """True for a README that stands in a folder of evaluation."""
    parts = path.lower().split("/")
    return len(parts) > 1 and not _WORDS.isdisjoint(parts[-2].replace("-", "_").split("_"))


def _look(file: File) -> Sighting | None:
    named = file.said(_WORDS)
    metric, harness, validates = file.hit("metric"), file.hit("harness"), file.hit("validates")
    modelled = imports(file) or file.hit(*_MODELLED) is not None
    if metric and file.named(_METRICS):
        return rate(file, 80, metric.line, "computes a metric")
    if named and harness:
        return rate(file, 88, harness.line, "runs an evaluation harness or computes metrics")
    if named and metric and modelled:
        return rate(file, 86 if metric.seen > 1 or validates else 78, metric.line, "computes a metric")
    if metric and (file.named(_SURE) or (named and metric.seen > 1)):
        return rate(file, 72, metric.line, "computes metrics")
    if defined := _defined(file):
        return defined
    if tried := _tried(file):
        return tried
    if named and (measures := file.hit("measures")):
        return rate(file, 80, measures.line, "computes metrics by a package")
    if named and validates and file.hit("loads") and models(file):
        return rate(file, 72, validates.line, "evaluates the model")
    evaluates = file.hit("evaluates")
    if file.named(_WORDS) and evaluates and evaluates.seen > 1 and models(file):
        return rate(file, 74, evaluates.line, "evaluates and reports metrics")
    return _on_the_side(file)


def _defined(file: File) -> Sighting | None:
    """A metric by hand, in a function or class that is named after it."""
    measure = file.hit("measure-of")
    if measure is None or not (imports(file) or file.named(_SURE)):
        return None
    if file.said(_SURE):
        return rate(file, 76, measure.line, "defines a metric")
    if file.said(_LOSSES) or trains(file) or not _HELD_OUT.search(measure.text):
        return None
    return rate(file, 72, measure.line, "defines a metric")


def _tried(file: File) -> Sighting | None:
    """Metrics on what was held out, whatever the file is called, and also where it trains."""
    metric, split = file.hit("metric"), file.hit("test-split")
    if metric and file.hit("scoring-imports") and not trains(file):
        return rate(file, 74, metric.line, "computes metrics by a package")
    if metric and split and (tests := file.hit("tests")) and (models(file) or not is_python(file)):
        return rate(file, 74, tests.line, f"tests the model, with a metric at line {metric.line}")
    report = file.hit("harness")
    if metric and metric.seen > 2 and split and (report or not trains(file)) and models(file):
        return rate(file, 72, metric.line, "computes metrics on what was held out")
    computes = file.suffix in _COMPUTES and not trains(file)
    if metric and computes and (metric.seen > 2 or file.named(_MEASURED)):
        return rate(file, 72, metric.line, "computes metrics")
    return None


def _on_the_side(file: File) -> Sighting | None:
    metric, validates, harness = file.hit("metric"), file.hit("validates"), file.hit("harness")
    if file.suffix == "ipynb" and metric:
        return rate(file, 55, metric.line, "computes a metric in a notebook")
    if harness and file.hit("fits", "trainer", "called"):
        return rate(file, 50, harness.line, "computes a metric on the side of training")
    learned = file.hit("gradients", "step", "minimizes", "fits", "loss")
    if validates and file.named(_WORDS) and file.suffix in _COMPUTES and file.hit("eval", "native-runs"):
        return rate(file, 50, validates.line, "runs the model on what was held out")
    if metric and (
        trains(file) or ((metric.seen > 1 or validates) and (learned or validates or models(file)))
    ):
        return rate(file, 45, metric.line, "computes a metric on the side")
    if validates and learned:
        return rate(file, 40, validates.line, "computes a validation loss while training")
    if (asked := file.hit("evaluates")) and file.hit("fits"):
        return rate(file, 35, asked.line, "asks for a metric while training")
    return None


def uses(survey: Survey) -> tuple[Evidence, ...]:
    """What shows that the model was validated or tested: figures reported, a split that is held out."""
    return used(
        told(survey, _REPORTED, "reports how well it does"),
        shown(survey.code, "holds data out to validate or test", "held-out", "validates"),
    )
