"""Pointers in one line: addresses, and the models and datasets that calls and commands name by an id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ..addresses import from_url
from ..frozen import replace
from ..model import Reference
from ..patterns import either, lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

URL = lazy(r"(?:(?:https?|ftps?|s3|gs|az|r2|ipfs)://|magnet:\?)[^\s<>\"'`)\]}|，。；、）】]{4,400}")
_NAME = r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}"


def _id(group: str) -> str:
    """A name in quotation marks, caught in a group."""
    return rf"[\"'](?P<{group}>{_NAME})[\"']"


_CALLS = either(
    r"(?:from_pretrained|SentenceTransformer)\(\s{0,9}(?:\w{1,40}\s{0,9}=\s{0,9})?" + _id("a"),
    r"(?P<hub>hf_hub_download|snapshot_download)\(\s{0,9}(?:repo_id\s{0,9}=\s{0,9})?" + _id("b"),
    r"\b(?:huggingface-cli|hf) download (?:--?[\w-]{1,30}[= ](?:dataset |model )?){0,3}"
    r"(?P<c>[A-Za-z0-9][\w.-]{0,95}/[\w.-]{1,96})",
    r"\bollama (?:run|pull) (?P<ollama>[A-Za-z0-9][\w.-]{0,60}(?:/[\w.-]{1,60})?)",
    r"\bhub\.load\(\s{0,9}(?:repo_or_dir\s{0,9}=\s{0,9})?" + _id("torch"),
    # A setting or an option: `model = "owner/name"`, `--base-model owner/name`.
    r"(?<![\w-])(?:model|model_id|model_name|model_path|checkpoint|-hf|vllm serve"
    r"|--[\w-]{0,30}(?:model|delta|weights|checkpoint|ckpt|repo)[\w-]{0,20})(?:\s{0,9}=\s{0,9}|\s{1,4})"
    r"(?P<d>[\"']?" + _NAME + r"[\"']?)(?=[\s,)]|$)",
    r"modelscope download (?:--\w{1,20} )?(?P<ms>[A-Za-z0-9][\w.-]{0,95}/[\w.-]{1,96})",
    r"kaggle (?P<kaggle>(?:datasets|competitions) download (?:-\w |--\w{1,20} )?[\w./-]{3,190})",
    r"load_dataset\(\s{0,9}(?:path\s{0,9}=\s{0,9})?" + _id("data"),
)
#: The page of an owner or a collection, and pages of the Hub itself that look like one.
_HUB_HOME = lazy(
    r"(?i)https?://(?:huggingface\.co|hf\.co|hf-mirror\.com)/(?:collections/[\w.-]+/[\w.-]+|[\w.-]+)/?"
    r"(?:models)?(?:[#?].*)?$"
)
_NO_HOME_PAGE = lazy(
    r"(?i)/(?:docs|blog|papers|spaces|datasets|models|join|tasks|learn|pricing|settings|chat|course"
    r"|new|transformers|inference-\w+|login|search|organizations|collections|enterprise|posts|about"
    r"|support|huggingface)/?(?:[#?].*)?$"
)
_DATA_PAGE = lazy(
    r"(?i)^https?://[^/]{3,80}/(?:[^?#\s]{0,120}/)?(?:datasets?|corpora|corpus)[/_-][^?#\s]{2,200}$"
)
_SENTENCE = lazy(r"[.!?。;] |。")
_DATA_NOUN = (
    r"(?:data ?sets?|data(?![- ](?:scien|driven|struct|type|engineer|load|frame|flow|cent))|corpus|corpora"
    r"|databases?|recordings?|annotations?|labell?ed images"
    r"|数据集?|语料库?|データ(?:セット)?|コーパス|데이터(?:셋)?|말뭉치|datos|donn[ée]es|daten(?:satz|s[äa]tze)?"
    r"|dados|данны\w{1,3}|датасет\w{0,3}|корпус\w{0,3})"
)
_HAD_FROM = (
    r"(?:download\w{0,3}|downlod\w{0,3}|obtain\w{0,3}|taken|collect\w{0,3}|retrieved|sourced|crawled|scraped"
    r"|available|accessed|found|get|provided|train\w{0,3}|comes?|from|at"
    r"|下载|来自|见|ダウンロード|から|다운로드|에서|descarg\w{0,5}|t[ée]l[ée]charg\w{0,4}|herunterlad\w{0,3}"
    r"|dispon\w{0,6}|baixa\w{0,3}|скача\w{0,5}|доступ\w{0,4})"
)
#: Data, and that one gets them, in either order.
_HAD = either(
    rf"{_DATA_NOUN}(?!\w).{{0,80}}{_HAD_FROM}.{{0,60}}$",
    rf"(?:download|downloaded|get|obtain|trained on|训练|学習|학습|下载|descarg\w{{0,3}}|скача\w{{0,3}})"
    rf".{{0,80}}{_DATA_NOUN}(?!\w).{{0,40}}$",
    flags=re.IGNORECASE,
)
_NO_DATA = either(
    r"\b(?:test(?:ing)?|evaluat\w{1,4}|benchmark\w{0,3}|validation) (?:data|set|corpus)|your own",
    r"weights|checkpoints?|pre-?trained|\bmodels? (?:is|are|can)\b|library|data ?loader|packages?\b|format",
    r"\bcode\b|\bscripts?\b|implement|\btool|pre-?process|augment|pipeline|extraction|structured|schemas?\b",
    r"visuali[sz]|analysis of|licen[sc]e|install",
    flags=re.IGNORECASE,
)
#: Links that are none to data.
_PAPER = either(
    r"paper|article|arxiv|cit(?:e|ation)|journal|publication|preprint|blog|license|licence",
    r"discord|twitter|docs\b|documentation|website|demo|badge|shields|slack|install|pypi",
    r"tutorial|/blog|^blog\.|opendatacommons|habr|zhihu|csdn|qiita|tistory|velog|substack|naver",
    flags=re.IGNORECASE,
)
#: A host that is none of those for code, papers, talk or tools.
_PLAIN_SITE = lazy(
    r"(?i)https?://(?!(?:[\w.-]+\.)?(?:github|gitlab|arxiv|doi|huggingface|hf|python|pypi|anaconda"
    r"|conda|docker|nvidia|pytorch|tensorflow|wandb|colab|shields|youtube|youtu|twitter|x|medium"
    r"|openreview|aclanthology|acm|ieee|springer|sciencedirect|biorxiv|medrxiv|semanticscholar|scholar"
    r"|creativecommons|opensource|discord|slack|linkedin|localhost|example|readthedocs"
    r"|(?:www|cloud|developers|ai|colab\.research|scholar)\.google|nature"
    r"|wiley|facebook|kaggle|instagram|reddit|stackoverflow|stackexchange|t|weixin)\.)"
    r"[\w.-]+\.[a-z]{2,12}(?:[:/][^\s]*)?$"
)
_RELEASES = lazy(
    r"(?i)https://github\.com/[\w.-]{1,80}/[\w.-]{1,120}/releases(?:/latest|/tag/[\w.%-]{1,80})?"
    r"(?=/?$|[#?])"
)
_PICTURE = lazy(r"(?i)\.(?:png|svg|gif|jpe?g|webp|pdf|mp4)$")
_ANCHOR = lazy(r"\[([^\]\[]{0,200})\](?:\[[^\]\[]{0,80}\])?\($|`([^`<]{0,200})<$")


class Mention(NamedTuple):
    """A pointer with the words around it, the line up to it, and what follows.

    called: an id, no address; had: the words say that data were had there.
    """

    reference: Reference
    around: str
    before: str
    after: str = ""
    called: bool = False
    had: bool = False


def in_line(line: str, of_data: bool, said: str | None) -> Iterator[Mention]:
    """Every pointer in a line; of_data: data were had from there, so that any address counts.

    said: how the sentence begins on the line above; None where the words of a line tell nothing.
    """
    # On a page, an address without a scheme has that of the page.
    line = line.replace("](//", "](https://")
    if "://" in line or "magnet:" in line:
        for found in URL.finditer(line):
            before = line[: found.start()]
            had = said is not None and _was_had(f"{said} {before}")
            reference = _release(found[0]) or from_url(found[0]) or _data_page(found[0]) or _home(found[0])
            if reference is None and (of_data or had):
                reference = _site(found[0], before)
            if reference is not None:
                around = line[max(0, found.start() - 160) : found.end() + 80]
                yield Mention(reference, around, before, line[found.end() : found.end() + 80], had=had)
    for reference, begin in ids_in(line):
        yield Mention(reference, line[max(0, begin - 160) : begin + 160], line[:begin], called=True)


def _was_had(before: str) -> bool:
    """True where the words up to a link say that data were had there, in the link's own sentence."""
    said = _SENTENCE.split(URL.split(before)[-1][-200:])[-1]
    found = _HAD.search(said)
    return found is not None and not _NO_DATA.search(said)


def anchor(before: str) -> str | None:
    """The words that are a link in Markdown or reStructuredText, by the line up to its address."""
    found = _ANCHOR.search(before[-240:])
    return (found[1] or found[2] or "") if found else None


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


def _site(url: str, before: str) -> Reference | None:
    """Any address, where the words say that data were had from there."""
    url = url.rstrip(".,;:*_")
    if not _PLAIN_SITE.match(url) or _PICTURE.search(url):
        return None
    said = f"{anchor(before) or ''} {url.split('/')[2]}"
    return None if _PAPER.search(said.strip()) else Reference(url=url, kind="page")


def _data_page(url: str) -> Reference | None:
    """A page that calls itself a dataset's, at a host we do not know."""
    return (
        Reference(url=url.rstrip(".,;:"), kind="url")
        if _DATA_PAGE.match(url.rstrip(".,;:/") + "/x")
        else None
    )
