"""What `frozen.dataclass` makes is what Python's own would make of the same class."""

from __future__ import annotations

import dataclasses

import pytest

from osaid_action import frozen


def _types(keyed: bool) -> list[type]:
    made = []
    for dataclass in (dataclasses.dataclass, frozen.dataclass):

        @dataclass(frozen=True, slots=True, kw_only=keyed)
        class Place:
            """A place."""

            path: str
            line: int = 1

            def __str__(self) -> str:
                return f"{self.path}:{self.line}"

        made.append(Place)
    return made


@pytest.mark.parametrize("keyed", [False, True])
def test_a_value_is_shown_compared_and_hashed_the_same(keyed: bool) -> None:
    theirs, ours = _types(keyed)
    assert ours.__doc__ == theirs.__doc__
    assert str(ours(path="a")) == str(theirs(path="a")) == "a:1"
    assert ours.__slots__ == theirs.__slots__
    assert hash(ours(path="a")) == hash(theirs(path="a"))
    assert ours(path="a") == ours(path="a", line=1)
    assert ours(path="a") != ours(path="b")
    assert ours(path="a") != theirs(path="a")
    assert repr(ours(path="a")).endswith("(path='a', line=1)")


@pytest.mark.parametrize(
    ("values", "named"),
    [(("a", 2), {}), ((), {}), (("a",), {"path": "b"}), (("a", 1, 2), {}), ((), {"path": "a", "other": 1})],
    ids=["by place", "one missing", "one twice", "too many", "one unknown"],
)
@pytest.mark.parametrize("keyed", [False, True])
def test_what_one_does_not_take_the_other_does_not(keyed: bool, values: tuple, named: dict) -> None:
    taken = []
    for kind in _types(keyed):
        try:
            made = kind(*values, **named)
            taken.append((made.path, made.line))
        except TypeError:
            taken.append(None)
    assert taken[0] == taken[1]


def test_python_takes_it_for_a_dataclass() -> None:
    for keyed in (False, True):
        theirs, ours = (kind(path="a") for kind in _types(keyed))
        assert dataclasses.is_dataclass(ours)
        assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
        assert (
            dataclasses.replace(ours, line=2) == frozen.replace(ours, line=2) == type(ours)(path="a", line=2)
        )
        with pytest.raises(TypeError):
            frozen.replace(ours, other=2)


def test_python_takes_what_inherits_for_a_dataclass_too() -> None:
    @frozen.dataclass(frozen=True, slots=True, kw_only=True)
    class Place:
        path: str
        line: int = 1

    class Named(Place):
        __slots__ = ()

    assert dataclasses.replace(Named(path="a"), line=2) == frozen.replace(Named(path="a"), line=2)
    assert dataclasses.asdict(Named(path="a")) == {"path": "a", "line": 1}


def test_a_value_does_not_change() -> None:
    for kind in _types(False):
        made = kind("a")
        for change in (
            lambda: setattr(made, "path", "b"),  # noqa: B023
            lambda: delattr(made, "path"),  # noqa: B023
            lambda: setattr(made, "other", 1),  # noqa: B023
        ):
            with pytest.raises((AttributeError, TypeError)):
                change()


def test_it_makes_no_other_kind() -> None:
    with pytest.raises(TypeError):
        frozen.dataclass(frozen=False, slots=True)
