"""What is in the archives of a record: listed and read within bounds, and never more than is there."""

from __future__ import annotations

import io
import re
import struct
import tarfile
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from looking import look, part
from program import called
from standins import Server
from systems import MIT, TRAIN, safetensors

from osaid_action.system import inside

if TYPE_CHECKING:
    from collections.abc import Mapping

    from osaid_action.model import Seen

TREE = {"LICENSE": MIT, "src/train.py": TRAIN, "README.md": "# Tiny\n"}
CODE = ("training-code", "weights")


def zipped(files: Mapping[str, bytes | str], **options: Any) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data, **options)
    return made.getvalue()


def tarred(files: Mapping[str, bytes | str], mode: str = "w:gz") -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as file:  # type: ignore[call-overload]
        for name, data in files.items():
            row = tarfile.TarInfo(name)
            row.size = len(data)
            file.addfile(row, io.BytesIO(data if isinstance(data, bytes) else data.encode()))
    return made.getvalue()


def keep(server: Server, files: Mapping[str, bytes], **sizes: int) -> None:
    """A record of Zenodo with these files; sizes: as its listing says, where that is not so."""
    rows = [
        {"key": name, "size": sizes.get(name.partition(".")[0], len(data)), "checksum": "md5:0"}
        for name, data in files.items()
    ]
    server.route(r"^/api/records/7$", {"id": 7, "metadata": {"access_right": "open"}, "files": rows})
    for name, data in files.items():
        server.route(rf"^/api/records/7/files/{re.escape(name)}/content", data)


def told(seen: Seen) -> str:
    assert seen.state == "verified", seen.reason
    return "; ".join(seen.limits)


FORGED = {f"owner-tiny-0123abc/{path}": data for path, data in TREE.items()}


@pytest.mark.parametrize(
    "file", [("a.zip", zipped(FORGED)), ("a.tar.gz", tarred(FORGED)), ("o/n-v1.zip", zipped(FORGED))],
    ids=["zip", "tar", "folder"],
)  # fmt: skip
def test_a_record_of_one_archive_is_the_code_in_it(archives: Server, file: tuple[str, bytes]) -> None:
    keep(archives, dict([file]))
    seen = look("zenodo:7", *CODE)
    code = part(seen, "training-code")
    assert (code.outcome, code.license, code.evidence[0].path) == ("found", "MIT", "src/train.py")
    # The lock tells what the record lists, and an archive's digest is that of all in it.
    assert (seen.files, seen.bytes, told(seen)) == (1, len(file[1]), "")


def test_a_record_of_an_archive_is_a_target(archives: Server, capsys: pytest.CaptureFixture[str]) -> None:
    keep(archives, {"a.zip": zipped(FORGED)})
    done = called(capsys, "check", "--fail-on=never", "--no-cache", "zenodo:7")
    assert (done.returncode, done.stderr) == (0, "")
    assert "src/train.py" in done.stdout


def test_archives_beside_other_files(archives: Server) -> None:
    """Only one that stands alone, with no name that the record has too, is as if it were unpacked there."""
    keep(archives, {"a.zip": zipped(FORGED), "model.safetensors": safetensors()})
    seen = look("zenodo:7", *CODE)
    assert part(seen, "training-code").evidence[0].path == "src/train.py"
    assert part(seen).outcome == "found"
    archives.routes.clear()
    keep(archives, {"a.zip": zipped(FORGED), "README.md": b"# Ours\n"})
    assert part(look("zenodo:7", *CODE), "training-code").evidence[0].path == "a.zip/src/train.py"
    archives.routes.clear()
    keep(archives, {"a.zip": zipped(FORGED), "b.zip": zipped({"x.txt": "x"})})
    assert part(look("zenodo:7", *CODE), "training-code").evidence[0].path == "a.zip/src/train.py"


def test_of_a_large_zip_no_more_is_asked_for_than_is_read(
    archives: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inside, "MOST_WHOLE", 100)
    noise = bytes(range(256)) * 40_000
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, data in {**TREE, "data/noise.raw": noise, "z/eval.txt": "x"}.items():
            file.writestr(name, data)
    keep(archives, {"a.zip": made.getvalue()})
    seen = look("zenodo:7", *CODE)
    assert (part(seen, "training-code").outcome, told(seen)) == ("found", "")
    asked = archives.asked("/content")
    spans = [tuple(map(int, re.findall(r"\d+", row["range"]))) for row in asked]
    assert len(asked) < 10
    assert sum(last - first + 1 for first, last in spans) < 4 << 20 < len(made.getvalue())


def test_a_server_that_sends_no_parts_of_a_file(archives: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inside, "MOST_WHOLE", 100)
    data = zipped({**TREE, "noise": bytes(range(256)) * 4_000}, compress_type=zipfile.ZIP_STORED)
    keep(archives, {"a.zip": data})
    archives.routes.insert(0, ("/content", lambda handler, *_: handler.say(200, data, "application/zip")))
    assert "a.zip: not looked into" in told(look("zenodo:7", *CODE))


def test_a_size_that_is_not_so(archives: Server) -> None:
    keep(archives, {"a.zip": zipped(FORGED)}, a=30)
    assert "a.zip: not looked into, not of the 30 bytes that its listing says" in told(
        look("zenodo:7", *CODE)
    )


def test_a_large_tar_file_is_not_looked_into(archives: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inside, "MOST_WHOLE", 100)
    keep(archives, {"a.tar.gz": tarred(FORGED)})
    seen = look("zenodo:7", *CODE)
    assert "a.tar.gz: not looked into, too large" in told(seen)
    assert {part(seen, name).outcome for name in CODE} == {"unreadable"}
    assert not [row for row in archives.asked("/content") if int(row["range"].rpartition("-")[2]) > 1 << 20]


