"""Every known text is itself; forms that change nothing change nothing."""

from __future__ import annotations

import random
import zlib

import edits
import pytest
from turns import in_turn

from osaid_action.licenses import identify
from osaid_action.licenses.index import Index

APACHE_NOTICE = """\
Licensed under the Apache License, Version 2.0 (the "License");
you may not use this file except in compliance with the License.
You may obtain a copy of the License at

    http://www.apache.org/licenses/LICENSE-2.0

Unless required by applicable law or agreed to in writing, software
distributed under the License is distributed on an "AS IS" BASIS,
WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
See the License for the specific language governing permissions and
limitations under the License.
"""
GPL_NOTICE = """\
This program is free software: you can redistribute it and/or modify it under the terms of the GNU General
Public License as published by the Free Software Foundation, either version 3 of the License, or (at your
option) any later version.

This program is distributed in the hope that it will be useful, but WITHOUT ANY WARRANTY; without even the
implied warranty of MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE. See the GNU General Public License
for more details.

You should have received a copy of the GNU General Public License along with this program. If not, see
<https://www.gnu.org/licenses/>.
"""


@pytest.mark.parametrize("part", in_turn(range(8)))
def test_every_spdx_text_is_itself(spdx, twins, part):
    wrong = {}
    for identifier, text in list(spdx.items())[part::8]:
        found = identify(text)
        if found.state != "clean" or found.expression not in twins[identifier] | {identifier}:
            wrong[identifier] = (found.state, found.expression)
    assert wrong == {}


def test_every_ai_text_is_itself(ai):
    for identifier, text in ai.values():
        found = identify(text)
        assert (found.state, found.expression) == ("clean", identifier)


@pytest.mark.parametrize("part", in_turn(range(8)))
def test_perturbed_texts_keep_their_id(spdx, twins, part):
    rng = random.Random(f"perturbed {part}")
    accused = count = 0
    for identifier in rng.sample(sorted(spdx), 5):
        for label, text in edits.perturbed(spdx[identifier], rng):
            found = identify(text)
            assert found.expression in twins[identifier] | {identifier}, (identifier, label)
            count += 1
            accused += found.state in ("modified", "additional-terms")
    assert accused <= 0.03 * count


def test_words_around_a_license_are_extra_text_at_least(mit):
    found = identify("Thanks to everyone who helped.\n\n" + mit)
    assert (found.state, found.expression, found.line) == ("extra-text", "MIT", 3)
    assert found.differences[0].inserted == "Thanks to everyone who helped"


@pytest.mark.parametrize(
    "heading",
    [
        "",
        "The MIT License (MIT)\n\n",
        "LICENSE\n\n",
        "This project is licensed under the MIT License.\n\n",
        "# MIT\n\n",
    ],
)
def test_titles_are_explained(mit, heading):
    assert identify(heading + mit.replace("MIT License", "")).state == "clean"


@pytest.mark.parametrize(
    "heading",
    [
        "Modified MIT License",
        "CC-BY-NC-4.0",
        "MIT No Attribution",
        "Llama 2 Community License Agreement",
        "GPL-3.0",
    ],
)
def test_a_title_of_another_license_is_not(mit, heading):
    found = identify(heading + "\n\n" + mit.replace("MIT License", ""))
    assert found.state not in ("clean", "extra-text")
    assert found.verdict != "osi-approved"


def test_several_licenses(spdx, mit):
    found = identify(spdx["Apache-2.0"] + "\n\n-----\n\n" + mit + "\n\n" + spdx["BSD-3-Clause"])
    assert (found.state, found.expression) == ("clean", "Apache-2.0 AND MIT AND BSD-3-Clause")


def test_a_repeated_license_is_one(mit):
    assert identify(mit + "\n\n" + mit).expression == "MIT"


