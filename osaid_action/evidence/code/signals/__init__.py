"""What the probes for code look for in a line: tables of patterns, each with what it is for."""
