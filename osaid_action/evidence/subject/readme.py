"""What a README tells of what a repository is, by words, commands and addresses. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ...patterns import lazy
from ...repository.places import NAME_WORD
from .feature import Feature, level, share
from .vocabulary import CLASSES

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from ...repository.documents import Document
    from ..survey import Survey

#: Words of a README that are looked at, and of its opening; characters of its prose.
_MOST_WORDS, _OPENING = 6_000, 150
_MOST_CHARACTERS = 60_000
_WORD = lazy(r"[^\W\d_][^\W_]*(?:-[^\W_]+)*")
_MARKUP = lazy(r"<[^<>]{0,500}>|!\[[^\[\]]{0,300}\]\([^()]{0,500}\)|https?://\S{1,500}|\]\([^()\s]{0,500}\)")
_YEAR = lazy(r"(?:19|20)\d\d")
#: Where and when a paper came out.
_VENUE = lazy(r"\b(?!ISO|RFC|UTF|MIT)[A-Z][A-Za-z]{2,9}(?:[ -]?'| ?@ ?|[ -])?(?:20[0-3]\d|[12]\d)\b(?!\.\d)")
_IS = frozenset(
    ["is", "are", "provides", "contains", "implements", "offers", "es", "est", "ist", "это", "é", "są"]
)
_ABOUT = {
    "library": "a library",
    "of_data": "making or holding a dataset",
    "application": "an application",
    "client": "what calls models that others run",
    "engine": "what runs models",
    "benchmark": "a benchmark",
    "harness": "a harness",
    "tokenizer": "a tokenizer",
    "model": "a model",
    "learning": "models or datasets",
    "listing": "a list of what others made",
    "recognizes": "machine learning",
    "evaluation": "measuring models",
}
#: Two classes of words, of which a README may have more of one than of the other.
_AGAINST = (
    ("dataset", "model"),
    ("library", "model"),
    ("application", "model"),
    ("assistant", "model"),
    ("users", "results"),
    ("train", "infer"),
    ("paper", "users"),
    ("teach", "results"),
    ("you", "we"),
    ("you", "results"),
    ("dataset", "results"),
    ("programming", "sense"),
)
_REGISTRIES = (
    r"pypi\.org/|pypi\.python\.org|badge\.fury\.io|npmjs\.(?:com|org)|crates\.io|pkg\.go\.dev|"
    r"anaconda\.org|readthedocs|\.rtfd\.io|cran\.r-project|nuget\.org|packagist"
)
_INSTALL = r"\b(?:npm (?:i|install)|yarn add|pnpm add|cargo (?:add|install)|go (?:get|install)|brew install|"
_RUN = r"(?i)\b(?:python3?|torchrun|accelerate launch|bash|sh|th|julia|rscript)\b[^\n]{0,80}"
_SHOWN = {
    "pip": (
        r"\b(?:pip3?|conda|uv|poetry) (?:install|add) (?!-r|-e|\.|torch|tensorflow|numpy)",
        "how to install it as a package",
    ),
    "registry": (
        _INSTALL + r"apt(?:-get)? install|gem install|composer require)\b",
        "how to install it as a package",
    ),
    "clone": (r"\bgit clone\b", "how to clone it"),
    "runs-train": (_RUN + "(?:train|finetun|fine_tun|pretrain)", "how to train"),
    "runs-test": (_RUN + "(?:test|eval|infer|predict|demo|sampl|generat)", "how to run or test it"),
    "options": (r"(?:^|\s)--\w[\w-]{1,40}[ =][^\s-]", "options of a command"),
    "imports": (
        r"(?m)^\s{0,8}(?:from \w[\w.]{0,60} import|import \w|library\(|using \w|use \w|require\()",
        "how to import it",
    ),
    "calls": (r"(?m)^\s{0,8}\w{1,30}(?:, ?\w{1,30})? = \w[\w.]{0,60}\(", "how to call it"),
    "compose": (r"\bdocker(?:-| )(?:compose|run|build)\b", "how to start it in a container"),
    "bibtex": (r"@(?:article|inproceedings|misc|techreport|phdthesis|book)\s{0,3}\{", "how to cite it"),
}
_LED_TO = {
    "arxiv": (r"arxiv\.org/(?:abs|pdf)|aclanthology|openreview\.net|doi\.org/10\.", "papers"),
    "hub-model": (r"huggingface\.co/(?!datasets|spaces|docs|papers|blog)[\w.-]{2,60}/[\w.-]{2,80}", "models"),
    "hub-data": (r"huggingface\.co/datasets/|kaggle\.com/(?:datasets|c/)|zenodo\.org/record", "data"),
    "space": (r"huggingface\.co/spaces/|colab\.research\.google", "a demonstration"),
    "drive": (r"drive\.google\.com|dropbox\.com|onedrive|pan\.baidu\.com|1drv\.ms", "files kept elsewhere"),
    "registry": (
        _REGISTRIES,
        "a registry of packages",
    ),
    "site": (r"\.github\.io/", "a page of the project"),
    "code": (r"github\.com/[\w.-]{1,40}/[\w.-]{1,80}", "other repositories"),
}
_COMMANDS = {name: (lazy(pattern), says) for name, (pattern, says) in _SHOWN.items()}
_ADDRESSES = {name: (lazy(pattern), says) for name, (pattern, says) in _LED_TO.items()}
_IMPORTED = lazy(r"(?m)^\s{0,8}(?:from|import|library\(|using|use|require\()[ \"'(]{0,3}([\w-]{2,40})")
_INSTALLED = lazy(
    r"\b(?:pip3?|conda|npm|cargo|gem|go|brew|yarn) (?:install|add|i|get) +(?:-\w+ +)?([\w./@-]{2,80})"
)
_BULLET = lazy(r"\s{0,8}(?:[-*+•]|\d{1,2}[.)])\s")

_CLASSES_OF: dict[str, tuple[str, ...]] = {}
for _name, _some in CLASSES.items():
    for _term in _some.words:
        _CLASSES_OF[_term] = (*_CLASSES_OF.get(_term, ()), _name)


def of_readme(survey: Survey) -> Iterator[tuple[str, Feature]]:
    """What the project's name and its README tell."""
    name = survey.tree.name.rpartition("/")[2]
    called = NAME_WORD.findall(name)
    yield from _spoken("name", [(word.lower(), 0) for word in called], "", "its name speaks of", "")
    yield "name:year", Feature(int(any(_YEAR.fullmatch(word) for word in called)), "its name has a year")
    path = survey.readme
    yield "readme:none", Feature(int(path is None), "it has no README")
    if path is None:
        return
    document = survey.documents[path]
    prose = list(_prose(document))
    said = _tokens(prose)
    text = " ".join(words for _, words in prose)[:_MOST_CHARACTERS]
    yield from _of_title(document, path)
    yield from _spoken("opening", said[:_OPENING], path, "its README speaks early of", text[:1_000])
    yield from _spoken("is", _predicate(said), path, "its README speaks at once of", text[:300])
    yield from _spoken("body", said, path, "its README speaks of", text, counted=True)
    yield from _balance(said, path)
    for about in _ABOUT:
        yield (
            f"about:{about}",
            Feature(int(bool(getattr(survey.about, about))), f"its README tells of {_ABOUT[about]}", path),
        )
    yield from _of_form(document, path, said, text)
    yield from _of_paper(prose, path)
    yield from _of_commands(survey, document, path, name)


