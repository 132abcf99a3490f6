"""A text that takes freedoms away says where, in words that say it."""

from __future__ import annotations

import pytest

from osaid_action.licenses import identify

#: Of an id: a kind of clause, and words that its quote has.
SAID = [
    ("LicenseRef-Llama-3.1-Community", "threshold", "greater than 700 million monthly active users"),
    ("LicenseRef-Llama-3.1-Community", "display", "prominently display \u201cBuilt with Llama\u201d"),
    ("LicenseRef-Llama-3.1-Community", "field-of-use", "adhere to the Acceptable Use Policy"),
    ("LicenseRef-Llama-2-Community", "no-training", "to improve any other large language model"),
    ("LicenseRef-Gemma-Terms", "revocable", "reserves the right to restrict (remotely or otherwise)"),
    ("LicenseRef-Gemma-Terms", "changes", "Google may update Gemma from time to time"),
    (
        "LicenseRef-BigCode-OpenRAIL-M-1.0",
        "field-of-use",
        "agree not to Use it for the specified restricted uses",
    ),
    ("LicenseRef-EXAONE-1.1-NC", "outputs", "shall remain the exclusive property of the Licensor"),
    ("LicenseRef-EXAONE-1.1-NC", "display", "must include \u201cEXAONE\u201d at the beginning of its name"),
    ("LicenseRef-Stability-AI-Community", "registration", "You must register with Stability AI"),
    ("LicenseRef-Tencent-Hunyuan-3D-2.0", "territory", "DOES NOT APPLY IN THE EUROPEAN UNION"),
    ("LicenseRef-Tencent-Hunyuan-3D-2.0", "safeguards", "circumvent the safety guardrails"),
    (
        "LicenseRef-Falcon-2-11B-1.0",
        "field-of-use",
        "must comply with the Acceptable Use Policy at all times",
    ),
    ("CC-BY-NC-4.0", "non-commercial", "for NonCommercial purposes only"),
    ("CC-BY-ND-4.0", "no-derivatives", "but not Share, Adapted Material"),
]


@pytest.fixture(scope="session")
def published(spdx, ai):
    return {**spdx, **dict(ai.values())}


@pytest.mark.parametrize(("identifier", "category", "words"), SAID)
def test_a_known_text_says_where(published, identifier, category, words):
    text = published[identifier]
    found = identify(text)
    assert (found.state, found.verdict) == ("clean", "restricted")
    clause = next(one for one in found.clauses if one.category == category)
    assert words in clause.quote
    start = clause.quote.strip("\u2026").split()[0]
    assert start in text.splitlines()[clause.line - 1]


def test_a_text_says_only_what_its_facts_tell(published):
    """FLUX warns of high-risk use, and bans none; Gemma claims no outputs."""
    for identifier in (
        "LicenseRef-FLUX.1-dev-NC",
        "LicenseRef-Gemma-Terms",
        "LicenseRef-Llama-3.1-Community",
    ):
        found = {clause.category for clause in identify(published[identifier]).clauses}
        assert found.isdisjoint({"outputs", "registration", "territory"})
    assert "field-of-use" not in {c.category for c in identify(published["LicenseRef-FLUX.1-dev-NC"]).clauses}


@pytest.mark.parametrize("identifier", ["MIT", "Apache-2.0", "GPL-3.0-only", "CC-BY-SA-4.0", "AGPL-3.0-only"])
def test_a_text_that_takes_none_away_says_none(published, identifier):
    assert identify(published[identifier]).clauses == ()


def test_every_model_license_says_something(ai):
    """But for what is restricted by a text that is elsewhere."""
    silent = {
        name for name, text in ai.values() if (f := identify(text)).verdict == "restricted" and not f.clauses
    }
    assert silent == set()


def test_an_edited_text_says_what_stands_in_it(published):
    text = published["LicenseRef-Llama-3.1-Community"].replace("700 million", "500 thousand")
    found = identify(text)
    assert (found.state, found.verdict) == ("modified", "restricted")
    quote = next(clause.quote for clause in found.clauses if clause.category == "threshold")
    assert "500 thousand monthly active users" in quote
