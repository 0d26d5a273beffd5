"""Excerpts, filter, title and colours of a document."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from newsreader.formats.document import ExportFilter, colour_words
from newsreader.notebook.colour import Colour
from tests.formats.documents import MORNING, article_of, document


def test_excerpts_are_in_text_order_under_their_headings() -> None:
    found = document().excerpts()
    assert [excerpt.highlight.quote for excerpt in found] == [
        "同比增长8.6%",
        "“外贸航线是最大的增量。”",
        "𠮷田物流",
    ]
    assert [excerpt.section for excerpt in found] == ["", "一、外贸航线", "二、绿色港口🚢"]
    assert [excerpt.number for excerpt in found] == [3, 5, 7]


def test_an_orphan_has_no_paragraph_and_no_section() -> None:
    (orphan,) = document().orphans()
    assert orphan.number is None
    assert orphan.section == ""


def test_a_filter_keeps_any_of_its_colours_and_any_of_its_tags() -> None:
    wanted = ExportFilter(
        colours=frozenset({Colour.YELLOW, Colour.RED}), tags=frozenset({"数字", "x"})
    )
    assert [e.highlight.quote for e in document(filter=wanted).excerpts()] == ["同比增长8.6%"]


def test_since_is_compared_with_the_last_modification() -> None:
    whole = document()
    late = [h.changed(MORNING + timedelta(days=1)) for h in whole.notebook.shown()[:1]]
    changed = replace(whole, notebook=whole.notebook.with_highlights(late))
    wanted = ExportFilter(since=MORNING + timedelta(hours=1))
    assert len(replace(changed, filter=wanted).all()) == 1
    assert len(replace(changed, filter=ExportFilter(since=MORNING)).all()) == 4


def test_the_title_is_that_of_the_article_or_its_file_name() -> None:
    assert document().title == "海东港一季度吞吐量创新高"
    assert document(article=article_of("甲")).title == "harbour"
    assert document(article=article_of("甲", title=" 一\n二 ")).title == "一 二"


def test_a_colour_is_named_with_its_meaning() -> None:
    assert colour_words(document(), Colour.GREEN) == "green (观点)"
    assert colour_words(document(), Colour.BLUE) == "blue"
