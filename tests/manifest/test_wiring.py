"""The workflow and the pre-commit entry: made, edited in place, left alone, or refused."""

from __future__ import annotations

import pytest
import yaml

from osaid_action.errors import UsageError
from osaid_action.manifest import wiring

LOCAL = "id: x, name: x, language: system, entry: x"


STYLES = {
    "two": """\
repos:
  - repo: https://github.com/ada/x
    rev: v1  # pinned
    hooks:
      - id: x
        # why
""",
    "sample": """\
repos:
-   repo: https://github.com/ada/x
    rev: v1
    hooks:
    -   id: x
        args: [a,
            b]
# end
""",
    "flush": f"""\
# top
fail_fast: true
repos:
- repo: local
  hooks:
  - {{{LOCAL}}}

ci:
  skip: [x]
""",
    "flow": "repos:\n  - {repo: 'https://github.com/ada/x', rev: v1, hooks: [{id: x}]}\n",
    "empty": "repos: []\nci: {}\n",
    "block": """\
repos:
  - repo: local
    hooks:
      - id: x
        name: x
        language: system
        entry: |
          a
          b

ci:
  skip: []
""",
    "anchor": f"""\
repos:
  - &a
    repo: local
    hooks: &h
      - {{{LOCAL}}}
  - repo: local
    hooks: *h
ci: {{}}
""",
    "crlf": "repos:\r\n  - repo: https://github.com/ada/x\r\n    rev: v1\r\n    hooks:\r\n      - id: x\r\n",
    "unended": "repos:\n  - repo: https://github.com/ada/x\n    rev: 'v1'\n    hooks:\n      - id: x",
    "none": "",
    "comment": "# nothing yet\n",
}


@pytest.mark.parametrize("text", STYLES.values(), ids=STYLES.keys())
def test_the_hooks_are_added_and_nothing_else_changes(text: str) -> None:
    new = wiring.pre_commit(text)
    entry = {
        "repo": "https://github.com/osaid/osaid",
        "rev": wiring.PIN,
        "hooks": [{"id": name} for name in wiring.HOOKS],
    }
    old = yaml.safe_load(text) or {}
    assert yaml.safe_load(new) == {**old, "repos": [*old.get("repos", []), entry]}
    if "repos: []" not in text:
        kept = new.splitlines(keepends=True)
        for line in text.splitlines():
            assert any(other.rstrip("\r\n") == line for other in kept)
    if "\r\n" in text:
        assert "\n" not in new.replace("\r\n", "")
    assert wiring.pre_commit(new) == new


def test_an_older_pin_is_raised_in_place() -> None:
    old = "repos:\n  - repo: https://github.com/osaid/osaid.git\n    rev: 'v0.0.1' # why\n    hooks: []\n"
    assert wiring.pre_commit(old) == old.replace("v0.0.1", wiring.PIN)
    frozen = old.replace("v0.0.1", "0123456789" * 4)
    assert wiring.pre_commit(frozen) == frozen
    frozen = f"jobs: {{a: {{steps: [{{uses: osaid/osaid@{'0123456789' * 4}}}]}}}}\n"
    assert wiring.workflow({"x.yml": frozen}) == ("x.yml", frozen)


#: Each list holds the one before four times, so the last one has 4^30 entries.
BOMB = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 4)}]\n" for n in range(1, 30))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("repos: {a: b}\n", "by hand"),
        ("repos: [{repo: local, hooks: []}]\n", "by hand"),
        ("ci: {}\n", "by hand"),
        ("ci: &a [*a]\nrepos: []\n", "by hand"),
        ("ci: &a {b: 1, c: [*a]}\nrepos:\n  - &d\n    repo: local\n    hooks: [*d]\n", "by hand"),
        ("a0: &a0 [x]\n" + BOMB + "repos: []\n", "by hand"),
        ("- a\n", "not a table"),
        ("a: [\n", "not valid YAML"),
        ("repos:\n  - repo: https://github.com/osaid/osaid\n    hooks: []\n", "without a rev"),
    ],
)
def test_what_cannot_be_added_to_is_said(text: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        wiring.pre_commit(text)


def test_workflow_is_made_pinned_or_left_alone() -> None:
    name, new = wiring.workflow({})
    assert name == wiring.WORKFLOW
    steps = yaml.safe_load(new)["jobs"]["osaid"]["steps"]
    assert steps[-1]["uses"] == f"osaid/osaid@{wiring.PIN}"
    assert wiring.workflow({name: new}) == (name, new)
    ci = 'jobs:\n  a:\n    steps:\n      - uses: a/b@v5\n      - uses: "osaid/osaid@v0.0.1"   # ours\n'
    files = {".github/workflows/ci.yml": ci, ".github/workflows/other.yml": "on: push\n"}
    assert wiring.workflow(files) == (".github/workflows/ci.yml", ci.replace("v0.0.1", wiring.PIN))
    with pytest.raises(UsageError, match="does not use"):
        wiring.workflow({wiring.WORKFLOW: "on: push\n"})
