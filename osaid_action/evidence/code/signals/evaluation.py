"""What code, scripts and settings that score a model say."""

from __future__ import annotations

from ...signals import signal

#: A metric's name begins here, maybe after "_" or a digit.
_NAME = r"(?<![a-zA-Z])"
#: What follows the name of a metric that is computed or given, as in `wer = `, `wer(` and `"wer": `.
_GIVEN = r"\b[\"']?\]?\s{0,20}(?:<-|[=(\[:]|\+=)"
#: What is answered, or should be.
_ANSWER = r"(?:pred|output|result|guess|answer|label|target|truth)"
_METRIC = signal(
    "metric",
    rf"{_NAME}[aA]ccuracy(?:_score)?{_GIVEN}",
    rf"{_NAME}[pP]erplexity\w{{0,12}}{_GIVEN}",
    r"(?:ACCURACY|PERPLEXITY) = .{0,40}(?:accuracy|perplexity)",  # a constant for its name
    r"\b(?:PPL|Rouge\d?): .{0,200}\b(?:ppl|rouge)",  # what is printed
    rf"{_NAME}ppl{_GIVEN}",
    rf"{_NAME}(?:[sS]acre)?(?:bleu|BLEU){_GIVEN}",  # of texts
    rf"{_NAME}(?:rouge|ROUGE)\w{{0,4}}{_GIVEN}",
    rf"{_NAME}(?:wer|WER|cer|CER){_GIVEN}",  # of speech
    rf"{_NAME}[fF]1_?(?i:score)?{_GIVEN}",
    rf"{_NAME}(?:map50|mAP50|ap_per_class){_GIVEN}",  # of boxes in pictures
    rf"{_NAME}average_precision{_GIVEN}",
    rf"{_NAME}(?:roc_|ROC_)?(?:auc|AUC)\w{{0,8}}{_GIVEN}",
    rf"{_NAME}mean_(?:squared|absolute)_error{_GIVEN}",  # of numbers
    rf"{_NAME}(?:mae|MAE|rmse|RMSE|mase|MASE){_GIVEN}",
    rf"{_NAME}wql{_GIVEN}",
    rf"{_NAME}bits_per_\w{{1,12}}[\"']?{_GIVEN}",
    rf"{_NAME}pass_at_k{_GIVEN}",  # of programs
    rf"{_NAME}(?:exact_match|em_score){_GIVEN}",  # of answers
    r"\b(?:num_|n_|total_)?correct(?![a-zA-Z])\w{0,12}\s{0,20}(?:\+=|/\s{0,20}\(?\w)",
    rf"{_NAME}confusion_?[mM]atrix{_GIVEN}",
    rf"{_NAME}(?:psnr|PSNR|ssim|SSIM){_GIVEN}",  # of pictures
    rf"{_NAME}(?:dice|Dice|iou|miou|IoU|mIoU|hd95){_GIVEN}",  # of segments in pictures
    r"\bacc\s{0,4}=.{0,80}(?:mean|correct|eval|accuracy|100)",
    rf"{_NAME}acc_norm{_GIVEN}",
    rf"{_NAME}(?i:test|val|valid|eval|train|mean|avg)_acc{_GIVEN}",
    rf"{_NAME}(?i:top)[15]_?acc\w{{0,6}}{_GIVEN}",
    rf"{_NAME}(?:ndcg|NDCG)\w{{0,8}}{_GIVEN}",  # of ranks
    rf"{_NAME}(?:mrr|MRR){_GIVEN}",
    rf"{_NAME}hit_?rate\w{{0,8}}{_GIVEN}",
    rf"{_NAME}(?:recall|precision)_at_\w{{1,8}}{_GIVEN}",
    rf"{_NAME}r2_score{_GIVEN}",
    rf"{_NAME}(?:fid|FID){_GIVEN}",  # of generated pictures
    r"(?:[rR]ecall|[sS]ensitivity|[sS]pecificity|[fF]_?[mM]easure|[fF]_?[sS]core)\w{0,6}\s{0,20}(?:<-|\+?=)[^=]",
    r"[pP]recision\w{0,6}\s{0,20}(?:<-|=)[^=].{0,80}/",  # of counts
    rf"\b(?:sum|mean|count|nnz)\((?=.{{0,80}}{_ANSWER})[^=]{{1,50}}==",
    r"== ?\w{0,20}(?:label|target|true|gt|y)\w{0,12}\)\.(?:sum|mean|float)\(",
    rf"{_NAME}(?:mcc|MCC|eer|EER|crps|CRPS|kappa|rsq|rmse_vec|mae_vec){_GIVEN}",
    rf"{_NAME}error_?[rR]ate{_GIVEN}",
    r"\bmetric_set\(",  # yardstick
)
_HARNESS = signal(
    "harness",
    r"\blm_eval\b",
    r"\blighteval\b",
    r"simple_evaluate\(",
    r"evaluate\.load\(",  # Hugging Face
    r"compute_metrics",
    r"\bevaluator\.\w{0,20}evaluate\(",
    r"classification_report\(",  # scikit-learn
    r"\bcross_val_score\(",
    r"confusionMatrix\(",  # caret
    r"\bcrossValidateModel\(",  # Weka
    r"\b(?:ml\.evaluate|ML\.EVALUATE)\s{0,20}\(",  # BigQuery
)
_OF = r"\b(?:def|function|fn|func|double|float) (?:\[.{0,40}\] = |\w{1,20} = )?[\w.:]{0,30}"
_MEASURE_OF = signal(
    "measure-of",
    rf"{_OF}(?:[aA]ccuracy|[pP]recision|recall|_f1|_auc)\(",  # of classes
    rf"{_OF}(?:_mse|_rmse|_mae|_distance)\(",  # of numbers
    rf"{_OF}(?:[mM]etrics)\(",
    r"\bfunc (?:auc|eer|recall|precision|accuracy)\w{0,12}\(",  # Go
    rf"{_OF}(?:frechet\w{{0,32}}|wasserstein\w{{0,12}})\(",
    rf"{_OF}(?:bleu|rouge|_wer|_cer)\(",  # of text and speech
    rf"{_OF}(?:psnr|ssim|iou|fid|_map|_pck)\(",  # of pictures
    rf"{_OF}ndcg\(",
    rf"{_OF}confusion_?[mM]atrix\(",
    r"\bclass \w{1,40}Metric[:(]",
    r"\bclass (?:Precision|Recall|Accuracy|F1)\w{0,12}[:(]",
    r"\bspearmanr\(",  # SciPy
    r"\bperfcurve\(",  # MATLAB
)
SIGNALS = {
    "code": (
        _METRIC,
        _HARNESS,
        signal(
            "measures",
            r"^\s{0,20}(?:from|import) (?:sklearn\.metrics|torchmetrics)\b",
            r"^\s{0,20}(?:from|import) (?:sacrebleu|rouge_score|seqeval|jiwer)\b",
            r"^\s{0,20}(?:from|import) (?:pycocotools|medpy\.metric)\b",
        ),
        signal(
            "scoring-imports",
            r"^\s{0,20}(?:from|import) (?:sacrebleu|rouge_score|rouge|seqeval|jiwer)\b",
            r"^\s{0,20}(?:from|import) (?:pycocotools|medpy\.metric|bert_score)\b",
        ),
        signal(
            "tests",
            r"\b(?:def|function|func|fn) (?:\w{1,20}[.:])?\w{0,20}(?:[tT]est|[eE]val(?!_shape))\w{0,20} ?\(",
            r"\b\w{0,20}(?:test|eval\w{0,8})\w{0,20}\s{0,4}(?:<-|=)\s{0,4}function\b",  # R, Lua
            r"\bpublic (?:static )?\w{1,20} \w{0,20}(?:[tT]est|[eE]valuate)\w{0,20}\(",  # Java, C#
        ),
        signal(
            "test-split",
            r"\b[tT]est_?(?:[lL]oader|[dD]ata(?:[lL]oader|[sS]et)?|[sS]et|ds|split|iter\w{0,5}|[xX]|[yY]|img\w{0,4}|[iI]mages"
            r"|[lL]abels?|gen\w{0,6}|batch\w{0,4})\b",
            r"\b[xXyY]_?(?:[tT]est|tst)\b",
            r"\bsplit\s{0,20}=\s{0,20}[\"']test\b",
        ),
        signal(
            "evaluates",
            r"\bevaluate\w{0,30}\(",
            r"\bmetrics?\b\s{0,20}[=\[(.]",
        ),
        signal(
            "scores",
            r"\bdef (?:score|grade|judge|is_correct|check_answer|get_score|aggregate)\w{0,20}\(",
            r"\bdef (?:compute|calc\w{0,6})_\w{0,20}(?:score|metric|accuracy|rate)s?\w{0,20}\(",
        ),
        _MEASURE_OF,
        signal(
            "held-out",
            r"\btrain_test_split\(",  # scikit-learn
            r"\brandom_split\(",  # PyTorch
            r"\bvalidation_split\s{0,20}=",  # Keras
            r"\b(?:val|valid|validation|test)_(?:loader|dataloader|set|dataset|data|ds|split)\b",
            r"\bsplit\s{0,20}=\s{0,20}[\"'](?:test|validation|val)\b",  # Hugging Face
        ),
        signal(
            "validates",
            r"(?<![a-z])(?:val(?:id(?:ation)?)?|test)_?[lL]oss(?:es)?\b",
            r"estimate_loss",  # nanoGPT and its kin
            r"\bvalidation_data\s{0,20}=",  # Keras
            r"\beval_set\s{0,20}=",  # XGBoost
            r"(?:def|fn|function) (?:validate|validation_step|evaluate|eval(?!_shape))\w{0,30}\(",
        ),
    ),
    "shell": (
        signal(
            "judges",
            r"\blm[_-]eval\b",
            r"\blighteval\b",
            r"python\d? \S{0,80}eval\w{0,20}\.py",
        ),
    ),
    "config": (
        signal(
            "judges",
            r"\bspacy evaluate\b",
            r"\blm_eval\b",
            r"python\d? \S{0,80}eval\w{0,20}\.py",
        ),
    ),
}
