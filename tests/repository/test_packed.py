"""Zip and tar files as trees, and archives that are damaged or mean harm."""

from __future__ import annotations

import bz2
import io
import lzma
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from trees import contents, kinds, opened

from osaid_action.errors import TreeError, UsageError
from osaid_action.repository import packed
from osaid_action.repository.target import open_tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from gitrepo import Repo

FORMS = ["zip", "tar", "tar.gz", "tgz", "tar.bz2", "tar.xz"]
FILES = {"LICENSE": "MIT\n", "src/train.py": "x = 1\n", "größe.txt": "1"}


def _archive(repo: Repo, path: Path, form: str) -> Path:
    """What git itself packs, under one folder as forges do."""
    target = path / f"tiny.{form}"
    own = {"tar.bz2": bz2.compress, "tar.xz": lzma.compress}.get(form)
    repo.git(
        "archive", f"--format={'tar' if own else form}", "--prefix=tiny-1.0/", f"--output={target}", "HEAD"
    )
    if own:
        target.write_bytes(own(target.read_bytes()))
    return target


@pytest.mark.parametrize("form", FORMS)
def test_what_git_packs_is_the_tree_of_the_commit(repo: Repo, tmp_path: Path, form: str) -> None:
    repo.commit(FILES)
    with opened(repo.path, revision="HEAD") as tree, opened(_archive(repo, tmp_path, form)) as other:
        assert contents(other) == contents(tree) == {k: v.encode() for k, v in FILES.items()}
        assert kinds(other) == kinds(tree)
        assert other.sizes(other.entries) == tree.sizes(tree.entries)
        assert other.name == "tiny"
        assert (other.commit, other.limits) == (None, ())


@pytest.mark.parametrize("form", FORMS)
def test_an_archive_that_is_cut_short_is_one_error(repo: Repo, tmp_path: Path, form: str) -> None:
    repo.commit(FILES)
    path = _archive(repo, tmp_path, form)
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(TreeError, match=r"tiny.* can't be read as an archive"):
        open_tree(str(path))


def test_files_that_are_none_and_options_that_need_git(tmp_path: Path, repo: Repo) -> None:
    repo.commit(FILES)
    path = _archive(repo, tmp_path, "zip")
    with pytest.raises(UsageError, match="nothing to read"):
        open_tree(str(path), staged=True)
    with pytest.raises(UsageError, match="pass the folder that holds it"):
        open_tree(str(repo.path / "LICENSE"))


@given(
    st.sampled_from(["zip", "tar", "tar.gz"]),
    st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 255)), max_size=20),
)
@settings(max_examples=60, deadline=None)
def test_a_damaged_archive_is_a_tree_or_one_error(form: str, damage: list[tuple[int, int]]) -> None:
    made = io.BytesIO()
    if form == "zip":
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
            for name, text in FILES.items():
                file.writestr(name, text * 50)
    else:
        with tarfile.open(fileobj=made, mode="w:gz" if form == "tar.gz" else "w") as tar:
            for name, text in FILES.items():
                _member(tar, name, text.encode() * 50)
    data = bytearray(made.getvalue())
    for at, value in damage:
        data[at % len(data)] = value
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"x.{form}")
        path.write_bytes(data)
        try:
            with opened(path) as tree:
                for name, found in contents(tree).items():
                    assert found is None or isinstance(found, bytes), name
        except TreeError as error:
            assert len(str(error).splitlines()) == 1


def _tar(path: Path, fill: Callable[[tarfile.TarFile], None]) -> Path:
    target = path / "t.tar"
    with tarfile.open(target, "w") as file:
        fill(file)
    return target


def _member(file: tarfile.TarFile, name: str, data: bytes = b"", **fields: object) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(data)
    for key, value in fields.items():
        setattr(info, key, value)
    file.addfile(info, io.BytesIO(data))


