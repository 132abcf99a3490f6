"""Baits in files that run something for whoever reads them with the tool they are made for."""

from __future__ import annotations

import io
import json
import os
import pickle
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import yaml
from bait import Bait, Site, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class _Payload:
    """An object whose unpickling runs a program."""

    def __init__(self, site: Site) -> None:
        self.command = str(site.program)

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (self.command,)


def _pickled(site: Site) -> bytes:
    return pickle.dumps(_Payload(site), protocol=2)


def _zipped(site: Site) -> bytes:
    """As torch.save writes it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("archive/data.pkl", _pickled(site))
        archive.writestr("archive/version", "3\n")
    return file.getvalue()


def _array(site: Site) -> bytes:
    """As numpy.save writes an array of objects."""
    head = b"{'descr': '|O', 'fortran_order': False, 'shape': (1,), }"
    head += b" " * (-(len(head) + 11) % 64) + b"\n"
    return b"\x93NUMPY\x01\x00" + len(head).to_bytes(2, "little") + head + _pickled(site)


def _notebook(site: Site) -> bytes:
    source = f"import os\nos.system({str(site.program)!r})\nloss.backward()\noptimizer.step()\n"
    cell = {"cell_type": "code", "source": [f"!{site.program}\n", source], "outputs": [], "metadata": {}}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def _script(site: Site) -> bytes:
    return f"import os\nos.system({str(site.program)!r})\nloss.backward()\noptimizer.step()\n".encode()


def _tagged(site: Site) -> bytes:
    return f"license: mit\nmodel: !!python/object/apply:os.system ['{site.program}']\n".encode()


def _matter(site: Site) -> bytes:
    return b"---\n" + _tagged(site) + b"---\n# A model\n"


def _file(name: str, data: Callable[[Site], bytes], reader: Callable[[Site, Path], object]) -> Bait:
    def lay(site: Site) -> None:
        site.repo.commit({name: data(site)})

    def bites(site: Site) -> bool:
        site.is_sprung()
        reader(site, site.copied() / name)
        return site.is_sprung()

    return Bait(f"reads: {name}", lay, bites)


def _unpickle(_: Site, path: Path) -> None:
    data = path.read_bytes()
    pickle.loads(data[data.index(b"\x80\x02") :])


def _unzip(_: Site, path: Path) -> None:
    pickle.loads(zipfile.ZipFile(path).read("archive/data.pkl"))


def _load(_: Site, path: Path) -> None:
    text = path.read_text("utf-8")
    yaml.load(text.split("---\n")[1] if text.startswith("---") else text, yaml.UnsafeLoader)


def _cells(_: Site, path: Path) -> None:
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        for line in cell["source"]:
            if line.startswith("!"):
                subprocess.run(line[1:], shell=True, check=False)


def _python(site: Site, path: Path) -> None:
    run(site, sys.executable, path)


def _imported(site: Site, path: Path) -> None:
    run(site, sys.executable, "-c", f"import {path.stem}")


def _shell(site: Site, path: Path) -> None:
    run(site, "sh", path)


FILES = (
    *(
        _file(name, _pickled, _unpickle)
        for name in ("pytorch_model.bin", "model.pkl", "model.joblib", "vocab.pickle")
    ),
    *(_file(name, _zipped, _unzip) for name in ("model.pt", "model.ckpt")),
    _file("weights.npy", _array, _unpickle),
    _file("train.ipynb", _notebook, _cells),
    *(_file(name, _script, _python) for name in ("setup.py", "docs/conf.py", "train.py")),
    *(
        _file(name, _script, _imported)
        for name in ("conftest.py", "yaml.py", "json.py", "tomllib.py", "re.py")
    ),
    *(_file(name, _tagged, _load) for name in ("config.yaml", ".github/workflows/x.yml", "CITATION.cff")),
    _file("README.md", _matter, _load),
    _file("train.sh", lambda site: f"{site.program}\npython train.py --lr 1e-3\n".encode(), _shell),
)
