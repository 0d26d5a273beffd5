"""Where a name occurs in a text: one rule for the lexicon, the watch list and corrections.

A name that begins or ends with a Latin letter or a digit matches whole words and numbers only: ens
is not in license, and 360 not in 3600元 or 360米. Invisible characters are ignored and radicals
are ideographs: see `newsreader.text.plain`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import compress, count
from operator import add, or_

from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.plain import Plain, plain, plain_text
from newsreader.text.span import Span

_LETTER = "0-9A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿ０-９Ａ-Ｚａ-ｚ"
_LATIN = lazy_regex(f"[{_LETTER}]")
_FIGURES = "〇零一二两三四五六七八九十百千万亿萬億兩"
_FIGURE = lazy_regex(f"[{_FIGURES}]")
_NUMBER = lazy_regex(f"[0-9０-９][0-9０-９.,，．]*|[{_FIGURES}]+")
_BEFORE_NUMBER = lazy_regex(r"[第$＄¥￥€£]|[0-9０-９][.,，．]")
# What makes figures a number: decimals, a share, more figures, a unit or a measure word.
_AFTER_NUMBER = lazy_regex(
    r"[ \u00a0]?(?:[%％‰°℃㎡]|[.,，．][0-9０-９]|[十百千万亿萬億]|[美欧港日韩澳]?元(?!宇宙)"
    r"|[余多餘]|[个個]|年|月|[日号號天](?![\u4e00-\u9fff]{0,2}[眼擎])|[时時秒]|小[时時]|分(?![析享])|点|點|度"
    r"|米|公[里斤顷尺分吨]|平方|立方|[吨噸克斤亩畝]|[名位次台辆輛件只块塊]|人(?!工|脸|才)|家(?![庭居装])"
    r"|岁|歲|周[年岁]|倍|股(?![价份票东權权])|部(?!门|門)|美分|[港台日]币|英镑)"
)


def occurrences(text: str, name: str, *, inside: bool = False) -> Iterator[Span]:
    """The occurrences of `name` in `text`, which do not overlap.

    With `inside` also those inside longer words and numbers.
    """
    read, name = _plain_text(text), plain(name)
    at = read.text.find(name) if name else -1
    while at >= 0:
        end = at + len(name)
        if inside or is_whole(read.text, at, end):
            yield read.outside(Span(at, end))
            at = read.text.find(name, end)
        else:
            at = read.text.find(name, at + 1)


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is no part of a longer Latin word or of a number."""
    for edge, beside in ((start, start - 1), (end - 1, end)):
        if not 0 <= beside < len(text):
            continue
        if _LATIN.match(text, edge) and _LATIN.match(text, beside):
            return False
    if not _NUMBER.fullmatch(text, start, end):
        return True
    if _FIGURE.match(text, start):
        return not ((start and _FIGURE.match(text, start - 1)) or _FIGURE.match(text, end))
    before = max(0, start - 2)
    return not (
        any(match.end() == start for match in _BEFORE_NUMBER.finditer(text, before, start))
        or _AFTER_NUMBER.match(text, end)
    )


class Names:
    """Many names, found in one pass over a text."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)
        lengths: dict[str, set[int]] = defaultdict(set)
        for name in self._names:
            lengths[name[:2]].add(len(name))
        self._lengths = {head: sorted(found, reverse=True) for head, found in lengths.items()}
        """The lengths of the names, by their first two characters, the longest first."""
        self._has_short = any(len(name) == 1 for name in self._names)

    def find(self, text: str) -> Iterator[Span]:
        """Each occurrence in `text`, which is plain; the longest first where several begin."""
        lengths, names = self._lengths, self._names
        for start in self._starts(text):
            for head in (text[start : start + 2], text[start]):
                for length in lengths.get(head, ()):
                    end = start + length
                    if end <= len(text) and text[start:end] in names and is_whole(text, start, end):
                        yield Span(start, end)
                if len(head) < 2:
                    break

    def _starts(self, text: str) -> Iterator[int]:
        """Where `text` has the first two characters of a name, or a name of one character."""
        # Nothing here is a loop of Python: most places begin no name.
        known = self._lengths.__contains__
        found: Iterable[bool] = map(known, map(add, text, text[1:] + " "))
        if self._has_short:
            found = map(or_, found, map(known, text))
        return compress(count(), found)


@lru_cache(maxsize=2)
def _plain_text(text: str) -> Plain:
    return plain_text(text)
