"""Where each key of a TOML text stands. TOML parsers tell values only, and a message needs a line.

Also the guard in front of the parser: tomllib takes quadratic time and memory for long dotted keys
and recurses for nested arrays, so texts that go too deep are refused before it sees them. That is
safe because the tokens below agree with TOML as far as the text is valid, and the parser stops where
it is not.
"""

from __future__ import annotations

from ..patterns import lazy

Path = tuple[str | int, ...]

MAX_DEPTH = 32
#: Entries of one array that get a line of their own; the rest share the array's.
MAX_INDEXED = 1000

# A string that is never closed still is one token: taking it apart again from each of its quotes would
# be quadratic, and the parser stops there anyway.
_TOKEN = lazy(
    r'"""(?:[^"\\]|\\[\s\S]|"(?!""))*(?:"{3,5})?'
    r"|'''(?:[^']|'(?!''))*(?:'{3,5})?"
    r'|"(?:[^"\\\n]|\\.)*"?'
    r"|'[^'\n]*'?"
    r"|\#[^\n]*"
    r"|[\n\[\]{},=.]"
    r"|[^\s\[\]{},=.\"'#]+"
)


class TooDeepError(Exception):
    """Keys or arrays go deeper than any honest file; `line` says where."""

    def __init__(self, line: int) -> None:
        super().__init__(f"more than {MAX_DEPTH} levels deep at line {line}")
        self.line = line


def lines_of(text: str) -> dict[Path, int]:
    """The line (from 1) on which each key and array entry first appears. TooDeepError.

    Keys of arrays of tables have the table's number in them: ("data", 0, "name").
    """
    scanner = _Scanner()
    for match in _TOKEN.finditer(text):
        lexeme = match[0]
        if lexeme[0] != "#":
            scanner.take(lexeme)
        scanner.line += lexeme.count("\n")
    scanner.take("\n")  # the last line may lack its end
    return scanner.lines


class _Scanner:
    """Follows tables, inline tables and arrays from lexeme to lexeme."""

    def __init__(self) -> None:
        self.line = 1
        self.lines: dict[Path, int] = {}
        self._arrays: dict[Path, int] = {}  # arrays of tables: number of the last table
        self._table: Path = ()
        self._open: list[tuple[str, Path, int]] = []  # brackets not closed: "[" or "{", path, entry
        self._key: list[str] = []
        self._value: Path | None = None  # whose value comes; None while a key is read
        self._header = 0  # brackets that opened a header

    def take(self, lexeme: str) -> None:
        if lexeme == "\n":
            self._end_line()
        elif self._value is None:
            self._take_key(lexeme)
        else:
            self._take_value(lexeme, self._value)

    def _end_line(self) -> None:
        if self._open:
            return
        if self._header:
            self._table = self._resolve(self._key, repeated=self._header > 1)
        self._key, self._value, self._header = [], None, 0

    def _take_key(self, lexeme: str) -> None:
        if lexeme == "=":
            start = self._open[-1][1] if self._open else self._table
            self._value = start + tuple(self._key)
            for size in range(len(start) + 1, len(self._value) + 1):
                self._note(self._value[:size])
            self._key = []
        elif lexeme == "[" and not self._key and not self._open:
            self._header += 1
        elif lexeme == "}" and self._open:
            self._close()
        elif lexeme == ".":
            if len(self._key) >= MAX_DEPTH:
                raise TooDeepError(self.line)
        elif lexeme not in ",[]{}":
            self._key.append(_unquote(lexeme))

    def _take_value(self, lexeme: str, value: Path) -> None:
        if lexeme == ",":
            self._next()
        elif lexeme in ("]", "}"):
            self._close()
        elif lexeme in ("[", "{"):
            self._note(value)
            if len(self._open) >= MAX_DEPTH:
                raise TooDeepError(self.line)
            self._open.append((lexeme, value, 0))
            self._value = (*value, 0) if lexeme == "[" else None
        else:
            self._note(value)

    def _next(self) -> None:
        """The next entry of the innermost array, or the next key of the innermost inline table."""
        if not self._open:
            return
        bracket, path, entry = self._open.pop()
        self._open.append((bracket, path, entry + 1))
        self._value = (*path, entry + 1) if bracket == "[" else None

    def _close(self) -> None:
        if self._open:
            self._value = self._open.pop()[1]
            self._key = []

    def _resolve(self, key: list[str], *, repeated: bool) -> Path:
        """The path that a table's header names: each array of tables stands for its last table."""
        path: Path = ()
        for place, part in enumerate(key, start=1):
            path = (*path, part)
            if repeated and place == len(key):
                self._arrays[path] = self._arrays.get(path, -1) + 1
            self._note(path)
            if path in self._arrays:
                path = (*path, self._arrays[path])
                self._note(path)
        return path

    def _note(self, path: Path) -> None:
        if len(path) > 2 * MAX_DEPTH:
            raise TooDeepError(self.line)
        last = path[-1] if path else 0
        if isinstance(last, str) or last < MAX_INDEXED:
            self.lines.setdefault(path, self.line)


def _unquote(lexeme: str) -> str:
    """A key as it is meant. Escapes in keys are too rare to be worth a line number."""
    return lexeme[1:-1] if lexeme[0] in "\"'" and len(lexeme) > 1 else lexeme