def test_more_archives_than_are_looked_into(archives: Server) -> None:
    keep(archives, {f"{name}.zip": zipped({f"{name}.py": "x"}) for name in "abcdef"})
    assert "2 more archives, not looked into" in told(look("zenodo:7", *CODE))


def test_a_file_that_is_locked_is_not_missing(archives: Server) -> None:
    data = bytearray(zipped({"model.safetensors": safetensors(), "train.py": TRAIN}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := data.find(mark, start + 1)) >= 0:
            data[start + at] |= 1
    keep(archives, {"a.zip": bytes(data)})
    seen = look("zenodo:7", *CODE)
    assert "locked in the archive" in told(seen)
    assert {part(seen, name).outcome for name in CODE} <= {"unreadable", "partial"}


def test_names_that_lead_elsewhere_are_refused(archives: Server) -> None:
    bad = ["../../etc/passwd", "/etc/passwd", "a/../../b", ".git/config", "a\x1b[2J.py"]
    keep(archives, {"a.zip": zipped({**TREE, **dict.fromkeys(bad, "x")})})
    seen = look("zenodo:7", *CODE)
    assert part(seen, "training-code").outcome == "found"
    assert "a.zip: 4 names in the archive that no file can have" in told(seen)


def test_a_bomb_is_read_no_further_than_anything_else(archives: Server) -> None:
    keep(archives, {"a.zip": zipped({**TREE, "data.csv": bytes(50 << 20)})})
    assert part(look("zenodo:7", *CODE), "training-code").outcome == "found"


def test_a_tar_file_that_holds_too_much(archives: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inside, "_MOST_PLAIN", 1 << 20)
    keep(archives, {"a.tar.gz": tarred({"x": bytes(4 << 20)})})
    assert "a.tar.gz: not looked into, a.tar.gz holds more than 1 MiB" in told(look("zenodo:7", *CODE))


def test_more_members_than_are_looked_at(archives: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inside, "MOST_FILES", 50)
    keep(archives, {"a.zip": zipped({f"{number}.txt": "x" for number in range(100)})})
    assert "more than 50 files with those in archives" in told(look("zenodo:7", *CODE))


def test_a_list_of_members_that_is_said_to_be_endless(
    archives: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inside, "MOST_WHOLE", 100)
    monkeypatch.setattr(inside, "_MOST_AT_ONCE", 1 << 20)
    data = bytearray(zipped({"noise": bytes(range(256)) * 20_000}, compress_type=zipfile.ZIP_STORED))
    end = data.rfind(b"PK\x05\x06")
    data[end + 12 : end + 20] = struct.pack("<II", 2 << 20, end - (2 << 20))
    keep(archives, {"a.zip": bytes(data)})
    assert "a part of more than 1 MiB" in told(look("zenodo:7", *CODE))


def test_sizes_that_are_lies(archives: Server) -> None:
    data = bytearray(zipped(TREE))
    start = data.find(b"PK\x01\x02", data.find(b"PK\x01\x02") + 1)
    assert data[start + 46 : start + 58] == b"src/train.py"
    data[start + 24 : start + 28] = struct.pack("<I", 1 << 20)
    keep(archives, {"a.zip": bytes(data)})
    seen = look("zenodo:7", *CODE)
    assert "cut short in the archive" in told(seen) or "damaged" in told(seen)
    assert part(seen, "training-code").outcome == "unreadable"


class _Kept:
    """Answers with the parts of one file that are asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def get(self, url: str, *, limit: int, first: int = 0, **_: object) -> Any:
        from osaid_action.system.net import Answer

        return Answer(url=url, data=self._data[first : first + limit], size=len(self._data), headers={})


@given(
    st.sampled_from(["zip", "zip64", "tar.gz"]),
    st.booleans(),
    st.lists(st.tuples(st.integers(0, 1 << 12), st.integers(0, 255)), max_size=20),
)
@example(form="zip", small=False, damage=[(30, 0)])  # a member whose name is empty
@settings(max_examples=150, deadline=None)
def test_a_damaged_archive_is_a_list_or_is_said(
    form: str, small: bool, damage: list[tuple[int, int]]
) -> None:
    from contextlib import ExitStack
    from unittest import mock

    from osaid_action.system.web import WebFile, WebTree

    data = bytearray(tarred(TREE) if form == "tar.gz" else zipped(TREE))
    if form == "zip64":
        end = data.rfind(b"PK\x05\x06")
        count, size, at = struct.unpack("<HII", data[end + 10 : end + 20])
        record = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, at)
        locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, end, 1)
        tail = data[end:]
        tail[8:20] = b"\xff" * 12
        data = data[:end] + record + locator + tail
    for at, value in damage:
        data[-1 - at % len(data)] = value
    name = "a.tar.gz" if form == "tar.gz" else "a.zip"
    listed = [WebFile(name, "https://a.example/a", len(data))]
    net: Any = _Kept(bytes(data))
    with ExitStack() as held, mock.patch.object(inside, "MOST_WHOLE", len(data) if small else 10):
        files, said, opened = inside.inside(listed, net, held)
        assert files or said or damage
        assert opened or said
        if form == "zip64" and not damage:
            assert len(files) == len(TREE)
        tree = WebTree("a", [*listed, *files], net)
        for blob in tree.read_many(tree.entries, 1_000):
            assert blob.data is not None or blob.reason
