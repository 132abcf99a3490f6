"""Takes what the tests hold us against from the packages that publish it: GitHub's API, its events, SARIF.

    python tools/contract.py             # needs npm; writes tests/contract/

@octokit/openapi (GitHub's OpenAPI description) is cut to the operations in use, with the schemas they refer
to; @octokit/webhooks-examples to one payload for each event in use; the SARIF schema comes from
@microsoft/sarif-multitool-linux. All three are under the MIT license. The versions are pinned here.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "tests" / "contract"
OPENAPI = "@octokit/openapi@23.0.2"
EVENTS = "@octokit/webhooks-examples@7.6.1"
SARIF = "@microsoft/sarif-multitool-linux@5.7.0"

_REPO = "/repos/{owner}/{repo}"
OPERATIONS = {
    f"{_REPO}/issues/{{issue_number}}/comments": ("get", "post"),
    f"{_REPO}/issues/comments/{{comment_id}}": ("get", "patch", "delete"),
    f"{_REPO}/compare/{{basehead}}": ("get",),
    f"{_REPO}/pulls": ("get",),
    f"{_REPO}/releases/tags/{{tag}}": ("get",),
    f"{_REPO}/releases/{{release_id}}/assets": ("get", "post"),
    f"{_REPO}/releases/assets/{{asset_id}}": ("get", "delete"),
}
#: Event and action of each payload kept, with the name of its file.
PAYLOADS = {
    "pull_request.opened": ("pull_request", "opened"),
    "pull_request.synchronize": ("pull_request", "synchronize"),
    "push": ("push", "refs/heads/master"),
    "push.tag": ("push", "refs/tags/simple-tag"),
    "merge_group": ("merge_group", "checks_requested"),
    "release": ("release", "published"),
    "workflow_dispatch": ("workflow_dispatch", None),
    "workflow_run": ("workflow_run", "completed"),
}
_KEPT = ("operationId", "parameters", "requestBody", "responses")
#: Words for readers, and `discriminator`, which points at schemas that the cut leaves out.
_DROPPED = {
    "description",
    "discriminator",
    "example",
    "examples",
    "externalDocs",
    "title",
    "x-github",
    "x-octokit",
}


def main() -> int:
    """Write every file of tests/contract/ again."""
    with tempfile.TemporaryDirectory() as folder:
        openapi = unpacked(OPENAPI, Path(folder))
        events = unpacked(EVENTS, Path(folder))
        sarif = unpacked(SARIF, Path(folder))
        whole = json.loads((openapi / "generated" / "api.github.com.json").read_text("utf-8"))
        cut = trimmed(whole)
        write("openapi.json", cut)
        write("examples.json", dict(examples(whole, cut)))
        for name, payload in payloads(
            json.loads((events / "api.github.com" / "index.json").read_text("utf-8"))
        ):
            write(f"events/{name}.json", payload)
        schema = sarif / "sarif-2.1.0.json"
        write("sarif-schema-2.1.0.json", json.loads(schema.read_text("utf-8-sig")))
    return 0


def unpacked(package: str, folder: Path) -> Path:
    """The contents of an npm package; nothing of it is run."""
    done = subprocess.run(
        ["npm", "pack", "--silent", "--ignore-scripts", package],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    archive = folder / done.stdout.split()[-1]
    target = folder / archive.name.removesuffix(".tgz")
    with tarfile.open(archive) as tar:
        wanted = [m for m in tar.getmembers() if m.isfile() and m.name.endswith((".json", "LICENSE"))]
        tar.extractall(target, wanted, filter="data")
    return target / "package"


def write(name: str, value: Any) -> None:
    """One file, always the same bytes."""
    path = TARGET / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(value, separators=(",", ":"), sort_keys=True, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def trimmed(whole: dict[str, Any]) -> dict[str, Any]:
    """The description with the operations in use and all that they refer to."""
    paths: dict[str, Any] = {}
    for path, methods in OPERATIONS.items():
        item = whole["paths"][path]
        paths[path] = {
            method: bare({key: item[method][key] for key in _KEPT if key in item[method]})
            for method in methods
        }
    components: dict[str, dict[str, Any]] = {}
    waiting = list(references(paths))
    while waiting:
        _, _, kind, name = waiting.pop().split("/", 3)
        if name in components.setdefault(kind, {}):
            continue
        components[kind][name] = bare(whole["components"][kind][name])
        waiting += references(components[kind][name])
    return {
        "openapi": whole["openapi"],
        "info": {
            "title": "The part of GitHub's REST API that osaid uses",
            "version": whole["info"]["version"],
            "license": whole["info"]["license"],
        },
        "paths": paths,
        "components": components,
    }


def bare(value: Any, inside_properties: bool = False) -> Any:
    """A value without what only readers need; a property may have any name."""
    if isinstance(value, dict):
        return {
            key: bare(inner, key == "properties")
            for key, inner in value.items()
            if inside_properties or key not in _DROPPED
        }
    return [bare(inner) for inner in value] if isinstance(value, list) else value


def references(value: Any) -> Iterator[str]:
    """Every reference inside a value."""
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def the_fake() -> Any:
    """tests/support/fake_github.py, which knows how to check a value."""
    sys.path.insert(0, str(ROOT / "tests" / "support"))
    return importlib.import_module("fake_github")


def examples(whole: dict[str, Any], cut: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """GitHub's own example of each answer, with the properties added that its own schema requires."""
    fake_github = the_fake()
    for path, methods in OPERATIONS.items():
        for method in methods:
            for status, answer in whole["paths"][path][method]["responses"].items():
                shown = follow(whole, answer).get("content", {}).get("application/json", {}).get("examples")
                if not status.startswith("2") or not shown:
                    continue
                value = follow(whole, next(iter(shown.values())))["value"]
                while isinstance(value, dict) and "$ref" in value:
                    value = follow(whole, value)
                    value = value.get("value", value)
                schema = fake_github.answer_schema(cut, path, method, status)
                value = complete(cut, schema, json.loads(json.dumps(value)))
                text = json.dumps(value).replace("https://api.github.com", "{api}")
                yield f"{method} {path}", json.loads(text.replace("https://uploads.github.com", "{api}"))


