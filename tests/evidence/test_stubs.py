"""A README that has moved to docs/, with a line in its place, says what it said before."""

from __future__ import annotations

import pytest
from systems import whole

from osaid_action.api import Report, check

LINKS = "\n## Weights\n\nDownload the model weights from https://huggingface.co/acme/tiny\n"


def report(files: dict[str, str]) -> Report:
    """On a system whose weights and terms its README alone tells of. files: what else it has."""
    left_out = {"README.md", "osaid.toml", "weights/model.safetensors"}
    tree = {name: text for name, text in whole().items() if name not in left_out} | files
    return check({n: t if isinstance(t, bytes) else t.encode() for n, t in tree.items()}, name="acme/tiny")


def told(seen: Report) -> dict[str, str]:
    return {item.id: item.status for item in seen.items}


README = f"{whole()['README.md']}{LINKS}"


@pytest.mark.parametrize(
    "stub",
    [
        "# Tiny\n\nSee [docs/README.md](docs/README.md).\n",
        "# Tiny\n\nThe documentation has moved to [the folder of documents](./docs/README.md#tiny).\n",
        "See [the README](<docs/README.md>)\n",
    ],
)
def test_it_is_read_where_it_is_now(stub: str) -> None:
    before = report({"README.md": README})
    after = report({"README.md": stub, "docs/README.md": README})
    assert told(after) == told(before)
    assert (after.subject, after.result) == (before.subject, before.result)
    assert told(before)["P1"] == "external"


@pytest.mark.parametrize(
    ("name", "stub"),
    [
        # Of others, or one of several, or beside what says something itself.
        ("third_party/x/README.md", "# Tiny\n\nSee [it](third_party/x/README.md).\n"),
        ("docs/README.md", "# Tiny\n\nSee [this](docs/README.md) and [that](docs/index.md).\n"),
        (
            "docs/README.md",
            "# Tiny\n\n" + "Tiny is a small thing to play with.\n\n" * 9 + "[More](docs/README.md)\n",
        ),
        ("docs/README.md", "# Tiny\n\nSee [nothing](docs/none.md).\n"),
    ],
)
def test_what_it_does_not_stand_for_is_not_its_own(name: str, stub: str) -> None:
    seen = report({"README.md": stub, name: README, "docs/index.md": "# Index\n"})
    assert told(seen)["P1"] != "external"
