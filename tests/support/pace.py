"""How fast this machine is now, by which bounds of time are stretched: they are for growth alone."""

from __future__ import annotations

import time

#: Seconds that the loop takes where the bounds were set.
_USUAL = 0.03


def pace() -> float:
    """How much longer than usual things take now; 1 on a machine that is as fast or faster."""
    start = time.process_time()
    sum(number * number for number in range(400_000))
    return max(1.0, (time.process_time() - start) / _USUAL)
