"""brat's stand-off files, written and read."""

from __future__ import annotations

from hypothesis import given, settings

from newsreader.entities.kind import Kind
from newsreader.formats.brat import Brat
from newsreader.formats.document import Document, without_controls
from newsreader.text.span import Span
from tests.formats.documents import document, documents


def test_positions_refer_to_the_companion_text() -> None:
    whole = document()
    text = Brat().companions(whole)[".txt"]
    lines = [line.split("\t") for line in Brat().write(whole).splitlines() if line[0] == "T"]
    assert len(lines) == 7
    for _number, place, words in lines:
        _label, start, end = place.split(" ")
        assert text[int(start) : int(end)] == words


def test_a_span_over_two_paragraphs_is_written_in_pieces_and_read_whole() -> None:
    text = (
        'T1\tblue 0 2;4 6\t甲乙 丙丁\n#1\tNewsreader T1\t{"start": 0, "quote": "甲乙\\n\\n丙丁"}\n'
    )
    (entry,) = Brat().read(text)
    assert (entry.quote, entry.span) == ("甲乙\n\n丙丁", Span(0, 6))


def test_a_damaged_line_is_skipped_and_a_damaged_note_is_text() -> None:
    text = (
        f"T1\tred {'9' * 50} 3\tx\nT3\tred 9 3\tx\nT2\tred 3 5\t航线\n#1\tNewsreader T2\t{{broken\n"
    )
    entry, *damaged = Brat().read(text)
    assert (entry.quote, entry.note) == ("航线", "{broken")
    assert [bool(line.problem) for line in damaged] == [True, True]


def test_a_span_added_in_brat_is_a_highlight_with_its_label_as_a_tag() -> None:
    text = "T1\tClaim 3 5\t航线\nE1\tx:T1\n#1\tAnnotatorNotes T1\t核对\nT2\tPER 0 2\t周明\n"
    entry, name = Brat().read(text)
    assert (entry.colour, entry.tags, entry.note) == (None, ("Claim",), "核对")
    assert (name.span, name.kind, name.tags) == (Span(0, 2), Kind.PER, ("PER",))


@given(documents())
@settings(max_examples=50, deadline=None)
def test_a_round_trip_keeps_every_highlight(whole: Document) -> None:
    entries = [entry for entry in Brat().read(Brat().write(whole)) if not entry.found]
    highlights = [e.highlight for e in whole.excerpts() if e.highlight.quote.strip()]
    assert len(entries) == len(highlights)
    for entry, highlight in zip(entries, highlights, strict=True):
        assert (entry.id, entry.note, entry.tags) == (
            highlight.id,
            without_controls(highlight.note.replace("\r", "␍")).replace("␍", "\r"),
            highlight.tags,
        )
        assert (entry.quote, entry.span) == (highlight.quote, highlight.span)
        assert entry.colour == highlight.colour
        assert (entry.created, entry.modified) == (highlight.created, highlight.modified)
