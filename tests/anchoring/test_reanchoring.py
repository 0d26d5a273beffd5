"""Notebooks are moved to another text, and each highlight is looked for once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.anchoring import reanchoring as module
from newsreader.anchoring.reanchoring import Reanchoring, reanchored_snapshot
from newsreader.anchoring.resolve import resolve
from newsreader.anchoring.sketch import with_sketch
from newsreader.notebook.notebook import Bookmark, Notebook, Source
from newsreader.notebook.snapshot import Snapshot
from tests.notebooks import TEXT, article, mark, notebook

OLD, NEW = article(), article("前言\n" + TEXT.replace("集装箱业务", "散货业务"))
WORDS = ("海东港集团", "集装箱业务增长最快", "周明岚", "小客户已经难以承受")


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from(WORDS)), st.sets(st.sampled_from(WORDS)))
def test_moving_in_parts_is_the_same_as_moving_at_once(first: set[str], then: set[str]) -> None:
    reanchoring = Reanchoring(OLD, NEW)
    before = notebook(*first).with_bookmark(Bookmark.on(TEXT, "a", 40))
    after = before.with_highlights(notebook(*then).highlights.values()).with_note("笔记")
    for each in (before, after):
        known = replace(each, source=Source.of(OLD))
        assert reanchoring.notebook(each) == resolve(with_sketch(known, OLD), NEW)


def test_a_highlight_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[set[str]] = []

    def counted(value: Notebook, *rest: object) -> Notebook:
        asked.append(set(value.highlights))
        return resolve(value, NEW)

    monkeypatch.setattr(module, "resolve", counted)
    reanchoring = Reanchoring(OLD, NEW)
    one = notebook("海东港集团")
    reanchoring.notebook(one)
    reanchoring.notebook(one.with_highlights([mark("周明岚")]))
    assert asked == [{"海东港集团"}, {"周明岚"}]


def test_a_notebook_on_the_new_text_stays_as_it_is() -> None:
    reanchoring = Reanchoring(OLD, NEW)
    there = reanchoring.notebook(notebook("周明岚"))
    assert reanchoring.notebook(there) is there


def test_a_snapshot_moves_with_its_base_and_its_history() -> None:
    base = replace(notebook("周明岚"), source=Source.of(OLD))
    snapshot = Snapshot(OLD, base, base).changed(base.with_highlights([mark("海东港集团")]))
    moved = reanchored_snapshot(snapshot, NEW)
    assert moved.article is NEW
    assert moved.base.highlights["周明岚"] is moved.notebook.highlights["周明岚"]
    undone = moved.undone()
    assert undone is not None
    assert undone.notebook.highlights == moved.base.highlights
    redone = undone.redone()
    assert redone is not None
    assert redone.notebook.highlights["海东港集团"].span.of(NEW.text) == "海东港集团"


def test_a_snapshot_on_the_same_text_keeps_its_notebook() -> None:
    value = notebook("周明岚")
    same = article()
    moved = reanchored_snapshot(Snapshot(OLD, value), same)
    assert moved.article is same
    assert moved.notebook is value
