"""Every change of a session is one step that can be undone; tags and sections of the notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.entities.kind import Kind
from newsreader.notebook.colour import Colour
from newsreader.session import ReadingSession
from newsreader.text.span import Span
from tests.fakes import NEWS, MemoryStore, article_of, follow, session_on

AT = NEWS.index("陆知行")


def first(session: ReadingSession) -> str:
    return session.notebook.in_order()[0].id


ACTIONS: dict[str, Callable[[ReadingSession], object]] = {
    "highlight": lambda s: s.notes.highlight(Span(0, 3), Colour.RED),
    "highlight_all": lambda s: s.notes.highlight_all("临江市", Colour.RED),
    "recolour": lambda s: s.notes.recolour(first(s), Colour.PURPLE),
    "annotate": lambda s: s.notes.annotate(first(s), "另一条"),
    "tag": lambda s: s.notes.tag(first(s), ["人物", "并购"]),
    "move": lambda s: s.notes.move(first(s), Span(AT, AT + 2)),
    "orphan": lambda s: s.notes.orphan(first(s)),
    "delete": lambda s: s.notes.delete(first(s)),
    "restore": lambda s: s.notes.restore(s.notebook.trash()[0].id),
    "empty_trash": lambda s: s.notes.empty_trash(),
    "remark": lambda s: s.notes.remark("全文"),
    "bookmark": lambda s: s.notes.bookmark("a", 5),
    "bookmark again": lambda s: s.notes.bookmark("z", 9),
    "correct": lambda s: s.corrections.word("闻一舟"),
    "withdraw": lambda s: s.corrections.withdraw(s.corrections.all()[0].id),
    "rename a tag": lambda s: s.notes.rename_tag("并购", "收购"),
    "drop a tag": lambda s: s.notes.rename_tag("并购", ""),
}


def furnished(folder: Path, store: MemoryStore) -> ReadingSession:
    """A session that has an entry of every kind."""
    session = session_on(folder=folder, store=store)
    kept = session.notes.highlight(Span(AT, AT + 3), Colour.GREEN)
    session.notes.annotate(kept.id, "董事长")
    session.notes.tag(kept.id, ["并购"])
    gone = session.notes.highlight(Span(AT + 4, AT + 6), Colour.BLUE)
    session.notes.tag(gone.id, ["并购"])
    session.notes.delete(gone.id)
    session.notes.bookmark("z", 3)
    session.corrections.add("临江市", Kind.LOC)
    return session


@pytest.mark.parametrize("name", ACTIONS)
def test_a_change_is_one_step_to_undo_and_to_redo(tmp_path: Path, name: str) -> None:
    store = MemoryStore()
    session = furnished(tmp_path, store)
    before = session.notebook
    ACTIONS[name](session)
    after = session.notebook
    assert after != before
    assert session.notes.undo()
    assert session.notebook == before
    assert session.notes.redo()
    assert session.notebook == after
    assert session.notes.undo()
    assert session.settle(5)
    assert store.kept == before


def test_undoing_everything_leaves_nothing(tmp_path: Path) -> None:
    session = furnished(tmp_path, MemoryStore())
    empty = session_on(folder=tmp_path).notebook
    for change in ("tag", "empty_trash", "remark", "withdraw"):
        ACTIONS[change](session)
    while session.notes.undo():
        pass
    assert session.notebook == empty


def test_a_change_that_another_program_changed_is_not_undone_and_no_earlier_one_either(
    tmp_path: Path,
) -> None:
    store = MemoryStore()
    session = session_on(folder=tmp_path, store=store)
    one = session.notes.highlight(Span(0, 3), Colour.YELLOW)
    session.notes.annotate(one.id, "较早的笔记")
    two = session.notes.highlight(Span(4, 8), Colour.GREEN)
    session.notes.annotate(two.id, "后来的笔记")
    notebook = session.notebook
    theirs = notebook.highlights[two.id].changed(two.latest, note="他们的笔记")
    session.sync.snapshot = replace(
        session.sync.snapshot, notebook=notebook.with_highlights([theirs])
    )
    steps = len(session.notes.history.done)
    assert not session.notes.undo()
    assert session.notebook.highlights[one.id].note == "较早的笔记"
    assert session.notebook.highlights[two.id].note == "他们的笔记"
    assert len(session.notes.history.done) == steps - 1


def test_a_tag_is_renamed_and_merged_in_one_step(tmp_path: Path) -> None:
    session = session_on(folder=tmp_path)
    one = session.notes.highlight(Span(0, 3), Colour.YELLOW)
    two = session.notes.highlight(Span(4, 8), Colour.GREEN)
    session.notes.tag(one.id, ["人事", "产业"])
    session.notes.tag(two.id, ["任免"])
    assert session.notes.rename_tag("任免", "人事") == 1
    assert tuple(session.notes.tags()) == ("人事", "产业")
    assert session.notes.rename_tag("产业", "人事") == 1
    assert session.notebook.highlights[one.id].tags == ("人事",)
    assert session.notes.undo()
    assert session.notebook.highlights[one.id].tags == ("人事", "产业")
    assert session.notes.rename_tag("人事", "") == 2
    assert tuple(session.notes.tags()) == ("产业",)


SECTIONS = """# 港口

海东港集团公布吞吐量。

## 航线

集团董事长周明岚说，全年将新开三到四条航线。运价比年初高出两成，小客户已经难以承受。
"""


def test_the_section_of_a_highlight_is_the_heading_before_it(tmp_path: Path) -> None:
    session = session_on(folder=tmp_path)
    follow(session, article_of(SECTIONS, "article.md"))
    start = session.article.text.index("周明岚")
    highlight = session.notes.highlight(Span(start, start + 3), Colour.RED)
    assert session.notes.section(highlight) == "航线"
    assert session.notes.section(session.notes.orphan(highlight.id)) == ""


def test_suggestions_are_places_in_the_article(tmp_path: Path) -> None:
    session = session_on(SECTIONS, folder=tmp_path)
    words = "运价比年初高出两成，小客户已经难以承受"
    start = SECTIONS.index(words)
    highlight = session.notes.highlight(Span(start, start + len(words)), Colour.RED)
    session.notes.orphan(highlight.id)
    follow(session, article_of(SECTIONS.replace("难以承受", "撑不下去")))
    candidate, there = session.notes.suggestions(highlight.id)[0]
    assert there == candidate.span.of(session.article.text)
    assert there.startswith("运价比年初")
