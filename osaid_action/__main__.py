"""`python -m osaid_action`, and the console script."""

from __future__ import annotations

import sys

if __name__ == "__main__" and not (sys.flags.isolated or getattr(sys.flags, "safe_path", False)):
    # `python -m` puts the current folder first, and a stranger's re.py in it would be Python's own.
    del sys.path[0]

from .guard import guarded


def run() -> int:
    """Start the command line."""
    return guarded(_main)


def _main() -> int:
    """`--version` answers before anything else is loaded."""
    if sys.argv[1:] == ["--version"]:
        from .version import __version__

        sys.stdout.write(f"osaid {__version__}\n")
        return 0
    from .commands import main

    return main()


if __name__ == "__main__":
    sys.exit(run())
