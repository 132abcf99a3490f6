"""The day that waivers and reviews are held against."""

from __future__ import annotations

import os
import time


def today() -> str:
    """The date as YYYY-MM-DD in UTC; SOURCE_DATE_EPOCH makes a run repeatable."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return time.strftime("%Y-%m-%d", time.gmtime(int(epoch) if epoch.isdigit() else None))
