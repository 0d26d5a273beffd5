"""The mark and the words for each kind of change."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from newsreader.compare.comparison import ChangeKind, Passage
from newsreader.locale import _

MARKS: Mapping[ChangeKind, str] = MappingProxyType(
    {
        ChangeKind.SAME: " ",
        ChangeKind.CHANGED: "~",
        ChangeKind.SPLIT: "/",
        ChangeKind.MERGED: "&",
        ChangeKind.MOVED: ">",
        ChangeKind.DELETED: "−",
        ChangeKind.ADDED: "+",
    }
)
"""The mark before a passage, so that nothing depends on colour."""


def kind_words(passage: Passage) -> str:
    """What became of a passage, as a word or two."""
    words = {
        ChangeKind.SAME: _("unchanged"),
        ChangeKind.CHANGED: _("changed"),
        ChangeKind.SPLIT: _("split"),
        ChangeKind.MERGED: _("merged"),
        ChangeKind.MOVED: _("moved"),
        ChangeKind.DELETED: _("deleted"),
        ChangeKind.ADDED: _("added"),
    }
    moved = passage.moved and passage.kind is not ChangeKind.MOVED
    return words[passage.kind] + (_(", moved") if moved else "")
