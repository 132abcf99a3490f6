"""The day that waivers and reviews are held against."""

from __future__ import annotations

import os
import time

from ..errors import UsageError

_END = 253_402_300_800


def today() -> str:
    """The date as YYYY-MM-DD in UTC; SOURCE_DATE_EPOCH makes a run repeatable. UsageError."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    # The last second of the year 9999 has twelve digits.
    if epoch and not (epoch.isascii() and epoch.isdigit() and len(epoch) <= 12 and int(epoch) < _END):
        raise UsageError("SOURCE_DATE_EPOCH is not a number of seconds since 1970")
    return time.strftime("%Y-%m-%d", time.gmtime(int(epoch) if epoch else None))
