"""The groups of the notes on many articles."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from newsreader.library.article_entry import NoteExcerpt
from newsreader.library.note_groups import NoteGrouping, grouped, groupings
from newsreader.notebook.colour import Colour

FIRST = NoteExcerpt(
    Path("/b.txt"), "1", 0, "引文", "", ("数据", "待查"), Colour.RED, marked="2026-03-18"
)
SECOND = replace(FIRST, id="2", tags=("数据",), colour=Colour.GREEN, marked="2026-03-20")
THIRD = replace(FIRST, path=Path("/a.txt"), id="3", tags=(), marked="")
WHOLE = NoteExcerpt(Path("/a.txt"), "", 0, "", "整篇")
ALL = [FIRST, SECOND, THIRD, WHOLE]


def groups(grouping: NoteGrouping) -> list[tuple[str, list[str]]]:
    return [(group.key, [each.id for each in group.excerpts]) for group in grouped(ALL, grouping)]


def test_articles_keep_their_order() -> None:
    assert groups(NoteGrouping.ARTICLE) == [("/b.txt", ["1", "2"]), ("/a.txt", ["3", ""])]


def test_a_note_with_two_tags_is_in_two_groups_and_what_has_none_is_last() -> None:
    assert groups(NoteGrouping.TAG) == [("数据", ["1", "2"]), ("待查", ["1"]), ("", ["3", ""])]


def test_colours_have_the_order_of_their_keys() -> None:
    assert groups(NoteGrouping.COLOUR) == [("green", ["2"]), ("red", ["1", "3"]), ("", [""])]


def test_the_newest_day_is_first() -> None:
    assert [key for key, _ids in groups(NoteGrouping.DATE)] == ["2026-03-20", "2026-03-18", ""]


def test_speakers_are_a_group_only_where_one_is_known() -> None:
    assert NoteGrouping.SPEAKER not in groupings(ALL)
    said = replace(FIRST, speaker="陆知行")
    assert NoteGrouping.SPEAKER in groupings([said])
    assert [group.key for group in grouped([said, FIRST], NoteGrouping.SPEAKER)] == ["陆知行", ""]
