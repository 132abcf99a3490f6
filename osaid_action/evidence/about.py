"""What a project says of itself in the first lines of its README."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

from ..patterns import either, lazy

if TYPE_CHECKING:
    from .survey import Survey

_T = TypeVar("_T")

_MARKUP = lazy(r"<!--.{0,4000}?-->|<[^<>]{0,2000}>|!\[[^\]\[]{0,300}\]\([^()]{0,500}\)", re.DOTALL)
_LINK = lazy(r"\[([^\]\[]{0,300})\](?:\([^()]{0,500}\)|\[[^\]\[]{0,200}\])")
_KIND = r"\b(?:library|framework|toolkit|toolbox|sdk|harness|package)\b"
_LIBRARY = lazy(
    rf"(?i){_KIND}(?=\s{{1,20}}(?:for|to|that|based|supporting|powered|which|in|used|written|built|is|with"
    rf"|of|offering"
    r"|providing)\b|[,:;]|\s{0,20}$|\.)"
)
_PURPOSE = lazy(
    r"(?i)\b(?:library|framework|toolkit|toolbox|package|engine|platform) (?:for|to) "
    r"(?:[\w-]{1,30} ){0,4}?(?:training|building|serving|evaluat\w{1,5}|fine-?tuning|inference"
    r"|learning|deploying|developing|models?)\b"
)
#: What trains other people's models, or offers many algorithms, without the word.
_OFFERS = either(
    r"\btool (?:for|to) (?:[\w-]{1,30} ){0,2}(?:fine-?tun\w{1,5}|train(?:ing)?) (?:[\w-]{1,30} ){0,4}"
    r"(?:models?|LLMs?|networks?)\b",
    r"\b(?:reliable|quality|efficient|modular|tested) (?:[\w-]{1,30} ){0,4}implementations of "
    r"(?:[\w-]{1,30} ){0,4}algorithms\b",
    r"\bsupports? \d{2,4}\+ (?:[\w-]{1,30} ){0,2}(?:models|LLMs)\b",
    flags=re.IGNORECASE,
)
_LIBRARY_TITLE = lazy(r"(?i)\b(?:library|framework|toolkit|toolbox|sdk|harness)\b")
#: Papers call what they propose a framework too; then only a library calls itself one.
_PAPER = either(
    r"\bofficial(?:ly)? (?:[\w-]{1,20} ){0,3}(?:code|implementation|repo\w{0,7}|release)\b",
    r"\b(?:code|implementation|repository) (?:for|of|accompanying|accompanies) (?:the|our|this) "
    r"(?:[\w'’-]{1,20} ){0,3}(?:paper|article|publication)\b",
    r"\bwe (?:present|propose|introduce)\b",
    r"\b[pP]roject [pP]age\b",
    r"\b(?:NeurIPS|NIPS|ICML|ICLR|CVPR|ICCV|ECCV|EMNLP|NAACL|AAAI|IJCAI|KDD|MICCAI|INTERSPEECH|ICASSP"
    r"|SIGGRAPH)\b",
    flags=re.IGNORECASE,
)
_PROPOSED = either(
    r"\b(?:simple|novel|new) (?:[\w,-]{1,30} ){0,4}framework\b",
    r"\bframework (?:for|to) (?:[\w,-]{1,30} ){0,4}"
    r"(?:predict|identif|classif|estimat|forecast)\w{1,8}\b",
    flags=re.IGNORECASE,
)
_NAMED_SO = lazy(r"(?i)\b(?:library|toolbox|toolkit|sdk|harness)\b")
_MODIFIES = lazy(r"(?i)\b(?:in|on|with|using|by|from|via|of|and)\b")
_VERB = lazy(r"\b(?:is|are|provides?|offers?|presents?|records?|contains?)\b")
_DATASET = lazy(
    r"(?i)\b(?:data ?sets?|corpus|corpora|data (?:preparation|prep|pipeline|processing|curation)"
    r"|(?:prepare|preparing|replicat\w{1,5}|creat\w{1,4}|collect\w{1,4}) (?:[\w-]{1,30} ){0,3}data)\b"
)
_DATASET_TITLE = either(
    r"\b(?:data ?sets?|corpus|corpora|data|pile|crawl)\b",
    r"(?:^|[-_ ])data(?:set)?(?:[-_ ]|$)",
    flags=re.IGNORECASE,
)
_DATASET_IS = lazy(
    r"(?i)\b(?:this (?:repo\w{0,7}|project|package|code) (?:[\w-]{1,20} ){1,8}"
    r"|(?:is|are|present|introduce|releas\w{1,4}) (?:[\w-]{1,20} ){0,8})"
    r"(?:data ?sets?|corpus|corpora|data)\b"
)
_MAKES_DATA = lazy(
    r"(?i)\bthis (?:repo\w{0,7}|project|code) (?:\w{1,20} ){1,5}(?:to|for) "
    r"(?:prepar|process|creat|build|collect|curat|filter|replicat|reproduc)\w{1,5} "
    r"(?:[\w{0,30}-]{1,20} ){0,4}(?:data ?sets?|corpus|corpora|data)\b"
)
#: What a person runs; a model is neither.
_APP = lazy(
    r"(?i)\b(?:(?:web|mobile|desktop|android|ios|macos|windows|native|browser|chat|chrome|vs ?code"
    r"|obsidian|telegram|discord|slack|streamlit|gradio|flask)[- ](?:based )?)?"
    r"(?:web ?ui|gui|(?:user|web|graphical|chat|browser|command[- ]line) interface|apps?|application"
    r"|plug-?in|extension|add-?on|bot|chatbot|client|cli|command[- ]line (?:tool|program|utility)"
    r"|dashboard|gateway|proxy|servers?|service|editor|viewer|custom nodes?|self-hosted"
    r"|(?:annotation|labell?ing) (?:tool|platform)|copilot|assistant|workspace)\b"
)
_APP_DOES = lazy(
    r"(?im)(?:^|\. )(?:generate|transcribe|translate|chat|talk|run|search|summari[sz]e|convert|remove"
    r"|edit|ask|create|turn|organi[sz]e|automat\w{1,4}) (?:[\w'-]{1,30} ){1,10}"
    r"(?:with|using|via|through|locally|from) "
)
_ENGINE = either(
    r"\b(?:ports?|bindings?|inference|(?:re-?)?implementation|runtime|engine|forward pass|serving"
    r"|execution)\b[^.\n]{0,70}\b(?:in|for) (?:\w{1,12},? ){0,3}"
    r"(?:C/C\+\+|C\+\+|C#|\.NET|pure C|plain C|Rust|Go|Golang|Swift|Java|Kotlin|Zig|JavaScript"
    r"|TypeScript|WebGPU|WebAssembly|Node\S{0,3})(?!\w)",
    r"\binference (?:engine|runtime|server|framework|library)\b",
    r"(?:C/C\+\+|C\+\+|Rust|Go|Swift|Java|Zig|JavaScript|TypeScript|WebGPU)(?: \w{1,12})? "
    r"(?:ports?|bindings?|inference|(?:re-?)?implementation|runtime)\b",
    flags=re.IGNORECASE,
)
_TOKENIZER = lazy(r"(?i)\btoken(?:iz|is)(?:ers?|ation)\b")
_BENCH = lazy(
    r"(?i)\b(?:benchmark(?:ing|s)?|leaderboards?|test ?bed|evaluation "
    r"(?:harness|suite|framework|toolkit|code|set|benchmark)|shared task|evaluat\w{1,5} "
    r"(?:[\w-]{1,30} ){0,4}(?:models?|LLMs?|VLMs?))\b"
)
_BENCH_IS = lazy(
    r"(?i)\b(?:is|are|present|presents|introduce|introduces|propose|proposes|releas\w{1,3}|contains?"
    r"|for) (?:[\w-]{1,30},? ){0,8}(?:benchmark|leaderboard|evaluation "
    r"(?:harness|suite|framework|set|benchmark))\b"
)


def once(function: Callable[[Survey], _T]) -> Callable[[Survey], _T]:
    """Remember the answer for each survey, because several probes ask the same."""
    answers: WeakKeyDictionary[Survey, _T] = WeakKeyDictionary()

    def answer(survey: Survey) -> _T:
        if survey not in answers:
            answers[survey] = function(survey)
        return answers[survey]

    return answer


@once
def introduction(survey: Survey) -> str:
    """Title and opening prose of the README, without markup; at most 1,500 characters."""
    if survey.readme is None:
        return ""
    text = ""
    for section in survey.documents[survey.readme].sections[:4]:
        text += section.title + "\n" + _LINK.sub(r"\1", _MARKUP.sub(" ", section.text[:6_000])) + "\n"
        if len(text) > 3_000:
            break
    return re.sub(r"[ \t]+", " ", text).strip()[:1_500]


@once
def title(survey: Survey) -> str:
    """The first heading of the README."""
    if survey.readme is None:
        return ""
    return next((s.title for s in survey.documents[survey.readme].sections if s.title), "")


@once
def library_said(survey: Survey) -> bool:
    """True when the README calls the project a library, framework or the like at once."""
    opening = introduction(survey)[:700]
    if not _NAMED_SO.search(opening) and (_PAPER.search(opening) or _PROPOSED.search(opening)):
        return False
    return bool(
        _LIBRARY_TITLE.search(title(survey)) or _PURPOSE.search(opening) or _OFFERS.search(opening)
    ) or any(_is_subject(opening[: found.start()]) for found in _LIBRARY.finditer(opening))


def _is_subject(before: str) -> bool:
    """True when the words before "library" make it what the project is, not what it is written with."""
    clause = re.split(r"[.:\n–—]", before)[-1]
    predicate = _VERB.split(clause)[-1]
    return len(predicate.split()) <= 7 and not _MODIFIES.search(predicate)


@once
def dataset_said(survey: Survey) -> int:
    """How often the introduction speaks of a dataset."""
    return len(_DATASET.findall(introduction(survey)))


@once
def data_is_the_subject(survey: Survey) -> bool:
    """True when title and opening say that the project is a dataset or makes one."""
    opening = introduction(survey)[:700]
    named = _DATASET_TITLE.search(title(survey)) and _DATASET_IS.search(opening)
    return bool(named or _MAKES_DATA.search(opening)) and dataset_said(survey) >= 2


@once
def application_said(survey: Survey) -> bool:
    """True when the README calls the project something that a person runs: an app, a client, a plug-in."""
    opening = introduction(survey)[:500]
    return any(_is_subject(opening[: found.start()]) for found in _APP.finditer(opening)) or bool(
        _APP_DOES.search(opening[len(title(survey)) :][:200])
    )


@once
def engine_said(survey: Survey) -> bool:
    """True when the README calls the project what runs models in some language, not a model."""
    return bool(_ENGINE.search(introduction(survey)[:500]))


@once
def benchmark_said(survey: Survey) -> bool:
    """True when title and opening say that the project is there to measure models."""
    opening = introduction(survey)[:700]
    named = bool(_BENCH.search(title(survey)) or re.search(r"(?i)bench\b|arena\b|[-_ ]eval\b", title(survey)))
    return (named and bool(_BENCH.search(opening))) or len(_BENCH_IS.findall(opening)) > 0


@once
def evaluation_said(survey: Survey) -> bool:
    """True when the README's opening speaks of evaluating models, whatever else the project does."""
    return bool(_BENCH.search(introduction(survey)[:300]))


@once
def tokenizer_said(survey: Survey) -> bool:
    """True when the README's first words are of a tokenizer."""
    return bool(_TOKENIZER.search(introduction(survey)[:200]))
