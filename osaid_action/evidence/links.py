"""Pointers in documents and scripts, shared by the probes for weights, checkpoints and datasets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ..addresses import from_url
from ..model import Reference
from ..patterns import lazy
from .about import once
from .survey import signal

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from ..repository.files import Document
    from .survey import File, Hit, Survey

URL = lazy(r"(?:(?:https?|ftps?|s3|gs|az|r2|ipfs)://|magnet:\?)[^\s<>\"'`)\]}|，。；、）】]{4,400}")
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
    ),
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
    r"(?:from_pretrained|hf_hub_download|snapshot_download|hub\.load)\(",
)
SIGNALS = {"code": (*_ADDRESSES, _IDS), "shell": (*_ADDRESSES, _COMMANDS, _IDS), "config": _ADDRESSES}
EVALUATION = lazy(r"(?i)evaluat|benchmark|test sets?|\bassess")
_HOME = lazy(r"(?i)model[-_ ]?card|weights|checkpoints?|models?/|data/|datasets?/")
_NO_HOME = lazy(r"(?i)change|history|release|contributing|news|plugins?|roadmap|conduct|security")
_DATA_PAGE = lazy(
    r"(?i)^https?://[^/]{3,80}/(?:[^?#\s]{0,120}/)?(?:datasets?|corpora|corpus)[/_-][^?#\s]{2,200}$"
)


#: A line with fewer words than this tells of its link together with the line before.
FEW = 5
_WORD = lazy(r"[^\W\d_]{2,}")
_ID = r"[\"'](?P<{}>[A-Za-z0-9][\w.-]{{0,95}}/[A-Za-z0-9][\w.-]{{0,95}})[\"']"
_CALLS = lazy(
    r"(?:from_pretrained|SentenceTransformer)\(\s{0,9}(?:\w{1,40}\s{0,9}=\s{0,9})?"
    + _ID.format("a")
    + r"|(?P<hub>"
    r"hf_hub_download|snapshot_download)\(\s{0,9}(?:repo_id\s{0,9}=\s{0,9})?"
    + _ID.format("b")
    + r"|\b(?:huggingface-cli"
    r"|hf) download (?:--?[\w-]{1,30}[= ](?:dataset "
    r"|model )?){0,3}(?P<c>[A-Za-z0-9][\w.-]{0,95}/[\w.-]{1,96})"
    r"|\bollama (?:run|pull) (?P<ollama>[A-Za-z0-9][\w.-]{0,60}(?:/[\w.-]{1,60})?)"
    r"|\bhub\.load\(\s{0,9}(?:repo_or_dir\s{0,9}=\s{0,9})?"
    + _ID.format("torch")
    + r"|(?<![\w-])(?:model|model_id|model_name|model_path|checkpoint|-hf|vllm serve"
    r"|--[\w-]{0,30}(?:model|delta|weights|checkpoint|ckpt|repo)[\w-]{0,20})(?:\s{0,9}=\s{0,9}"
    r"|\s{1,4})(?P<d>[\"']?[A-Za-z0-9][\w.-]{0,95}/"
    r"[A-Za-z0-9][\w.-]{0,95}[\"']?)(?=[\s,)]|$)"
    r"|modelscope download (?:--\w{1,20} )?(?P<ms>[A-Za-z0-9][\w.-]{0,95}/"
    r"[\w.-]{1,96})|kaggle (?P<kaggle>(?:datasets|competitions) download (?:-\w |--\w{1,20} )?[\w./-]{3,190})"
    r"|load_dataset\(\s{0,9}(?:path\s{0,9}=\s{0,9})?" + _ID.format("data")
)
_DEFINED = lazy(r"\s{0,3}(?:\[([^\]\[]{1,80})\]:|\.\. _([^:`]{1,80}):)\s{1,9}<?(\S{4,400})")
_USED = lazy(r"\[[^\]\[]{1,200}\]\[([^\]\[]{0,80})\]|`([^`<]{1,80})`_\b")
_ASIDE = lazy(
    r"(?i)\s{0,9}(?:[-*+] )?(?:<summary>|<b>|<strong>|\*\*|__)(.{2,120}?)(?:</|\*\*|__):?(?:[^|]{0,20})$"
)
_HUB_HOME = lazy(
    r"(?i)https?://(?:huggingface\.co|hf\.co|hf-mirror\.com)/(?:collections/[\w.-]+/[\w.-]+"
    r"|[\w.-]+)/?(?:models)?(?:[#?].*)?$"
)
_NO_HOME_PAGE = lazy(
    r"(?i)/(?:docs|blog|papers|spaces|datasets|models|join|tasks|learn|pricing|settings|chat|course"
    r"|new|transformers"
    r"|inference-\w+|login|search|organizations|collections|enterprise|posts|about|support"
    r"|huggingface)/?(?:[#?].*)?$"
)
_TAKEN = lazy(
    r"(?i)\b(?:downloaded|obtained|collected|retrieved|taken|sourced|crawled|scraped|drawn|available|accessed"
    r"|obtain|download|get|request|we used?|comes?|came|trained on|train|consists? of|following"
    r"|can be (?:found|had))\b|下载|来自|ダウンロード|学習|から取得|학습|다운로드|descarg"
    r"|t[ée]l[ée]charg|stammen"
)
_OF_DATA = lazy(
    r"(?i)\bdata(?:[-_ ]?sets?)?\b|\bcorpus\b|\bcorpora\b|数据|语料|データ|コーパス|데이터"
    r"|말뭉치|\bdatos\b|donn[ée]es|\bdaten"
)
_NO_DATA_TITLE = lazy(
    r"(?i)loader|format|structure|augment|preprocess|pipeline|custom|your own|evaluat|benchmark|test"
)
_PAPER = lazy(
    r"(?i)paper|article|arxiv|cit(?:e|ation)|journal|publication|preprint|blog|license|licence"
    r"|discord|twitter|docs\b"
    r"|documentation|website|demo|badge|shields|slack|install|pypi|tutorial"
)
_PLAIN_SITE = lazy(
    r"(?i)https?://(?!(?:[\w.-]+\.)?(?:github|gitlab|arxiv|doi|huggingface|hf|python|pypi|anaconda"
    r"|conda|docker|nvidia"
    r"|pytorch|tensorflow|wandb|colab|shields|youtube|youtu|twitter|x|medium|openreview"
    r"|aclanthology|acm|ieee|springer"
    r"|sciencedirect|biorxiv|medrxiv|semanticscholar|scholar|creativecommons|opensource|discord"
    r"|slack|linkedin"
    r"|localhost|example|readthedocs|(?:www|cloud|developers|ai|colab\.research"
    r"|scholar)\.google|nature|wiley)\.)[\w.-]+\.[a-z]{2,12}(?:[:/][^\s]*)?$"
)
_RELEASES = lazy(
    r"(?i)https://github\.com/[\w.-]{1,80}/[\w.-]{1,120}/releases(?:/latest|/tag/[\w.%-]{1,80})?(?=/?$|[#?])"
)
_PICTURE = lazy(r"(?i)\.(?:png|svg|gif|jpe?g|webp|pdf|mp4)$")
#: A document beside the README: (words of the link, its path).
_RELATIVE = lazy(
    r"\[([^\]\[]{1,120})\]\((?:\./)?([\w.-]{1,80}(?:/[\w.-]{1,80}){0,5}\.(?:md|rst|txt))\)[^\[]{0,60}"
)
_OF_MODELS = lazy(r"(?i)\bmodels?\b|weights|checkpoints?|pre-?trained|\bhere\b|download")
_ANCHOR = lazy(r"\[([^\]\[]{0,200})\](?:\[[^\]\[]{0,80}\])?\($|`([^`<]{0,200})<$")


class Link(NamedTuple):
    """A pointer with the words around it and the section it stands in.

    prominent: in a README or card; apart: in a document about evaluation; front: in front matter;
    called: an id that code or a command names, not an address; before: the line up to the pointer;
    anchor: the words that are the link.
    """

    reference: Reference
    around: str
    section: str
    prominent: bool
    apart: bool
    front: bool = False
    called: bool = False
    before: str = ""

    @property
    def anchor(self) -> str:
        """The words that are the link in Markdown and reStructuredText; "" where there are none."""
        found = _ANCHOR.search(self.before[-240:])
        return (found[1] or found[2] or "") if found else ""

    @property
    def clause(self) -> str:
        """The words since the pointer before it in its line; "" where there are too few to tell."""
        said = URL.split(self.before[-400:])[-1]
        return said if len(_WORD.findall(said)) >= 3 else ""


@once
def links(survey: Survey) -> tuple[Link, ...]:
    """Every pointer in the documents, with its context."""
    found: list[Link] = []
    shown = _shown(survey)
    for path, document in survey.documents.items():
        file = survey.by_path[path]
        if _NO_HOME.search(file.name):
            continue
        prominent = file.place == "main" and (path.count("/") <= 1 or bool(_HOME.search(path)))
        prominent = prominent or path in shown
        apart = is_evaluation(document)
        on_data = _HOME.search(path) or _OF_DATA.search(file.name)
        about = next((s.title for s in document.sections if s.title), "") if on_data else ""
        defined = _definitions(document)
        used = _labels(document).intersection(defined)
        for where, lines in (*((s.title, s.prose) for s in document.sections), ("code", document.code)):
            place = _Place(path, prominent, apart, where, about, where == "code")
            found += _in_lines(place, lines, defined, used)
        found += _in_front(path, document, prominent)
    return tuple(found)


def _shown(survey: Survey) -> frozenset[str]:
    """Documents on models that the README sends its reader to, and the READMEs beside them."""
    document = survey.documents.get(survey.readme or "")
    if document is None:
        return frozenset()
    told = {
        found[2]
        for _, line in document.prose
        for found in _RELATIVE.finditer(line)
        if _OF_MODELS.search(found[0])
    }
    beside = {f"{path.rpartition('/')[0]}/README.md" for path in told if "/" in path and "docs/" not in path}
    return frozenset(told | beside)


class _Place(NamedTuple):
    path: str
    prominent: bool
    apart: bool
    section: str
    about: str
    code: bool


def _in_lines(
    place: _Place, lines: Iterable[tuple[int, str]], defined: dict[str, str], used: frozenset[str]
) -> Iterator[Link]:
    """Pointers in the lines of one section; what few words leave open, the words above tell."""
    before, aside, header, taken = "", "", "", -99
    for number, line in lines:
        if used and (label := _DEFINED.match(line)) and (label[1] or label[2]).lower() in used:
            continue  # counted where it is used
        if (told := _ASIDE.match(line)) and "://" not in line:
            aside = told[1]
        header = (header or line) if line.lstrip().startswith("|") else ""
        of_data = place.prominent and not place.code and _is_of_data(f"{place.section} {aside}", place.about)
        if of_data and _TAKEN.search(line):
            taken = number
        data = of_data and number - taken < 12
        for reference, around, up_to, called in _in_line(place, number, _resolved(line, defined), data):
            if len(_words_of(around)) < FEW:
                around = f"{before[-200:]} {around}"
            around = f"{_column(header, up_to)} {around}" if header else around
            yield Link(
                reference,
                around,
                f"{place.section} {aside}".strip(),
                place.prominent,
                place.apart,
                called=called,
                before=up_to,
            )
        before = line


def _is_of_data(section: str, about: str) -> bool:
    """True for a section on data, or any of a document on data, that is not on how to shape or load them."""
    return bool(_OF_DATA.search(f"{section} {about}")) and not _NO_DATA_TITLE.search(section)


def _definitions(document: Document) -> dict[str, str]:
    """Addresses that a document defines apart from where it names them."""
    found = (_DEFINED.match(line) for _, line in document.prose if "://" in line)
    return {(m[1] or m[2]).lower(): m[3].rstrip(">") for m in found if m}


def _labels(document: Document) -> frozenset[str]:
    """Labels by which a document names addresses."""
    lines = (line for _, line in document.prose if "][" in line or "`_" in line)
    return frozenset((m[1] or m[2] or "").lower() for line in lines for m in _USED.finditer(line))


def _resolved(line: str, defined: dict[str, str]) -> str:
    """A line with the addresses put in that it names by a label."""
    if not defined or not ("][" in line or "`_" in line):
        return line
    return _USED.sub(
        lambda m: (
            m[0] + f"({defined[(m[1] or m[2]).lower()]})" if (m[1] or m[2] or "").lower() in defined else m[0]
        ),
        line,
    )


def _column(header: str, up_to: str) -> str:
    """What the head of a table says above a cell."""
    cells = header.split("|")
    return cells[min(up_to.count("|"), len(cells) - 1)].strip()[:80]


def _words_of(around: str) -> list[str]:
    return _WORD.findall(URL.sub(" ", around))


def is_evaluation(document: Document) -> bool:
    """True when a document's opening speaks of evaluation and not of training."""
    opening = document.sections[0].text[:600] + " ".join(
        s.title + " " + s.text[:600] for s in document.sections[1:2]
    )
    return bool(EVALUATION.search(opening[:600])) and "train" not in opening[:600].lower()


