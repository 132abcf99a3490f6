"""Draws the comment of the action for the README: docs/images/comment.png.

    python tools/comment_image.py [--dark] [FILE]

Needs Chromium on PATH and, from the package index, cmarkgfm (GitHub's own Markdown), playwright and
pillow. The style sheet is GitHub's, from the npm package github-markdown-css (MIT), by `npm pack`.
"""

from __future__ import annotations

import importlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from osaid_action.flow import recall  # noqa: E402
from osaid_action.flow.examine import examine  # noqa: E402  # the package beside us, installed or not
from osaid_action.report import comment  # noqa: E402
from osaid_action.repository.target import open_tree  # noqa: E402

CSS = "github-markdown-css@5.9.0"
COLORS = {
    "light": ("#fff", "#d1d9e0", "#f6f8fa", "#1f2328"),
    "dark": ("#0d1117", "#3d444d", "#151b23", "#f0f6fc"),
}
TODAY = "2026-11-22"


def main(arguments: list[str]) -> int:
    """Write the picture."""
    scheme = "dark" if "--dark" in arguments else "light"
    files = [name for name in arguments if not name.startswith("-")]
    target = Path(files[0]) if files else ROOT / "docs" / "images" / "comment.png"
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(html(body(Path(folder) / "repository"), scheme, Path(folder)), encoding="utf-8")
        draw(page, target)
    return 0


def body(folder: Path) -> str:
    """The comment on a pull request that takes two files from the example."""
    shutil.copytree(ROOT / "examples" / "complete", folder)
    git = ("git", "-C", str(folder), "-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    subprocess.run([*git, "init", "--quiet", "--initial-branch=main"], check=True)
    commits = []
    for gone in ((), ("train.py", "DATA.md")):
        for name in gone:
            (folder / name).unlink()
        subprocess.run([*git, "add", "--all"], check=True)
        subprocess.run([*git, "commit", "--quiet", "--message=change"], check=True)
        commits.append(subprocess.check_output([*git, "rev-parse", "HEAD"], text=True).strip())
    with open_tree(str(folder)) as tree, tree.at(commits[0]) as before:
        base, now = (examine(one, default_fail_on="regression", today=TODAY) for one in (before, tree))
        return comment.render(
            recall.against(base, now, before, tree), comment.Frame(what="this pull request", date=TODAY)
        )


def html(markdown: str, scheme: str, folder: Path) -> str:
    """The comment as GitHub shows it."""
    done = subprocess.run(
        ["npm", "pack", "--silent", CSS], cwd=folder, capture_output=True, text=True, check=True
    )
    with tarfile.open(folder / done.stdout.split()[-1]) as tar:
        file = tar.extractfile(f"package/github-markdown-{scheme}.css")
        assert file is not None
        css = file.read().decode()
    gfm = importlib.import_module("cmarkgfm")
    unsafe = importlib.import_module("cmarkgfm.cmark").Options.CMARK_OPT_UNSAFE
    back, border, head, text = COLORS[scheme]
    return f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>comment</title><style>{css}
body {{ background: {back}; margin: 0; padding: 16px; width: 800px }}
.box {{ border: 1px solid {border}; border-radius: 6px }}
.head {{ background: {head}; color: {text}; padding: 8px 16px; font: 14px sans-serif;
  border-bottom: 1px solid {border}; border-radius: 6px 6px 0 0 }}
.markdown-body {{ padding: 16px; font-size: 14px; border-radius: 0 0 6px 6px }}</style>
<div class="box"><div class="head"><b>github-actions</b> (bot)</div>
<div class="markdown-body">{gfm.github_flavored_markdown_to_html(markdown, options=unsafe)}</div></div>"""


def draw(page: Path, target: Path) -> None:
    """A picture of the whole page, in few colors."""
    playwright = importlib.import_module("playwright.sync_api")
    with playwright.sync_playwright() as run:
        browser = run.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 832, "height": 400}, color_scheme="light")
        tab.goto(page.as_uri())
        tab.screenshot(path=str(target), full_page=True)
        browser.close()
    image = importlib.import_module("PIL.Image")
    image.open(target).convert("P", palette=1, colors=64).save(target, optimize=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
