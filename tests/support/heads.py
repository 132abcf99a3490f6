"""Ordinary heads of license files, and forms in which a license is found: none of them states a term."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

#: Names of two words that licenses use themselves, as Will Grant, are left out: they are not told from terms.
PEOPLE = (
    "Jane Doe", "José García Márquez", "Zoë Müller-Lüdenscheidt", "François Lefèvre", "Søren Østergaard",
    "Þóra Jónsdóttir", "Łukasz Wiśniewski", "Jiří Dvořák", "Szabó Ágnes", "Ștefan Ionescu", "Ayşe Yılmaz",
    "Nguyễn Văn An", "Budi Santoso", "Γιώργος Παπαδόπουλος", "Иван Петров", "Олена Шевченко", "محمد العلي",
    "דוד כהן", "راضیه احمدی", "राजेश कुमार", "সুমন দাস", "สมชาย ใจดี", "王小明", "陳大文", "山田太郎", "김철수",
    "J. R. Hartley", "O'Neil, Patrick", "Dr. Eva Schmidt", "Anne-Marie van der Berg", "M. Al-Khatib",
    "Linus Sebastian Holm", "xX_coder_Xx", "jdoe42", "Mary Sellers", "Ann Noble", "Jean-Luc Dupont",
    "Kofi Mensah", "Siobhán Ní Bhriain", "Mikko Häkkinen",
)  # fmt: skip
BODIES = (
    "ACME Research Inc.", "Deep Thought Labs GmbH", "Müller & Söhne GmbH & Co. KG", "Nordwind AG",
    "Kvant Ltd.", "Contoso Corporation", "Rossi Informatica S.p.A.", "Bianchi e Figli S.r.l.",
    "Novák s.r.o.", "Suomi Data Oy", "Fjord AS", "Sverige Kod AB", "Dansk Data A/S",
    "Logiciels Dupont SARL", "Données Libres SAS", "Datos del Sur S.A.", "Dados Abertos Ltda.",
    "Zielony Kod Sp. z o.o.", "Kék Duna Kft.", "株式会社サンプル", "示例科技有限公司", "範例軟體股份有限公司",
    "ООО «Пример»",
    "주식회사 예제", "Mustermann e.V.", "Example B.V.", "Example Pty Ltd", "Sample LLC", "Foo, Bar & Baz LLP",
    "The University of Tübingen", "Technische Universität Wien", "Universität Zürich",
    "Université de Montréal", "École normale supérieure", "Universidad de Chile",
    "Universidade de Coimbra", "Università degli Studi di Padova", "Uniwersytet Warszawski",
    "Univerzita Karlova", "Московский государственный университет", "清华大学", "東京大学", "서울대학교",
    "Trustees of Foo College", "The Regents of the University of Examples", "Institut für Beispiele",
    "National Institute of Samples", "The Foo Authors", "The Foo Project", "Foo Developers", "openlab",
    "Foo Foundation", "The Example Consortium", "Free Software Foundation Europe e.V.",
    "Commission of the Sample Union", "Sample Bank PLC", "The respective authors",
)  # fmt: skip
DOMAINS = ("example.org", "example.com", "mail.example.net", "foo.example")
YEARS = (
    "1999", "2008", "2016", "2019", "2021", "2023", "2024", "2025", "2018-2024", "2015 - 2023", "2020–2025",
    "2019-present", "2017-Present", "2018, 2023", "2011, 2013-2015, 2019", "2014-2016, 2020", "2021-",
)  # fmt: skip
RESERVES = (
    "All rights reserved.", "All rights reserved", "All Rights Reserved.", "Alle Rechte vorbehalten.",
    "Tous droits réservés.", "Todos los derechos reservados.", "Todos os direitos reservados.",
    "Tutti i diritti riservati.", "保留所有权利。", "版权所有",
)  # fmt: skip
TITLES = {
    "MIT": ("MIT License", "The MIT License (MIT)", "The MIT License", "MIT LICENSE", "# MIT License"),
    "ISC": ("ISC License", "The ISC License", "ISC License (ISC)"),
    "BSD-3-Clause": ("BSD 3-Clause License", "The BSD 3-Clause License", 'BSD-3-Clause License'),
    "BSD-2-Clause": ("BSD 2-Clause License", "The BSD 2-Clause License", "Simplified BSD License"),
}  # fmt: skip


def _holder(rng: random.Random) -> str:
    kind = rng.randrange(12)
    person, body = rng.choice(PEOPLE), rng.choice(BODIES)
    if kind < 3:
        return person
    if kind < 6:
        return body
    mail = f"{rng.choice(('jane', 'j.doe', 'info', 'dev+oss', 'a_lee'))}@{rng.choice(DOMAINS)}"
    return (
        f"{person} <{mail}>",
        f"{person} ({body})",
        f"{person} and contributors",
        f"{', '.join(rng.sample(PEOPLE, 2))} and {body}",
        f"{person} (https://{rng.choice(DOMAINS)}/{rng.choice(('', 'about', '~jane'))})",
        rng.choice(
            (f"{person} et al.", f"{body} and its affiliates", f"{person} (see AUTHORS)", f"{body} & others")
        ),
    )[kind - 6]


def _line(rng: random.Random) -> str:
    years, holder = rng.choice(YEARS), _holder(rng)
    form = rng.choice(
        (
            "Copyright (c) {years} {holder}",
            "Copyright (c) {years} {holder}",
            "Copyright (C) {years} {holder}",
            "Copyright © {years} {holder}",
            "Copyright {years} {holder}",
            "Copyright (c) {years}, {holder}",
            "Copyright {years} by {holder}",
            "Copyright (c) {holder} {years}",
            "Copyright (c) {holder}, {years}",
            "(c) {years} {holder}",
            "(C) {years} {holder}",
            "© {years} {holder}",
            "Copr. {years} {holder}",
            "SPDX-FileCopyrightText: {years} {holder}",
            "SPDX-FileCopyrightText: © {years} {holder}",
        )
    )
    line = form.format(years=years, holder=holder)
    if "SPDX" in form or rng.random() < 0.6:
        return line
    reserve = rng.choice(RESERVES)
    stop = rng.choice((" ", "\n")) if line.endswith(".") else rng.choice((". ", ", ", "\n"))
    return line + stop + reserve


def heads(rng: random.Random, identifier: str = "") -> str:
    """An ordinary head: often the title of the license, then one copyright line or several, seldom a tag."""
    lines = [_line(rng) for _ in range(rng.choice((1, 1, 1, 2, 3)))]
    head = "\n".join(lines)
    if identifier in TITLES and rng.random() < 0.6:
        head = f"{rng.choice(TITLES[identifier])}\n\n{head}"
    if identifier and rng.random() < 0.1:
        head = f"SPDX-License-Identifier: {identifier}\n\n{head}"
    return head


HEAD = re.compile(r"\A(?:(?:MIT|ISC) License\s*\n)?\s*Copyright (?:\(c\) )?<year>[^\n]*\n\s*", re.IGNORECASE)


def headed(text: str, head: str) -> str:
    """A license text whose own empty head is replaced by another, or one with the head on top."""
    return f"{head}\n\n{HEAD.sub('', text, count=1)}"


# Forms of a whole text.


def _paragraphs(text: str, change: Callable[[str], str]) -> str:
    """A text with its paragraphs changed, but for those with a ruler or a copyright line."""
    parts = re.split(r"(\n[ \t]*\n\s*?(?=[^\n]))", text)
    kept = re.compile(
        r"^\s*[-=]{4,}\s*$|copyright(?:text:)? |^\s*(?:\(c\)|©|copr\.)|^#", re.IGNORECASE | re.MULTILINE
    )
    return "".join(
        part if place % 2 or (kept.search(part) and len(part) < 400) else change(part)
        for place, part in enumerate(parts)
    )


def _rewrapped(text: str, rng: random.Random) -> str:
    width = rng.choice((60, 72, 79, 100, 10_000))
    return _paragraphs(
        text, lambda part: textwrap.fill(" ".join(part.split()), width, break_on_hyphens=False)
    )


def _indented(text: str, rng: random.Random) -> str:
    return textwrap.indent(text, rng.choice(("  ", "   ", "        ")))


def _commented(text: str, rng: random.Random) -> str:
    prefix = rng.choice(("#", "//", " *", "--", ";;", "%", "dnl", "REM", "!", "..", "///"))
    lines = "".join(f"{prefix} {line}".rstrip() + "\n" for line in text.splitlines())
    if prefix == " *":
        return f"/*\n{lines} */\n"
    return lines


def _boxed(text: str, rng: random.Random) -> str:
    opening, closing = rng.choice(
        (("/*", "*/"), ('"""', '"""'), ("(*", "*)"), ("{-", "-}"), ("=begin", "=end"))
    )
    return f"{opening}\n{text}\n{closing}\n"


def _crlf(text: str, rng: random.Random) -> str:
    return rng.choice(("", "\ufeff")) + text.replace("\n", "\r\n")


def _quoted(text: str, rng: random.Random) -> str:
    curly = re.sub(r'"([^"\n]*)"', rng.choice((r"“\1”", r"“\1”", r"``\1''")), text)
    return curly.replace("'", "’") if "``" not in curly else curly


def _markdown(text: str, rng: random.Random) -> str:
    head, gap, rest = text.partition("\n\n")
    if "\n" in head or len(head) > 70:
        return (
            f"**{head.splitlines()[0].strip()}**\n" + "\n".join(text.splitlines()[1:])
            if "\n" in head
            else text
        )
    title = rng.choice(("# {}", "## {}", "**{}**", "*{}*", "{}\n===", "### {} ###", "__{}__")).format(
        head.strip()
    )
    return title + gap + rest


def _block(text: str, rng: random.Random) -> str:
    mark = rng.choice(("> ", "    "))
    return "".join(f"{mark}{line}\n" for line in text.splitlines())


def _fenced(text: str, rng: random.Random) -> str:
    fence = rng.choice(("```", "~~~", "````"))
    return f"{fence}{rng.choice(('', 'text'))}\n{text.strip()}\n{fence}\n"


def _tabs(text: str, rng: random.Random) -> str:
    return re.sub(r"(?m)^", "\t", text) if rng.random() < 0.5 else re.sub(r"(?m)^ {2,}", "\t", text)


def _trailing(text: str, rng: random.Random) -> str:
    return re.sub(r"\n", lambda _: " " * rng.randrange(4) + "\n", text) + rng.choice(("", "\n\n\n", "  \n"))


def _feeds(text: str, rng: random.Random) -> str:
    return rng.choice(("\f\n" + text, text.replace("\n\n", "\n\f\n", 2), text + "\n\f"))


def _spaces(text: str, rng: random.Random) -> str:
    return rng.choice(
        (text.replace(". ", ".  "), text.replace("\n\n", "\n\n\n"), text.replace(" ", "\u00a0", 9))
    )


FORMS: dict[str, Callable[[str, random.Random], str]] = {
    "plain": lambda text, _: text,
    "rewrapped": _rewrapped,
    "indented": _indented,
    "commented": _commented,
    "boxed": _boxed,
    "line ends": _crlf,
    "typographic quotes": _quoted,
    "markdown": _markdown,
    "block": _block,
    "fenced": _fenced,
    "tabs": _tabs,
    "trailing spaces": _trailing,
    "form feeds": _feeds,
    "spaces": _spaces,
}


def formed(text: str, form: str, rng: random.Random) -> str:
    """A license text in a form in which such texts are found."""
    return FORMS[form](text, rng)
