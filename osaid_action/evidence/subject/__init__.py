"""What a repository is, weighed from all that was seen of it."""

from .decide import Subject as Subject
from .decide import decide as decide
