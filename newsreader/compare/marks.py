"""The marks and words for what became of a passage."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from newsreader.compare.comparison import Kind, Passage
from newsreader.locale import _

MARKS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.SAME: " ",
        Kind.CHANGED: "~",
        Kind.SPLIT: "/",
        Kind.MERGED: "&",
        Kind.MOVED: ">",
        Kind.DELETED: "−",
        Kind.ADDED: "+",
    }
)
"""The mark before a passage, so that nothing depends on colour."""


def kind_words(passage: Passage) -> str:
    """What became of a passage, as a word or two."""
    words = {
        Kind.SAME: _("unchanged"),
        Kind.CHANGED: _("changed"),
        Kind.SPLIT: _("split"),
        Kind.MERGED: _("merged"),
        Kind.MOVED: _("moved"),
        Kind.DELETED: _("deleted"),
        Kind.ADDED: _("added"),
    }
    moved = passage.moved and passage.kind is not Kind.MOVED
    return words[passage.kind] + (_(", moved") if moved else "")
