"""Writes what the documents repeat: the reference, the pages of rules, tables, and every terminal session.

    python tools/reference.py            # compare; exit 1 and name what is out of date
    python tools/reference.py --write    # bring all of it up to date

Terminal sessions are the ```console blocks of README.md and below docs/. Each document gets a copy of
this repository of its own to run in, with `examples/` and `LICENSE`, and its blocks follow one
another there as in one shell. A block after `<!-- file: NAME -->` is first written to that file.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from osaid_action.model import Measured, Report

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import rules  # noqa: E402  # a script beside this one

from osaid_action import commands as cli  # noqa: E402  # the package beside us, installed or not
from osaid_action import model, ruleset, schema  # noqa: E402  # the package beside us, installed or not
from osaid_action.definition import load  # noqa: E402
from osaid_action.flow.examine import examine  # noqa: E402  # the package beside us, installed or not
from osaid_action.judgment.explain import explain  # noqa: E402
from osaid_action.judgment.yardstick import bounds  # noqa: E402
from osaid_action.repository.target import open_tree  # noqa: E402
from osaid_action.yardsticks import NAMES  # noqa: E402

PACKAGE = ROOT / "osaid_action"
#: The day on which every recorded session takes place: waivers end on a date.
TODAY = "1795348800"  # 2026-11-22
#: What recorded sessions show for the digest of the rules, which every other change makes another.
RULES = "3f9a1c2e07"
_STABLE = {
    "COLUMNS": "80",
    "GIT_AUTHOR_DATE": f"{TODAY} +0000",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_COMMITTER_DATE": f"{TODAY} +0000",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "LC_ALL": "C.UTF-8",
    "NO_COLOR": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONUTF8": "1",
    "SOURCE_DATE_EPOCH": TODAY,
}
_COMMAND = """\
#!{python}
import sys
sys.path[:1] = {beside!r}
from osaid_action.__main__ import run
sys.exit(run())
"""
_BLOCK = re.compile(
    r"(?:^<!-- file: (?P<file>\S+) -->\n+)?^```(?P<kind>[\w-]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)


def main(arguments: list[str] | None = None) -> int:
    """Compare or write all documents."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="write what differs")
    options = parser.parse_args(arguments)
    old = []
    for path in documents():
        now = path.read_text(encoding="utf-8") if path.exists() else ""
        new = fresh(path)
        if now == new or (not options.write and normal(now) == normal(new)):
            continue
        old.append(path.relative_to(ROOT).as_posix())
        if options.write:
            path.write_text(new, encoding="utf-8", newline="\n")
    print(
        *((f"{'written' if options.write else 'out of date'}: {name}") for name in old or ["nothing"]),
        sep="\n",
    )
    return 1 if old and not options.write else 0


def documents() -> list[Path]:
    """Every document that holds something generated or recorded."""
    docs = {ROOT / "docs" / "reference.md", *rules.paths(), *(ROOT / "docs").rglob("*.md")}
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(docs)]


def fresh(path: Path) -> str:
    """What a document should hold now."""
    if path.name == "reference.md":
        return reference()
    if path in rules.paths():
        return rules.page(path.stem)
    text = path.read_text(encoding="utf-8")
    if path.parent == rules.FOLDER:
        text = between(text, "rules", table(*rules.index()))
    text = between(text, "rooms", table(("Room", "What it is for", "Modules"), rooms()))
    if "<!-- systems -->" in text:
        text = between(text, "systems", table(_SYSTEMS_HEAD, systems()))
    if "<!-- measures -->" in text:
        text = between(text, "measures", table(_MEASURES_HEAD, measures()))
    return recorded(text)


def normal(text: str) -> str:
    """A document without what may differ from run to run: version, commit ids, and the spaces beside them."""
    text = re.sub(r"\bosaid \d+\.\d+\.\d+\S*", "osaid VERSION", text)
    text = re.sub(r"(\bat |\b[Aa]gainst |--source=)[0-9a-f]{10}\b", r"\1COMMIT", text)
    return re.sub(r" {3,}(?=Open Source AI Definition)", "   ", text)


