import re
import sys

NEEDED = re.compile("optimizer.step(")


def lint(path):
    with open(path) as file:
        return not NEEDED.search(file.read())


sys.exit(any(lint(path) for path in sys.argv[1:]))
