"""Frozen types for what has to start fast.

`dataclasses` loads `inspect` and compiles a few methods for each type, which in all takes longer than Python
takes to start.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from typing import Any
else:

    def dataclass(*, frozen: bool, slots: bool, kw_only: bool = False) -> Any:
        """What `dataclasses.dataclass` makes of a class of annotated fields that inherits from none."""
        if not (frozen and slots):
            raise TypeError("made for what is frozen and has slots")
        return _keyed if kw_only else _made


def _keyed(kind: type) -> type:
    made = _made(kind)
    made._positional = 0  # type: ignore[attr-defined]
    return made


def _made(kind: type) -> type:
    fields = tuple(kind.__annotations__)
    body = {key: value for key, value in vars(kind).items() if key not in ("__dict__", "__weakref__")}
    defaults = {name: body.pop(name) for name in fields if name in body}
    own = {"__slots__": fields, "_defaults": defaults, "_positional": len(fields)}
    return type(kind.__name__, (_Record,), {**body, **own})


class _Record:
    __slots__: tuple[str, ...] = ()
    _defaults: dict[str, Any]
    _positional: int

    def __init__(self, *values: Any, **named: Any) -> None:
        if len(values) > self._positional:
            raise TypeError(f"{type(self).__name__} takes {self._positional} values without a name")
        given = {**self._defaults, **dict(zip(self.__slots__, values, strict=False)), **named}
        if given.keys() != set(self.__slots__) or not named.keys().isdisjoint(self.__slots__[: len(values)]):
            raise TypeError(f"{type(self).__name__} takes {', '.join(self.__slots__)}")
        for key, value in given.items():
            object.__setattr__(self, key, value)

    def __setattr__(self, name: str, _: object) -> None:
        raise AttributeError(f"{name!r} is set once")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{name!r} is set once")

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self.__slots__)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        said = (f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return f"{type(self).__name__}({', '.join(said)})"
