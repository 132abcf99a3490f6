"""Evaluation code: does the tree hold code that scores the model on held-out data or a benchmark?"""

from __future__ import annotations

from ..model import Finding
from ..survey import File, Survey, signal
from ._rank import Sighting, finding, rate

COMPONENT = "evaluation-code"
SIGNALS = {
    "code": (
        signal("metric", "accuracy perplexity Perplexity bleu rouge wer f1 mAP average_precision auc mean_squared mean_absolute mae mse rmse mase bits_per MAE MSE RMSE MASE WER BLEU F1 Accuracy", r"(?i)(?<![a-z])(?:accuracy|perplexity\w*|ppl|(?:sacre)?bleu|rouge\w*|wer|cer|f1_?(?:score)?|map50|ap_per_class|average_precision|(?:roc_)?auc\w*|mean_(?:squared|absolute)_error|mae|rmse|mase|wql|bits_per_\w+[\"']?|pass_at_k|exact_match|em_score)\b[\"']?\]?\s*(?:[=(\[:]|\+=)"),
        signal("harness", "lm_eval simple_evaluate evaluate.load compute_metrics classification_report evaluator", r"\blm_eval\b|simple_evaluate\(|evaluate\.load\(|compute_metrics|classification_report\(|\bevaluator\.\w*evaluate\("),
        signal("evaluates", "evaluate metric", r"\bevaluate\w*\(|\bmetrics?\b\s*[=\[(.]"),
        signal("validates", "val_loss estimate_loss validate( validation_step evaluate(", r"\bval(?:id(?:ation)?)?_loss\b|estimate_loss|def (?:validate|validation_step|evaluate|eval)\w*\("),
    ),
}  # fmt: skip
_WORDS = (
    "eval",
    "evals",
    "evaluate",
    "evaluation",
    "evaluations",
    "evaluating",
    "evaluator",
    "benchmark",
    "benchmarks",
    "metrics",
    "metric",
    "val",
    "validate",
    "validation",
    "score",
    "scorer",
)


def probe(survey: Survey) -> list[Finding]:
    """Named evaluation code with a metric; metrics inside a trainer and documents are partial."""
    seen = [sighting for file in survey.code if file.own and (sighting := _look(file))]
    for path, document in survey.documents.items():
        file = survey.by_path[path]
        if any(word in _WORDS for word in map(str.lower, file.words[-4:])) and document.prose:
            seen.append(Sighting(35, file, 1, "a document about evaluation"))
    return [finding(COMPONENT, seen)]


def _look(file: File) -> Sighting | None:
    named = file.said(*_WORDS)
    metric, harness, validates = file["metric"], file["harness"], file["validates"]
    if named and harness:
        return rate(file, 88, harness.line, "runs an evaluation harness or computes metrics")
    if named and metric:
        return rate(file, 86 if metric.count > 1 or validates else 78, metric.line, "computes a metric")
    if named and validates and file["loads"]:
        return rate(file, 72, validates.line, "evaluates the model")
    if file.named(*_WORDS) and file["evaluates"] and file["evaluates"].count > 1 and file["ml"]:
        return rate(file, 74, file.hits["evaluates"].line, "evaluates and reports metrics")
    if file.path.endswith(".ipynb") and metric:
        return rate(file, 55, metric.line, "computes a metric in a notebook")
    if metric and metric.count > 1 and (validates or file["backward"] or file["loads"]):
        return rate(file, 45, metric.line, "computes a metric on the side")
    if validates and (file["backward"] or file["step"] or file["loss"]):
        return rate(file, 40, validates.line, "computes a validation loss while training")
    return None
