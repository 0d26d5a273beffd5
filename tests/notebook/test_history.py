"""Undo takes back one's own change, and never another writer's."""

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


def undone(notebook: Notebook, history: History) -> tuple[Notebook, History]:
    step = history.undo(notebook)
    assert step is not None
    return step


def redone(notebook: Notebook, history: History) -> tuple[Notebook, History]:
    step = history.redo(notebook)
    assert step is not None
    return step


def test_undo_and_redo_walk_through_the_steps() -> None:
    one = EMPTY.with_highlights([mark("海东港")])
    two = one.with_note("一篇好文章")
    history = History().recorded(EMPTY, one).recorded(one, two)
    value, history = undone(two, history)
    assert value == one
    value, history = undone(one, history)
    assert value == EMPTY
    assert history.undo(EMPTY) is None
    value, history = redone(EMPTY, history)
    assert value == one
    value, history = redone(one, history)
    assert value == two
    assert history.redo(two) is None


def test_every_kind_of_entry_is_undone() -> None:
    after = (
        notebook("海东港")
        .with_bookmark(Bookmark.on(TEXT, "a", 5))
        .with_note("注")
        .with_entities([{"name": "海东港集团"}])
    )
    value, history = undone(after, History().recorded(EMPTY, after))
    assert value == EMPTY
    assert redone(EMPTY, history)[0] == after


def test_the_work_of_another_writer_stays() -> None:
    ours = EMPTY.with_highlights([mark("海东港")])
    history = History().recorded(EMPTY, ours)
    both = ours.with_highlights([mark("周明岚")])
    assert set(undone(both, history)[0].highlights) == {"周明岚"}


def test_what_another_writer_changed_since_is_left_alone() -> None:
    one = EMPTY.with_highlights([mark("集装箱")])
    two = one.with_highlights([mark("海东港")])
    history = History().recorded(EMPTY, one).recorded(one, two)
    theirs = two.with_highlights([two.highlights["海东港"].changed(later(1), note="他们的")])
    value, history = undone(theirs, history)
    assert value is theirs  # and no earlier change is undone in its place
    value, history = undone(value, history)
    assert value.highlights["海东港"].note == "他们的"
    assert "集装箱" not in value.highlights
    assert history.undo(value) is None
    value, history = redone(value, history)
    assert "集装箱" in value.highlights
    assert history.redo(value) is None


def test_nothing_else_is_redone_for_what_another_writer_changed() -> None:
    one = EMPTY.with_highlights([mark("集装箱")])
    two = one.with_highlights([mark("海东港")])
    history = History().recorded(EMPTY, one).recorded(one, two)
    value, history = undone(two, history)
    value, history = undone(value, history)
    theirs = value.with_highlights([mark("集装箱").changed(later(1), note="他们的")])
    value, history = redone(theirs, history)
    assert value is theirs
    value, history = redone(value, history)
    assert set(value.highlights) == {"集装箱", "海东港"}
    assert value.highlights["集装箱"].note == "他们的"


def test_a_new_step_drops_what_was_undone() -> None:
    one = EMPTY.with_highlights([mark("海东港")])
    _value, history = undone(one, History().recorded(EMPTY, one))
    other = EMPTY.with_highlights([mark("周明岚")])
    assert history.recorded(EMPTY, other).redo(other) is None


def test_a_step_that_changes_nothing_is_none() -> None:
    assert History().recorded(EMPTY, Notebook()).undo(EMPTY) is None


def test_the_steps_can_be_undone_after_the_article_has_changed() -> None:
    old, new = article(), article("前言\n" + TEXT)
    one = notebook("海东港集团", "周明岚")
    two = one.with_highlights([one.highlights["周明岚"].deleted(later(1))])
    history = History().recorded(EMPTY, one).recorded(one, two)
    now = resolve(with_sketch(two, old), new)
    history = history.moved(Reanchoring(old, new).notebook)
    back, history = undone(now, history)
    assert back.highlights["周明岚"].span.of(new.text) == "周明岚"
    assert back.highlights["周明岚"].is_shown
    assert not undone(back, history)[0].highlights


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["海东港", "周明岚", "集装箱", "-"]), max_size=8))
def test_undoing_all_steps_and_redoing_them_leads_back(actions: list[str]) -> None:
    history, now = History(), EMPTY
    for minute, action in enumerate(actions):
        before = now
        if action == "-":
            now = now.without(list(now.highlights)[:1])
        else:
            now = now.with_highlights([mark(action).changed(later(minute), note=str(minute))])
        history = history.recorded(before, now)
    end = now
    while (step := history.undo(now)) is not None:
        now, history = step
    assert now == EMPTY
    while (step := history.redo(now)) is not None:
        now, history = step
    assert now == end