def _in_line(place: _Place, number: int, line: str, data: bool) -> Iterator[tuple[Reference, str, str, bool]]:
    """(pointer, words around it, the line up to it, whether it is an id) of each pointer in a line."""
    if "://" in line or "magnet:" in line:
        for found in URL.finditer(line):
            up_to = line[: found.start()]
            reference = _release(found[0]) or from_url(found[0]) or _data_page(found[0]) or _home(found[0])
            if reference is None and data:
                reference = _site(found[0], up_to)
            if reference is not None:
                around = line[max(0, found.start() - 160) : found.end() + 80]
                yield replace(reference, path=place.path, line=number), around, up_to, False
    for reference, begin in ids_in(line):
        yield (
            replace(reference, path=place.path, line=number),
            line[max(0, begin - 160) : begin + 160],
            line[:begin],
            True,
        )


def ids_in(line: str) -> Iterator[tuple[Reference, int]]:
    """Models and datasets that a call or a command names without an address, and where in the line."""
    for found in _CALLS.finditer(line) if "/" in line or "ollama" in line else ():
        reference = _called(found, line)
        if reference is not None:
            yield reference, found.start()


def _called(found: re.Match[str], line: str) -> Reference | None:
    group = found.groupdict()
    if group["ollama"]:
        return Reference(url=f"https://ollama.com/{group['ollama']}", kind="hf-model")
    if group["ms"]:
        return Reference(url=f"https://modelscope.cn/models/{group['ms']}", kind="hf-model")
    if group["torch"]:
        reference = from_url(f"https://github.com/{group['torch']}")
        return replace(reference, kind="hf-model") if reference else None
    if group["kaggle"]:
        words = group["kaggle"].split()
        return from_url(f"https://www.kaggle.com/{words[0]}/{words[-1]}")
    name = next(filter(None, (group[key] for key in "abcd")), "").strip("\"'")
    dataset = group["data"] or ((group["hub"] or "download" in found[0]) and "dataset" in line)
    return from_url(f"https://huggingface.co/{'datasets/' if dataset else ''}{group['data'] or name}")


