"""Recognizing exports of this program, which are not articles."""

from __future__ import annotations

import re
from pathlib import PurePath

from newsreader.text.lazy_regex import lazy_regex

_LONGEST = 20_000
"""Code points that are examined: the beginning of an export may follow text of its user."""

_PIECE = lazy_regex(
    r"^(?:<!-- newsreader:article(?:-[0-9a-f]{8})? [0-9a-f]{12} -->"
    r"|<!-- newsreader:(?:quotations|terms) -->"
    r"|%% newsreader:article(?:-[0-9a-f]{8})? [0-9a-f]{12} %%)\s*$",
    re.MULTILINE,
)
_CARDS = (
    "#separator:tab\n#html:true\n#guid column:1\n#tags column:4\n",
    "#separator:tab\n#html:true\n#columns:Word\tPinyin\t",
)
_CLIPPING = lazy_regex(r"[^\n]*\n- Your (?:Highlight|Note) on page \d+ \| Location ")

_REFERENCE = lazy_regex(r"(?:\[1\] )?[^\n]{1,500}\[N(?:/OL)?\]\.[^\n]*\n(?:\[2\] |$)")
"""The first of the references of GB/T 7714 that an export has."""

_NAMED_LIKE_A_TEMPLATE = lazy_regex(r"\.(?:txt|md|markdown)\.[^.]+\.(?:txt|md|markdown)$", re.I)
"""Such as `article.txt.brief.md`: what a template writes has no shape of its own."""


def is_exported(name: str, text: str) -> bool:
    """Whether the file called `name` is an export in one of the readable formats.

    Clippings of a Kindle look like an export in that format, and references may be of anybody; an
    export is recognized by a name such as `article.txt.txt`.
    """
    head = text[:_LONGEST]
    if _PIECE.search(head) or head.startswith(_CARDS):
        return True
    if _NAMED_LIKE_A_TEMPLATE.search(name):
        return True
    named = len(PurePath(name).suffixes) > 1
    return named and bool(_CLIPPING.match(head) or _REFERENCE.match(head))
