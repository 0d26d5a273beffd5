"""Undo and redo say what they took back or did again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from newsreader.locale import use_language
from newsreader.notebook.colour import Colour
from newsreader.notebook.notebook import Notebook
from newsreader.session.reading_session import ReadingSession
from newsreader.text.span import Span
from newsreader.tui.actions.undo import deed_between
from newsreader.tui.widgets.status_line import StatusLine
from tests.fakes import session_on
from tests.tui.reading_pilot import Sitting, sitting


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


@pytest.fixture
def session(tmp_path: Path) -> ReadingSession:
    return session_on(folder=tmp_path)


def told(old: Notebook, session: ReadingSession) -> str:
    words, quote = deed_between(old, session.notebook)
    return words.format(quote=quote)


def test_each_deed_on_a_highlight_has_words(session: ReadingSession) -> None:
    notes = session.notes
    deeds: tuple[tuple[Callable[[], object], str], ...] = (
        (lambda: notes.highlight(Span(0, 3), Colour.RED), "highlight “临江市”"),
        (lambda: notes.annotate(the(session), "好"), "note on “临江市”"),
        (lambda: notes.tag(the(session), ["好"]), "tags of “临江市”"),
        (lambda: notes.recolour(the(session), Colour.BLUE), "colour of “临江市”"),
        (lambda: notes.move(the(session), Span(0, 2)), "place of “临江”"),
        (lambda: notes.delete(the(session)), "deleting “临江”"),
        (lambda: notes.restore(the(session)), "restoring “临江”"),
    )
    for deed, words in deeds:
        before = session.notebook
        deed()
        assert told(before, session) == words


def test_several_at_once_are_counted(session: ReadingSession) -> None:
    before = session.notebook
    count = session.notes.highlight_all("临江市", Colour.RED)
    assert told(before, session) == f"highlighting {count} places"
    for each in session.notebook.shown():
        session.notes.tag(each.id, ["旧"])
    before = session.notebook
    session.tags.rename("旧", "新")
    assert told(before, session) == f"tags of {count} highlights"
    for each in session.notebook.shown():
        session.notes.delete(each.id)
    before = session.notebook
    session.notes.empty_trash()
    assert told(before, session) == "emptying the trash"


def test_what_is_no_highlight_has_words_too(session: ReadingSession) -> None:
    before = session.notebook
    session.notes.remark("很好")
    assert told(before, session) == "note on the whole article"
    before = session.notebook
    session.notes.bookmark("a", 3)
    assert told(before, session) == "bookmark a"


def the(session: ReadingSession) -> str:
    return next(iter(session.notebook.highlights))


def said(reader: Sitting) -> str:
    return reader.screen.query_one(StatusLine).told.words


@pytest.mark.parametrize("width", [40, 80, 120])
async def test_undo_and_redo_are_told_on_one_row(tmp_path: Path, width: int) -> None:
    async with sitting(tmp_path, size=(width, 24)) as reader:
        await reader.press("}", "s", "1", "u")
        assert said(reader).startswith("Undone: highlight “临江市")
        assert cell_len(said(reader)) <= width - 3
        assert ("Ctrl+R" in said(reader)) == (width > 60)
        await reader.press("ctrl+r")
        assert said(reader).startswith("Done again: highlight “临江市")
        await reader.press("u", "u")
        assert said(reader) == "There is nothing to undo."


async def test_what_is_quoted_in_the_quote_has_single_marks(tmp_path: Path) -> None:
    async with sitting(tmp_path) as reader:
        await reader.press("}", "}", "s", "1", "u")
        assert said(reader).startswith("Undone: highlight “‘我们等了三年。’”")


async def test_a_correction_that_is_undone_is_named(tmp_path: Path) -> None:
    async with sitting(tmp_path) as reader:
        await reader.press("tab", "j", "x", "u")
        assert said(reader) == "Undone: 闻一舟 is no entity; Ctrl+R does it again"
