"""What a request to GitHub that failed means: in plain words, whether it may pass, how long to wait."""

from __future__ import annotations

import http.client
import re
import time
from typing import NamedTuple

from .rest import RefusedError

#: Seconds to wait when a secondary limit names none: GitHub's advice.
_SECONDARY = 60.0


class Fault(NamedTuple):
    """What a failed request means. wait: seconds to wait, where GitHub names them."""

    message: str
    passing: bool = False
    denied: bool = False
    wait: float | None = None


def read(error: Exception, who: str = "GitHub") -> Fault:
    """What went wrong, from whatever a request to somebody has raised."""
    if isinstance(error, RefusedError):
        return _answer(who, error.status, error.message, error.headers)
    if isinstance(error, TimeoutError) or isinstance(getattr(error, "reason", None), TimeoutError):
        return Fault(f"{who} gave no answer in time", passing=True)
    if isinstance(error, (OSError, http.client.HTTPException)):
        return Fault(f"{who} could not be reached", passing=True)
    # Whatever the reading of an answer runs into.
    return Fault(f"{who}'s answer was not what its API describes", passing=True)


def _answer(who: str, status: int, said: str, headers: dict[str, str]) -> Fault:
    words = f"{status} {said}".rstrip()
    asked = wait(headers)
    limited = status == 429 or (
        status == 403 and (asked is not None or re.search("rate limit", words, re.IGNORECASE))
    )
    if limited:
        return Fault(f"{who}'s rate limit is used up ({words})", passing=True, wait=asked or _SECONDARY)
    if status == 401:
        return Fault(f"{who} does not take the token ({words})", denied=True)
    if status == 403 and "locked" in words.lower():
        return Fault(f"the conversation is locked ({words})")
    if status in (403, 404):
        return Fault(f"the token may not do this ({words})", denied=True)
    if status == 410:
        return Fault(f"the conversation is locked or gone ({words})")
    passing = status == 409 or status >= 500
    return Fault(f"{who} answered {words}", passing=passing, wait=asked)


def wait(headers: dict[str, str]) -> float | None:
    """Seconds that GitHub asks to wait, by headers in lower case."""
    after = headers.get("retry-after", "")
    if re.fullmatch(r"\d{1,9}", after):
        return float(after)
    reset = headers.get("x-ratelimit-reset", "")
    if headers.get("x-ratelimit-remaining") == "0" and re.fullmatch(r"\d{1,12}", reset):
        return max(1.0, float(reset) - time.time() + 1)
    return None
