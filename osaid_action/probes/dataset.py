"""Dataset: does the tree hold training data, or point to where they can be had?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Finding, Reference
from ..patterns import lazy
from ..survey import words
from ._links import URL, Link, from_code, links, unique
from ._rank import Sighting, finding, rate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..survey import File, Survey

COMPONENT = "dataset"
_SUFFIX = lazy(
    r"(?i)\.(csv|tsv|jsonl|json|parquet|arrow|feather|tfrecords?|txt|txt\.gz|csv\.gz|jsonl\.gz"
    r"|jsonl\.zst|npz|npy|h5"
    r"|hdf5|lmdb|zip|tar\.gz|tgz|cif|pdb|wav|flac|mp3|fasta|bin|pkl|sqlite|db|mat|arff|mid|xyz|rds)$"
)
_TABLE = lazy(r"(?i)\.(jsonl|csv|parquet|tsv|arrow)$")
_NAMED = words("data dataset datasets train training corpus corpora raw processed")
_NAME = words("data dataset datasets train training corpus corpora tasks")
_SAMPLE = words("sample samples toy mini tiny dummy demo example examples small test tests smoke")
_NOT = lazy(
    r"(?i)package(-lock)?\.json|tsconfig|requirements|config|vocab|tokenizer|results?|eval|benchmark"
    r"|figure|assets?/"
    r"|schema|cmake|readme|robots|license|setup|tasks/|checkpoint|weights|\.index\.json|log|locale|i18n"
    r"|metadata|(?:^|[/_.-])(?:predictions?|outputs?|submissions?|plots?|figs?|curves?|history|losses|metrics"
    r"|leaderboards?|ablations?|stats|statistics|maps?|mapping|index|indices|ids|splits?|folds?|labels?_map"
    r"|class_names|categories|glossary|dictionary|lexicon)[/_.-]"
    r"|(^|[/_.-])(test|val|valid|validation|dev)[_.-]?\w{0,30}\.\w{1,30}$"
)
_ABOUT = lazy(
    r"(?i)\bdata(?:[-_ ]?(?:sets?|bases?))?\b|\bcorpus\b|\bcorpora\b|数据|資料集|データ|데이터"
    r"|\bdatos\b|donn[ée]es"
    r"|\bdaten(?:satz|s[äa]tze)?\b|данны"
)
_GIVES = lazy(
    r"(?i)download|train|corpus|dump|available|obtain|from|link|released|下载|下載|ダウンロード"
    r"|다운로드|descarg"
    r"|t[ée]l[ée]charg|herunterlad|скача|百度|网盘|here"
)
_NO_DATA = lazy(r"(?i)(?:weights|model|checkpoint)s?\b[^.]{0,30}\bcan be downloaded|no data")
_TRAINED = lazy(r"(?i)\btrain(?:ed|ing)?\b|训练|学習|학습")
_EVALUATED = lazy(r"(?i)eval|benchmark|test set|leaderboard|zero-?shot")
_DATA_FILE = lazy(
    r"(?i)#(?:.*/)?[\w.-]{0,80}(?:data|corpus|train)[\w.-]{0,80}\.(?:jsonl?|csv|tsv|parquet|txt|zip|gz)$"
)
_PAGE = lazy(
    r"(?i)\.(png|jpe?g|gif|svg|pdf|mp4|ipynb|py|md|pt|pth|bin|safetensors|gguf|ckpt)$|colab|shields\.io"
    r"|discord"
    r"|twitter|arxiv"
)
_OTHER = lazy(r"(?i)params|weights|models?/|\.pt\b|\.pth\b|arxiv|github\.com/[^/]{1,80}/[^/]{1,80}$")
_AWAY = words("eval evals evaluation benchmark tasks test generate inference")
_VERBS = words("download downloads prepare")
_MODELS = words("model models weights checkpoint checkpoints pretrained")
_TELLS = words("data dataset datasets download corpora corpus prepare")
_LOADS = lazy(r"load_dataset\(\s{0,20}(?:path\s{0,20}=\s{0,20})?[\"']([\w.-]{1,96}(?:/[\w.-]{1,96})?)[\"']")
_LOCAL = frozenset(
    {"json", "csv", "text", "parquet", "arrow", "imagefolder", "audiofolder", "pandas", "webdataset"}
)
MIN_BYTES, MUCH = 2_000, 500_000


def probe(survey: Survey) -> list[Finding]:
    """Data files by place, name and size; pointers by kind and the words around them."""
    pointers = links(survey)
    apart = {link.reference.path.rpartition("/")[0] for link in pointers if link.apart} - {""}
    seen = [
        sighting
        for file in survey.files
        if file.path.rpartition("/")[0] not in apart
        and _candidate(survey, file)
        and (sighting := _judge(survey, file))
    ]
    references = [link.reference for link in pointers if points(link)]
    references += _in_code(survey)
    return [finding(COMPONENT, seen, unique(references))]


def _candidate(survey: Survey, file: File) -> bool:
    if not file.own or file.role in {"code", "shell"} or file.path in survey.documents:
        return False
    if not _SUFFIX.search(file.name) or _NOT.search(file.path):
        return False
    return file.said(_NAMED) or file.named(_NAME) or _is_sample(file)


def _is_sample(file: File) -> bool:
    return file.named(_SAMPLE) and bool(_TABLE.search(file.name))


def _judge(survey: Survey, file: File) -> Sighting | None:
    size = survey.tree.size(file.entry)
    if size is None:
        return rate(file, 72, None, "named like training data; its size is not known here")
    if size < MIN_BYTES and not (_is_sample(file) and size):
        return None
    if file.said(_SAMPLE):
        return rate(file, 45, None, f"a sample, {size:,} bytes")
    if size < MUCH:
        return rate(file, 45, None, f"a small data file, {size:,} bytes")
    return rate(file, 78, None, f"a data file, {size:,} bytes")


def _in_code(survey: Survey) -> Iterator[Reference]:
    """Datasets that code loads or downloads."""
    for file in (*survey.code, *survey.shell, *survey.config):
        if file.said(_AWAY):
            continue
        loads, url, fetches = file.hit("load-dataset"), file.hit("data-url"), file.hit("fetches")
        named = _LOADS.search(loads.text) if loads else None
        if loads and named and named[1] not in _LOCAL:
            yield Reference(url=f"hf:datasets/{named[1]}", kind="hf-dataset", path=file.path, line=loads.line)
        elif url and file.said(_TELLS) and (address := URL.search(url.text)):
            reference = from_code(file, url, address[0])
            if reference and not _OTHER.search(reference.url):
                yield reference
        elif fetches and file.role == "shell" and file.named(_TELLS - _VERBS) and not file.named(_MODELS):
            yield Reference(url=f"script:{file.path}", kind="script", path=file.path, line=fetches.line)


def points(link: Link) -> bool:
    """True when a link leads to data that a model was trained on."""
    kind, url = link.reference.kind, link.reference.url
    if link.apart:
        return False
    context = link.around.replace(url, " ") + " " + link.section
    if link.front:
        return True
    if _EVALUATED.search(context) and not _TRAINED.search(context):
        return False
    if kind in {"hf-dataset", "page"} or (kind == "kaggle" and ("datasets" in url or "competitions" in url)):
        return True
    if kind == "github":
        return bool(_DATA_FILE.search(url))
    if kind not in {"zenodo", "bucket", "torrent", "url", "doi", "release-asset"} or _PAGE.search(url):
        return False
    return bool(_ABOUT.search(context) and _GIVES.search(context)) and not _NO_DATA.search(context)
