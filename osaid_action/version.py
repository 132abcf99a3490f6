"""The version of the package, alone, so that everybody may ask for it."""

__version__ = "0.2.0"
