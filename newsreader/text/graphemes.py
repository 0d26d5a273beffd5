"""Extended grapheme clusters (UAX #29): what a reader sees as one character.

Almost every character of Chinese news is a cluster by itself, and one regular expression finds the
others. Only those are passed to the `regex` library, which has the tables of the standard and is
loaded when first needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from newsreader.text.lazy_regex import lazy_regex

if TYPE_CHECKING:
    import regex

# Characters that may form a cluster with a neighbour. A Hangul syllable does so only beside a jamo,
# and jamo are included.
COMPLEX_CLASS = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f\xa9\xad\xae\u0300-\u036f\u0483-\u0489\u0530-\u1dff\u2000-\u200f"
    "\u2028-\u202f\u203c\u2049\u2060-\u209f\u20c0-\u20ff\u2122\u2139\u2194-\u245f\u24c2"
    "\u25a0-\u2fff\u302a-\u3030\u303d-\u3040\u3097-\u309a\u3100-\u31ff\u3297-\u3299\u4dc0-\u4dff"
    "\ua000-\uabff\ud7a4-\udfff\ufa6e-\uff00\uff9e-\U0001ffff\U00031350-\U0010ffff"
)
COMPLEX = lazy_regex(f"[{COMPLEX_CLASS}]")
_SIMPLE = frozenset(
    "\n !\"#$%&'()*+,-./0123456789:;<=>?@[\\]^_`{|}~"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    "\u3000、。〈〉《》「」『』【】·“”‘’—…！％（），－．：；？"
)
"""Of the characters that COMPLEX does not find, what is usual in news beside Chinese characters."""

# Code points after which a cluster is cut. UAX #15 allows 30 marks in a row (Stream-Safe Text);
# hostile text may have a million.
_LONGEST = 64


def clusters(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """(start, end) of every cluster of `text` from `start` to `end`, in code points.

    `start` must be a boundary; a cluster that reaches past `end` is cut there.
    """
    position, end = start, len(text) if end is None else min(end, len(text))
    if not has_complex(text, position, end):
        yield from ((at, at + 1) for at in range(position, end))
        return
    while position < end:
        found = COMPLEX.search(text, position, end)
        simple = end if found is None else found.start() - 1
        while position < simple:
            yield position, position + 1
            position += 1
        while position < end and _reaches(text, position, end):
            stop = cluster_end(text, position, end)
            yield position, stop
            position = stop


def cluster_end(text: str, start: int, end: int) -> int:
    """Where the cluster that begins at `start` ends, `end` at most."""
    if not _reaches(text, start, end):
        return start + 1
    # A slice, because the library counts flags back to the start of the string it is given.
    match = _cluster_pattern().match(text[start : min(end, start + _LONGEST)])
    return start + match.end() if match else start + 1


def next_boundary(text: str, offset: int) -> int:
    """Where the cluster that holds `offset` ends; the end of the text at worst."""
    if offset >= len(text):
        return len(text)
    if not _reaches(text, offset, len(text)) and not is_complex(text, offset):
        return offset + 1
    for _, end in clusters(text, _safe_start(text, offset), min(len(text), offset + 2 * _LONGEST)):
        if end > offset:
            return end
    return len(text)


def previous_boundary(text: str, offset: int) -> int:
    """Where the cluster before `offset` begins; 0 at worst."""
    if offset <= 1:
        return 0
    offset = min(offset, len(text))
    if not (is_complex(text, offset - 1) or is_complex(text, offset - 2)):
        return offset - 1
    latest = 0
    for start, end in clusters(text, _safe_start(text, offset - 1), offset):
        latest = start
        if end >= offset:
            break
    return latest


def floor_boundary(text: str, offset: int) -> int:
    """`offset` itself where a cluster begins or the text ends, else where its cluster begins."""
    if not 0 < offset < len(text) or not is_complex(text, offset):
        before = 0 < offset < len(text) and is_complex(text, offset - 1)
        if not before:
            return max(0, min(offset, len(text)))
    end = min(len(text), offset + 2 * _LONGEST)
    for start, stop in clusters(text, _safe_start(text, offset), end):
        if stop > offset:
            return start
    return offset


def is_complex(text: str, offset: int) -> bool:
    """Whether the code point at `offset` may belong to a cluster with its neighbours."""
    character = text[offset : offset + 1]
    if "\u4e00" <= character <= "\u9fff" or character in _SIMPLE:
        return False  # as in has_complex
    return COMPLEX.match(text, offset) is not None


def has_complex(text: str, start: int, end: int) -> bool:
    """Whether any code point from `start` to `end` may belong to a cluster with its neighbours."""
    # Compiling the pattern takes as long as laying out a page, and most articles do not need it.
    others = set(text[start:end]) - _SIMPLE
    if not others or (min(others) >= "\u4e00" and max(others) <= "\u9fff"):
        return False
    return COMPLEX.search(text, start, end) is not None


def _reaches(text: str, offset: int, end: int) -> bool:
    """Whether the code point at `offset` or the one after it is not simple."""
    return is_complex(text, offset) or (offset + 1 < end and is_complex(text, offset + 1))


def _safe_start(text: str, offset: int) -> int:
    """A boundary at or before `offset`: between two simple characters, or the start of the text."""
    lowest = max(0, offset - 16 * _LONGEST)
    while offset > lowest and (is_complex(text, offset) or is_complex(text, offset - 1)):
        offset -= 1
    return offset


@cache
def _cluster_pattern() -> regex.Pattern[str]:
    import regex  # noqa: PLC0415 (most articles never need it, and it costs 13 ms)

    return regex.compile(r"\X")