def complete(cut: dict[str, Any], schema: dict[str, Any], value: Any) -> Any:
    """A value with what its schema requires and it lacks."""
    fake_github = the_fake()
    check = fake_github.validator(cut, schema)
    for _ in range(50):
        lacking = [error for error in check.iter_errors(value) if error.validator == "required"]
        if not lacking:
            break
        for error in lacking:
            for key in error.validator_value:
                if key not in error.instance:
                    error.instance[key] = smallest(cut, error.schema["properties"][key])
    left = [error.message for error in check.iter_errors(value)]
    if left:
        raise SystemExit(f"GitHub's example does not hold to GitHub's schema: {left[0][:200]}")
    return value


def smallest(cut: dict[str, Any], schema: dict[str, Any]) -> Any:
    """The least value that a schema takes."""
    schema = follow(cut, schema)
    if schema.get("nullable"):
        return None
    if "enum" in schema:
        return schema["enum"][0]
    for key in ("allOf", "oneOf", "anyOf"):
        if key in schema:
            return smallest(cut, schema[key][0])
    kind = schema.get("type")
    if kind == "string":
        times = {"uri": "https://github.com", "date-time": "2026-01-01T00:00:00Z"}
        return times.get(schema.get("format", ""), "x")
    plain = {"integer": 1, "number": 1, "boolean": False, "array": []}
    if kind in plain:
        return plain[kind]
    return {name: smallest(cut, schema["properties"][name]) for name in schema.get("required", ())}


def follow(whole: dict[str, Any], value: dict[str, Any]) -> dict[str, Any]:
    """What a reference stands for."""
    while "$ref" in value:
        _, _, kind, name = value["$ref"].split("/", 3)
        value = whole["components"][kind][name]
    return value


def payloads(index: list[dict[str, Any]]) -> Iterator[tuple[str, Any]]:
    """The first example of each event in use."""
    known = {entry["name"]: entry["examples"] for entry in index}
    for name, (event, which) in PAYLOADS.items():
        yield name, next(one for one in known[event] if which in (None, one.get("action"), one.get("ref")))


if __name__ == "__main__":
    sys.exit(main())
