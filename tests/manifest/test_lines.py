"""On which line each key of a TOML text stands."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st
from manifests import snippets

from osaid_action.manifest.lines import TooDeepError, lines_of

LINES = """\
# [system]
[system] # line 2
name = 'a # b'
"quoted key" = \"\"\"
[data]
x = 1
\"\"\"
version.major = 1

[[data]] # 10
name = "one"
  [data.sub]
  x = 1
[[data]] # 14
where = [
  "a", # b
  # c, d
  'e' , { k = 1, l = [
    2, 3 ] },
]
  [[data.sub]]
  x = 1
  [[data.sub]]
  y = { z.z = '''
'''  , w = 2 }
"""


def test_lines_of_keys() -> None:
    lines = lines_of(LINES)
    expected = {
        ("system",): 2,
        ("system", "name"): 3,
        ("system", "quoted key"): 4,
        ("system", "version"): 8,
        ("system", "version", "major"): 8,
        ("data",): 10,
        ("data", 0): 10,
        ("data", 0, "name"): 11,
        ("data", 0, "sub"): 12,
        ("data", 0, "sub", "x"): 13,
        ("data", 1): 14,
        ("data", 1, "where"): 15,
        ("data", 1, "where", 0): 16,
        ("data", 1, "where", 1): 18,
        ("data", 1, "where", 2): 18,
        ("data", 1, "where", 2, "k"): 18,
        ("data", 1, "where", 2, "l"): 18,
        ("data", 1, "where", 2, "l", 0): 19,
        ("data", 1, "where", 2, "l", 1): 19,
        ("data", 1, "sub"): 21,
        ("data", 1, "sub", 0): 21,
        ("data", 1, "sub", 0, "x"): 22,
        ("data", 1, "sub", 1): 23,
        ("data", 1, "sub", 1, "y"): 24,
        ("data", 1, "sub", 1, "y", "z"): 24,
        ("data", 1, "sub", 1, "y", "z", "z"): 24,
        ("data", 1, "sub", 1, "y", "w"): 25,
    }
    assert lines == expected


WORDS = st.text(string.ascii_letters + "-_", min_size=1, max_size=6)


SCALARS = st.one_of(
    st.integers(-9, 9).map(str),
    st.booleans().map(lambda value: str(value).lower()),
    st.sampled_from(["1.5", "2027-06-30", "nan", "'''\n'''", '"""\n\n"a" """', '"a\\"b # ["', "'{,'"]),
)


VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda values: "[\n" + ",\n # c\n".join(values) + "]"),
        st.dictionaries(WORDS, inner, max_size=3).map(
            lambda table: "{ " + ", ".join(f"{key} = {value}" for key, value in table.items()) + " }"
        ),
    ),
    max_leaves=6,
)


@given(st.lists(st.tuples(WORDS, VALUES), max_size=6, unique_by=lambda pair: pair[0].lower()))
def test_lines_of_any_table(pairs: list[tuple[str, str]]) -> None:
    """Each key of a table is found on the line where we wrote it, whatever its value spans."""
    text, expected = "[[t]]\n", {}
    for key, value in pairs:
        expected[key] = text.count("\n") + 1
        text += f"{key} = {value} # {key}\n"
    lines = lines_of(text)
    assert {key[2]: line for key, line in lines.items() if len(key) == 3} == expected


@given(st.text(max_size=300) | snippets())
def test_lines_of_any_text(text: str) -> None:
    try:
        lines = lines_of(text)
    except TooDeepError:
        return
    assert all(1 <= line <= text.count("\n") + 1 for line in lines.values())
