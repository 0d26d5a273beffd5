"""A notebook goes over to another version of its article."""

from __future__ import annotations

from newsreader.anchoring.carry import carry
from newsreader.notebook.merge import merge
from tests.notebooks import TEXT, article, later, notebook

GONE = "去年，当地汽车出口首次超过百万辆。"


def test_what_became_of_each_highlight_is_reported() -> None:
    value = notebook("海东港集团", GONE, "周明岚")
    dead = value.highlights["周明岚"].deleted(later(1))
    new = article("转载\n" + TEXT.replace(GONE, ""), "reprint.txt")
    carried = carry(article(), value.with_highlights([dead]), new)
    assert [h.id for h in carried.placed] == ["海东港集团"]
    assert [h.id for h in carried.orphans] == [GONE]
    assert not carried.review
    assert carried.notebook.source is not None
    assert carried.notebook.source.file == "reprint.txt"


def test_carrying_twice_is_carrying_once() -> None:
    new = article("转载\n" + TEXT)
    first = carry(article(), notebook("海东港集团"), new).notebook
    again = carry(article(), notebook("海东港集团"), new).notebook
    assert merge(None, first, again).highlights == first.highlights
