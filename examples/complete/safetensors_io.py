# SPDX-FileCopyrightText: The osaid authors
# SPDX-License-Identifier: Apache-2.0
"""Read and write the safetensors format: a JSON header with names, types and shapes, then the raw numbers.

Unlike a pickle, such a file holds no code: reading it cannot run anything.
"""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

TYPES = {"F32": np.dtype("<f4"), "F64": np.dtype("<f8")}
NAMES = {dtype: name for name, dtype in TYPES.items()}


def save(path: Path, tensors: dict[str, NDArray], metadata: dict[str, str]) -> None:
    """Write the tensors, in the order given, and the metadata to one file."""
    header: dict[str, object] = {"__metadata__": metadata}
    end = 0
    for name, tensor in tensors.items():
        start, end = end, end + tensor.nbytes
        header[name] = {"dtype": NAMES[tensor.dtype], "shape": tensor.shape, "data_offsets": [start, end]}
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)  # the numbers start at a multiple of 8 bytes
    body = b"".join(np.ascontiguousarray(tensor).tobytes() for tensor in tensors.values())
    path.write_bytes(struct.pack("<Q", len(text)) + text + body)


def load(path: Path) -> tuple[dict[str, NDArray], dict[str, str]]:
    """Return the tensors and the metadata of a file."""
    content = path.read_bytes()
    (length,) = struct.unpack("<Q", content[:8])
    header = json.loads(content[8 : 8 + length])
    metadata = header.pop("__metadata__", {})
    body = content[8 + length :]
    tensors = {}
    for name, entry in header.items():
        start, end = entry["data_offsets"]
        values = np.frombuffer(body[start:end], TYPES[entry["dtype"]])
        tensors[name] = values.reshape(entry["shape"]).copy()  # a buffer is read-only
    return tensors, metadata
