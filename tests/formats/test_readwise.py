"""Readwise's CSV, written and read."""

from __future__ import annotations

from hypothesis import given, settings

from newsreader.formats.document import Document
from newsreader.formats.readwise import Readwise
from newsreader.notebook.colour import Colour
from tests.formats.documents import document, documents, plain_tags, quiet


def test_tags_are_before_the_note_as_readwise_imports_them() -> None:
    written = Readwise().write(document())
    assert written.startswith("Highlight,Title,Author,URL,Note,Location,Date\r\n")
    assert '".yellow .数字 .待查\n核对\n去年同期基数"' in written


def test_the_export_of_readwise_is_read() -> None:
    text = (
        "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,"
        "Highlighted at,Document tags\n"
        '"海东港集团公布",港口,林知远,,"核对",blue,"数字, 待查",page,3,2026-04-12 08:30:00+00:00,\n'
        ",没有引文,,,,,,,,,\n"
    )
    entry, empty = Readwise().read(text)
    assert empty.problem
    assert (entry.quote, entry.note, entry.title) == ("海东港集团公布", "核对", "港口")
    assert (entry.colour, entry.tags) == (Colour.BLUE, ("数字", "待查"))
    assert entry.created is not None
    assert entry.created.hour == 8


def test_a_note_that_begins_with_a_full_stop_has_no_tags() -> None:
    (entry,) = Readwise().read("Highlight,Title,Note\n甲,乙,.数字 以后再看\n")
    assert (entry.tags, entry.note) == ((), ".数字 以后再看")


@given(documents(plain_tags))
@settings(max_examples=40, deadline=None)
def test_a_round_trip_keeps_all_that_readwise_can_hold(whole: Document) -> None:
    entries = Readwise().read(Readwise().write(whole))
    highlights = [excerpt.highlight for excerpt in whole.all()]
    assert len(entries) == len(highlights)
    for entry, highlight in zip(entries, highlights, strict=True):
        assert entry.quote == quiet(highlight.quote)
        assert entry.note == quiet(highlight.note)
        assert (entry.colour, entry.tags) == (highlight.colour, highlight.tags)
        assert entry.created == highlight.created
