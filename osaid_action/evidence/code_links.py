"""Pointers in code and scripts: the signals that show them, and the places they lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..addresses import from_url
from ..frozen import replace
from .signals import signal

if TYPE_CHECKING:
    from ..model import Reference
    from .file import File
    from .signals import Hit

_ADDRESSES = (
    signal(
        "weight-url",
        r"://[^\s\"']{1,400}\.(?:safetensors|gguf|pth?|pt|ckpt|onnx|h5|tflite|npz|bin|msgpack|pkl"
        r"|caffemodel|keras|weights|pdparams|mlmodel|nnue)(?:\b|\")",
        r"(?i:(?:weights?|model|ckpt|checkpoint|pretrained)\w{0,20}_?(?:url|root|base"
        r"|host|address|path|dir)s?\b"
        r".{0,60}://)",
        r"://(?:drive\.google\.com|www\.dropbox\.com|github\.com/[^\s\"']{3,200}/releases/download"
        r"|huggingface\.co/(?!datasets)[^\s\"']{3,200}/resolve)/",
        r"(?i:://[^\s\"']{0,400}(?:params|weights|checkpoint|ckpt|model)[^\s\"']{0,100}\.(?:tar|zip"
        r"|gz|tgz))",
        # Put together from parts: the name of the file is not in it.
        r"(?i:://[^\s\"']{0,400}(?:weights|checkpoints?|ckpts?|models?)/[^\s\"']{0,80}[{$])",
    ),
    # Put together by the program: a folder, and what comes behind it.
    signal("joined-url", r"://[\w.-]{3,100}/[^\s\"'{}$]{1,300}/[\"']\s{0,9}(?:[+,.]|\)\s{0,4}\+|&)"),
    signal(
        "data-url",
        r"(?i:://[^\s\"']{0,400}(?:dataset|corpus|corpora|/data/|train))",
        r"://[^\s\"']{1,400}\.(?:jsonl|csv|parquet|zst|arrow|tfrecord|txt\.gz|json\.gz|xz|zip"
        r"|tar\.gz)\b",
    ),
    signal(
        "load-dataset",
        r"load_dataset\(\s{0,20}(?:path\s{0,20}=\s{0,20})?[\"'][\w.-]+(?:/[\w.-]+)?[\"']",
    ),
)
_COMMANDS = signal(
    "fetches",
    r"\b(?:wget|curl|aria2c|gsutil|gdown|huggingface-cli download|hf download|aws s3 (?:cp"
    r"|sync)|azcopy"
    r"|kaggle (?:datasets|models|competitions) download|rclone copy|dvc pull|git lfs (?:pull|clone)"
    r"|modelscope download|lftp)\b|urlopen\(|urlretrieve\(|snapshot_download\(|hf_hub_download\(",
    r"download_url|(?:presigned|PRESIGNED)(?i:_url)",
)
_IDS = signal(
    "hub-id",
    r"(?:(?<!okenizer\.)(?<!okenizerFast\.)(?<!rocessor\.)from_pretrained"
    r"|hf_hub_download|snapshot_download|hub\.load)\(",
)
#: A file that code keeps a model in, or takes one from.
_KEPT = signal(
    "keeps-model",
    r"(?<!\w)(?:@?save|@?load|saveRDS|readRDS)\b.{0,60}[\"'][^\"']{2,120}[\"'],?\s.{0,30}"
    r"\b(?:net|nn|network|model|weights|params|fit)\b",
    r"\b(?:net|nn|network|model|weights|params|fit)\w{0,20}\b.{0,30}(?:[=(,]|<-)\s{0,4}.{0,30}"
    r"(?<!\w)(?:@?save|@?load|saveRDS|readRDS)\b.{0,60}[\"'][^\"']{2,120}",
    r"\b(?:save|saveRDS)\(\s{0,4}(?:net|nn|network|model|weights|params|fit)\w{0,20},.{0,40}[\"'][^\"']{2,120}",
)
SIGNALS = {"code": (*_ADDRESSES, _IDS, _KEPT), "shell": (*_ADDRESSES, _COMMANDS, _IDS), "config": _ADDRESSES}


def from_code(file: File, hit: Hit, url: str) -> Reference | None:
    """The place that a URL in code points to."""
    reference = from_url(url)
    return replace(reference, path=file.path, line=hit.line) if reference else None
