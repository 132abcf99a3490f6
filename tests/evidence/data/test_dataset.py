"""Files of training data by place, name and size: what needs many of them, or much in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import headers
import pytest

from osaid_action.evidence import probes
from osaid_action.repository.target import open_tree

if TYPE_CHECKING:
    from pathlib import Path

_ROWS = b"id,text,label\n1,good food,1\n2,bad food,0\n" * 15_000
_LFS = headers.lfs()


@pytest.mark.parametrize(
    ("here", "tree"),
    [
        ("found", {"data/train.csv": _ROWS}),
        ("found", {"README.md": b"# N\n\nLabels are in `annotations.csv`.\n", "annotations.csv": _ROWS}),
        ("found", {"train.py": b'text = open("speech.txt").read()\n', "speech.txt": _ROWS}),
        ("found", {f"dataset/train/cat/{i}.jpg": b"\xff\xd8\xff\xe0" for i in range(60)}),
        ("partial", {f"dataset/train/cat/{i}.jpg": b"\xff\xd8\xff\xe0" for i in range(25)}),
        ("partial", {"data/corpus.jsonl": _LFS}),
        ("partial", {"data/raw.dvc": b"outs:\n- md5: 0123456789abcdef0123456789abcdef.dir\n"}),
        ("missing", {"annotations.csv": _ROWS}),
        ("missing", {"predictions/data_out.csv": _ROWS}),
        ("missing", {"docs/data/table.csv": _ROWS}),
        ("missing", {"data/split_ids.tsv": _ROWS}),
        ("missing", {"bench/data/queries.csv": _ROWS}),
        ("missing", {"data/images/cat.jpg": b"\xff\xd8\xff\xe0", "data/images/dog.jpg": b"\xff\xd8\xff\xe0"}),
    ],
)
def test_dataset(here: str, tree: dict[str, bytes], tmp_path: Path) -> None:
    for name, data in tree.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    with open_tree(str(tmp_path)) as opened:
        assert probes.run(probes.survey(opened))["dataset"].here == here
