"""A highlight stands under a heading; one without a place has places where it may belong."""

from __future__ import annotations

from pathlib import Path

from newsreader.notebook.colour import Colour
from newsreader.text.span import Span
from tests.fakes import article_of, follow, session_on

TEXT = """# 港口

海东港集团公布吞吐量。

## 航线

集团董事长周明岚说，全年将新开三到四条航线。运价比年初高出两成，小客户已经难以承受。
"""


def test_a_highlight_stands_under_the_heading_before_it(tmp_path: Path) -> None:
    session = session_on(folder=tmp_path)
    follow(session, article_of(TEXT, "article.md"))
    start = session.article.text.index("周明岚")
    highlight = session.notes.highlight(Span(start, start + 3), Colour.RED)
    assert session.places.section(highlight) == "航线"
    assert session.places.section(session.notes.orphan(highlight.id)) == ""


def test_what_is_suggested_stands_in_the_article(tmp_path: Path) -> None:
    session = session_on(TEXT, folder=tmp_path)
    words = "运价比年初高出两成，小客户已经难以承受"
    start = TEXT.index(words)
    highlight = session.notes.highlight(Span(start, start + len(words)), Colour.RED)
    session.notes.orphan(highlight.id)
    follow(session, article_of(TEXT.replace("难以承受", "撑不下去")))
    candidate, there = session.places.suggestions(highlight.id)[0]
    assert there == candidate.span.of(session.article.text)
    assert there.startswith("运价比年初")
