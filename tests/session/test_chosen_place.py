"""A place that is chosen for an orphan while the text changes under it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight, HighlightState
from newsreader.text.span import Span
from tests.notebooks import TEXT, article, sidecar
from tests.session.test_two_programs import Program

OWN, CHOSEN = "集装箱业务增长最快", "一家货代公司的负责人说"
GONE = TEXT.replace(OWN + "。", "")
"""The text in which the highlight is an orphan."""

LATER = "前言，编者加在前面的一段。\n\n" + GONE
AGAIN = "前言，编者加在前面的一段。\n\n" + TEXT
WITHOUT = "前言，编者加在前面的一段。\n\n" + GONE.replace(CHOSEN + "，", "")


def orphaned(folder: Path) -> tuple[Program, str]:
    """A session in which a highlight with a note has lost its place, all of it saved."""
    program = Program(folder, "a")
    start = TEXT.index(OWN)
    highlight = program.session.notes.highlight(Span(start, start + len(OWN)), Colour.RED)
    program.session.notes.annotate(highlight.id, "记下")
    program.save()
    program.prepare(GONE)
    program.commit()
    program.writer.put(program.sync.snapshot)
    program.save()
    program.take()
    assert program.session.notebook.highlights[highlight.id].state is HighlightState.ORPHAN
    return program, highlight.id


def choose(program: Program, id_: str) -> None:
    start = program.session.article.text.index(CHOSEN)
    program.session.notes.move(id_, Span(start, start + len(CHOSEN)))


def before_it_is_known(program: Program, id_: str, text: str) -> None:
    choose(program, id_)
    program.prepare(text)


def while_it_is_moved(program: Program, id_: str, text: str) -> None:
    program.prepare(text)
    choose(program, id_)


def saved_while_it_is_moved(program: Program, id_: str, text: str) -> None:
    program.prepare(text)
    choose(program, id_)
    program.save()


def saved_before_and_known_after(program: Program, id_: str, text: str) -> None:
    choose(program, id_)
    program.save()
    program.prepare(text)


def saved_two_texts_behind(program: Program, id_: str, text: str) -> None:
    choose(program, id_)
    program.prepare("又一段。\n\n" + GONE)
    program.commit()
    program.prepare(text)
    program.save()


def in_the_end(program: Program, id_: str, folder: Path, text: str) -> Highlight:
    """The highlight in the new text, which the disk has as the screen has it."""
    program.commit()
    program.take()
    program.writer.put(program.sync.snapshot)
    program.save()
    program.take()
    shown = program.session.notebook.highlights[id_]
    assert sidecar(folder).load(article(text)).notebook.highlights[id_] == shown
    assert shown.note == "记下"
    return shown


Change = Callable[[Program, str, str], None]
ACTIONS = (
    before_it_is_known,
    while_it_is_moved,
    saved_while_it_is_moved,
    saved_before_and_known_after,
    saved_two_texts_behind,
)


@pytest.mark.parametrize("change", ACTIONS)
@pytest.mark.parametrize("text", [LATER, AGAIN])
def test_it_is_kept_in_the_new_text(tmp_path: Path, change: Change, text: str) -> None:
    program, id_ = orphaned(tmp_path)
    change(program, id_, text)
    found = in_the_end(program, id_, tmp_path, text)
    assert found.state is HighlightState.PLACED
    assert found.quote == found.span.of(text) == CHOSEN


@pytest.mark.parametrize("change", ACTIONS)
def test_it_is_an_orphan_with_those_words_where_they_are_gone(
    tmp_path: Path, change: Change
) -> None:
    program, id_ = orphaned(tmp_path)
    change(program, id_, WITHOUT)
    found = in_the_end(program, id_, tmp_path, WITHOUT)
    assert found.state is HighlightState.ORPHAN
    assert found.quote == CHOSEN


@pytest.mark.parametrize("change", ACTIONS)
def test_it_can_be_undone_and_redone_in_the_new_text(tmp_path: Path, change: Change) -> None:
    program, id_ = orphaned(tmp_path)
    change(program, id_, LATER)
    in_the_end(program, id_, tmp_path, LATER)
    assert program.session.notes.undo()
    taken = in_the_end(program, id_, tmp_path, LATER)
    assert taken.state is HighlightState.ORPHAN
    assert taken.quote == OWN
    assert program.session.notes.redo()
    assert in_the_end(program, id_, tmp_path, LATER).quote == CHOSEN


@pytest.mark.parametrize("change", ACTIONS)
def test_after_undo_it_is_where_its_own_words_are_again(tmp_path: Path, change: Change) -> None:
    program, id_ = orphaned(tmp_path)
    change(program, id_, AGAIN)
    in_the_end(program, id_, tmp_path, AGAIN)
    assert program.session.notes.undo()
    taken = in_the_end(program, id_, tmp_path, AGAIN)
    assert taken.state is HighlightState.PLACED
    assert taken.span.of(AGAIN) == OWN


@pytest.mark.parametrize("change", ACTIONS)
def test_another_program_in_the_new_text_does_not_put_it_back(
    tmp_path: Path, change: Change
) -> None:
    program, id_ = orphaned(tmp_path)
    other = sidecar(tmp_path)
    theirs = other.load(article(AGAIN)).notebook  # where its own words are there again
    change(program, id_, AGAIN)
    other.save(theirs.with_note("别的"))
    program.look()
    found = in_the_end(program, id_, tmp_path, AGAIN)
    assert found.quote == CHOSEN
    assert program.session.notebook.note == "别的"
