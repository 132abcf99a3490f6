"""What the files of a repository tell of what it is: their names, kinds and shares, and its code. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ...repository.places import ROLES, words, words_in
from ..frameworks import models, trains
from .feature import Feature, level, share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..file import File
    from ..survey import Survey

#: What stands at the root and says how a project is built or told of.
_ROOT = {
    "python-package": "pyproject.toml setup.py setup.cfg",
    "requirements": "requirements.txt",
    "environment": "environment.yml environment.yaml",
    "javascript-package": "package.json",
    "rust-package": "cargo.toml",
    "go-package": "go.mod",
    "java-package": "pom.xml build.gradle build.gradle.kts",
    "php-package": "composer.json",
    "r-package": "description namespace",
    "julia-package": "project.toml",
    "cmake": "cmakelists.txt",
    "container": "dockerfile",
    "services": "docker-compose.yml docker-compose.yaml compose.yml",
    "doc-site": "mkdocs.yml conf.py",
    "citation-file": "citation.cff",
    "packed-model": "cog.yaml",
    "contributing": "contributing.md",
    "changelog": "changelog.md changes.md news.md history.md",
    "conduct": "code_of_conduct.md",
    "card-file": "model_card.md modelcard.md",
    "data-sheet": "datasheet.md",
    "train": "train.py train.lua train.m train.jl train.r training.py",
    "main": "main.py main.lua main.m main.jl",
    "test": "test.py eval.py evaluate.py test.lua",
    "model": "model.py models.py net.py network.py",
    "data": "dataset.py datasets.py data.py dataloader.py data_loader.py",
    "app": "app.py",
    "demo": "demo.py predict.py infer.py inference.py",
    "page": "index.html",
}
_FOLDERS = {
    "tests": "tests test spec",
    "docs": "docs doc man vignettes",
    "examples": "examples example demo demos samples",
    "notebooks": "notebooks notebook",
    "data": "data dataset datasets corpus corpora",
    "configs": "configs config conf",
    "scripts": "scripts",
    "models": "models model",
    "checkpoints": "checkpoints weights pretrained",
    "frontend": "frontend web ui webui client electron public static templates",
    "mobile": "android ios",
    "src": "src lib",
    "commands": "cmd bin cli",
    "api": "api server backend",
    "benchmarks": "benchmarks benchmark",
    "baselines": "baselines",
    "results": "results logs output outputs",
    "figures": "figures assets images img imgs",
    "plugins": "plugins extensions",
    "recipes": "recipes",
    "losses": "losses",
    "trainers": "trainer trainers engine",
    "modules": "modules layers",
    "packages": "crates packages",
}
_LANGUAGES = {
    "python": "py",
    "notebook": "ipynb",
    "script": "js ts tsx jsx vue",
    "go": "go",
    "rust": "rs",
    "java": "java kt scala",
    "swift": "swift",
    "c": "c h cpp cc cu hpp",
    "matlab": "m",
    "r": "r",
    "julia": "jl",
    "lua": "lua",
    "cs": "cs",
    "ruby": "rb",
    "php": "php",
}
_ROOT_OF = {name: kind for kind, names in _ROOT.items() for name in names.split()}
_FOLDER_OF = {name: kind for kind, names in _FOLDERS.items() for name in names.split()}
_LANGUAGE_OF = {suffix: kind for kind, suffixes in _LANGUAGES.items() for suffix in suffixes.split()}
_DATA = words("csv tsv jsonl parquet arrow xml conllu conll wav flac mp3 npy npz h5 hdf5 mat tfrecord")
_PICTURES = words("png jpg jpeg gif svg bmp tif tiff webp")
_WEB = words("css scss tsx jsx vue svelte html")
#: What only programs with windows, or those that extend others', have.
_WINDOWS = words("xaml storyboard xib ui qml resx csproj sln xcscheme kt dart vb")
_TESTS = words("tests test __tests__ spec")
#: What a file's name says that it does.
_DOES = {
    "train": words("train training trainer finetune pretrain fit"),
    "test": words("eval evaluate evaluation test metrics score"),
    "run": words("infer inference predict demo generate sample"),
    "net": words("model models net network networks arch"),
    "data": words("dataset datasets dataloader preprocess preprocessing prepare loader"),
    "split": words("dev valid validation testset trainset"),
}
#: Files whose names are looked at.
_MOST = 50_000


def of_tree(survey: Survey) -> Iterator[tuple[str, Feature]]:
    """What names and kinds of the files tell."""
    total = 0
    kinds, languages, does = Counter[str](), Counter[str](), Counter[str]()
    seen: dict[str, str] = {}
    packages: set[str] = set()
    for path in survey.by_path:
        total += 1
        if total > _MOST:
            break
        folder, _, name = path.rpartition("/")
        name = name.lower()
        stem, dot, suffix = name.rpartition(".")
        suffix = suffix if dot and stem else ""
        kinds[_kind(suffix)] += 1
        kinds["web"] += suffix in _WEB
        kinds["window"] += suffix in _WINDOWS or name in {"androidmanifest.xml", "manifest.json"}
        if suffix in _LANGUAGE_OF:
            languages[_LANGUAGE_OF[suffix]] += 1
            called = words_in(stem)
            for kind, verbs in _DOES.items():
                if called & verbs:
                    does[kind] += 1
                    seen.setdefault(f"files:{kind}", path)
        parts = folder.lower().split("/") if folder else []
        kinds["test"] += not _TESTS.isdisjoint(parts)
        if parts and parts[0] in _FOLDER_OF:
            seen.setdefault(f"folder:{_FOLDER_OF[parts[0]]}", path)
        if not parts and name in _ROOT_OF:
            seen.setdefault(f"root:{_ROOT_OF[name]}", path)
        if path.startswith(".github/workflows/"):
            seen.setdefault("root:workflows", path)
        if name == "__init__.py" and len(parts) in (1, 2):
            packages.add(folder)
    yield from _named(seen, does)
    yield from _shares(total, kinds, languages)
    own = survey.about.words
    alike = min((folder for folder in packages if own & words_in(folder.lower())), default="")
    yield "tree:packages", Feature(level(len(packages)), "it has Python packages", min(packages, default=""))
    yield "tree:named-package", Feature(int(bool(alike)), "a package is named like it", alike)


def _kind(suffix: str) -> str:
    return ROLES.get(suffix, "data" if suffix in _DATA else "picture" if suffix in _PICTURES else "other")


def _named(seen: dict[str, str], does: Counter[str]) -> Iterator[tuple[str, Feature]]:
    for name, path in seen.items():
        zone, _, kind = name.partition(":")
        if zone == "files":
            yield name, Feature(level(does[kind]), f"files of code are named for {kind}", path)
        else:
            says = f"it has a folder {path.partition('/')[0]}" if zone == "folder" else f"it has {path}"
            yield name, Feature(1, says, path)


def _shares(total: int, kinds: Counter[str], languages: Counter[str]) -> Iterator[tuple[str, Feature]]:
    code = sum(languages.values())
    yield "tree:size", Feature(min(3, len(str(total)) - 1), "how many files it has")
    yield "tree:code", Feature(share(code, total), "a part of its files is code")
    yield "tree:little-code", Feature(int(code < 3), "it has hardly any code")
    yield "tree:much-code", Feature(min(level(code // 20), 3), "it has much code")
    for kind in ("doc", "data", "picture", "config", "web", "test", "shell", "other"):
        yield f"tree:{kind}", Feature(share(kinds[kind], total), f"a part of its files is {kind}")
    yield "tree:windows", Feature(min(level(kinds["window"]), 3), "it has files of windows")
    yield "tree:data-files", Feature(level(kinds["data"]), "it has files of data")
    for name, count in languages.items():
        yield f"code:{name}", Feature(share(count, code), f"a part of its code is in {name}")


def of_code(survey: Survey) -> Iterator[tuple[str, Feature]]:
    """What was seen in the code: packages it imports, calls to models elsewhere, and signals."""
    main = [file for file in survey.code if file.own]
    learning = [file for file in main if models(file)]
    training = [file for file in main if trains(file)]
    remote = [file for file in main if file.hit("remote")]
    learns = "a part of its code imports what learns"
    yield "code:learns", Feature(share(len(learning), len(main)), learns, _first(learning))
    yield "code:learns-any", Feature(int(bool(learning)), "code imports what learns", _first(learning))
    yield "code:learns-not", Feature(int(bool(main) and not learning), "no code imports what learns")
    yield "code:trains", Feature(level(len(training)), "files hold loops of training", _first(training))
    calls = "code calls models that others run"
    yield "code:remote", Feature(level(len(remote)), calls, _first(remote))
    yield "code:remote-share", Feature(share(len(remote), len(main)), calls, _first(remote))
    by_signal: dict[str, list[File]] = {}
    for file in main:
        for name in file.hits:
            by_signal.setdefault(name, []).append(file)
    for name, some in by_signal.items():
        hit = some[0].hits[name]
        yield f"signal:{name}", Feature(level(len(some)), f"code shows: {name}", some[0].path, hit.line)


def _first(files: list[File]) -> str:
    return files[0].path if files else ""