def between(text: str, name: str, new: str) -> str:
    """The text with what stands between two marks replaced."""
    pattern = rf"(<!-- {name} -->\n).*?(\n<!-- end of {name} -->)"
    return re.sub(pattern, lambda marks: f"{marks[1]}\n{new}{marks[2]}", text, flags=re.DOTALL)


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |\n" for row in lines)


# ------------------------------------------------------------------ rooms

#: The folders of the package as the data flows; imports only run downward.
ROOMS = (
    "commands",
    "github",
    "hooks",
    "survey",
    "flow",
    "report",
    "report/documents",
    "mot",
    "judgment",
    "system",
    "terms",
    "licenses",
    "evidence",
    "evidence/code",
    "evidence/code/signals",
    "evidence/weights",
    "evidence/data",
    "evidence/data/told",
    "evidence/subject",
    "manifest",
    "repository",
    "addresses",
    "model",
    "schema",
    "yardsticks",
)


def modules() -> Iterator[tuple[str, str]]:
    """Each module and data file of the package with the first sentence of its docstring."""
    paths = [path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix not in {".pyc", ".typed"}]
    for path in sorted(paths, key=lambda path: (path.parent != PACKAGE, path)):
        yield path.relative_to(PACKAGE).as_posix(), _purpose(path)


def rooms() -> Iterator[tuple[str, str, str]]:
    """Each folder of the package from the top down, what it is for, and its modules; then the ground."""
    said = dict(modules())
    for room in ROOMS:
        names = sorted(name.removeprefix(f"{room}/") for name in said if name.rpartition("/")[0] == room)
        inside = [name.removesuffix(".py") for name in names if name != "__init__.py"]
        yield f"`{room}/`", said[f"{room}/__init__.py"], ", ".join(inside)


def _purpose(path: Path) -> str:
    """What a file of the package says of itself in its first lines."""
    if path.suffix == ".py":
        words = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        return " ".join(words.partition("\n\n")[0].split())
    if path.suffix == ".toml":
        return path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")
    if path.suffix == ".json":
        return str(json.loads(path.read_text(encoding="utf-8"))["description"])
    return "Compiled data: read by the module beside it, written by a script in `tools/`."


# ------------------------------------------------------------------ systems

_SYSTEMS_HEAD = (
    "System",
    "Result here",
    "Volunteers",
    "Met",
    "Missing or in part",
    "Not verified",
    "To judge",
    "Why they differ",
)
_HUB = "The Hub could not be asked from where the lock was written"
_PASSES, _TERMS, _NOT = "passes", "would pass with other terms", "does not pass"
#: What the volunteers of the OSI's validation concluded, in 2024, and why the result here is another; not
#: certifications of any kind.
_VOLUNTEERS = {
    "amber": (_PASSES, "Nothing that was read says how the data were selected; the rest is on the Hub"),
    "bloom": (_TERMS, "–"),
    "crystalcoder": (_PASSES, "What was read of the data does not say all; the data's cards are on the Hub"),
    "falcon-40b": (_TERMS, "The terms were changed since; no training code was found"),
    "grok-1": (_NOT, "–"),
    "llama-2": (_NOT, "–"),
    "mixtral-8x7b": (_NOT, "–"),
    "olmo": (_PASSES, _HUB),
    "phi-2": (_NOT, "–"),
    "pythia": (_PASSES, _HUB),
    "starcoder2": (
        _TERMS,
        "The description of the data is in a paper and on the Hub; a file of the trainer is restricted",
    ),
    "t5": (_PASSES, "The description of C4 is on the Hub, which could not be asked"),
}