def _release(url: str) -> Reference | None:
    """A page of releases, where files hang that no link names."""
    found = _RELEASES.match(url)
    return Reference(url=found[0], kind="release") if found else None


def _home(url: str) -> Reference | None:
    """An owner's page or a collection on the Hub: it lists models and is none."""
    url = url.rstrip(".,;:*_")
    found = _HUB_HOME.match(url) and not _NO_HOME_PAGE.search(url)
    return Reference(url=url, kind="hf-home") if found else None


def _site(url: str, up_to: str) -> Reference | None:
    """Any address, where the words say that data were had from there."""
    url = url.rstrip(".,;:*_")
    anchor = _ANCHOR.search(up_to[-240:])
    if (
        not _PLAIN_SITE.match(url)
        or _PICTURE.search(url)
        or _PAPER.search((anchor[1] or anchor[2] or "") if anchor else url.split("/")[2])
    ):
        return None
    return Reference(url=url, kind="page")


def _data_page(url: str) -> Reference | None:
    """A page that calls itself a dataset's, at a host we do not know."""
    return (
        Reference(url=url.rstrip(".,;:"), kind="url")
        if _DATA_PAGE.match(url.rstrip(".,;:/") + "/x")
        else None
    )


def _in_front(path: str, document: Document, prominent: bool) -> Iterator[Link]:
    """Datasets that a card names in its front matter."""
    named = document.front.get("datasets")
    for name in named if isinstance(named, list) else [named]:
        reference = from_url(f"https://huggingface.co/datasets/{name}") if isinstance(name, str) else None
        if reference is not None:
            yield Link(
                replace(reference, path=path, line=1), "datasets", "front matter", prominent, False, True
            )


def from_code(file: File, hit: Hit, url: str) -> Reference | None:
    """The place that a URL in code points to."""
    reference = from_url(url)
    return replace(reference, path=file.path, line=hit.line) if reference else None


def unique(references: list[Reference], most: int = 40) -> tuple[Reference, ...]:
    """References without repeats of the same place, in order of first mention."""
    seen: dict[tuple[str, str | None], Reference] = {}
    for reference in references:
        seen.setdefault((reference.url, reference.revision), reference)
    return tuple(seen.values())[:most]
