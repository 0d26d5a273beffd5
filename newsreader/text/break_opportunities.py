"""Break opportunities: between which code points a row may end.

The rules are those of W3C CLREQ (3.1.7, prohibition at line start and end; 3.2.2, mixed text) and
of UAX #14, whose rules are cited as LB numbers. Each rule looks only at the text around one place,
so rows are the same from wherever wrapping begins.
"""

from __future__ import annotations

import unicodedata

from newsreader.text.graphemes import floor_boundary
from newsreader.text.lazy_regex import lazy_regex

# CLREQ 3.1.7, basic level: pause and stop marks, closing quotes and brackets, connectors,
# interpuncts and solidi; UAX #14 LB13, LB21, LB22, LB25: their narrow forms, and signs that follow
# a number.
NO_START = frozenset(
    "、，。．：；！？〕）］｝」』】〗〙〛》〉”’〞〟﹞﹚﹜·・‧•～–／⁄%‰‱％℃℉°′″￠¢"
    ",.:;!?)]}/々〻ー゛゜ゝゞヽヾ﹐﹑﹒﹔﹕﹖﹗｡､｣･‼⁇⁈⁉"
)
# CLREQ 3.1.7, basic level: opening quotes and brackets; LB25: currency signs before a number.
NO_END = frozenset("（〔［｛「『【〖〘〚《〈“‘〝﹝﹙﹛｢([{￥¥＄$£￡€₩₽₹฿№＃")
CLOSING = "”’」』〞〟）)】〕］]》〉｝}"
"""The closing quotes and brackets, which belong to what is before them."""

# CLREQ 3.1.7, strict level: a row may not begin with these either. Small kana: JIS X 4051.
DASHES = frozenset("—―⸺…⋯")
_SMALL_KANA = frozenset("ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ")
# CLREQ 3.1.8: only these may hang past the right edge.
HANGING = frozenset("、，。．：；！？,.:;!?｡､")

# White space at which a row may end; it is not shown there.
BLANKS = frozenset(" \t\n\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f")
BLANKS |= frozenset("\u1680\u3000")
_GLUE = frozenset("\xa0\u202f\u2007\u2060\ufeff\u2011")  # LB11, LB12
_HYPHENS = frozenset("-‐\u2010")
_SIGNS = frozenset("-+−±－＋")
# Signs that join the letters and digits on both sides (LB28, LB29): U.S. AT&T don't 3.5 1,234
# 12:30 a_b C++ x=1.
_JOINING = frozenset(".'’_@&+,:*#=~^|\\<>")
# Full-width points inside a number: 17．3 or 14：30.
_WIDE_POINTS = frozenset("．：")
# Units written as one sign stay with their number (LB25).
_UNIT_SIGNS = frozenset(map(chr, [*range(0x3371, 0x337B), *range(0x3380, 0x33E0), 0x33FF]))
_UNITS_OF_RANGE = frozenset("年月日号时点分秒岁万亿元度")
# The Chicago Manual of Style, 14.18: a URL is broken after a colon or a slash, before or after an
# equals sign or an ampersand. LB21: after a hyphen.
_URL_AFTER = frozenset(":/?&=#;-")
_URL_BEFORE = frozenset("=&")
_URL_RUN = lazy_regex("[!-~]*")
_LONGEST_URL = 2048
_QUOTE_WINDOW = 8192
_LONGEST_DASH = 256


class _Kinds(dict[str, str]):
    """Cached kind of each code point: h(an), d(igit), l(etter) of a word, o(ther)."""

    def __missing__(self, character: str) -> str:
        category = unicodedata.category(character)
        wide = unicodedata.east_asian_width(character)
        kind = "o"
        if category == "Nd":
            kind = "d"
        elif "\u4e00" <= character <= "\u9fff":
            kind = "h"
        elif category[0] == "L" and (wide not in "WH" and not "\u3040" <= character <= "\uff20"):
            kind = "l"
        self[character] = kind
        return kind


_kinds = _Kinds()
_SETTLED = frozenset(["hh", "ll", "dd", "ld", "dl"])


def may_break(text: str, at: int, start: int = 0, strict: bool = False) -> bool:
    """Whether a row may end before the code point `at` of a paragraph that begins at `start`.

    Requires `start < at < len(text)`. A row keeps the blanks at its end (LB7, LB18), so there is
    no break before a blank. `strict` selects the strict level of CLREQ.
    """
    return floor_boundary(text, at) == at and may_end(text, at, start, strict)


def may_end(text: str, at: int, start: int, strict: bool) -> bool:
    """`may_break` for an `at` where a grapheme cluster begins."""
    before, after = text[at - 1], text[at]
    kinds = _kinds[before] + _kinds[after]
    if kinds in _SETTLED:
        return kinds == "hh"
    if after in BLANKS:
        return False
    spaced = before in BLANKS
    if spaced:
        at_word = _before_blanks(text, at, start)
        if at_word == start:
            return False
        before = text[at_word - 1]
    if _never_apart(text, at, before, after, start):
        return _despite_marks(text, at, start, spaced=spaced)
    if strict and (after in DASHES or after in _SMALL_KANA):
        return False
    return spaced or _may_part(text, at, start)


def kinsoku(text: str, at: int) -> bool:
    """The weaker rule for cutting a unit that is wider than a row."""
    before, after = text[at - 1], text[at]
    dashes = after == before and after in DASHES
    return not (after in NO_START or after in BLANKS or before in NO_END or dashes)


