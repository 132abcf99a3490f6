"""What is weighed to tell what a repository is: some two hundred features, each with its place. Pure.

A feature is a small whole number: 0 or 1 for what is there or not, up to 3 for how much of it there is. It
has a place, so that a report can show what it rests on. No feature is a fashion's or a vendor's.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ...patterns import lazy
from ...repository.places import ROLES
from ..frameworks import models, trains
from ..release import held, signs
from .vocabulary import CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...model import Finding
    from ...repository.documents import Document
    from ..survey import Survey

#: Words of a README that are looked at, of its opening, and of its first sentence.
_MOST_WORDS, _OPENING, _FIRST = 6_000, 150, 30
_MOST_CHARACTERS = 60_000
_WORD = lazy(r"[^\W\d_][^\W_]*(?:-[^\W_]+)*")
_MARKUP = lazy(r"<[^<>]{0,500}>|!\[[^\[\]]{0,300}\]\([^()]{0,500}\)|https?://\S{1,500}")
_NAME = lazy(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
#: What stands at the root and says how a project is built or told of.
_ROOT = {
    "pyproject.toml": "python-package", "setup.py": "python-package", "setup.cfg": "python-package",
    "requirements.txt": "requirements", "environment.yml": "environment", "environment.yaml": "environment",
    "package.json": "javascript-package", "cargo.toml": "rust-package", "go.mod": "go-package",
    "pom.xml": "java-package", "build.gradle": "java-package", "build.gradle.kts": "java-package",
    "composer.json": "php-package", "description": "r-package", "project.toml": "julia-package",
    "cmakelists.txt": "cmake", "dockerfile": "container", "docker-compose.yml": "services",
    "docker-compose.yaml": "services", "compose.yml": "services", "mkdocs.yml": "doc-site",
    "conf.py": "doc-site", "citation.cff": "citation-file", "cog.yaml": "packed-model",
    "contributing.md": "contributing", "changelog.md": "changelog", "code_of_conduct.md": "conduct",
    "model_card.md": "card-file", "modelcard.md": "card-file", "datasheet.md": "data-sheet",
    "train.py": "root-train", "main.py": "root-main", "model.py": "root-model", "app.py": "root-app",
    "demo.py": "root-demo", "index.html": "root-page",
}  # fmt: skip
_FOLDERS = {
    "tests": "tests", "test": "tests", "docs": "docs", "doc": "docs", "examples": "examples",
    "example": "examples", "notebooks": "notebooks", "data": "data", "dataset": "data", "datasets": "data",
    "configs": "configs", "config": "configs", "conf": "configs", "scripts": "scripts", "models": "models",
    "model": "models", "checkpoints": "checkpoints", "weights": "checkpoints", "pretrained": "checkpoints",
    "frontend": "frontend", "web": "frontend", "ui": "frontend", "webui": "frontend", "client": "frontend",
    "electron": "frontend", "android": "mobile", "ios": "mobile", "src": "src", "lib": "src", "cmd": "commands",
    "api": "api", "server": "api", "backend": "api", "benchmarks": "benchmarks", "benchmark": "benchmarks",
    "baselines": "baselines", "results": "results", "logs": "results", "figures": "figures", "assets": "figures",
    "plugins": "plugins", "extensions": "plugins", "recipes": "recipes", "losses": "losses",
    "trainer": "trainers", "trainers": "trainers", "engine": "trainers", "modules": "modules", "layers": "modules",
    "crates": "crates", "packages": "packages",
}  # fmt: skip
_LANGUAGES = {
    "py": "python", "ipynb": "notebook", "js": "script", "ts": "script", "tsx": "script", "jsx": "script",
    "vue": "script", "go": "go", "rs": "rust", "java": "java", "kt": "java", "swift": "swift", "c": "c", "h": "c",
    "cpp": "c", "cc": "c", "cu": "c", "hpp": "c", "m": "matlab", "r": "r", "jl": "julia", "lua": "lua", "cs": "cs",
    "rb": "ruby", "php": "php", "scala": "java",
}  # fmt: skip
_DATA = frozenset("csv tsv jsonl parquet arrow xml conllu conll wav flac mp3 npy npz h5 hdf5 mat tfrecord".split())
_PICTURES = frozenset("png jpg jpeg gif svg bmp tif tiff webp".split())
_WEB = frozenset("css scss tsx jsx vue svelte html".split())
_PROBED = (
    "training-code", "training-configuration", "data-processing-code", "evaluation-code", "supporting-code",
    "inference-code", "model-architecture", "weights", "intermediate-checkpoints", "data-documentation",
    "dataset", "model-card",
)  # fmt: skip
_CALLED = {
    "pip": (lazy(r"\b(?:pip3?|conda|uv|poetry) (?:install|add) (?!-r|-e|\.|torch|tensorflow|numpy)"), "how to install it as a package"),
    "registry": (lazy(r"\b(?:npm (?:i|install)|yarn add|pnpm add|cargo (?:add|install)|go (?:get|install)|brew install|apt(?:-get)? install|gem install|composer require)\b"), "how to install it as a package"),
    "clone": (lazy(r"\bgit clone\b"), "how to clone it"),
    "runs-train": (lazy(r"(?i)\b(?:python3?|torchrun|accelerate launch|bash|sh|th|julia|rscript)\b[^\n]{0,80}(?:train|finetun|fine_tun|pretrain)"), "how to train"),
    "runs-test": (lazy(r"(?i)\b(?:python3?|torchrun|bash|sh|th|julia|rscript)\b[^\n]{0,80}(?:test|eval|infer|predict|demo|sampl|generat)"), "how to run or test it"),
    "imports": (lazy(r"(?m)^\s{0,8}(?:from \w[\w.]{0,60} import|import \w|library\(|using \w|use \w|require\()"), "how to import it"),
    "compose": (lazy(r"\bdocker(?:-| )(?:compose|run|build)\b"), "how to start it in a container"),
    "bibtex": (lazy(r"@(?:article|inproceedings|misc|techreport|phdthesis|book)\s{0,3}\{"), "how to cite it"),
}  # fmt: skip
_ADDRESSES = {
    "arxiv": (lazy(r"arxiv\.org/|aclanthology|openreview\.net|doi\.org/10\."), "links to papers"),
    "hub-model": (lazy(r"huggingface\.co/(?!datasets|spaces|docs|papers|blog)[\w.-]{2,60}/[\w.-]{2,80}"), "links to models"),
    "hub-data": (lazy(r"huggingface\.co/datasets/|kaggle\.com/(?:datasets|c/)|zenodo\.org/record"), "links to data"),
    "space": (lazy(r"huggingface\.co/spaces/|colab\.research\.google"), "links to a demonstration"),
    "drive": (lazy(r"drive\.google\.com|dropbox\.com|onedrive|pan\.baidu\.com|1drv\.ms"), "links to files kept elsewhere"),
    "registry": (lazy(r"pypi\.org/|pypi\.python\.org|badge\.fury\.io|npmjs\.(?:com|org)|crates\.io|pkg\.go\.dev|anaconda\.org|readthedocs|\.rtfd\.io|cran\.r-project"), "links to a registry of packages"),
    "site": (lazy(r"\.github\.io/"), "links to a page of the project"),
}  # fmt: skip


_IS = frozenset("is are provides contains implements offers es est ist это é są".split())
_ABOUT = (
    "library", "of_data", "application", "client", "engine", "benchmark", "harness", "tokenizer", "model",
    "learning", "listing", "recognizes", "evaluation",
)  # fmt: skip


class Feature(NamedTuple):
    """How much of one feature there is, what it is in words, and where: a path, and a line or 0."""

    value: int
    says: str
    path: str = ""
    line: int = 0


def features(survey: Survey, found: dict[str, Finding]) -> dict[str, Feature]:
    """Every feature that is there, by name."""
    seen: dict[str, Feature] = {}
    for name, feature in (
        *_of_probes(survey, found),
        *_of_readme(survey),
        *_of_tree(survey),
        *_of_code(survey),
    ):
        if feature.value and name not in seen:
            seen[name] = feature
    return seen


def names() -> tuple[str, ...]:
    """Every feature's name, in order."""
    zones = ("name", "title", "first", "opening", "headings", "body")
    return tuple(f"{zone}:{name}" for zone in zones for name in CLASSES)


