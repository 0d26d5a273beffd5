"""An import into the notes of a session: prepared on any thread, taken in one step."""

from __future__ import annotations

from pathlib import Path

from newsreader.notebook.colour import Colour
from newsreader.session import ReadingSession
from newsreader.session.imports import NotesImport, PreparedImport
from newsreader.text.span import Span
from tests.fakes import NEWS, article_of, follow, session_on

AT = NEWS.index("陆知行")
THEIRS = (
    "Highlight,Title,Note\n投资42亿元,article,核对\n陆知行签署协议,article,\n航线,远洋航海史,\n"
)


def going_on(_share: float) -> bool:
    return True


def prepared(session: ReadingSession, folder: Path) -> tuple[NotesImport, PreparedImport]:
    path = folder / "theirs.csv"
    path.write_text(THEIRS, "utf-8")
    source = NotesImport(session, path)
    return source, source.prepare(source.read(going_on), going_on)


def test_an_import_changes_nothing_before_it_is_taken_and_is_one_step(tmp_path: Path) -> None:
    session = session_on(folder=tmp_path)
    before = session.notebook
    source, ready = prepared(session, tmp_path)
    assert session.notebook is before
    assert ready.adds
    assert source.commit(ready)
    assert [each.note for each in session.notebook.in_order()] == ["", "核对"]
    assert session.notes.undo()
    assert not session.notebook.highlights
    session.close()


def test_an_import_that_was_prepared_on_other_notes_is_not_taken(tmp_path: Path) -> None:
    session = session_on(folder=tmp_path)
    source, ready = prepared(session, tmp_path)
    session.notes.highlight(Span(AT, AT + 3), Colour.RED)
    assert not source.commit(ready)
    assert len(session.notebook.highlights) == 1
    session.close()


def test_an_import_that_was_prepared_on_another_text_is_not_taken(tmp_path: Path) -> None:
    session = session_on(folder=tmp_path)
    source, ready = prepared(session, tmp_path)
    follow(session, article_of("导语。\n\n" + NEWS))
    assert not source.commit(ready)
    assert not session.notebook.highlights
    session.close()


def test_what_is_there_already_adds_nothing(tmp_path: Path) -> None:
    session = session_on(folder=tmp_path)
    source, ready = prepared(session, tmp_path)
    assert source.commit(ready)
    assert not prepared(session, tmp_path)[1].adds
    session.close()
