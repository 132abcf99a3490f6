"""Scripts of words, so that no second script hides in a name."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from ..patterns import lazy

#: Scripts whose names begin with a capital.
CASED = frozenset({"LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN"})
_CJK = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "KATAKANA-HIRAGANA", "FULLWIDTH", "IDEOGRAPHIC"})
#: How the names of bodies end in Chinese, Japanese and Korean; a person's name is no longer than four.
_ENDS = lazy(
    "(?:公司|大学|大學|学院|研究院|研究所|实验室|實驗室|团队|基金会|集团|委员会|作者|会社|財団|機構|研究室"
    "|회사|대학교|연구소|연구원|재단)$"
)
#: How they begin.
_STARTS = lazy("^(?:株式会社|有限会社|合同会社|一般社団法人|国立大学法人|주식회사|사단법인|재단법인)")
#: What no name holds: a ban, a limit, a condition; and what no short one does.
_NEVER = lazy(
    "禁|勿|不得|不可|不能|不准|不许|不許|仅|僅|只限|除非|必须|必須|须经|同意|以外|금지|불가|금함|한정|전용|용도"
)
#: Words of bans and limits in scripts without capitals, which no name holds.
_BANS = lazy(
    "אסור|בלבד|שימוש|מסחרי|רק ל|يمنع|يحظر|ممنوع|فقط|تجاري|استخدام|لا يجوز|مجاز|استفاده|تجاری"
    "|केवल|वर्जित|निषिद्ध|उपयोग"
    "|व्यावसायिक|अनुमति|मना|শুধু|নিষিদ্ধ|ব্যবহার|অনুমতি|বাণিজ্যিক|ห้าม|เฉพาะ|เท่านั้น|อนุญาต|ใช้"
)
_NOT_SHORT = lazy("[用商販许許权權转轉限]|상업|사용|연구")
_MOST, _WORDS = 30, 3


@lru_cache(maxsize=4_096)
def script_of(word: str) -> str:
    """The script of a word's letters, CJK for those of East Asia; "" where there are several."""
    found = set()
    for letter in word:
        if letter.isalpha():
            name = unicodedata.name(letter, "UNKNOWN").split(" ")[0]
            found.add("CJK" if name in _CJK else name)
    return found.pop() if len(found) == 1 else "" if found else "NONE"


def is_body(run: str) -> bool:
    """Whether Chinese, Japanese or Korean without spaces can be the name of a person or a body."""
    if _NEVER.search(run):
        return False
    if _STARTS.search(run):
        return len(run) <= _MOST
    return (len(run) <= 4 and not _NOT_SHORT.search(run)) or (len(run) <= _MOST and bool(_ENDS.search(run)))


def may_be_uncased_name(text: str) -> bool:
    """Whether words of a script without capitals can be a name: three at most, and none of a ban."""
    return len(text.split()) <= _WORDS and not _BANS.search(text)


def plain(word: str) -> str:
    """A word without the marks on its letters."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