def test_open_and_restricted_together_are_restricted(spdx, mit):
    found = identify(mit + "\n\n" + spdx["CC-BY-NC-4.0"])
    assert (found.expression, found.verdict) == ("MIT AND CC-BY-NC-4.0", "restricted")


def test_notices():
    found = identify("Copyright 2020 Jane Doe\n\n" + APACHE_NOTICE)
    assert (found.state, found.expression) == ("clean", "Apache-2.0")
    assert "notice" in found.note
    assert identify("".join(f"# {line}\n" for line in APACHE_NOTICE.splitlines())).state == "clean"
    assert identify(APACHE_NOTICE.replace("may not use", "may use")).state == "modified"


def test_only_or_later_is_decided_by_notices_and_tags(spdx):
    text = spdx["GPL-3.0-only"]
    found = identify(text)
    assert found.expression == "GPL-3.0-only"
    assert "later versions" in found.note
    assert identify(GPL_NOTICE + "\n\n" + text).expression == "GPL-3.0-or-later"
    assert identify("SPDX-License-Identifier: GPL-3.0-or-later\n\n" + text).expression == "GPL-3.0-or-later"


def test_tags():
    found = identify(
        "# SPDX-FileCopyrightText: 2020 Jane Doe\n# SPDX-License-Identifier: Apache-2.0 OR MIT\n"
    )
    assert (found.state, found.expression) == ("clean", "Apache-2.0 OR MIT")


def test_a_restricted_tag_wins_over_an_open_text(mit):
    assert identify("SPDX-License-Identifier: CC-BY-NC-4.0\n\n" + mit).verdict == "restricted"


def test_exceptions(spdx, exceptions):
    found = identify(spdx["GPL-2.0-only"] + "\n\n" + exceptions["Classpath-exception-2.0"])
    assert found.expression == "GPL-2.0-only WITH Classpath-exception-2.0"
    assert found.verdict == "osi-approved"


@pytest.mark.parametrize(
    ("text", "expression", "verdict"),
    [
        ("Mistral AI Research License\n\nSee the website.", "LicenseRef-Mistral-Research", "restricted"),
        ("https://creativecommons.org/licenses/by-nc/4.0/", "CC-BY-NC-4.0", "restricted"),
        ("Attribution-NonCommercial 4.0 International", "CC-BY-NC-4.0", "restricted"),
        ("MIT License", "MIT", "undetermined"),
        ("Licensed under CC BY 4.0.", "CC-BY-4.0", "undetermined"),
    ],
)
def test_named_only(text, expression, verdict):
    found = identify(text)
    assert (found.state, found.expression, found.verdict) == ("named", expression, verdict)


@pytest.mark.parametrize("text", ["", " \n", "A repository about cats.", "All rights reserved. Do not copy."])
def test_unknown(text):
    found = identify(text)
    assert (found.state, found.expression, found.verdict) == ("unknown", None, "undetermined")


def test_minor_edits_are_listed(mit):
    found = identify(mit.replace("merchantability".upper(), "MERCHANTABLITY"))
    assert found.state == "clean"
    assert [(d.kind, d.minor) for d in found.differences] == [("replaced", True)]


