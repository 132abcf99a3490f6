"""The flow from a target to a report, and what was remembered of it."""
