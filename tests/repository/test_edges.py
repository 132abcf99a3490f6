"""What touches the machine stays where it is looked for: processes, and files that are written."""

from __future__ import annotations

import ast
import re
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "osaid_action"
#: What starts a process, by the modules that may.
STARTERS = {
    "subprocess": {"repository/fetch.py", "repository/git.py", "repository/pdf.py"},
    # A second process for half of the work, of the same program.
    "os.fork": {"evidence/halves.py"},
    # The workers of a survey, of the same program.
    "multiprocessing": {"survey/pool.py"},
}
OTHER_STARTERS = {
    *("os.system", "os.popen", "os.posix_spawn", "os.posix_spawnp", "os.execv", "os.execvp", "pty"),
    *("concurrent.futures.ProcessPoolExecutor", "asyncio.create_subprocess_exec"),
}
#: What puts bytes into a file, by the modules that may.
WRITERS = {
    # The one place that writes into a project.
    "mkstemp": {"repository/writing.py"},
    # Bare repositories of our own, in temporary folders or in the cache.
    "write_text": {"repository/remote.py"},
    # And what a build of the package writes into the package.
    "write_bytes": {"repository/fetch.py", "prepare.py"},
    "sqlite3": {"repository/cache.py"},
}


def _names(path: Path) -> set[str]:
    """Modules that are imported (not only for types), attributes that are used, and modes of `open`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Attribute):
            found |= {node.attr, ast.unparse(node)}
        elif isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in {"open", "fdopen"}:
            words = [ast.unparse(word) for word in (*node.args, *(key.value for key in node.keywords))]
            found |= {
                f"open {word[1:-1]}" for word in words if re.fullmatch(r"'[wax]b?'|'r(?:b?\+|\+b)'", word)
            }
    return found


NAMES = {path.relative_to(PACKAGE).as_posix(): _names(path) for path in PACKAGE.rglob("*.py")}


def _using(*names: str) -> set[str]:
    return {path for path, used in NAMES.items() if used & set(names)}


def test_only_the_room_of_repositories_starts_programs() -> None:
    for name, modules in STARTERS.items():
        assert _using(name) == modules, name
    assert not _using(*OTHER_STARTERS)


def test_only_one_module_writes_into_a_project() -> None:
    for name, modules in WRITERS.items():
        assert _using(name) == modules, name
    # The summary and the outputs are files of the runner's, which it names to the step.
    added = {path for path in _using("open a", "open ab") if not path.startswith("github/")}
    # The lines of a survey go on in the file that the user names.
    assert added == {"commands/survey.py"}
    # Half of an answer goes through a pipe; a survey takes off a line that was cut.
    assert _using("open w", "open wb", "open x", "open xb", "open r+", "open rb+", "open r+b") == {
        "evidence/halves.py",
        "repository/writing.py",
        "survey/run.py",
    }
