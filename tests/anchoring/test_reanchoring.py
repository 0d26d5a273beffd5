"""Entries go into another text together, and each is looked for once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.anchoring import reanchoring as module
from newsreader.anchoring.reanchoring import Reanchoring
from newsreader.anchoring.resolve import resolve
from newsreader.anchoring.sketch import with_sketch
from newsreader.notebook.notebook import Bookmark, Notebook
from newsreader.notebook.source import Source
from tests.notebooks import TEXT, article, mark, notebook

OLD, NEW = article(), article("前言\n" + TEXT.replace("集装箱业务", "散货业务"))
WORDS = ("海东港集团", "集装箱业务增长最快", "周明岚", "小客户已经难以承受")


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from(WORDS)), st.sets(st.sampled_from(WORDS)))
def test_in_parts_it_is_what_it_is_at_once(first: set[str], then: set[str]) -> None:
    passage = Reanchoring(OLD, NEW)
    before = notebook(*first).with_bookmark(Bookmark.on(TEXT, "a", 40))
    after = before.with_highlights(notebook(*then).highlights.values()).with_note("笔记")
    for each in (before, after):
        known = replace(each, source=Source.of(OLD))
        assert passage.notebook(each) == resolve(with_sketch(known, OLD), NEW)


def test_a_highlight_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[set[str]] = []

    def counted(wanted: Notebook, *rest: object) -> Notebook:
        asked.append(set(wanted.highlights))
        return resolve(wanted, NEW)

    monkeypatch.setattr(module, "resolve", counted)
    passage = Reanchoring(OLD, NEW)
    one = notebook("海东港集团")
    passage.notebook(one)
    passage.notebook(one.with_highlights([mark("周明岚")]))
    assert asked == [{"海东港集团"}, {"周明岚"}]


def test_what_is_there_already_stays() -> None:
    passage = Reanchoring(OLD, NEW)
    there = passage.notebook(notebook("周明岚"))
    assert passage.notebook(there) is there
    assert not passage.begins_at(there)
