"""The closed lists by which words beside a license are told from terms."""

from __future__ import annotations

from ..patterns import lazy


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Words that open or belong to a copyright statement.
MARKS = _set("copyright copyrights copr c filecopyrighttext")
JOINING = _set(
    "by and or the of at degli delle dello della dei del zu im its their others et al de la le les du "
    "des van von der den di da do dos y und e contributors contributor authors author owners owner "
    "holder holders developers developer members maintainers affiliates subsidiaries"
)
#: What a copyright line may say besides names and dates.
PHRASES = lazy(
    r"\b(?:spdx(?= filecopyrighttext)|all rights reserved|alle rechte vorbehalten|tous droits r[eé]serv[eé]s"
    r"|todos los derechos reservados"
    r"|todos os direitos reservados|tutti i diritti riservati|版 权 所 有|保 留 所 有 权 利|无 断 转 载 禁 止"
    r"|(?:and )?(?:all )?(?:its )?other contributors|(?:the )?original authors?(?: or authors)?"
    r"|original work|modified work|represented by|trading as|(?:some|parts of the) code"
    r"|see (?:the )?(?:authors|contributors|notice|credits|(?:git )?history)(?: (?:md|txt|file|rst))*"
    r"(?: for (?:more )?(?:details|information|(?:a |the )?(?:full |complete )?list))?)\b"
)
#: Where a part of a project came from, or that what is other people's is under their terms: whole sentences.
ATTRIBUTION = lazy(
    r"(?:the |some |these |this )?(?:functions?|class(?:es)?|files?|modules?|parts?|portions?|code|scripts?)"
    r"(?: [\w']+){0,10}? (?:is|are|was|were) (?:taken|adapted|copied|borrowed|ported) from"
    r"(?: (?:the|project|library|package|repository|https?|github|com)| [\w'-]+){1,8}"
    r"|(?:the |some )?(?:parts?|files?|code|components?|packages?|librar(?:y|ies)|software|everything)"
    r" (?:in|under|below|inside) (?:the )?(?:third party|3rd party|vendor|vendored|external|deps)"
    r"(?: (?:folder|directory))? (?:is|are)"
    r" (?:licensed |released |distributed |covered |provided )?(?:under|by)"
    r" (?:their|its) own (?:respective )?(?:licen[cs]es?|terms)"
    r"(?: (?:which|that) (?:is|are) in (?:their|its|these|those|that|the) (?:own )?"
    r"(?:folders?|director(?:y|ies)))?"
)
#: Words that such a sentence has besides names.
OF_ATTRIBUTION = _set(
    "the of in and from some these this function functions class classes file files module modules part "
    "parts portion portions code script scripts folder project library package repository"
)
#: Forms of companies, with which a name ends.
FORMS = _set(
    "inc incorporated corp corporation llc llp ltd limited gmbh ag sa sas sarl bv nv oy ab plc co company "
    "kk pty kg ohg ug ev spa srl sp"
)
#: Ordinary words that are parts of the names of persons and bodies.
BODIES = FORMS | _set(
    "commission union agency authority bureau cooperative collective workshop университет институт академия "
    "фонд компания общество "
    "foundation university universities institute institutes technology technologies research laboratory "
    "laboratories lab labs group team project projects community consortium association society center "
    "centre college school department systems software networks computing computer computers science "
    "sciences engineering international national global american european united states california "
    "regents trustees board open source initiative public interest apache software intelligence "
    "artificial learning machine deep data language model models academy alliance committee council "
    "council's office organization individual individuals state new york san francisco north south east "
    "west carnegie mellon stanford berkeley cambridge oxford massachusetts washington illinois digital "
    "media web world wide people government federal ministry bank electric power semiconductor "
    "communications solutions services studio studios games design industries industrial partners "
    "holdings ventures creative commons institut universität universitat universitaet hochschule zentrum "
    "gesellschaft verein akademie fakultät stiftung université universite école ecole laboratoire "
    "fondation association centre universidad instituto fundación fundacion centro laboratorio "
    "universidade fundação fundacao università istituto fondazione uniwersytet politechnika instytut "
    "univerzita universitet universiteit stichting"
)
#: Words in small letters that link the name of a body to what it is for.
LINKING = _set("for für fuer pour para per för voor dla")
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
#: Words of an address that leads to terms; the hosts of those who publish licenses.
POLICIES = _set(
    "policy policies terms use uses usage commercial commercially noncommercial eula agreement "
    "restriction restrictions restricted prohibited prohibit prohibits conditions aup acceptable "
    "guideline guidelines rider addendum amendment not only"
)
STEWARDS = _set(
    "gnu opensource spdx creativecommons apache mozilla fsf eclipse choosealicense opendatacommons"
)
#: Words of the addresses that license texts give of themselves.
HOSTS = STEWARDS | _set("http www org osedu copyleft licenses license html php txt")
#: Words of the addresses that the Free Software Foundation has had.
SEATS = _set(
    "675 mass ave cambridge 02139 59 temple place suite 330 51 franklin street st fifth floor 31 milk 960789 "
    "boston ma 02111 1307 02110 1301 1335 02196 usa us"
)
#: Words before "contributors" or a name that only say whose: one stands for another.
WHOSE = _set("of the its his her their other any")
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
        "for more information please see",
    ]
)

