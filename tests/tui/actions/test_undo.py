"""Undo and redo name what they changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from newsreader.locale import use_language
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.notebook import Notebook
from newsreader.session.reading_session import ReadingSession
from newsreader.sidecar.paths import sidecar_path
from newsreader.text.span import Span
from newsreader.tui.actions.undo import change_from
from newsreader.tui.widgets.status_line import StatusLine
from tests.fakes import session_on
from tests.tui.reading_pilot import ReadingPilot, open_reader


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


@pytest.fixture
def session(tmp_path: Path) -> ReadingSession:
    return session_on(folder=tmp_path)


def change_words(old: Notebook, session: ReadingSession) -> str:
    change = change_from(old, session.notebook)
    return change.template.format(quote=change.quote)


def test_each_change_of_a_highlight_has_words(session: ReadingSession) -> None:
    notes = session.notes
    changes: tuple[tuple[Callable[[], object], str], ...] = (
        (lambda: notes.highlight(Span(0, 3), Colour.RED), "highlight “临江市”"),
        (lambda: notes.annotate(only_id(session), "好"), "note on “临江市”"),
        (lambda: notes.tag(only_id(session), ["好"]), "tags of “临江市”"),
        (lambda: notes.recolour(only_id(session), Colour.BLUE), "colour of “临江市”"),
        (lambda: notes.move(only_id(session), Span(0, 2)), "place of “临江”"),
        (lambda: notes.delete(only_id(session)), "deleting “临江”"),
        (lambda: notes.restore(only_id(session)), "restoring “临江”"),
    )
    for change, words in changes:
        before = session.notebook
        change()
        assert change_words(before, session) == words


def test_changes_of_several_highlights_are_counted(session: ReadingSession) -> None:
    before = session.notebook
    count = session.notes.highlight_all("临江市", Colour.RED)
    assert change_words(before, session) == f"highlighting {count} places"
    for each in session.notebook.shown():
        session.notes.tag(each.id, ["旧"])
    before = session.notebook
    session.notes.rename_tag("旧", "新")
    assert change_words(before, session) == f"tags of {count} highlights"
    before, (first, *_others) = session.notebook, session.notebook.shown()
    added = Highlight.new(session.notes.text, Span(0, 2), Colour.BLUE, session.notes.clock())
    tagged = first.changed(session.notes.clock(), tags=("新", "来自别处"))
    session.notes.change(before.with_highlights([added, tagged]))
    assert change_words(before, session) == "2 highlights"
    for each in session.notebook.shown():
        session.notes.delete(each.id)
    before = session.notebook
    session.notes.empty_trash()
    assert change_words(before, session) == "emptying the trash"


def test_other_changes_have_words_too(session: ReadingSession) -> None:
    before = session.notebook
    session.notes.remark("很好")
    assert change_words(before, session) == "note on the whole article"
    before = session.notebook
    session.notes.bookmark("a", 3)
    assert change_words(before, session) == "bookmark a"


def only_id(session: ReadingSession) -> str:
    return next(iter(session.notebook.highlights))


def message(reader: ReadingPilot) -> str:
    return reader.screen.query_one(StatusLine).notice.words


@pytest.mark.parametrize("width", [40, 80, 120])
async def test_the_message_of_undo_and_redo_fits_one_row(tmp_path: Path, width: int) -> None:
    async with open_reader(tmp_path, size=(width, 24)) as reader:
        await reader.press("}", "s", "1", "u")
        assert message(reader).startswith("Undone: highlight “临江市")
        assert cell_len(message(reader)) <= width - 3
        assert ("Ctrl+R" in message(reader)) == (width > 60)
        await reader.press("ctrl+r")
        assert message(reader).startswith("Done again: highlight “临江市")
        await reader.press("u", "u")
        assert message(reader) == "There is nothing to undo."


async def test_quotation_marks_within_the_quote_become_single(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("}", "}", "s", "1", "u")
        assert message(reader).startswith("Undone: highlight “‘我们等了三年。’”")


async def test_a_correction_that_is_undone_is_named(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("tab", "j", "x", "u")
        assert message(reader) == "Undone: 闻一舟 is not an entity; Ctrl+R does it again"


async def test_undo_survives_a_restart(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("s", "1")
        await reader.press("M")
        await reader.write("全文")
        await reader.press("ctrl+s")
        await reader.sidecar()
    async with open_reader(tmp_path) as reader:
        await reader.press("u")
        assert "note on the whole article" in reader.screen.query_one(StatusLine).notice.words
        await reader.press("u")
        assert "highlight" not in await reader.sidecar()
        await reader.press("ctrl+r")
        assert len((await reader.sidecar())["highlight"]) == 1
        await reader.press("2", "u", "u")
        assert "highlight" not in await reader.sidecar()
        await reader.press("u")
        assert "nothing to undo" in reader.screen.query_one(StatusLine).notice.words
    async with open_reader(tmp_path) as reader:
        await reader.press("u")
        assert "nothing to undo" in reader.screen.query_one(StatusLine).notice.words


async def test_redo_survives_a_restart_until_something_is_changed(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("s", "1", "2", "u", "u")
        assert "highlight" not in await reader.sidecar()
    async with open_reader(tmp_path) as reader:
        await reader.press("ctrl+r")
        (entry,) = (await reader.sidecar())["highlight"]
        assert entry["colour"] == "yellow"
    async with open_reader(tmp_path) as reader:
        await reader.press("ctrl+r")
        (entry,) = (await reader.sidecar())["highlight"]
        assert entry["colour"] == "green"
        await reader.press("u")
        assert (await reader.sidecar())["highlight"][0]["colour"] == "yellow"
    async with open_reader(tmp_path) as reader:
        await reader.press("3")
        await reader.sidecar()
    async with open_reader(tmp_path) as reader:
        await reader.press("ctrl+r")
        assert "nothing to redo" in reader.screen.query_one(StatusLine).notice.words


async def test_after_a_restart_a_change_of_another_program_is_not_redone(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("s", "1", "2", "u")
        await reader.sidecar()
    sidecar = sidecar_path(tmp_path / "article.txt")
    sidecar.write_text(sidecar.read_text("utf-8").replace('"yellow"', '"red"'), "utf-8")
    async with open_reader(tmp_path) as reader:
        await reader.press("ctrl+r")
        assert "Another program" in reader.screen.query_one(StatusLine).notice.words
        assert reader.screen.session.notebook.in_order()[0].colour is Colour.RED


async def test_after_a_restart_a_change_of_another_program_is_not_undone(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("s", "1")
        await reader.sidecar()
    sidecar = sidecar_path(tmp_path / "article.txt")
    sidecar.write_text(sidecar.read_text("utf-8").replace('"yellow"', '"red"'), "utf-8")
    async with open_reader(tmp_path) as reader:
        await reader.press("u")
        assert "Another program" in reader.screen.query_one(StatusLine).notice.words
        assert reader.screen.session.notebook.in_order()[0].colour is Colour.RED


async def test_damaged_steps_are_named_when_they_are_missed(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("s", "1")
        await reader.sidecar()
    (file,) = (tmp_path / "undo").iterdir()
    file.write_bytes(b"\xff")
    async with open_reader(tmp_path) as reader:
        await reader.press("u")
        assert "is damaged" in reader.screen.query_one(StatusLine).notice.words
        assert reader.screen.session.notebook.in_order()
