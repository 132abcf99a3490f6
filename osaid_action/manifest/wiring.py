"""The GitHub workflow and the pre-commit entry: made anew, or edited in place by text, so that no other
character of a file changes. YAML's own parser says where each value stands, and reads the result again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from ..version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    #: A node of PyYAML, whose stubs leave out what all kinds have in common.
    Node = Any

REPOSITORY = "osaid/osaid"
PIN = f"v{__version__}"
HOOKS = ("osaid-check", "osaid-manifest", "osaid-push")
PRE_COMMIT = ".pre-commit-config.yaml"
WORKFLOW = ".github/workflows/osaid.yml"
_MOST_ALIASES = 16
INSTALL = "pre-commit install --hook-type pre-commit --hook-type pre-merge-commit --hook-type pre-push"

_WORKFLOW = f"""\
name: osaid
on:
  pull_request:
  release:
    types: [published]
permissions:
  contents: read
  pull-requests: write # for the comment
jobs:
  osaid:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
        with:
          persist-credentials: false
      - uses: {REPOSITORY}@{PIN}
"""


def workflow(files: dict[str, str]) -> tuple[str, str]:
    """Name and new text of the workflow that runs the action: one that does so, else a new one. UsageError.

    files: the workflows that are there, by name.
    """
    for name, text in sorted(files.items()):
        pairs = _pairs(_composed(name, text))
        ours = [value for key, value in pairs if key == "uses" and value.value.startswith(f"{REPOSITORY}@")]
        if ours:
            return name, _pinned(
                name, text, [(one, f"{REPOSITORY}@{PIN}") for one in ours if not _frozen(one)]
            )
    if WORKFLOW in files:
        raise UsageError(
            f"{WORKFLOW} is there, and does not use {REPOSITORY}: rename it, or add the step to it"
        )
    return WORKFLOW, _WORKFLOW


def pre_commit(text: str) -> str:
    """The pre-commit configuration with our hooks, pinned to this version. UsageError.

    text: what is there; "" when there is none.
    """
    if all(line.strip()[:1] in {"", "#"} for line in text.splitlines()):
        text += "" if text.endswith("\n") or not text else "\n"
        new = text + "repos:\n" + _entry("  ", "  ", "  ")
        _composed(PRE_COMMIT, new)  # what looks blank may hold what YAML does not take
        return new
    root = _composed(PRE_COMMIT, text)
    repos = _value(root, "repos")
    if repos is None or repos.id != "sequence" or (repos.flow_style and repos.value):
        raise UsageError(_by_hand("has no list of repositories that can be added to"))
    for repo in repos.value:
        url, rev = _value(repo, "repo"), _value(repo, "rev")
        if url is not None and _is_ours(str(url.value)):
            if rev is None or rev.id != "scalar":
                raise UsageError(_by_hand("names osaid without a rev"))
            return text if _frozen(rev) else _pinned(PRE_COMMIT, text, [(rev, PIN)])
    if repos.flow_style:
        new = _replaced(text, [(repos, "\n" + _entry("  ", "  ", "  ").rstrip("\n"))])
    else:
        new = _appended(text, repos)
    return _held(text, new)


def _frozen(node: Node) -> bool:
    """True for what is pinned to a commit: firmer than any tag, and so left alone."""
    return re.search(r"(?:^|@)[0-9a-f]{40}$", str(node.value)) is not None


def _is_ours(url: str) -> bool:
    return url.rstrip("/").removesuffix(".git").lower().endswith(f"github.com/{REPOSITORY}")


def _entry(indent: str, gap: str, offset: str) -> str:
    """Our entry: `indent` before its dash, `gap` from dash to key, `offset` from `hooks` to its dashes."""
    dash, inner = "-" + gap[1:], indent + gap
    lines = [f"{indent}{dash}repo: https://github.com/{REPOSITORY}", f"{inner}rev: {PIN}", f"{inner}hooks:"]
    return "".join(f"{line}\n" for line in [*lines, *(f"{inner}{offset}{dash}id: {hook}" for hook in HOOKS)])


def _appended(text: str, repos: Node) -> str:
    """The text with our entry after the last repository, in the style of that one."""
    last = repos.value[-1]
    indent = " " * repos.start_mark.column
    gap = " " * max(2, last.start_mark.column - repos.start_mark.column)
    hooks = _value(last, "hooks")
    offset = "  "
    if hooks is not None and not getattr(hooks, "flow_style", True):
        offset = " " * max(0, hooks.start_mark.column - last.start_mark.column)
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    end = max(_last_line(node) for node in _all(last)) + 1
    while end < len(lines) and re.match(rf" {{{len(indent) + 1},}}#", lines[end]):
        end += 1
    if not lines[end - 1].endswith(("\n", "\r")):
        lines[end - 1] += newline
    return "".join([*lines[:end], _entry(indent, gap, offset).replace("\n", newline), *lines[end:]])


def _last_line(node: Node) -> int:
    """The line on which a scalar ends, from 0; of anything else, the line on which it starts."""
    if node.id == "scalar" or getattr(node, "flow_style", False):
        mark = node.end_mark
        # A block scalar ends where the next thing starts.
        return int(mark.line if mark.column or mark.line == node.start_mark.line else mark.line - 1)
    return int(node.start_mark.line)


def _composed(name: str, text: str) -> Node:
    """The nodes of a YAML text with their places. UsageError."""
    import yaml

    try:
        # Not the loader in C: its places count bytes.
        node: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise UsageError(f"{name} is not valid YAML: {str(error).splitlines()[0]}") from error
    if node is None or node.id != "mapping":
        raise UsageError(f"{name} is not a table: mend or remove it first")
    return node


def _all(node: Node) -> Iterator[Node]:
    """A node and all below it, save those that an alias brings in from above."""
    yield node
    for child in node.value if node.id != "scalar" else ():
        for one in child if isinstance(child, tuple) else (child,):
            if one.start_mark.index >= node.start_mark.index and one is not node:
                yield from _all(one)


def _pairs(node: Node) -> Iterator[tuple[str, Any]]:
    """Each key with its scalar, wherever it stands."""
    for one in _all(node):
        if one.id == "mapping":
            yield from ((str(key.value), value) for key, value in one.value if value.id == "scalar")


def _value(node: Node, name: str) -> Any:
    """What a mapping has under a key, the last of several as for any reader of YAML; or None."""
    pairs = node.value if node.id == "mapping" else []
    return next((value for key, value in reversed(pairs) if key.value == name), None)


def _replaced(text: str, edits: list[tuple[Any, str]]) -> str:
    """The text with nodes replaced, their quotes kept."""
    for node, new in sorted(edits, key=lambda edit: -edit[0].start_mark.index):
        quote = getattr(node, "style", None) or ""
        quote = quote if quote in {"'", '"'} else ""
        text = f"{text[: node.start_mark.index]}{quote}{new}{quote}{text[node.end_mark.index :]}"
    return text


def _pinned(name: str, text: str, edits: list[tuple[Any, str]]) -> str:
    """The text with scalars replaced, and none other changed. UsageError."""
    places = {node.start_mark.index: new for node, new in edits}
    meant = [places.get(one.start_mark.index, one.value) for one in _scalars(_composed(name, text))]
    text = _replaced(text, edits)
    try:
        if [one.value for one in _scalars(_composed(name, text))] == meant:
            return text
    except UsageError:  # what was made is no YAML
        pass
    raise UsageError(f"{name} is written so that the version can't be changed: make it {PIN} by hand")


def _scalars(node: Node) -> Iterator[Node]:
    return (one for one in _all(node) if one.id == "scalar")


def _held(old: str, new: str) -> str:
    """The new text, when it says what the old one said and has our entry besides. UsageError."""
    import yaml

    aliases = sum(isinstance(event, yaml.events.AliasEvent) for event in yaml.parse(old))
    try:
        meant = yaml.safe_load(old)
        meant["repos"] = [*(meant["repos"] or []), *yaml.safe_load(_entry("", "  ", "  "))]
        # Comparing goes through each alias again, and aliases of aliases make that endless.
        good = aliases <= _MOST_ALIASES and yaml.safe_load(new) == meant
    except (yaml.YAMLError, ValueError, LookupError, AttributeError, RecursionError):  # also of strange tags
        good = False
    if not good:
        raise UsageError(_by_hand("is written so that an entry can't be added"))
    return new


def _by_hand(why: str) -> str:
    return f"{PRE_COMMIT} {why}: put this in by hand:\n" + _entry("  ", "  ", "  ")
