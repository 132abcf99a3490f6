"""Values of YAML and JSON that strangers wrote: without aliases, and never an exception."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

#: Longer ones are no numbers that anybody wrote, and take long to read and to print.
_LONGEST_NUMBER = 40


def load_yaml(text: str) -> tuple[Any, str]:
    """(value of a YAML text without aliases, what is wrong with it)."""
    import yaml  # imported here: most trees have no YAML that matters

    loader = _loader()
    try:
        # Aliases can make a few bytes into gigabytes; nothing read here needs them.
        if any(isinstance(event, yaml.events.AliasEvent) for event in yaml.parse(text, Loader=loader)):
            return None, "holds YAML aliases, which are not read"
        return yaml.load(text, Loader=loader), ""  # noqa: S506 - a safe loader, in C where there is one
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return None, f"not valid YAML: {str(error).splitlines()[0]}"
    except (LookupError, AttributeError):  # what PyYAML raises for a tag that does not fit its value
        return None, "not valid YAML: a value is not of the type that its tag says"


@cache
def _loader() -> Any:
    """PyYAML's safe loader, in C where there is one, in which very long numbers stay text."""
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        pass

    def number(read: Any) -> Any:
        def short(loader: Any, node: Any) -> Any:
            return read(loader, node) if len(node.value) <= _LONGEST_NUMBER else loader.construct_scalar(node)

        return short

    Loader.add_constructor("tag:yaml.org,2002:int", number(Loader.construct_yaml_int))
    Loader.add_constructor("tag:yaml.org,2002:float", number(Loader.construct_yaml_float))
    return Loader


def load_json(text: str) -> Any:
    """The value of a JSON text, or None when it is not JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