def _of_title(document: Document, path: str) -> Iterator[tuple[str, Feature]]:
    head = next((section for section in document.sections if section.title), None)
    if head is None:
        return
    title = _MARKUP.sub(" ", head.title)
    words = _tokens([(head.line, title)])
    yield from _spoken("title", words, path, "the title of its README speaks of", title)
    length = len(words) if title.isascii() else len(title) // 3
    yield "title:long", Feature(min(length // 4, 3), "the title of its README is long", path, head.line)
    yield (
        "title:venue",
        Feature(int(bool(_VENUE.search(title))), "its title names a conference", path, head.line),
    )
    heads = [(s.line, _MARKUP.sub(" ", s.title)) for s in document.sections if s.title and s is not head][:80]
    spoken = "\n".join(words for _, words in heads)
    yield from _spoken("headings", _tokens(heads), path, "a section of its README is on", spoken)
    yield "readme:sections", Feature(level(len(heads) // 3), "its README has sections", path)


def _of_form(
    document: Document, path: str, said: list[tuple[str, int]], text: str
) -> Iterator[tuple[str, Feature]]:
    """How long a README is, in which script, and of what it is made."""
    lines = [line for _, line in document.prose]
    yield "readme:long", Feature(share(min(len(said), 3_000), 3_000), "its README is long", path)
    strange = sum(ord(letter) > 0x2FF for letter in text[:4_000])
    yield (
        "readme:script",
        Feature(int(strange * 5 > len(text[:4_000])), "its README is in another script", path),
    )
    yield "readme:front", Feature(int(bool(document.front)), "its README has front matter", path)
    bullets = sum(bool(_BULLET.match(line)) for line in lines)
    yield "readme:bullets", Feature(share(bullets, len(lines)), "a part of its README are lists", path)
    yield (
        "readme:code",
        Feature(share(len(document.code), len(lines) + len(document.code)), "it shows code", path),
    )
    tables = sum(line.count("|") > 2 for line in lines)
    yield "readme:tables", Feature(level(tables // 5), "its README has tables", path)


def _of_paper(prose: list[tuple[int, str]], path: str) -> Iterator[tuple[str, Feature]]:
    """Whether its first lines tell of a paper: where it came out, and its abstract."""
    head = prose[:12]
    named = next((line for line, words in head if _VENUE.search(words)), 0)
    yield "opening:venue", Feature(int(bool(named)), "its opening names a conference", path, named)


def _prose(document: Document) -> Iterator[tuple[int, str]]:
    left = _MOST_CHARACTERS
    for number, line in document.prose:
        words = _MARKUP.sub(" ", line)
        left -= len(words)
        if left < 0:
            return
        if words.strip():
            yield number, words


def _tokens(lines: Iterable[tuple[int, str]]) -> list[tuple[str, int]]:
    """Words in lower case with their lines."""
    found: list[tuple[str, int]] = []
    for number, line in lines:
        found += [(word, number) for word in _WORD.findall(line.lower())]
        if len(found) > _MOST_WORDS:
            break
    return found[:_MOST_WORDS]


def _spoken(
    zone: str, said: list[tuple[str, int]], path: str, words: str, text: str, *, counted: bool = False
) -> Iterator[tuple[str, Feature]]:
    """The classes of words that a part of the README has; counted: and how many of them."""
    first: dict[str, int] = {}
    count = Counter[str]()
    before = ""
    for word, line in said:
        for term in (word, f"{before}_{word}") if before else (word,):
            for name in _CLASSES_OF.get(term, ()):
                first.setdefault(name, line)
                count[name] += 1
        before = word
    if not text.isascii():
        for name, some in CLASSES.items():
            pieces = sum(text.count(piece) for piece in some.pieces)
            if pieces:
                first.setdefault(name, said[0][1] if said else 0)
                count[name] += pieces
    for name, line in first.items():
        value = level(count[name]) if counted else 1
        yield f"{zone}:{name}", Feature(value, f"{words} {CLASSES[name].says}", path, line)


def _balance(said: list[tuple[str, int]], path: str) -> Iterator[tuple[str, Feature]]:
    """Of which of two things a README speaks more."""
    count = Counter(name for word, _ in said for name in _CLASSES_OF.get(word, ()))
    for one, other in _AGAINST:
        a, b = count[one], count[other]
        says = f"its README speaks more of {CLASSES[one].says} than of {CLASSES[other].says}"
        yield f"more:{one}-{other}", Feature(int(a > b), says, path)
        yield f"most:{one}-{other}", Feature(int(a > 2 * b + 1), says, path)
        less = f"its README speaks more of {CLASSES[other].says} than of {CLASSES[one].says}"
        yield f"less:{one}-{other}", Feature(int(b > 2 * a + 1), less, path)


def _predicate(said: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The words after the first verb that says what something is."""
    at = next((n for n, (word, _) in enumerate(said[:60]) if word in _IS), None)
    return said[at + 1 : at + 9] if at is not None else []


def _of_commands(survey: Survey, document: Document, path: str, name: str) -> Iterator[tuple[str, Feature]]:
    """What the code of a README shows, and where its addresses lead."""
    code = "\n".join(line for _, line in document.code)[:_MOST_CHARACTERS]
    for kind, (pattern, says) in _COMMANDS.items():
        yield f"shows:{kind}", Feature(int(bool(pattern.search(code))), f"its README shows {says}", path)
    own = survey.about.words | {_plain(name)}
    yield "shows:own-import", _own(_IMPORTED, code, own, "its README shows how it is imported", path)
    yield (
        "shows:own-package",
        _own(_INSTALLED, code, own, "its README shows how it is installed by its name", path),
    )
    links = "\n".join(line for _, line in document.prose if "/" in line)[:_MOST_CHARACTERS]
    for kind, (pattern, says) in _ADDRESSES.items():
        count = len(pattern.findall(links))
        yield f"links:{kind}", Feature(level(count), f"its README links to {says}", path)
        yield f"links:{kind}-once", Feature(int(count in (1, 2)), f"its README links to {says}", path)
    yield "links:many", Feature(level(links.count("http") // 15), "its README has many links", path)
    badges = level(links.count("shields.io") + links.count("badge"))
    yield "readme:badges", Feature(badges, "its README has badges", path)


def _own(pattern: re.Pattern[str], code: str, own: frozenset[str], says: str, path: str) -> Feature:
    """Whether what is imported or installed is called like the project."""
    named = any(_plain(word) in own for word in pattern.findall(code)[:50])
    return Feature(int(named), says, path)


def _plain(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())
