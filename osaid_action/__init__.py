"""osaid: what an AI repository holds of what the Open Source AI Definition asks for.

from osaid_action import check

report = check(".")
print(report.result, report.to_json())
"""

from .version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .api import ConfigError, Report, TreeError, UsageError, check

__all__ = ["ConfigError", "Report", "TreeError", "UsageError", "__version__", "check"]


def __getattr__(name: str) -> object:
    # The command line starts without what a program needs that calls us.
    if name in __all__:
        from . import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
