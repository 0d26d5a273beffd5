"""Script: traditional text read as the simplified that networks and lexicons know."""

from __future__ import annotations

from newsreader.text.fold import simplified

SAMPLE = 4000
"""Code points looked at to tell the script of a text."""

SHARE = 0.08
"""Text of which more than this share changes is traditional; about 0.3 does, 0.01 of the other."""


def plain(text: str) -> str:
    """`text` in simplified characters where it is traditional, one code point for one; else itself.

    Simplified text stays untouched, because a few of its characters (乾隆, 著名) would change.
    """
    sample = text[:SAMPLE]
    told = simplified(sample)
    changed = sum(one != two for one, two in zip(sample, told, strict=True))
    han = sum("\u4e00" <= character <= "\u9fff" for character in sample)
    return simplified(text) if changed > SHARE * max(han, 1) else text
