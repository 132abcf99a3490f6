"""All hostile repositories that tests are built from, each by its name."""

from __future__ import annotations

from bait_damage import DAMAGE
from bait_files import FILES
from bait_settings import SETTINGS
from bait_trees import TREES

KINDS = {"settings": SETTINGS, "trees": TREES, "damage": DAMAGE, "files": FILES}
BAITS = {bait.name: bait for baits in KINDS.values() for bait in baits}
