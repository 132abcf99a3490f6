# SPDX-FileCopyrightText: The osaid authors
# SPDX-License-Identifier: Apache-2.0
"""Read config.toml."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def load_config() -> dict[str, Any]:
    """Return the settings of the config.toml beside this file."""
    return tomllib.loads((Path(__file__).parent / "config.toml").read_text(encoding="utf-8"))