#: Ordinary words before "code" or "model" that leave nothing of it out.
WHOLE = _set("entire whole complete full following above source software open original this")

#: What leaves a choice between licenses; all that such a paragraph may say besides their names.
CHOICE = lazy(
    r"\b(?:either of|under either|at your (?:own )?(?:option|choice|discretion)|dual(?:ly)? licensed"
    r"|dual licensing|your choice of|(?:may|can) choose)\b"
)
CHOOSING = _set(
    "this the these a of at in is are be as it its or and both either following project software code "
    "library crate package repository work program source licensed under license licenses dual dually "
    "licensing you your own may can choose choice option discretion one two terms available released "
    "distributed see file files for details more information also version v copying http https www org "
    "opensource apache gnu text txt md"
)
#: Words of the names of licenses.
NAMING = _set(
    "apache mit bsd isc mpl gpl lgpl agpl cc by sa gnu general public lesser library affero mozilla "
    "creative commons attribution sharealike share alike international unlicense zlib boost simplified "
    "new revised clause eclipse version license licence v"
)

PLACEHOLDER = lazy(
    r"(?:(?:yyyy|year|years)(?: name(?: of (?:the )?(?:author|copyright owner|copyright holder)s?)?)?"
    r"|names? of (?:the )?(?:author|copyright owner|copyright holder|licensor)s?"
    r"|copyright (?:holder|owner)s?|fullname|licensor name"
    r"|year (?:copyright (?:holder|owner)s?|fullname|owner|author))"
)
TRIM = lazy(r"^(?:the|a|begin|end) | (?:license )?(?:agreement|file)$")
NOTICE = lazy(
    r"(?:(?:this|the) (?:(?P<kind>\w+) )?(?:project|repository|software|model|work|code|package|library|"
    r"dataset|file|program|module|source code|model weights|weights) (?:is|are) |)"
    r"(?:licensed|released|distributed|made available|available|provided) under "
    r"(?:the )?(?:terms (?:and conditions )?of )?(?:the )?(?P<name>(?:\w+ ){0,8}?\w+?)"
    r"(?: (?:please )?see (?:the )?(?:accompanying )?license(?: md| txt| rst)?(?: file)? for (?:more |the )?"
    r"(?:full |license )?(?:details|information|text))?"
)
FAMILIES = {
    "unlicense public domain": "Unlicense",
    "odc open database license odbl": "ODbL-",
    "public domain mark 1 0": "CC-PDM-",
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
