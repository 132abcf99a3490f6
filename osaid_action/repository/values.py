"""Values of YAML and JSON that strangers wrote: without aliases, and never an exception."""

from __future__ import annotations

import json
from typing import Any


def load_yaml(text: str) -> tuple[Any, str]:
    """(value of a YAML text without aliases, what is wrong with it)."""
    import yaml  # imported here: most trees have no YAML that matters

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        # Aliases can make a few bytes into gigabytes; nothing read here needs them.
        if any(isinstance(event, yaml.events.AliasEvent) for event in yaml.parse(text, Loader=loader)):
            return None, "holds YAML aliases, which are not read"
        return yaml.load(text, Loader=loader), ""  # noqa: S506 - a safe loader, in C where there is one
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return None, f"not valid YAML: {str(error).splitlines()[0]}"


def load_json(text: str) -> Any:
    """The value of a JSON text, or None when it is not JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
