"""The texts of the licenses, as published."""

from __future__ import annotations

import json
import lzma
from functools import lru_cache
from pathlib import Path

TEXTS = Path(__file__).parent.parent / "licenses" / "texts.json.xz"


@lru_cache(maxsize=1)
def texts() -> dict[str, dict[str, object]]:
    """Of SPDX ids, of AI licenses and of exceptions."""
    return json.loads(lzma.decompress(TEXTS.read_bytes()))
