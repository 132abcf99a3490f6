"""The model's door: every type is there, is made when it is asked for, and is frozen."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import is_dataclass
from importlib import import_module
from pkgutil import iter_modules

import pytest

from osaid_action import model
from osaid_action.frozen import Frozen


def test_every_type_is_at_the_door() -> None:
    made = {
        name
        for module in iter_modules(model.__path__)
        for name, kind in vars(import_module(f"osaid_action.model.{module.name}")).items()
        if isinstance(kind, type) and is_dataclass(kind)
    }
    assert made == set(model.MODULE_OF)
    for name in made:
        kind = getattr(model, name)
        assert issubclass(kind, Frozen)


def test_what_the_model_has_not_is_said() -> None:
    with pytest.raises(AttributeError, match="Nothing"):
        _ = model.Nothing  # type: ignore[attr-defined]


def test_a_type_is_made_when_it_is_asked_for() -> None:
    code = (
        "import sys\nfrom osaid_action.model import Finding, STATUSES\n"
        "print(*sorted(m for m in sys.modules if m.startswith('osaid_action.model.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["osaid_action.model.evidence", "osaid_action.model.vocabulary"]
