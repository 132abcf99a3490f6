"""Zip files and folders in the browser: the report is that of the command line, and nothing goes anywhere."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import build_check
import pytest
from program import run
from served import Check
from systems import ROOT

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
TRAINS = (
    "opt = torch.optim.AdamW(model.parameters())\nfor x in loader:\n    loss(x).backward()\n    opt.step()\n"
)


def packed(path: Path, files: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return path


def of_command_line(target: Path, made: Path) -> dict[str, str]:
    """The report in each form that the page saves, by the end of its name."""
    forms = {"json": "json", "md": "markdown", "html": "html"}
    outputs = [f"--output={form}:{made / end}" for end, form in forms.items()]
    done = run("check", str(target), "--no-cache", *outputs)
    assert not done.stderr
    return {end: (made / end).read_text("utf-8") for end in forms}


def test_it_is_small_enough_to_be_loaded(built: Path) -> None:
    assert build_check.size_of(built) < 9_000_000


@pytest.mark.parametrize("example", ["complete", "incomplete"])
def test_a_zip_and_a_folder_give_what_the_command_line_gives(
    check: Check, tmp_path: Path, example: str
) -> None:
    folder = tmp_path / example
    shutil.copytree(ROOT / "examples" / example, folder)
    archive = Path(shutil.make_archive(str(folder), "zip", tmp_path, example))
    check.given("zip", archive)
    # As GitHub packs it, with one folder above all.
    assert {form: check.saved(form) for form in ("json", "md", "html")} == of_command_line(archive, tmp_path)
    said = check.given("folder", folder)
    assert {form: check.saved(form) for form in ("json", "md", "html")} == of_command_line(folder, tmp_path)
    title = check.page.frame_locator("#report").locator("h1").inner_text()
    assert title.partition(":")[2] in said


def test_nothing_of_files_leaves_the_computer_and_the_policy_holds_in_the_worker_too(check: Check) -> None:
    check.asked.clear()
    check.given("folder", ROOT / "examples" / "incomplete")
    own = check.page.url.removesuffix("index.html")
    assert [url for url in check.asked if not url.startswith((own, f"blob:{own}"))] == []
    assert check.told == []
    away = "fetch('http://127.0.0.2:9/').then(() => 'asked', () => 'refused')"
    assert check.page.workers[0].evaluate(away) == "refused"
    check.page.wait_for_timeout(100)
    refused = "Connecting to 'http://127.0.0.2:9/' violates the following Content Security Policy directive"
    assert any(words.startswith(refused) for words in check.told)
    check.told.clear()


def test_what_a_stranger_wrote_is_text(check: Check, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"x/{HOSTILE.replace('/', '')}.py": TRAINS,
        "x/README.md": f"# {HOSTILE}\n\nTrained on 2 million {HOSTILE} pages.\n[a](javascript:alert(1))\n",
        "x/LICENSE": f"{HOSTILE} All rights reserved.\n",
        "x/osaid.toml": f'[system]\nname = """{HOSTILE}"""\n',
        "x/../../out.py": TRAINS,
        "/etc/passwd": "root",
    }
    said = check.given("zip", packed(tmp_path / f"{HOSTILE.replace('/', '')}.zip", files))
    assert said.startswith(HOSTILE)
    shown = check.page.frame_locator("#report")
    assert HOSTILE in shown.locator("h1").inner_text()
    assert shown.locator("img, script:not([type='application/json'])").count() <= 1
    assert "2 names in the archive that no file can have" in shown.locator("body").inner_text()
    assert "owned" not in check.page.title()
    assert check.told == []


def test_files_that_are_no_zip_are_locked_or_unpack_to_too_much(check: Check, tmp_path: Path) -> None:
    (tmp_path / "torn.zip").write_bytes(b"PK\3\4 no more")
    assert check.given("zip", tmp_path / "torn.zip") == (
        "torn.zip can't be read as an archive: File is not a zip file"
    )
    (tmp_path / "notes.txt").write_text("x")
    assert check.given("zip", tmp_path / "notes.txt").startswith("notes.txt is no zip file.")
    bomb = packed(tmp_path / "bomb.zip", {"b/train.py": bytes(300 << 20), "b/README.md": bytes(99 << 20)})
    assert check.given("zip", bomb).startswith("bomb: ")
    locked = packed(tmp_path / "locked.zip", {"l/train.py": TRAINS, "l/README.md": "# A model\n"})
    data = locked.read_bytes()
    # The flag of an encrypted member, of each in the list at the end.
    locked.write_bytes(re.sub(rb"(?s)(?<=PK\x01\x02.{4})\x00", b"\1", data))
    check.given("zip", locked)
    report = check.json()
    assert report["result"] == "undetermined"
    assert any("damaged or locked in the archive" in limit for limit in report["limits"])


def test_what_version_control_keeps_is_left_out_and_a_copy_without_submodules_says_so(
    check: Check, tmp_path: Path
) -> None:
    files = {
        ".git/HEAD": "ref: refs/heads/main\n",
        ".gitmodules": '[submodule "a"]\n\tpath = libs/a\n\turl = https://example.org/a\n',
        "node_modules/x/index.js": "1",
        "train.py": TRAINS,
    }
    for name, text in files.items():
        path = tmp_path / "repo" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    check.given("folder", tmp_path / "repo")
    report = check.json()
    assert report["target"]["name"] == "repo"
    assert report["target"]["fallback"] == "read without git: files that git ignores count too"
    assert "folders not looked into: node_modules" in report["limits"]
    assert "1 of the submodules not in this copy, so not looked at: libs/a" in report["limits"]


def test_what_is_dropped_is_checked(check: Check, tmp_path: Path) -> None:
    folder = tmp_path / "tiny"
    (folder / "node_modules" / "x").mkdir(parents=True)
    (folder / "train.py").write_text(TRAINS)
    watched = check.context.new_cdp_session(check.page)

    def drop(*paths: Path) -> str:
        data = {"items": [], "files": list(map(str, paths)), "dragOperationsMask": 1}
        for kind in ("dragEnter", "dragOver", "drop"):
            watched.send("Input.dispatchDragEvent", {"type": kind, "x": 100, "y": 100, "data": data})
        check.page.wait_for_timeout(200)
        return check.ended()

    assert drop(folder).startswith("tiny: ")
    assert "folders not looked into: node_modules" in check.json()["limits"]
    archive = Path(shutil.make_archive(str(folder), "zip", folder))
    assert drop(archive).startswith("tiny: ")
    assert drop(folder, archive) == "Drop one zip file, or one folder."


def test_a_manifest_with_faults_is_told_as_on_the_command_line(check: Check, tmp_path: Path) -> None:
    """By an older jsonschema, which has to find the same."""
    folder = ROOT / "tests" / "manifests" / "invalid" / "components-wrong-type"
    said = check.given("folder", folder)
    assert said == (folder / "expected.txt").read_text("utf-8").rstrip()