def test_names_that_lead_out_and_links_are_never_followed(tmp_path: Path) -> None:
    def fill(file: tarfile.TarFile) -> None:
        _member(file, "../out.txt", b"1")
        _member(file, "/etc/passwd", b"1")
        _member(file, "./a/.git/config", b"1")
        _member(file, "./a/real.txt", b"real")
        _member(file, "a/soft.txt", type=tarfile.SYMTYPE, linkname="/etc/passwd")
        _member(file, "a/hard.txt", type=tarfile.LNKTYPE, linkname="./a/real.txt")
        _member(file, "a/nowhere.txt", type=tarfile.LNKTYPE, linkname="/etc/shadow")
        _member(file, "a/pipe", type=tarfile.FIFOTYPE)

    with opened(_tar(tmp_path, fill)) as tree:
        assert contents(tree) == {"real.txt": b"real", "soft.txt": None, "hard.txt": b"real"}
        assert tree.limits == ("3 names in the archive that no file can have, not looked at",)


def test_a_header_that_claims_gigabytes_is_not_believed(tmp_path: Path) -> None:
    """Of a name's length, which tarfile would read at once, and of a file's."""

    def fill(file: tarfile.TarFile) -> None:
        _member(file, "a/b.txt", b"x" * 10)

    path = _tar(tmp_path, fill)
    data = bytearray(path.read_bytes())
    data[156:157] = tarfile.GNUTYPE_LONGNAME
    data[124:136] = b"77777777777\0"
    data[148:156] = b"%06o\0 " % (sum(data[:148]) + 8 * 32 + sum(data[156:512]))
    path.write_bytes(data)
    with pytest.raises(TreeError, match="a part of more than 64 MiB"):
        open_tree(str(path))


def test_what_unpacks_to_too_much_is_not_written_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MOST_BYTES", 1 << 20)
    path = tmp_path / "bomb.tar.bz2"
    path.write_bytes(bz2.compress(bytes(50 << 20)))
    with pytest.raises(TreeError, match="holds more than"):
        open_tree(str(path))


def test_members_that_would_be_unpacked_whole_or_need_a_password(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("plain.txt", "plain", zipfile.ZIP_DEFLATED)
        file.writestr("bomb.txt", bytes(50 << 20), zipfile.ZIP_BZIP2)
        locked = zipfile.ZipInfo("locked.txt")
        file.writestr(locked, "secret")
    data = path.read_bytes()
    # The flag of an encrypted member, in the list at the end.
    at = data.rindex(b"PK\x01\x02")
    path.write_bytes(data[: at + 8] + b"\x01\x00" + data[at + 10 :])
    with opened(path) as tree:
        assert contents(tree) == {"plain.txt": b"plain", "bomb.txt": None, "locked.txt": None}


def test_of_two_members_with_a_name_the_last_counts(tmp_path: Path) -> None:
    def fill(file: tarfile.TarFile) -> None:
        _member(file, "LICENSE", b"first")
        _member(file, "LICENSE", b"second")

    with opened(_tar(tmp_path, fill)) as tree:
        assert contents(tree) == {"LICENSE": b"second"}


def test_submodules_that_a_copy_lacks_are_said_of_an_archive_and_of_a_folder(tmp_path: Path) -> None:
    modules = (
        '[submodule "a"]\n\tpath = libs/a\n\turl = ../a\n[submodule "b"]\n\tpath = libs/b/\n\turl = ../b\n'
    )
    folder = tmp_path / "tiny"
    with zipfile.ZipFile(tmp_path / "tiny.zip", "w") as file:
        for name, text in {".gitmodules": modules, "libs/b/train.py": "x = 1\n"}.items():
            file.writestr(f"tiny/{name}", text)
        # As GitHub packs a submodule.
        file.writestr("tiny/libs/a/", "")
        file.extractall(tmp_path)
    said = ("1 of the submodules not in this copy, so not looked at: libs/a",)
    for target in (folder, tmp_path / "tiny.zip"):
        with opened(target) as tree:
            assert tree.limits == said
    (folder / "libs" / "a" / "train.py").write_text("x = 1\n")
    with opened(folder) as tree:
        assert tree.limits == ()
