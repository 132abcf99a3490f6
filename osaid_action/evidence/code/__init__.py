"""Probes for code and the settings it runs with."""
