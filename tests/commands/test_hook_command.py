"""`osaid hook manifest`: manifests alone. What the other hooks do is in tests/hooks."""

from __future__ import annotations

from pathlib import Path

from program import run


def test_manifest_hook(tmp_path: Path) -> None:
    def fill(files: dict[str, str]) -> None:
        for name, contents in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(contents, encoding="utf-8")

    def hook(*files: str, fails: int = 0) -> str:
        done = run("hook", "manifest", *files, cwd=tmp_path)
        assert done.returncode == fails, done
        return done.stderr if fails else done.stdout

    fill({"osaid.toml": "data = []\n", "sub/.github/osaid.toml": "[[data\n", "pyproject.toml": "[project]\n"})
    assert hook() == ""
    assert hook("osaid.toml", "pyproject.toml") == ""
    assert "sub/.github/osaid.toml:1" in hook("osaid.toml", "sub/.github/osaid.toml", fails=2)
    fill({"pyproject.toml": "[tool.osaid]\ndata = []\n"})
    assert "expected one manifest" in hook("pyproject.toml", fails=2)
