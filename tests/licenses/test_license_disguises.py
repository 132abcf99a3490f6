"""What looks like a license and says something else: struck grants, numbers, addresses, heads, choices."""

from __future__ import annotations

import re

import pytest
from published import texts

from osaid_action.licenses import identify

TEXTS = texts()["spdx"]
MIT, APACHE = TEXTS["MIT"], TEXTS["Apache-2.0"]
_GRANT = re.compile(
    r"to use, copy, modify, merge, publish, distribute, sublicense, and/or sell\s+copies of the"
)


def granted(how: str) -> str:
    """The MIT license with its grant put into something."""
    return _GRANT.sub(lambda found: how.replace("*", found[0]), MIT)


@pytest.mark.parametrize(
    "text",
    [
        granted("~~*~~"),
        granted("<!-- * -->"),
        granted('<span style="text-decoration:line-through">*</span>'),
        granted("<del>*</del>"),
        granted("<s>*</s>"),
        MIT.replace("sell", "".join(f"{letter}\u0336" for letter in "sell")),
        MIT.replace("sell", "\N{NO ENTRY SIGN} sell"),
        MIT.replace("and/or sell", "and/or sell (1)"),
        f"{MIT}\nhttps://example.org/acceptable-use-policy\n",
        f"{MIT}\nhttps://example.org/you-may-not-use-this-commercially\n",
        f"The evaluation code is licensed under the MIT License.\n\n{MIT}",
        f"Copyright (c) 2024 Acme Inc. Free for Schools\n\n{MIT}",
        f"Copyright (c) 2024 Acme Robotics Trade Secret\n\n{MIT}",
        f"(c) 禁止商用\n\n{MIT}",
        f"Copyright (c) 2024 不得用于任何公司\n\n{MIT}",
        f"Copyright (c) 2024 Acme\nKommerzielle Nutzung verboten.\n\n{MIT}",
        f"This is dual-licensed under the MIT and Apache 2.0 licenses for academic use.\n\n{MIT}\n\n{APACHE}",
    ],
)
def test_what_says_something_else_is_not_clean(text: str) -> None:
    found = identify(text)
    assert found.state != "clean"
    assert found.verdict in {"undetermined", "restricted"}
    assert found.differences


def test_a_tag_with_an_unknown_exception_is_not_the_license_alone() -> None:
    found = identify(f"SPDX-License-Identifier: MIT WITH Commons-Clause\n\n{MIT}")
    assert (found.expression, found.verdict) == ("MIT WITH Commons-Clause", "undetermined")
    assert found.state == "additional-terms"


@pytest.mark.parametrize(
    "head",
    [
        "Copyright (c) 2024 深圳市腾讯计算机系统有限公司",
        "Copyright (c) 2023 张伟",
        "Copyright (c) 2015, Jane Doe,\n   John Smith",
        "Copyright OpenJS Foundation and other contributors, https://openjsf.org/",
        "Copyright (c) 2010 idealo internet GmbH. All rights reserved.",
        "Original work Copyright (c) 2012 A. Smith\nModified work Copyright (c) 2019 B. Jones",
        "Copyright (c) 2020 Müller GmbH. Alle Rechte vorbehalten.",
        "(c) 2022 Institut für Informatik, Universität Tübingen",
        "Copyright (C) 2012 Zhang Wei (see AUTHORS)",
        "Copyright 2024 Иван Петров",
        "Copyright (c) Meta Platforms, Inc. and affiliates.",
        "SPDX-FileCopyrightText: 2020 Jane Doe",
        "This project is licensed under the MIT License.",
        "https://opensource.org/licenses/MIT",
    ],
)
def test_ordinary_heads_are_heads(head: str) -> None:
    assert identify(f"{head}\n\n{MIT}").state == "clean"


@pytest.mark.parametrize(
    "text",
    [
        f"```text\n{MIT}\n```\n",
        f"<style>\nbody {{color: red}}\n</style>\n<pre>{MIT}</pre>",
        "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in MIT),
        MIT.replace("associated", "associ-\n    ated").replace("limitation", "limi-\ntation"),
        APACHE.replace("fi", "\N{LATIN SMALL LIGATURE FI}"),
    ],
)
def test_other_shapes_of_the_same_words_are_clean(text: str) -> None:
    assert (identify(text).state, identify(text).verdict) == ("clean", "osi-approved")


@pytest.mark.parametrize(
    "head",
    [
        "Licensed under either of\n * Apache License, Version 2.0 or\n * MIT license\nat your option.",
        "This project is dual-licensed under the MIT and Apache 2.0 licenses.",
    ],
)
def test_a_choice_of_two_texts_is_either(head: str) -> None:
    found = identify(f"{head}\n\n{APACHE}\n\n{MIT}")
    assert (found.state, found.expression) == ("clean", "Apache-2.0 OR MIT")


def test_the_words_of_an_open_license_restrict_nothing_when_others_change() -> None:
    found = identify(TEXTS["OFL-1.1"].replace("redistributed", "redistributed freely", 1))
    assert (found.state, found.verdict, found.clauses) == ("modified", "undetermined", ())


def test_variants_of_one_text_are_not_chosen_between() -> None:
    assert identify(TEXTS["GFDL-1.3-only"]).expression == "GFDL-1.3-only"
