"""From what was found and declared to the status of each item, the result and the gate. Pure.

Nothing here reads a file or knows a format: every status follows from the facts given, by the
rules of `definition.toml`.
"""

from .items import judge
from .verdict import gate, result

__all__ = ["gate", "judge", "result"]
