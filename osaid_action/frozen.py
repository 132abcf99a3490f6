"""Frozen types for what has to start fast.

`dataclasses` loads `inspect` and compiles a few methods for each type, which in all takes longer than Python
takes to start. To whoever uses it, a type made here is a dataclass all the same.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import replace as replace
    from typing import Any
else:

    def dataclass(*, frozen: bool, slots: bool, kw_only: bool = False) -> Any:
        """What `dataclasses.dataclass` makes of a class of annotated fields that inherits from none."""
        if not (frozen and slots):
            raise TypeError("made for what is frozen and has slots")
        return _keyed if kw_only else _made

    def replace(one: Any, **changes: Any) -> Any:
        """What `dataclasses.replace` makes of a value and of some other fields."""
        if not isinstance(one, Frozen):
            from dataclasses import replace

            return replace(one, **changes)
        return type(one)(**values(one) | changes)


def values(one: object) -> dict[str, Any]:
    """The values of what is of a type made here, by field."""
    assert isinstance(one, Frozen)
    return {name: getattr(one, name) for name in one._order}


def _keyed(kind: type) -> type:
    made = _made(kind)
    made._positional = 0  # type: ignore[attr-defined]
    return made


def _made(kind: type) -> type:
    fields = tuple(kind.__annotations__)
    body = {key: value for key, value in vars(kind).items() if key not in ("__dict__", "__weakref__")}
    defaults = {name: body.pop(name) for name in fields if name in body}
    own = {"_order": fields, "_names": frozenset(fields), "_positional": len(fields), "_defaults": defaults}
    return type(kind.__name__, (Frozen,), {**body, **own, "__slots__": fields})


class _AsDataclass:
    """What the functions of `dataclasses` ask a type for, made when they do."""

    def __get__(self, _: object, kind: type[Frozen]) -> dict[str, Any]:
        from dataclasses import field, make_dataclass

        made_of = next(one for one in kind.__mro__ if "_order" in vars(one))
        told = made_of.__annotations__.items()
        fields = [
            (name, type_, field(default=kind._defaults[name]) if name in kind._defaults else field())
            for name, type_ in told
        ]
        made = make_dataclass(kind.__name__, fields, kw_only=True)
        return made.__dataclass_fields__  # type: ignore[attr-defined, no-any-return]


class Frozen:
    """What all types made here are."""

    __slots__: tuple[str, ...] = ()
    __dataclass_fields__ = _AsDataclass()
    _order: tuple[str, ...]
    _names: frozenset[str]
    _positional: int
    _defaults: dict[str, Any]

    def __init__(self, *values: Any, **named: Any) -> None:
        if values:
            if len(values) > self._positional:
                raise TypeError(f"{type(self).__name__} takes {self._positional} values without a name")
            if not named.keys().isdisjoint(self._order[: len(values)]):
                raise TypeError(f"{type(self).__name__} takes {', '.join(self._order)}")
            named.update(zip(self._order, values, strict=False))
        given = self._defaults | named
        if given.keys() != self._names:
            raise TypeError(f"{type(self).__name__} takes {', '.join(self._order)}")
        for key, value in given.items():
            _set(self, key, value)

    def __setattr__(self, name: str, _: object) -> None:
        raise AttributeError(f"{name!r} is set once")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{name!r} is set once")

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self._order)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        said = (f"{name}={getattr(self, name)!r}" for name in self._order)
        return f"{type(self).__name__}({', '.join(said)})"


_set = object.__setattr__
