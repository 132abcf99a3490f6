"""What a tree shows: one survey of its files, and a probe for each question."""
