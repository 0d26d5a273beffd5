"""Text as it is read: without invisible characters, and with ordinary ideographs for radicals.

Web pages scatter invisible characters over their words, and text copied from a PDF file has
radicals (⽹) in place of ideographs (网). Names, words, sentences, search and anchors follow this
one rule; the text itself is never changed.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.span import Span

# Soft hyphen, zero-width characters and joiners, bidi marks, word joiner, invisible operators,
# Mongolian vowel separator, BOM, variation selectors (IVS too) and tags.
IGNORED = (
    "\xad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff"
)
"""The characters that are ignored inside words, as the inside of a class of a pattern."""

# Those that continue the grapheme cluster before them: UAX #29, GB9.
EXTENDING = (
    "\u034f\u180b-\u180d\u180f\u200c\u200d\ufe00-\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef"
)
"""The ignored characters that belong to the character before them."""

RADICALS = "\u2e80-\u2fdf"
_RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺"
    "⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀"
    "聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
)
"""CJK radicals and their ideographs: EquivalentUnifiedIdeograph.txt of Unicode. Those from U+2F00
on (Kangxi) are decomposed by NFKC."""

_USUAL = {ord("⼾"): ord("户")}

_IGNORED = lazy_regex(f"[{IGNORED}]+")
_EXTENDING = lazy_regex(f"[{EXTENDING}]*")
_ANY = lazy_regex(f"[{IGNORED}{RADICALS}]")


class Plain:
    """The plain form of a text, and the spans of each in the other."""

    __slots__ = ("_origin", "source", "text")

    def __init__(self, source: str, text: str, origin: Sequence[int] | None) -> None:
        """`origin[i]` is the offset in `source` of `text[i]`; None if all offsets are the same."""
        self.source = source
        self.text = text
        self._origin = origin

    @property
    def same_offsets(self) -> bool:
        return self._origin is None

    def with_text(self, text: str) -> Plain:
        """The same offsets for another form of the plain text, one code point for one."""
        return Plain(self.source, text, self._origin)

    def inside(self, span: Span) -> Span:
        """The span of `text` for a span of `source`."""
        if self._origin is None:
            return span
        return Span(bisect_left(self._origin, span.start), bisect_left(self._origin, span.end))

    def outside(self, span: Span) -> Span:
        """The span of `source` for a span of `text`, with what belongs to its last character."""
        origin = self._origin
        if origin is None:
            return span
        if not span:
            at = origin[span.start] if span.start < len(origin) else len(self.source)
            return Span(at, at)
        end = origin[span.end - 1] + 1
        extending = _EXTENDING.match(self.source, end)
        return Span(origin[span.start], extending.end() if extending else end)


def plain(text: str) -> str:
    """`text` without ignored characters, and with ideographs for radicals."""
    return text if not _ANY.search(text) else _IGNORED.sub("", without_radicals(text))


def plain_text(text: str) -> Plain:
    """`plain` of `text`, with its offsets."""
    if not _ANY.search(text):
        return Plain(text, text, None)
    kept = without_radicals(text)
    origin: array[int] = array("I")
    parts, at = [], 0
    for match in _IGNORED.finditer(text):
        parts.append(kept[at : match.start()])
        origin.extend(range(at, match.start()))
        at = match.end()
    if not at:
        return Plain(text, kept, None)
    parts.append(kept[at:])
    origin.extend(range(at, len(text)))
    return Plain(text, "".join(parts), origin)


def without_radicals(text: str) -> str:
    """`text` with ideographs for radicals, one code point for one."""
    return text.translate(radicals())


@cache
def radicals() -> dict[int, int]:
    """The code point of the ideograph for each radical."""
    kangxi = map(chr, range(0x2F00, 0x2FD6))
    table = {ord(key): ord(unicodedata.normalize("NFKC", key)) for key in kangxi}
    # The decomposition of ⼾ is 戶, a form that is not used in simplified text.
    return table | {ord(key): ord(value) for key, value in zip(*_RADICALS, strict=True)} | _USUAL
