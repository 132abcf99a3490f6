"""What is wrong with a manifest, with its place; all of it at once."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_PROBLEMS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestProblem:
    """One thing wrong with a manifest. `message` says what was expected and what was got."""

    path: str
    message: str
    line: int | None = None
    column: int | None = None
    key: str = ""
    hint: str = ""

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        text = ": ".join(part for part in (place, self.key, self.message) if part)
        return f"{text} ({self.hint})" if self.hint else text


class ConfigError(UsageError):
    """A manifest that can't be used. `str()` gives one line for each problem."""

    def __init__(self, *problems: ManifestProblem) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


def fault(path: str, message: str, line: int | None = None, column: int | None = None) -> ConfigError:
    """The error for what keeps a file from being read at all."""
    return ConfigError(ManifestProblem(path=path, line=line, column=column, message=message))


def refuse(problems: Iterable[ManifestProblem]) -> None:
    """ConfigError with the first problems in the order of the file, when there are any."""
    found = list(dict.fromkeys(islice(problems, MAX_PROBLEMS)))
    if found:
        raise ConfigError(*sorted(found, key=lambda one: (one.line or 0, one.key, one.message)))
