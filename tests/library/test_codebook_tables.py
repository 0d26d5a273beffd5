"""The use of tags: alone, together on one or overlapping highlights, and on names."""

from __future__ import annotations

from newsreader.entities.kind import Kind
from newsreader.library.codebook_tables import (
    TagUse,
    code_rows,
    count_rows,
    name_rows,
    outline_lines,
)
from newsreader.notebook.codebook import Code, Codebook
from newsreader.notebook.highlight import HighlightState
from newsreader.notebook.notebook import Notebook
from tests.formats.documents import TEXT, entity_of, highlight_of

CODEBOOK = Codebook.of([Code("事实", "可核对", key="f"), Code("数据", parent="事实")])


def _use() -> TagUse:
    """Three highlights, two of which overlap, and an orphan; then another article."""
    use = TagUse()
    marks = [
        highlight_of(TEXT, "海东港集团12日公布", 1, tags=("事实",)),
        highlight_of(TEXT, "12日公布，一季度", 2, tags=("数据", "待查")),
        highlight_of(TEXT, "周明岚", 3, tags=("数据",)),
        highlight_of(TEXT, "零碳", 4, tags=("事实", "待查"), state=HighlightState.ORPHAN),
    ]
    people = [entity_of(TEXT, "周明岚", Kind.PER), entity_of(TEXT, "12日", Kind.TIME)]
    use.add(Notebook().with_highlights(marks), people)
    use.add(Notebook().with_highlights(marks[2:3]), people)
    return use


def test_counts_know_the_tags_below_and_those_that_are_not_in_the_codebook() -> None:
    assert list(count_rows(_use(), CODEBOOK))[1:] == [
        ("事实", "", "可核对", 2, 5, 1, "yes"),
        ("数据", "事实", "", 3, 3, 2, "yes"),
        ("待查", "", "", 2, 2, 1, "no"),
    ]


def test_tags_come_together_on_one_highlight_and_on_two_that_overlap() -> None:
    assert list(code_rows(_use(), CODEBOOK)) == [
        ("tag", "事实", "数据", "待查"),
        ("事实", 2, 1, 2),
        ("数据", 1, 3, 1),
        ("待查", 2, 1, 2),
    ]


def test_names_are_counted_by_tag_without_dates() -> None:
    assert list(name_rows(_use(), CODEBOOK)) == [
        ("name", "事实", "数据", "待查"),
        ("周明岚", 0, 2, 0),
    ]


def test_the_outline_is_for_people() -> None:
    assert list(outline_lines(_use(), CODEBOOK)) == [
        "#事实 [f] (2) – 可核对",
        "  #数据 (3)",
        "Tags that are not in the codebook:",
        "  #待查 (2)",
    ]
