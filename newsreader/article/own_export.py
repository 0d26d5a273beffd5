"""Recognizing exports of this program, which are not articles."""

from __future__ import annotations

import re
from pathlib import PurePath

_LONGEST = 20_000
"""Code points that are examined: the beginning of an export may follow text of its user."""

_PIECE = re.compile(
    r"^(?:<!-- newsreader:article(?:-[0-9a-f]{8})? [0-9a-f]{12} -->"
    r"|%% newsreader:article(?:-[0-9a-f]{8})? [0-9a-f]{12} %%)\s*$",
    re.MULTILINE,
)
_CARDS = "#separator:tab\n#html:true\n#guid column:1\n#tags column:4\n"
_CLIPPING = re.compile(r"[^\n]*\n- Your (?:Highlight|Note) on page \d+ \| Location ")


def is_exported(name: str, text: str) -> bool:
    """Whether the file called `name` is an export in one of the readable formats.

    Clippings of a Kindle look like an export in that format; an export of many articles is
    recognized by a name such as `article.txt.txt`.
    """
    head = text[:_LONGEST]
    if _PIECE.search(head) or head.startswith(_CARDS):
        return True
    return len(PurePath(name).suffixes) > 1 and _CLIPPING.match(head) is not None