def test_half_a_license_is_not_clean(spdx):
    text = spdx["CC-BY-NC-4.0"]
    found = identify(text[: len(text) // 2])
    assert found.state in ("modified", "named")
    assert found.expression == "CC-BY-NC-4.0"


@pytest.mark.parametrize("part", in_turn(range(4), parts=4))
def test_left_out_licenses_are_never_clean_as_another(spdx, twins, part):
    """Without its own entry a text is not clean, but where it is made of listed licenses or a twin."""
    allowed = {"OpenSSL"}
    base = Index()
    for identifier in random.Random(3).sample(sorted(spdx), 60)[part::4]:
        base.hide(twins[identifier] | {identifier})
        found = run(spdx[identifier], base)
        assert found.state != "clean" or identifier in allowed, (identifier, found.expression)


def run(text: str, index: Index):
    from osaid_action.licenses.recognize import identify as with_index

    return with_index(text, index)


def test_the_same_text_gives_the_same_answer(spdx):
    text = spdx["MPL-2.0"]
    assert identify(text) == identify(text)
    assert zlib.crc32(repr(identify(text)).encode()) == zlib.crc32(repr(identify(text)).encode())


def _bsd(spdx, third):
    usual = "Neither the name of the copyright holder nor the names of its contributors may"
    text = " ".join(spdx["BSD-3-Clause"].replace("<year>", "2024").replace("<owner>", "Jane Doe").split())
    assert usual in text
    return text.replace(usual, third)


@pytest.mark.parametrize(
    "third",
    [
        "Neither the name of someorg/foo-bar-baz-quux nor the names of its contributors may",
        "Neither the name of Jane Doe nor the names of other contributors may",
        "Neither the name Acme nor the names of its contributors may",
        "Neither the name of Jane Doe nor the names of his contributors may",
        "The name Jane Doe may not",
    ],
)
def test_forms_of_a_clause_are_the_license(spdx, third):
    found = identify(_bsd(spdx, third))
    assert (found.state, found.expression) == ("clean", "BSD-3-Clause")


@pytest.mark.parametrize(
    "third",
    [
        "Neither the name of noncommercial/use-only nor the names of its contributors may",
        "Neither the name of Jane Doe nor the names of commercial contributors may",
        "Neither the name of Jane Doe nor the names of its contributors will",
        "Neither the name of someorg/foo and bar of baz for quux nor the names of its contributors may",
        "Neither the names of its contributors may",
    ],
)
def test_other_words_in_a_clause_are_not(spdx, third):
    found = identify(_bsd(spdx, third))
    assert (found.state, found.expression) == ("modified", "BSD-3-Clause")


def test_the_plainest_relative_is_named(spdx):
    """Not the one with a clause that is not there, though it shares more words."""
    found = identify(_bsd(spdx, "Copies: neither the name of Adobe nor of its contributors may"))
    assert found.expression == "BSD-3-Clause"


@pytest.mark.parametrize(
    ("identifier", "words", "instead"),
    [
        ("CC-BY-4.0", "other CC-licensed material", "other CC-\n     licensed material"),
        ("CC-BY-2.0", "Creative Commons", ""),
        ("OSL-3.0", "v. 3.0", ""),
        (
            "GPL-1.0-only",
            "675 Mass Ave, Cambridge, MA 02139",
            "51 Franklin Street, Fifth Floor, Boston, MA 02110-1301",
        ),
        ("GFDL-1.3-only", "www.gnu.org/copyleft/", "www.gnu.org/licenses/"),
        ("APSL-2.0", "exig\u00e9", "exige"),
        ("OFL-1.1", "PERMISSION & CONDITIONS", "PERMISSION AND CONDITIONS"),
        ("EPL-1.0", "", '<?xml version="1.0" encoding="UTF-8"?>\n'),
    ],
)
def test_what_changes_no_term_is_clean(spdx, identifier, words, instead):
    text = spdx[identifier]
    assert words in text
    found = identify(text.replace(words, instead, 1))
    assert (found.state, found.expression) == ("clean", identifier)


@pytest.mark.parametrize(
    ("identifier", "words", "instead"),
    [
        ("CC0-1.0", "IS NOT A LAW FIRM", "IS A LAW FIRM"),
        ("OFL-1.1", "to use, study, copy, merge", "to use, and study, copy, merge"),
        ("GFDL-1.3-only", "www.gnu.org/copyleft/", "www.acme.com/terms/"),
        ("GPL-1.0-only", "675 Mass Ave, Cambridge", "51 users"),
    ],
)
def test_what_may_change_one_is_not(spdx, identifier, words, instead):
    assert words in spdx[identifier]
    assert identify(spdx[identifier].replace(words, instead, 1)).state != "clean"
