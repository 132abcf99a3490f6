"""Many targets: a line on each, made side by side and never twice, and what all lines come to."""