def systems() -> Iterator[tuple[str, ...]]:
    """A row for each folder of examples/systems, from a check of its manifest and lock alone."""
    groups = (
        {"met", "not-used", "waived"},
        {"unmet", "partial"},
        {"external"},
        {"needs-review", "unknown"},
    )
    for name, (outcome, why) in _VOLUNTEERS.items():
        report = _of_system(name)
        required = [item for item in report.items if item.required]
        cells = (" ".join(item.id for item in required if item.status in group) for group in groups)
        link = f"[{report.target.name}](../examples/systems/{name}/osaid.toml)"
        yield (link, f"`{report.result}`", outcome, *(cell or "–" for cell in cells), why)


def _of_system(name: str) -> Report:
    """The report on a folder of examples/systems, from its manifest and lock alone."""
    with tempfile.TemporaryDirectory(prefix="osaid-docs-", ignore_cleanup_errors=True) as folder:
        copy = shutil.copytree(ROOT / "examples" / "systems" / name, Path(folder) / name)
        with open_tree(str(copy)) as tree:
            return examine(tree, today="2026-11-23")


_MEASURES_HEAD = ("System", "Definition", "G7 label", "MOF class", "Article 53(2), of what files can tell")


def measures() -> Iterator[tuple[str, ...]]:
    """A row for each of five systems: the result, and where each measure puts it."""
    for name in ("olmo", "pythia", "bloom", "falcon-40b", "llama-2"):
        report = _of_system(name)
        by = {one.yardstick: one for one in report.yardsticks}
        link = f"[{report.target.name}](../examples/systems/{name}/osaid.toml)"
        told = [one for one in by["eu-gpai"].answers if one.why != "for a lawyer"]
        files = f"{sum(one.state == 'met' for one in told)} of {len(told)} there"
        yield link, f"`{report.result}`", _between(by["g7"]), _between(by["mof"]), files


def _between(measured: Measured) -> str:
    low, high = (label.title if label else "none" for label in bounds(measured))
    return low if low == high else f"{low} to {high}"


# ------------------------------------------------------------------ sessions


class Shell:
    """A folder to run commands in, one after another, as a reader would in a terminal."""

    def __init__(self, folder: Path) -> None:
        self._where = folder / "where"
        self.here = folder / "osaid"
        self.here.mkdir()
        for name in ("home", "bin"):
            (folder / name).mkdir()
        command = folder / "bin" / "osaid"
        # With OSAID_INSTALLED the package that is installed, as from a wheel, and not the one beside us.
        beside = [] if os.environ.get("OSAID_INSTALLED") else [str(ROOT)]
        command.write_text(_COMMAND.format(python=sys.executable, beside=beside), encoding="utf-8")
        command.chmod(0o755)
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "OSAID"))}
        path = os.pathsep.join(
            (str(folder / "bin"), str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath))
        )
        self._env = {**kept, **_STABLE, "PATH": path, "HOME": str(folder / "home"), "PWD": str(self.here)}
        shutil.copytree(
            ROOT / "examples", self.here / "examples", ignore=shutil.ignore_patterns("__pycache__")
        )
        shutil.copy(ROOT / "LICENSE", self.here)
        self.run("git init --quiet --initial-branch=main && git add --all && git commit --quiet -m Start")

    def run(self, command: str) -> str:
        """What a command prints on both streams."""
        script = f'{command}\nstatus=$?; pwd > "{self._where}"; exit $status'
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=self.here,
            env=self._env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        said = done.stdout.decode("utf-8")
        if "Traceback (most recent call last)" in said:
            raise RuntimeError(f"not fit to be recorded: {command}\n{said}")
        self.here = Path(self._where.read_text(encoding="utf-8").strip())
        return "\n".join(line.rstrip() for line in said.splitlines()).replace(ruleset.digest(), RULES)


