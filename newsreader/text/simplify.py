"""Script: traditional text read as the simplified that networks and lexicons know."""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.text.fold import simplified

SAMPLE = 4000
"""Code points looked at to tell the script of a text."""

SHARE = 0.08
"""Text of which more than this share changes is traditional; about 0.3 does, 0.01 of the other."""

LINE_SHARE = 0.12
"""The same of one line among simplified ones, as a quotation or one of many pieces of news."""

SHORTEST = 8
"""Han characters from which on a line is told by itself; a shorter one goes with the text."""


def simplify(text: str) -> str:
    """`text` in simplified characters where it is traditional, one code point for one; else itself.

    Simplified text stays untouched, because a few of its characters (乾隆, 著名) would change.
    """
    sample = text[:SAMPLE]
    if _changed(sample, simplified(sample)) > SHARE:
        return simplified(text)
    parts, done = [], 0
    for start, end in _lines(text):
        line = text[start:end]
        told = simplified(line)
        if told != line and _changed(line, told, SHORTEST) > LINE_SHARE:
            parts += [text[done:start], told]
            done = end
    return "".join([*parts, text[done:]]) if parts else text


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where each line starts and ends, without a copy of a text that may be megabytes long."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start >= SHORTEST:
            yield start, end
        start = end + 1


def _changed(text: str, told: str, least: int = 1) -> float:
    """The share of Han characters that change, of at least so many."""
    changed = sum(one != two for one, two in zip(text, told, strict=True))
    han = sum("\u4e00" <= character <= "\u9fff" for character in text)
    return changed / max(han, least)
