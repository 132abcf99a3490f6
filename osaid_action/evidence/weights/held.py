"""What a file of a format holds."""

from __future__ import annotations

from typing import NamedTuple

#: MODEL: nothing but models. SAVED: whatever torch.save was given, no layer of it named in the first bytes.
#: EITHER: models or data. TENSOR: one tensor. PART: what goes with a model, such as a scaler. NUMBERS: bare
#: numbers. VAGUE: a container that tells nothing; only its name can speak. NONE: no model, and what it is.
MODEL, SAVED, EITHER, TENSOR = "model", "saved", "either", "tensor"
PART, NUMBERS, VAGUE, NONE = "part", "numbers", "vague", "none"


class Format(NamedTuple):
    """A format's name, and what a file of it holds."""

    name: str
    holds: str = MODEL