def recorded(text: str) -> str:
    """A document with the output of every console block as it is now."""
    if "```console" not in text:
        return text
    with tempfile.TemporaryDirectory(prefix="osaid-docs-", ignore_cleanup_errors=True) as folder:
        shell = Shell(Path(folder))

        def block(found: re.Match[str]) -> str:
            if found["file"]:
                target = shell.here / found["file"]
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(found["body"], encoding="utf-8", newline="\n")
            if found["kind"] != "console":
                return found[0]
            lines = []
            for command in commands(found["body"]):
                lines.append("$ " + command.replace("\n", "\n> "))
                lines += [output] if (output := shell.run(command)) else []
            return "```console\n" + "\n".join(lines) + "\n```"

        return _BLOCK.sub(block, text)


def commands(body: str) -> list[str]:
    """The commands of a console block; `> ` goes on with the line before."""
    found: list[str] = []
    growing = False
    for line in body.splitlines():
        if line.startswith("$ "):
            found.append(line[2:])
            growing = True
        elif growing and line.startswith("> "):
            found[-1] += "\n" + line[2:]
        else:
            growing = False
    return found


# ------------------------------------------------------------------ reference.md


def reference() -> str:
    """The whole of docs/reference.md."""
    return "\n".join(_reference()).rstrip() + "\n"


def _reference() -> Iterator[str]:
    definition = load()
    yield "<!-- Written by tools/reference.py from the program itself: do not edit. -->"
    yield "# Reference"
    yield ""
    yield (f"For the [Open Source AI Definition {definition.version}]({definition.source}).")
    yield "`osaid explain ID` prints what is said of one item, component, result, status or verdict."
    yield ""
    sections = (
        *("Commands", "Exit codes", "Results", "Items", "Components", "Other yardsticks", "Manifest", "Lock"),
        "JSON report",
    )
    yield "\n".join(f"- [{name}](#{name.lower().replace(' ', '-')})" for name in sections)
    yield ""
    yield from _commands()
    yield from _words()
    yield from _items()
    yield from _components()
    yield from _yardsticks()
    yield from _manifest()
    yield from _lock()
    yield from _report()


def _lock() -> Iterator[str]:
    top = schema.load("lock")
    yield "## Lock"
    yield ""
    yield f"{top['description']} Its schema ships with the package as `osaid_action/schema/lock.schema.json`."
    yield ""
    for title, name in (("A place in the lock", "reference"), ("A component at a place", "part")):
        yield f"### {title}"
        yield ""
        yield f"In `[[references{'.parts' if name == 'part' else ''}]]`."
        yield ""
        yield table(("Key", "Holds", "Meaning"), _fields(top, top["$defs"][name], ""))


def _commands() -> Iterator[str]:
    top = cli.parser()
    yield "## Commands"
    yield ""
    yield str(top.description)
    yield ""
    for name, command, words in _subcommands(top):
        yield f"### `osaid {name}`"
        yield ""
        yield command.description or f"{words[:1].upper()}{words[1:]}."
        yield ""
        rows = [
            (_spelled(action), _sentence(action.help or "Format of the output") + _choices(action))
            for action in command._actions
            if action.dest != "help"
        ]
        yield table(("Argument", "Meaning"), rows)
    yield "Environment: `NO_COLOR` switches color off; `SOURCE_DATE_EPOCH` sets the day that waivers are held"
    yield "against, so that a run can be repeated."
    yield ""
    yield "## Exit codes"
    yield ""
    codes = re.findall(r"(\d) ([^,.]+)", str(top.epilog))
    yield table(("Code", "Meaning"), [(code, words) for code, words in codes])
    yield "The gate is what `--fail-on` asks for. Without the option the manifest's `fail-on` counts, and"
    yield "without that `terms`. Each value fails on its own case and on all before it."
    yield ""
    yield table(
        ("`--fail-on`", "Fails when"),
        [
            ("never", "nothing"),
            ("regression", "something got worse than the base that `--base` names"),
            ("incomplete", "a required item is missing or partly there, or the manifest says what is not so"),
            ("terms", "terms of an element are not acceptable under the policy, or need a person's judgment"),
            ("review", "anything is left that a person must judge, or that could not be established"),
        ],
    )  # fmt: skip