def level(count: int) -> int:
    """0 for none, 1 for one, and one more each time it doubles: 2, 4, 8, 16 or more."""
    return min(count.bit_length(), 5) if count > 0 else 0


def _share(part: int, whole: int) -> int:
    """0 for hardly any, 1 for some, 2 for a good part, 3 for most."""
    if not whole or part * 20 < whole:
        return 0
    return 1 if part * 5 < whole else 2 if part * 2 < whole else 3


def _of_probes(survey: Survey, found: dict[str, Finding]) -> Iterator[tuple[str, Feature]]:
    for name in _PROBED:
        finding = found[name]
        first = finding.evidence[0] if finding.evidence else None
        path, line = (first.path, first.line or 0) if first else ("", 0)
        said = name.replace("-", " ")
        if finding.here in {"found", "partial"}:
            yield f"{finding.here}:{name}", Feature(1, f"{said} was seen", path, line)
        if held(survey, finding):
            yield f"held:{name}", Feature(1, f"{said} of its own was seen", path, line)
        if finding.references:
            pointer = finding.references[0]
            yield f"points:{name}", Feature(
                level(len(finding.references)), f"it points to {said}", pointer.path, pointer.line or 0
            )
    shows = signs(survey, found)
    pointer = next(iter(found["weights"].references), None)
    at = (pointer.path, pointer.line or 0) if pointer else ("", 0)
    yield "own:weights", Feature(int(shows.weights), "weights are in the tree", *at)
    yield "own:named", Feature(int(shows.own), "it points to weights named like it", *at)
    yield "own:pointers", Feature(int(shows.pointers), "it points to weights", *at)
    yield "own:parts", Feature(min(shows.parts, 3), "it holds parts of a model")
    yield "own:whole", Feature(int(shows.whole), "it holds nearly all code of a model")
    yield "own:submodules", Feature(level(len(survey.submodules)), "it has submodules")


