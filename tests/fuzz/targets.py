"""Every parser of what strangers wrote, by name."""

from __future__ import annotations

import heard
import judged
import texts
import written
from fuzzing import Target

#: Those that start a process for each input: too slow for the quick run.
SLOW = tuple(one.name for one in texts.SLOW)
TARGETS: dict[str, Target] = {
    one.name: one
    for room in (texts.TARGETS, texts.SLOW, written.TARGETS, judged.TARGETS, heard.TARGETS)
    for one in room
}
