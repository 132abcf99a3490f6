from .decide import Subject as Subject, decide as decide
