"""License tags at the head of a file: `SPDX-License-Identifier`."""

from __future__ import annotations

import re

from ..patterns import lazy

_SPDX = lazy(
    r"SPDX-License-Identifier:\s*([^\s*/\"'<>#][^*\"'<>#\n]{0,200}?)\s*(?:\*/|-->|[\"'#]|$)",
    re.MULTILINE,
)


def spdx_tags(text: str, within: int = 4_096) -> tuple[tuple[int, str], ...]:
    """(line, license expression) of each SPDX tag at the head of a file."""
    if "SPDX-License-Identifier" not in text[:within]:
        return ()
    return tuple((text.count("\n", 0, m.start()) + 1, m[1]) for m in _SPDX.finditer(text[:within]))