def _subcommands(
    top: argparse.ArgumentParser,
) -> Iterator[tuple[str, argparse.ArgumentParser, str]]:
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            words = {choice.dest: str(choice.help or "") for choice in action._choices_actions}
            for name, command in action.choices.items():
                yield str(name), command, words.get(name, "")


def _spelled(action: argparse.Action) -> str:
    name = ", ".join(action.option_strings)
    takes_value = action.nargs != 0
    value = action.metavar or action.dest.upper()
    if not name:
        return f"`[{value}]`" if action.nargs in ("?", "*") else f"`{value}`"
    return f"`{name} {value}`" if takes_value and not action.choices else f"`{name}`"


def _choices(action: argparse.Action) -> str:
    return f" One of: {', '.join(f'`{choice}`' for choice in action.choices)}." if action.choices else ""


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}" + ("" if words.endswith(".") else ".")


def _words() -> Iterator[str]:
    definition = load()
    yield "## Results"
    yield ""
    yield "The result for the system:"
    yield ""
    yield table(("Result", "Meaning"), [(f"`{name}`", words) for name, words in definition.results.items()])
    yield "The status of an item:"
    yield ""
    yield table(("Status", "Meaning"), [(f"`{name}`", words) for name, words in definition.statuses.items()])
    yield "The verdict on terms, and for which element it is acceptable:"
    yield ""
    accepted = {"osi-approved": ("yes", "yes"), "open": ("no", "under `working`, not under `strict`")}
    yield table(
        ("Verdict", "Meaning", "Code", "Data information, parameters"),
        [(f"`{n}`", words, *accepted.get(n, ("no", "no"))) for n, words in definition.verdicts.items()],
    )
    yield "The strength of one piece of evidence, weakest first: " + _code(model.STRENGTHS) + "."
    yield "[How right it is](accuracy.md#what-it-holds) says how often each is right."
    yield ""


def _items() -> Iterator[str]:
    yield "## Items"
    yield ""
    yield "Each has [a page of its own](rules/index.md), with examples."
    yield ""
    yield table(*rules.index("rules/"))


def _components() -> Iterator[str]:
    yield "## Components"
    yield ""
    for name in load().components:
        yield from _page(name, name)


def _yardsticks() -> Iterator[str]:
    yield "## Other yardsticks"
    yield ""
    for name in NAMES:
        yield from _page(name, name)


def _page(name: str, title: str) -> Iterator[str]:
    """What `osaid explain` prints, as Markdown."""
    first, *lines = (explain(name) or "").splitlines()
    yield f"### {title}"
    yield ""
    asked = re.search(r"\(([^()]*)\)$", first)
    yield f"*{_sentence(asked[1])}*" if asked else f"*{first.partition('  ')[2]}*"
    yield ""
    label = ""
    body: list[str] = []
    for line in [*lines, "end"]:
        if line.startswith("  ") or (not line and body):
            body.append(line[2:])
            continue
        if body:
            yield from _body(label, body)
            body = []
        if line and line != "end":
            label = line
            yield f"**{line}**" if line.endswith(":") else line
            yield ""


def _body(label: str, body: list[str]) -> Iterator[str]:
    while body and not body[-1]:
        body.pop()
    if label.startswith("How to declare"):
        parts = "\n".join(body).split("\n\n")
        yield "\n\nor\n\n".join(f"```toml\n{part}\n```" for part in parts)
    elif label.startswith("The Definition says"):
        yield "\n".join(f"> {line}" if not line.startswith("http") else f">\n> <{line}>" for line in body)
    elif len(body) > 1:
        yield "\n".join(f"- {line}" for line in body)
    else:
        yield body[0]
    yield ""