def _before_blanks(text: str, at: int, start: int) -> int:
    """Where the blanks before `at` begin."""
    while at > start and text[at - 1] in BLANKS:
        at -= 1
    return at


def _despite_marks(text: str, at: int, start: int, *, spaced: bool) -> bool:
    """The exceptions: before a word that begins with a point (.5, .NET: LB15c), inside https://."""
    if spaced:
        return text[at] in ".:" and _is_word(text[at + 1 : at + 2])
    return text[at - 1] == ":" and text[at] == "/" and _in_url(text, at, start)


def _never_apart(text: str, at: int, before: str, after: str, start: int) -> bool:
    """Whether the marks around `at` forbid a break, even over blanks: LB11, LB13, LB14, LB19."""
    if after in NO_START or before in NO_END:
        return True
    if after in _GLUE or before in _GLUE:
        return _glued(text, at)
    if after == '"' and not _opens(text, at, start):
        return True
    return before == '"' and text[at - 1] == '"' and _opens(text, at - 1, start)


def _glued(text: str, at: int) -> bool:
    """LB12, except for no-break spaces used as plain spacing: two in a row, or beside Han."""
    before, after = text[at - 1], text[at]
    if "\xa0" not in {before, after}:
        return True
    space = at if after == "\xa0" else at - 1
    sides = text[max(0, space - 1) : space] + text[space + 1 : space + 2]
    plain = len(sides) < 2 or any(side == "\xa0" or not side.isascii() for side in sides)
    return after == "\xa0" or not plain


def _opens(text: str, at: int, start: int) -> bool:
    """Whether the straight quote at `at` opens: an even number of quotes precede it."""
    return text.count('"', max(start, at - _QUOTE_WINDOW), at) % 2 == 0


def _may_part(text: str, at: int, start: int) -> bool:
    """Whether two adjacent code points may be in different rows."""
    before, after = text[at - 1], text[at]
    if before == after and not _is_word(after):
        return _may_part_same(text, at, start)
    if (before in _URL_AFTER or after in _URL_BEFORE) and _in_url(text, at, start):
        return True
    if _is_word(after):
        return not _is_word(before) and not _holds_on(text, at, start)
    if after in _HYPHENS:
        return _is_sign(text, at, start)
    if _is_word(before):
        return not _is_held(text, at)
    return True


def _may_part_same(text: str, at: int, start: int) -> bool:
    """Dashes and ellipses are split between pairs only; a run of another ASCII sign never is."""
    sign = text[at]
    if sign not in DASHES:
        return not sign.isascii()
    first, lowest = at, max(start, at - _LONGEST_DASH)
    while first > lowest and text[first - 1] == sign:
        first -= 1
    return (at - (first if first > lowest else start)) % 2 == 0


def _holds_on(text: str, at: int, start: int) -> bool:
    """Whether the sign before the word at `at` belongs to it: -12 @name x=1 2021-06 1/2."""
    sign, after = text[at - 1], text[at]
    outer = text[at - 2] if at - 2 >= start else ""
    if sign in _SIGNS and _is_sign(text, at - 1, start):
        return True
    if sign in "@#\\" or (sign in "'." and (not outer or outer in BLANKS)):
        return True
    if not _is_word(outer):
        return False
    if sign in _HYPHENS or sign == "/":
        return _is_digit(after) and _is_digit(outer)
    if sign in _WIDE_POINTS:
        return _is_digit(outer) and _is_digit(after)
    return sign in _JOINING


def parts_number(text: str, at: int) -> bool:
    """Whether a row that is otherwise very short may end at `at`, after a hyphen between digits.

    LB25 keeps dates and telephone numbers whole; this is the exception.
    """
    return text[at - 1] in _HYPHENS and _is_digit(text[at]) and _is_word(text[at - 2 : at - 1])


def _is_held(text: str, at: int) -> bool:
    """Whether the sign at `at` belongs to the word before it: C++ C# AT&T 30㎡ 1—8."""
    sign = text[at]
    if sign in _UNIT_SIGNS:
        return _is_digit(text[at - 1])
    if sign in "—―":
        return _is_digit(text[at - 1]) and text[at + 1 : at + 2] != sign
    if sign not in _JOINING:
        return False
    following = text[at + 1] if at + 1 < len(text) else ""
    return sign in "+#'’" or (_is_word(following))


def _is_sign(text: str, at: int, start: int) -> bool:
    """Whether the hyphen or sign at `at` begins a number rather than joining two parts (LB25).

    After Han it does unless a number with its unit precedes it: 零下-12℃, but 20日-31日.
    """
    if at + 1 >= len(text) or not _is_digit(text[at + 1]):
        return False
    before = text[at - 1] if at > start else ""
    if not before or before in BLANKS:
        return True
    if _is_word(before) or before in NO_START:
        return False
    return not (before in _UNITS_OF_RANGE and at - 2 >= start and _is_digit(text[at - 2]))


def _in_url(text: str, at: int, start: int) -> bool:
    """Whether the code points on both sides of `at` belong to one URL."""
    low = max(start, at - _LONGEST_URL)
    head = max(text.rfind("://", low, at + 2), text.rfind("www.", low, at))
    if head < 0 or not "!" <= text[at] <= "~":
        return False
    return _URL_RUN.fullmatch(text, head, at) is not None


def _is_word(character: str) -> bool:
    return character != "" and _kinds[character] in "dl"


def _is_digit(character: str) -> bool:
    return _kinds[character] == "d"
