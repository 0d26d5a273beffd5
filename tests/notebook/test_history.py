"""Undo takes back one's own change, and never another's."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.anchoring.reanchoring import Reanchoring
from newsreader.anchoring.resolve import resolve
from newsreader.anchoring.sketch import with_sketch
from newsreader.notebook.history import History
from newsreader.notebook.notebook import Bookmark, Notebook
from tests.notebooks import TEXT, article, later, mark, notebook

EMPTY = Notebook()


def test_undo_and_redo_walk_through_the_steps() -> None:
    history = History()
    one = EMPTY.with_highlights([mark("海东港")])
    two = one.with_note("一篇好文章")
    history.record(EMPTY, one)
    history.record(one, two)
    assert history.undo(two) == one
    assert history.undo(one) == EMPTY
    assert history.undo(EMPTY) is None
    assert history.redo(EMPTY) == one
    assert history.redo(one) == two
    assert history.redo(two) is None


def test_every_kind_of_entry_is_taken_back() -> None:
    after = (
        notebook("海东港")
        .with_bookmark(Bookmark.on(TEXT, "a", 5))
        .with_note("注")
        .with_entities([{"name": "海东港集团"}])
    )
    history = History()
    history.record(EMPTY, after)
    assert history.undo(after) == EMPTY
    assert history.redo(EMPTY) == after


def test_the_work_of_another_writer_stays() -> None:
    history = History()
    ours = EMPTY.with_highlights([mark("海东港")])
    history.record(EMPTY, ours)
    both = ours.with_highlights([mark("周明岚")])
    assert set((history.undo(both) or EMPTY).highlights) == {"周明岚"}


def test_what_another_writer_changed_since_is_left_alone() -> None:
    history = History()
    one = EMPTY.with_highlights([mark("集装箱")])
    two = one.with_highlights([mark("海东港")])
    history.record(EMPTY, one)
    history.record(one, two)
    theirs = two.with_highlights([two.highlights["海东港"].changed(later(1), note="他们的")])
    undone = history.undo(theirs)
    assert undone is not None
    assert undone.highlights["海东港"].note == "他们的"
    assert "集装箱" not in undone.highlights


def test_a_new_step_forgets_what_was_undone() -> None:
    history = History()
    one = EMPTY.with_highlights([mark("海东港")])
    history.record(EMPTY, one)
    history.undo(one)
    other = EMPTY.with_highlights([mark("周明岚")])
    history.record(EMPTY, other)
    assert history.redo(other) is None


def test_a_step_that_changes_nothing_is_none() -> None:
    history = History()
    history.record(EMPTY, Notebook())
    assert history.undo(EMPTY) is None


def test_steps_go_along_when_the_article_changes() -> None:
    old, new = article(), article("前言\n" + TEXT)
    history = History()
    one = notebook("海东港集团", "周明岚")
    two = one.with_highlights([one.highlights["周明岚"].deleted(later(1))])
    history.record(EMPTY, one)
    history.record(one, two)
    now = resolve(with_sketch(two, old), new)
    history = history.moved(Reanchoring(old, new).notebook)
    back = history.undo(now)
    assert back is not None
    assert back.highlights["周明岚"].span.of(new.text) == "周明岚"
    assert back.highlights["周明岚"].shown
    nothing = history.undo(back)
    assert nothing is not None
    assert not nothing.highlights


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["海东港", "周明岚", "集装箱", "-"]), max_size=8))
def test_undoing_all_gives_the_beginning_and_redoing_all_the_end(deeds: list[str]) -> None:
    history, now = History(), EMPTY
    for minute, deed in enumerate(deeds):
        before = now
        if deed == "-":
            now = now.without(list(now.highlights)[:1])
        else:
            now = now.with_highlights([mark(deed).changed(later(minute), note=str(minute))])
        history.record(before, now)
    end = now
    while (undone := history.undo(now)) is not None:
        now = undone
    assert now == EMPTY
    while (redone := history.redo(now)) is not None:
        now = redone
    assert now == end
