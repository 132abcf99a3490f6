"""The closed lists by which words beside a license are told from terms."""

from __future__ import annotations

from ..patterns import lazy


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Words that open or belong to a copyright statement.
MARKS = _set("copyright copyrights copr c")
JOINING = _set(
    "by and or the of at for its their others et al de la le les du des van von der den di da do dos del "
    "y und e contributors contributor authors author owners owner holder holders developers developer "
    "members maintainers affiliates subsidiaries"
)
#: Ordinary words that are parts of the names of persons and bodies.
BODIES = _set(
    "inc incorporated corp corporation llc llp ltd limited gmbh ag sa sas sarl bv nv oy ab plc co company "
    "kk pty foundation university universities institute institutes technology technologies research "
    "laboratory laboratories lab labs group team project projects community consortium association "
    "society center centre college school department systems software networks computing computer "
    "computers science sciences engineering international national global american european united states "
    "california regents trustees board open source initiative free public interest apache software "
    "intelligence artificial learning machine deep data language model models academy alliance committee "
    "council council's office organization individual individuals state new york san francisco north "
    "south east west carnegie mellon stanford berkeley cambridge oxford massachusetts washington illinois "
    "digital media web world wide people government federal ministry bank electric power semiconductor "
    "communications solutions services studio studios games design industries industrial partners "
    "holdings ventures creative commons"
)
#: Words that no name holds: they make a phrase a term.
NEVER = _set(
    "no not non nor never none neither only except excluding excluded excludes exclude without unless "
    "must shall may might can cannot should will would use used uses using user users usage commercial "
    "commercially noncommercial academic educational evaluation personal private internal prohibited "
    "prohibits forbidden forbids restricted restricts restriction restrictions allowed allows permitted "
    "permits permission permissions revoked revoke revocable terminated terminate terms condition "
    "conditions policy policies grant grants granted license licenses licensed sublicense rights subject "
    "provided require requires required pay fee fees royalty royalties sell sale sold copy copies copying "
    "redistribute redistribution distribute distribution modify modified modification modifications "
    "derivative derivatives train training military weapons surveillance purpose purposes consent "
    "approval agree agreement confidential proprietary this that these those is are was were be been has "
    "have had do does if any all you your we our it they expires expire until after before under over "
    "more less than million thousand hundred banned barred ban denied deny reserved to in on from with as "
    "but"
)
PLACEHOLDERS = _set(
    "name names of the copyright owner owners holder holders author authors fullname full organization "
    "organisation company project year yyyy your mm dd insert here s cookiecutter repo initials legal "
    "entity fill in"
)
#: Lines that only announce a license.
HEADINGS = frozenset(
    [
        "license",
        "licence",
        "licenses",
        "licensing",
        "copying",
        "copyright",
        "copyright notice",
        "license agreement",
        "license text",
        "full license text",
        "software license",
        "terms",
        "begin license",
        "end license",
        "end of license",
        "end of terms and conditions",
        "license begin",
        "license end",
        "the license",
        "license terms",
        "legal",
        "legal notice",
        "license information",
        "copyright and license",
        "license and copyright",
        "project license",
        "code license",
    ]
)

PLACEHOLDER = lazy(
    r"(?:(?:yyyy|year|years)(?: name(?: of (?:the )?(?:author|copyright owner|copyright holder)s?)?)?"
    r"|names? of (?:the )?(?:author|copyright owner|copyright holder|licensor)s?"
    r"|copyright (?:holder|owner)s?|fullname|licensor name"
    r"|year (?:copyright (?:holder|owner)s?|fullname|owner|author))"
)
TRIM = lazy(r"^(?:the|a) | (?:license )?(?:agreement|file)$")
NOTICE = lazy(
    r"(?:(?:this|the) (?:\w+ )?(?:project|repository|software|model|work|code|package|library|dataset|file|"
    r"program|module|source code|model weights|weights) (?:is|are) |)"
    r"(?:licensed|released|distributed|made available|available|provided) under "
    r"(?:the )?(?:terms (?:and conditions )?of )?(?:the )?(?P<name>(?:\w+ ){0,8}?\w+?)"
    r"(?: (?:please )?see (?:the )?(?:accompanying )?license(?: md| txt| rst)?(?: file)? for (?:more |the )?"
    r"(?:full |license )?(?:details|information|text))?"
)
FAMILIES = {
    "apache license": "Apache-",
    "bsd license": "BSD-",
    "gnu general public license": "GPL-",
    "gnu lesser general public license": "LGPL-",
    "gnu affero general public license": "AGPL-",
    "mozilla public license": "MPL-",
    "gnu gpl": "GPL-",
    "gpl": "GPL-",
    "bsd": "BSD-",
    "apache": "Apache-",
}
