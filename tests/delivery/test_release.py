"""A release is one change: the version wherever it is named, and the changelog under its number."""

from __future__ import annotations

import datetime
import json
import re
import shutil
import subprocess
import sys
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest
from systems import ROOT

from osaid_action.version import __version__

sys.path.insert(0, str(ROOT / "tools"))

import release  # a script beside the package, not a part of it

DAY = datetime.date(2027, 1, 4)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("docs", "examples"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("CHANGELOG.md", "README.md", "osaid_action/version.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_a_release_changes_every_mention_of_the_version(copy: Path) -> None:
    made = release.changes(copy, "7.8.9", DAY)
    for path, text in made.items():
        path.write_text(text, encoding="utf-8")
    left = [path for path in copy.rglob("*.*") if path.is_file() and path.suffix in {".md", ".py", ".yml"}]
    assert [path for path in left if f"=={__version__}" in path.read_text(encoding="utf-8")] == []
    assert '"7.8.9"' in made[copy / "osaid_action" / "version.py"]
    assert "osaid==7.8.9" in made[copy / "examples" / "workflows" / "badge.yml"]
    changelog = made[copy / "CHANGELOG.md"]
    assert "## [Unreleased]\n\n## [7.8.9] - 2027-01-04\n\n### Added\n" in changelog
    assert release.notes(changelog, "7.8.9").startswith("### Added\n\n- ")
    with pytest.raises(ValueError, match="nothing under"):
        release.changes(copy, "7.9.0", DAY)
    with pytest.raises(ValueError, match="already"):
        release.changes(copy, "7.8.9", DAY)


def test_what_is_no_version_changes_nothing(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in ("v1.0.0", "1.0", "1.0.0rc1", "01.0.0"):
        assert release.main([wrong], root=copy) == 1
        assert "three numbers" in capsys.readouterr().err
    assert release.main(["--notes", "9.9.9"], root=copy) == 1
    assert (copy / "osaid_action" / "version.py").read_bytes() == (
        ROOT / "osaid_action" / "version.py"
    ).read_bytes()


def test_recipes_name_this_version() -> None:
    places = [*(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.yml")]
    texts = [path.read_text(encoding="utf-8") for path in places]
    named = {found for text in texts for found in re.findall(r"osaid(?:\[\w+\])?==([\w.]+)", text)}
    assert named == {__version__}


def built(folder: Path) -> Path:
    """The wheel that make has built, else one built now."""
    wheels = list((Path(sys.prefix) / "wheels" / "hooks").glob("osaid-*.whl"))
    if not wheels:
        command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT]
        subprocess.run(command, check=True)
        wheels = list(folder.glob("osaid-*.whl"))
    return wheels[0]


def test_the_readme_of_the_package_leads_on(tmp_path: Path) -> None:
    with zipfile.ZipFile(built(tmp_path)) as archive:
        [name] = [one for one in archive.namelist() if one.endswith(".dist-info/METADATA")]
        metadata = message_from_bytes(archive.read(name))
        assert "osaid_action/py.typed" in archive.namelist()
    text = metadata.get_payload()
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    assert len(links) > 10
    assert [link for link in links if not link.startswith(("https://", "#"))] == []
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert {url.partition(",")[0] for url in metadata.get_all("Project-URL")} == {
        "Documentation",
        "Source",
        "Changelog",
        "Issues",
    }


def test_entry_for_the_catalog_of_schemas_is_the_schemas() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    entries = json.loads(text.partition("```json\n")[2].partition("```")[0])
    for entry in entries:
        name = entry["url"].rpartition("/")[2]
        schema = json.loads((ROOT / "osaid_action" / "schema" / name).read_text(encoding="utf-8"))
        assert schema["$id"] == entry["url"]
        assert entry["description"]
