"""Probes for weights, checkpoints, and where they are kept."""
