"""osaid: what an AI repository holds of what the Open Source AI Definition asks for."""

__version__ = "0.1.0"
