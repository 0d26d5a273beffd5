"""Which notes the notes panel lists."""

from __future__ import annotations

from dataclasses import replace

from newsreader.notebook.colour import Colour
from newsreader.notebook.query_item import highlight_item
from newsreader.session.grouping import Grouping
from newsreader.tui.widgets.notes_listing import ARTICLE, Arrangement, Listing, list_notes
from tests.notebooks import mark, notebook

PORT = replace(mark("海东港集团", note="看报表"), tags=("企业", "港口"))
ROUTES = replace(mark("外贸航线"), colour=Colour.RED, tags=("港口",))
BOOK = replace(notebook().with_highlights([PORT, ROUTES]), note="全文")


def listed(wanted: Arrangement) -> Listing:
    return list_notes(
        BOOK,
        wanted,
        section=lambda highlight: "小标题" if highlight is ROUTES else "",
        meanings={},
        query_item=lambda h, meanings: highlight_item(
            (h.quote, h.note), h.tags, h.colour, meanings, h.speaker
        ),
    )


def test_the_note_on_the_article_is_before_its_highlights() -> None:
    assert list(listed(Arrangement()).items) == [ARTICLE, PORT.id, ROUTES.id]


def test_with_one_colour_there_are_only_its_highlights() -> None:
    assert list(listed(Arrangement(only=Colour.RED)).items) == [ROUTES.id]


def test_the_filter_finds_quotes_notes_tags_and_the_note_on_the_article() -> None:
    assert list(listed(Arrangement(filter="航线")).items) == [ROUTES.id]
    assert list(listed(Arrangement(filter="报表")).items) == [PORT.id]
    assert list(listed(Arrangement(filter="#企业")).items) == [PORT.id]
    assert list(listed(Arrangement(filter="全文")).items) == [ARTICLE]
    assert list(listed(Arrangement(filter="查无此话")).items) == []


def test_a_highlight_with_two_tags_is_listed_twice_with_two_ids() -> None:
    found = listed(Arrangement(grouping=Grouping.TAG))
    assert [found.groups[item] for item in found.items if item in found.groups] == [
        ("港口", 2),
        ("企业", 1),
    ]
    shown = [found.highlights[item] for item in found.items if item in found.highlights]
    assert shown == [PORT, ROUTES, PORT]
    assert len(set(found.items)) == len(found.items)
