"""Exported: whether a text is what the program itself wrote out, and so no article to be read."""

from __future__ import annotations

import re
from pathlib import PurePath

_LONGEST = 20_000
"""Code points that are looked at: what an export begins with, and words of its user above that."""

_PIECE = re.compile(
    r"^(?:<!-- newsreader:article [0-9a-f]{12} -->|%% newsreader:article [0-9a-f]{12} %%)\s*$",
    re.MULTILINE,
)
_CARDS = "#separator:tab\n#html:true\n#guid column:1\n#tags column:4\n"
_CLIPPING = re.compile(r"[^\n]*\n- Your (?:Highlight|Note) on page \d+ \| Location ")


def is_exported(name: str, text: str) -> bool:
    """Whether the file called `name` holds an export, in one of the formats that can be read.

    A Kindle's own clippings look like ours: those are known by a name like `article.txt.txt`,
    which is what an export of many articles gives them.
    """
    head = text[:_LONGEST]
    if _PIECE.search(head) or head.startswith(_CARDS):
        return True
    return len(PurePath(name).suffixes) > 1 and _CLIPPING.match(head) is not None
