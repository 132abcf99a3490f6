"""What stops a run: the tree can't be had, or what was asked for can't be done as asked."""

from __future__ import annotations


class TreeError(Exception):
    """The tree can't be listed: git failed, is not installed, or the repository is damaged."""


class UsageError(TreeError):
    """What was asked for can't be done as asked: no such target or revision, or a manifest with faults."""
