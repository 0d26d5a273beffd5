"""Tags are counted and renamed over the whole notebook."""

from __future__ import annotations

from pathlib import Path

from newsreader.notebook.colour import Colour
from newsreader.text.span import Span
from tests.fakes import session_on


def test_a_tag_is_renamed_and_merged_in_one_step(tmp_path: Path) -> None:
    session = session_on(folder=tmp_path)
    one = session.notes.highlight(Span(0, 3), Colour.YELLOW)
    two = session.notes.highlight(Span(4, 8), Colour.GREEN)
    session.notes.tag(one.id, ["人事", "产业"])
    session.notes.tag(two.id, ["任免"])
    assert session.tags.rename("任免", "人事") == 1
    assert session.tags.names() == ("人事", "产业")
    assert session.tags.rename("产业", "人事") == 1
    assert session.notebook.highlights[one.id].tags == ("人事",)
    assert session.notes.undo()
    assert session.notebook.highlights[one.id].tags == ("人事", "产业")
    assert session.tags.rename("人事", "") == 2
    assert session.tags.names() == ("产业",)