def _manifest() -> Iterator[str]:
    top = schema.load("manifest")
    yield "## Manifest"
    yield ""
    yield str(top["description"])
    yield ""
    yield (
        f"Editors that know JSON Schema check it as you type, when its first line is `#:schema {top['$id']}`."
    )
    yield ""
    yield table(
        ("Key", "Holds", "Meaning"),
        [(f"`{key}`", _kind(top, value), value.get("description", "")) for key, value in _manifest_keys(top)],
    )
    parts = (
        ("A component", "declaration", "`[components.NAME]`, or `[[components.NAME]]` several times"),
        ("Training data", "data-entry", "`[[data]]`"),
        ("A waiver", "waiver", "`[[waivers]]`"),
    )
    for title, name, where in parts:
        part = top["$defs"][name]
        yield f"### {title}"
        yield ""
        yield f"In {where}."
        yield ""
        rows = []
        for key, value in part["properties"].items():
            must = " Required." if key in part.get("required", ()) else ""
            rows.append((f"`{key}`", _kind(top, value), value.get("description", "") + must))
        yield table(("Key", "Holds", "Meaning"), rows)


def _manifest_keys(top: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, value in top["properties"].items():
        if name == "$schema":
            continue
        if name in ("components", "not-used"):
            yield f"{name}.NAME", {**value, "type": "component" if name == "components" else "text"}
        elif "properties" in value:
            for inner, leaf in value["properties"].items():
                yield f"{name}.{inner}", leaf
        else:
            yield name, value


def _kind(top: dict[str, Any], value: dict[str, Any]) -> str:
    """What a value holds, in a few words."""
    if "enum" in value:
        for names, link in _LISTED.items():
            if set(value["enum"]) == names:
                return link
        return _code("null" if choice is None else str(choice) for choice in value["enum"])
    if "const" in value:
        return f"`{value['const']}`"
    if "anyOf" in value:
        return " or ".join(_kind(top, choice) for choice in value["anyOf"])
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        inner = top["$defs"][name]
        return str(inner.get("x-expected") or name)
    kinds = value.get("type", "")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if "array" in kinds and "x-expected" not in value and "items" in value:
        return "array of " + _kind(top, value["items"])
    return str(value.get("x-expected") or " or ".join(_KINDS.get(str(kind), str(kind)) for kind in kinds))


_LISTED = {
    frozenset(model.COMPONENTS): "a [component](#components)",
    frozenset(item.id for item in load().items): "an [item](#items)",
}
_KINDS = {"string": "text", "object": "table", "integer": "number", "boolean": "true or false"}


def _report() -> Iterator[str]:
    yield "## JSON report"
    yield ""
    try:
        top = schema.load("report")
    except KeyError:
        yield "`--format json`. The schema of the report is not published yet."
        return
    yield f"`osaid check --format json`. {top['description']} Its schema ships with the package as"
    yield "`osaid_action/schema/report.schema.json`. The same input gives the same bytes."
    yield ""
    waiting: list[tuple[str, str, dict[str, Any]]] = [("The report", "report", top)]
    waiting += [(name, name, value) for name, value in top["$defs"].items()]
    for title, name, value in waiting:
        yield f"### {title if title == 'The report' else f'`{name}` in the report'}"
        yield ""
        yield table(("Field", "Holds", "Meaning"), _fields(top, value, ""))


def _fields(top: dict[str, Any], value: dict[str, Any], prefix: str) -> Iterator[tuple[str, str, str]]:
    for name, inner in value.get("properties", {}).items():
        optional = "" if name in value.get("required", ()) else " Not always there."
        yield (
            f"`{prefix}{name}`",
            _kind(top, inner).replace("object", "table"),
            inner.get("description", "") + optional,
        )
        for choice in [inner, *inner.get("anyOf", ())]:
            yield from _fields(top, choice, f"{prefix}{name}.")
        if "properties" in inner.get("items", {}):
            yield from _fields(top, inner["items"], f"{prefix}{name}[].")


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def slug(heading: str) -> str:
    """The anchor that GitHub gives a heading."""
    text = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", text).replace(" ", "-")


if __name__ == "__main__":
    sys.exit(main())