def _of_readme(survey: Survey) -> Iterator[tuple[str, Feature]]:
    tree = [word.lower() for word in _NAME.findall(survey.tree.name.rpartition("/")[2])]
    yield from _spoken("name", [(word, 0) for word in tree], "", "its name speaks of", "")
    path = survey.readme
    yield "readme:none", Feature(int(path is None), "it has no README")
    if path is None:
        return
    document = survey.documents[path]
    title = next((s.title for s in document.sections if s.title), "")
    line = next((s.line for s in document.sections if s.title), 1)
    yield from _spoken("title", _tokens([(line, title)]), path, "the title of its README speaks of", title)
    prose = list(_prose(document))
    said = _tokens(prose)
    text = " ".join(words for _, words in prose)[:_MOST_CHARACTERS]
    yield from _spoken("first", said[:_FIRST], path, "its README begins with", text[:200])
    yield from _spoken("opening", said[:_OPENING], path, "the opening of its README speaks of", text[:1_000])
    yield from _spoken("is", _predicate(said), path, "its README calls it", text[:300])
    for name in _ABOUT:
        yield f"about:{name}", Feature(int(bool(getattr(survey.about, name))), f"its README tells of {name}", path)
    heads = [(s.line, s.title) for s in document.sections if s.title and s.title != title][:80]
    spoken = "\n".join(words for _, words in heads)
    yield from _spoken("headings", _tokens(heads), path, "a section of its README is on", spoken)
    yield from _spoken("body", said, path, "its README speaks of", text, counted=True)
    yield "readme:long", Feature(_share(min(len(said), 3_000), 3_000), "its README is long", path)
    strange = sum(ord(letter) > 0x2FF for letter in text[:4_000])
    yield "readme:script", Feature(int(strange * 5 > len(text[:4_000])), "its README is in another script", path)
    count = Counter(name for word, _ in said for name in _CLASSES_OF.get(word, ()))
    for one, other in (("dataset", "model"), ("library", "model"), ("application", "model"), ("assistant", "model"), ("users", "results"), ("train", "infer"), ("paper", "users"), ("teach", "results")):
        yield f"more:{one}-{other}", Feature(int(count[one] > count[other]), f"its README speaks more of {CLASSES[one].says} than of {CLASSES[other].says}", path)
        yield f"most:{one}-{other}", Feature(int(count[one] > 2 * count[other] + 1), f"its README speaks far more of {CLASSES[one].says} than of {CLASSES[other].says}", path)
        yield f"less:{one}-{other}", Feature(int(count[other] > 2 * count[one] + 1), f"its README speaks far more of {CLASSES[other].says} than of {CLASSES[one].says}", path)
    yield "readme:sections", Feature(level(len(heads) // 3), "its README has sections", path)
    yield "readme:front", Feature(int(bool(document.front)), "its README has front matter", path)
    yield from _of_commands(document, path)


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
    count: Counter[str] = Counter()
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


def _predicate(said: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The words after the first verb that says what something is."""
    at = next((n for n, (word, _) in enumerate(said[:60]) if word in _IS), None)
    return said[at + 1 : at + 9] if at is not None else []


def _of_commands(document: Document, path: str) -> Iterator[tuple[str, Feature]]:
    """What the code of a README shows, and where its addresses lead."""
    code = "\n".join(line for _, line in document.code)[:_MOST_CHARACTERS]
    for name, (pattern, says) in _CALLED.items():
        yield f"shows:{name}", Feature(int(bool(pattern.search(code))), f"its README shows {says}", path)
    links = "\n".join(line for _, line in document.prose if "/" in line)[:_MOST_CHARACTERS]
    for name, (pattern, says) in _ADDRESSES.items():
        yield f"links:{name}", Feature(level(len(pattern.findall(links))), f"its README {says}", path)
    yield "links:many", Feature(level(links.count("http") // 15), "its README has many links", path)
    yield "readme:badges", Feature(level(links.count("shields.io") + links.count("badge")), "its README has badges", path)
    yield "readme:tables", Feature(level(sum(line.count("|") > 2 for _, line in document.prose) // 5), "its README has tables", path)


def _of_tree(survey: Survey) -> Iterator[tuple[str, Feature]]:
    total, kinds, places = 0, Counter[str](), Counter[str]()
    languages: Counter[str] = Counter()
    folders: dict[str, str] = {}
    packages: set[str] = set()
    for path in survey.by_path:
        total += 1
        folder, _, name = path.rpartition("/")
        stem, dot, suffix = name.lower().rpartition(".")
        suffix = suffix if dot and stem else ""
        kinds[ROLES.get(suffix, "data" if suffix in _DATA else "picture" if suffix in _PICTURES else "other")] += 1
        if suffix in _LANGUAGES:
            languages[_LANGUAGES[suffix]] += 1
        if suffix in _WEB:
            kinds["web"] += 1
        top = folder.partition("/")[0].lower()
        if top:
            folders.setdefault(top, path)
        parts = folder.lower().split("/") if folder else []
        places.update({"test"} & {"test" if p in {"tests", "test", "__tests__"} else "" for p in parts})
        if name == "__init__.py" and folder.count("/") == 0 and folder:
            packages.add(folder)
        if not folder and name.lower() in _ROOT:
            yield f"root:{_ROOT[name.lower()]}", Feature(1, f"{name} is at its root", path)
        if "/" in path and path.startswith(".github/workflows/"):
            yield "root:workflows", Feature(1, "it has workflows", path)
    for top, path in folders.items():
        if top in _FOLDERS:
            yield f"folder:{_FOLDERS[top]}", Feature(1, f"it has a folder {top}", path)
    code = sum(languages.values())
    yield "tree:size", Feature(min(3, len(str(total)) - 1), "how many files it has")
    yield "tree:code", Feature(_share(code, total), "a part of its files is code")
    yield "tree:little-code", Feature(int(code < 3), "it has hardly any code")
    for kind in ("doc", "data", "picture", "config", "web"):
        yield f"tree:{kind}", Feature(_share(kinds[kind], total), f"a part of its files is {kind}")
    yield "tree:tests", Feature(_share(places["test"], total), "a part of its files is tests")
    yield "tree:data-files", Feature(level(kinds["data"]), "it has files of data")
    for name, count in languages.items():
        yield f"code:{name}", Feature(_share(count, code), f"a part of its code is in {name}")
    own = {word for word in survey.about.words}
    named = [folder for folder in sorted(packages) if own & set(_NAME.findall(folder.lower()))]
    yield "tree:packages", Feature(level(len(packages)), "it has Python packages", min(packages, default=""))
    yield "tree:named-package", Feature(int(bool(named)), "a package is named like it", min(named, default=""))


def _of_code(survey: Survey) -> Iterator[tuple[str, Feature]]:
    main = [file for file in survey.code if file.own]
    learning = [file for file in main if models(file)]
    training = [file for file in main if trains(file)]
    remote = [file for file in main if file.hit("remote")]
    first = lambda some: some[0].path if some else ""  # noqa: E731 - a name for the place
    yield "code:learns", Feature(_share(len(learning), len(main)), "a part of its code imports what learns", first(learning))
    yield "code:learns-any", Feature(int(bool(learning)), "code imports what learns", first(learning))
    yield "code:learns-not", Feature(int(bool(main) and not learning), "no code imports what learns")
    yield "code:trains", Feature(level(len(training)), "files hold loops of training", first(training))
    yield "code:remote", Feature(level(len(remote)), "code calls models that others run", first(remote))
    yield "code:remote-share", Feature(_share(len(remote), len(main)), "code calls models that others run", first(remote))
    for kind in ("deep", "fits", "runs", "arrays"):
        some = [file for file in main if file.hit(f"imports-{kind}")]
        yield f"imports:{kind}", Feature(level(len(some)), f"code imports what {kind}", first(some))
    for name in ("gradients", "optimizer", "loss", "loads", "runs", "called", "network"):
        some = [file for file in main if file.hit(name)]
        yield f"signal:{name}", Feature(level(len(some)), f"code shows: {name}", first(some))


_CLASSES_OF: dict[str, tuple[str, ...]] = {}
for _name, _some in CLASSES.items():
    for _term in _some.words:
        _CLASSES_OF[_term] = (*_CLASSES_OF.get(_term, ()), _name)
