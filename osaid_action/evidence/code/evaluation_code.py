"""Evaluation code: does the tree hold code that scores the model on held-out data or a benchmark?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy
from ..about import benchmark_said, evaluation_said
from ..frameworks import imports, learns, models, trains
from ..rank import Sighting, finding, rate
from ..survey import signal, words

if TYPE_CHECKING:
    from ...model import Finding
    from ..survey import File, Survey

COMPONENT = "evaluation-code"
SIGNALS = {
    "code": (
        signal(
            "metric",
            "accuracy Accuracy perplexity Perplexity =ppl bleu BLEU rouge ROUGE =wer =WER =cer "
            "=CER f1 F1 map50 mAP50 ap_per_class average_precision auc AUC mean_squared "
            "mean_absolute =mae =rmse =mase =MAE =RMSE =MASE wql bits_per pass_at_k exact_match "
            "=correct em_score confusion psnr PSNR ssim SSIM =dice =Dice =iou =miou =IoU =mIoU "
            "=acc ndcg NDCG hd95 =mrr =MRR hit_rate hitrate recall_at_ precision_at_ r2_score =fid "
            "=FID",
            r"(?i)(?<![a-z])(?:accuracy|perplexity\w{0,12}|ppl|(?:sacre)?bleu|rouge\w{0,4}|wer|cer"
            r"|f1_?(?:score)?|map50"
            r"|ap_per_class|average_precision|(?:roc_)?auc\w{0,8}|mean_(?:squared|absolute)_error|mae"
            r"|rmse|mase|wql"
            r"|bits_per_\w{1,12}[\"']?|pass_at_k|exact_match|em_score|confusion_?matrix|psnr|ssim|dice|hd95"
            r"|m?iou"
            r"|acc_norm"
            r"|ndcg\w{0,8}|mrr|hit_?rate\w{0,8}|(?:recall|precision)_at_\w{1,8}|r2_score|accuracy_score"
            r"|top[15]_?acc\w{0,6}"
            r"|(?:test|val|valid|eval|train|mean|avg)_?acc|fid)\b[\"']?\]?\s{0,20}(?:<-|[=(\[:]|\+=)",
            r"\bacc\s{0,4}=.{0,80}(?:mean|correct|eval|accuracy|100)",
            r"\b(?:num_?|n_?|total_?)?correct\w{0,12}\s{0,20}(?:\+=|/\s{0,20}\(?\w)",
        ),
        signal(
            "harness",
            "lm_eval simple_evaluate evaluate.load compute_metrics classification_report "
            "evaluator. lighteval confusionMatrix crossValidateModel cross_val_score ML.EVALUATE "
            "ml.evaluate",
            r"\blm_eval\b|simple_evaluate\(|evaluate\.load\(|compute_metrics|classification_report\("
            r"|\blighteval\b",
            r"\bevaluator\.\w{0,20}evaluate\(|confusionMatrix\(|\bcrossValidateModel\(|\bcross_val_score\("
            r"|(?i:\bml\.evaluate\s{0,20}\()",
        ),
        signal(
            "measures",
            "medpy torchmetrics sacrebleu jiwer sklearn.metrics pycocotools rouge_score seqeval",
            r"^\s{0,20}(?:from|import) (?:medpy\.metric|torchmetrics|sacrebleu|jiwer|sklearn\.metrics"
            r"|pycocotools|rouge_score|seqeval)\b",
        ),
        signal("evaluates", "evaluate metric", r"\bevaluate\w{0,30}\(|\bmetrics?\b\s{0,20}[=\[(.]"),
        signal(
            "scores",
            "def␣score def␣grade def␣judge def␣is_correct def␣check_answer def␣compute_ def␣calc "
            "def␣get_score def␣aggregate",
            r"\bdef (?:score|grade|judge|is_correct|check_answer|get_score|aggregate|(?:compute|calc\w{0,6})_"
            r"\w{0,20}(?:score|metric|accuracy|rate)s?)\w{0,20}\(",
        ),
        signal(
            "measure-of",
            "ccuracy( recision( _f1( recall( frechet wasserstein Metric: Metric( bleu( rouge( _wer( _cer( "
            "psnr( ssim( "
            "iou( _auc( _distance( _mse( _rmse( _mae( _map( _pck( fid( ndcg( spearmanr( perfcurve(",
            r"\b(?:def|function|fn|func|double|float) (?:\[.{0,40}\] = )?\w{0,30}(?:[aA]ccuracy"
            r"|[pP]recision|recall"
            r"|f1|frechet\w{0,20}|wasserstein|bleu|rouge|wer|cer|psnr|ssim|iou|auc|distance|mse|rmse|mae"
            r"|map|pck|fid"
            r"|ndcg)\w{0,12}\(|\bclass \w{1,40}Metric\b|\b(?:spearmanr|perfcurve)\(",
        ),
        signal(
            "validates",
            "val_loss valid_loss validation_loss estimate_loss ␣validat validation_data eval_set "
            "␣evaluate ␣eval",
            r"(?<![a-z])val(?:id(?:ation)?)?_loss(?:es)?\b|estimate_loss|\bvalidation_data\s{0,20}=|\beval_set\s{0,20}="
            r"|(?:def|fn|function) (?:validate"
            r"|validation_step|evaluate|eval(?!_shape))\w{0,30}\(",
        ),
    ),
    "shell": (
        signal(
            "judges",
            "lm_eval lighteval evaluate eval",
            r"\blm[_-]eval\b|\blighteval\b|python\d? \S{0,80}eval\w{0,20}\.py",
        ),
    ),
    "config": (
        signal(
            "judges",
            "spacy␣evaluate lm_eval eval",
            r"\bspacy evaluate\b|\blm_eval\b"
            r"|python\d? \S{0,80}eval\w{0,20}\.py",
        ),
    ),
}
_WORDS = words(
    "eval evals evaluate evaluation evaluations evaluating evaluator benchmark benchmarks metrics metric "
    "val validate "
    "validation score scorer scoring hellaswag mmlu humaneval test"
)
NAMED = _WORDS
_SCRIPTS = words("js mjs ts tsx")
_LOSSES = words("loss losses")
_HELD_OUT = lazy(r"(?i)[ _](?:ndcg|bleu|rouge|wer|cer|f1|frechet\w{0,12})(?:_\w{1,12}|\d)?\(")
_SURE = words("eval evaluate evaluation metrics")
_METRICS = words("wer cer bleu rouge ppl perplexity fid auc")
_MODELLED = ("loads", "gradients", "harness")


def probe(survey: Survey) -> list[Finding]:
    """Named evaluation code with a metric; metrics inside a trainer and documents are partial."""
    if not learns(survey):
        return [finding(COMPONENT, [])]
    evaluates = evaluation_said(survey)
    seen = [
        sighting
        for file in survey.code
        # Elsewhere scripts of pages hold scores, forms and dashboards.
        if evaluates or models(file) or file.suffix not in _SCRIPTS
        if (sighting := _look(file))
    ]
    if benchmark_said(survey):
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
    if measure is None or not imports(file):
        return None
    if file.said(_SURE):
        return rate(file, 76, measure.line, "defines a metric")
    if file.said(_LOSSES) or trains(file) or not _HELD_OUT.search(measure.text):
        return None
    return rate(file, 72, measure.line, "defines a metric")


def _on_the_side(file: File) -> Sighting | None:
    metric, validates, harness = file.hit("metric"), file.hit("validates"), file.hit("harness")
    if file.suffix == "ipynb" and metric:
        return rate(file, 55, metric.line, "computes a metric in a notebook")
    if harness and file.hit("fits", "trainer", "called"):
        return rate(file, 50, harness.line, "computes a metric on the side of training")
    learned = file.hit("gradients", "step", "minimizes", "fits", "loss")
    if metric and (
        trains(file) or ((metric.seen > 1 or validates) and (learned or validates or models(file)))
    ):
        return rate(file, 45, metric.line, "computes a metric on the side")
    if validates and learned:
        return rate(file, 40, validates.line, "computes a validation loss while training")
    if (asked := file.hit("evaluates")) and file.hit("fits"):
        return rate(file, 35, asked.line, "asks for a metric while training")
    return None
