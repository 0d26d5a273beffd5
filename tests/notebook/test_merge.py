"""A merge never loses what either side wrote."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import HighlightState
from newsreader.notebook.merge import describe, merge, merge_tags, merge_text
from newsreader.notebook.notebook import Bookmark, Notebook
from tests.notebooks import TEXT, later, mark, notebook

BASE = notebook("海东港", "周明岚")


def changed(value: Notebook, id_: str, minutes: int, **fields: object) -> Notebook:
    return value.with_highlights([value.highlights[id_].changed(later(minutes), **fields)])


def test_additions_of_both_sides_are_kept() -> None:
    ours = BASE.with_highlights([mark("集装箱")])
    theirs = BASE.with_highlights([mark("外贸航线")])
    merged = merge(BASE, ours, theirs)
    assert set(merged.highlights) == {"海东港", "周明岚", "集装箱", "外贸航线"}


def test_a_change_on_one_side_is_taken() -> None:
    theirs = changed(BASE, "海东港", 1, note="他们的")
    for merged in (merge(BASE, BASE, theirs), merge(BASE, theirs, BASE)):
        assert merged.highlights["海东港"].note == "他们的"


def test_both_texts_are_kept_when_both_wrote() -> None:
    ours = changed(BASE, "海东港", 1, note="我的", tags=("港口",))
    theirs = changed(BASE, "海东港", 2, note="他们的", colour=Colour.RED, tags=("物流",))
    merged = merge(BASE, ours, theirs).highlights["海东港"]
    assert merged.note == "我的\n\n他们的"
    assert set(merged.tags) == {"港口", "物流"}
    assert merged.colour is Colour.RED


def test_the_later_of_two_colours_is_taken() -> None:
    ours = changed(BASE, "海东港", 5, colour=Colour.BLUE)
    theirs = changed(BASE, "海东港", 2, colour=Colour.RED)
    assert merge(BASE, ours, theirs).highlights["海东港"].colour is Colour.BLUE


def test_when_it_was_made_is_kept_where_one_side_does_not_know() -> None:
    known = BASE.highlights["海东港"]
    ours = BASE.with_highlights([replace(known.changed(later(5), note="我的"), created=None)])
    theirs = changed(BASE, "海东港", 2, colour=Colour.RED)
    for merged in (merge(BASE, ours, theirs), merge(BASE, theirs, ours)):
        assert merged.highlights["海东港"].created == known.created


def test_a_deleted_highlight_stays_deleted() -> None:
    ours = changed(BASE, "海东港", 1, state=HighlightState.DELETED)
    assert merge(BASE, ours, BASE).highlights["海东港"].state is HighlightState.DELETED
    assert merge(BASE, BASE, ours).highlights["海东港"].state is HighlightState.DELETED


def test_a_changed_note_wins_over_a_deletion() -> None:
    ours = changed(BASE, "海东港", 9, state=HighlightState.DELETED)
    theirs = changed(BASE, "海东港", 1, note="还要用")
    for merged in (merge(BASE, ours, theirs), merge(BASE, theirs, ours)):
        assert merged.highlights["海东港"].state is HighlightState.PLACED
        assert merged.highlights["海东港"].note == "还要用"


def test_an_entry_removed_by_one_side_is_removed_unless_the_other_changed_it() -> None:
    ours = BASE.without(["海东港", "周明岚"])
    theirs = changed(BASE, "周明岚", 1, note="新")
    assert set(merge(BASE, ours, theirs).highlights) == {"周明岚"}


def test_without_a_common_ancestor_nothing_is_removed() -> None:
    merged = merge(None, notebook("海东港"), notebook("周明岚"))
    assert set(merged.highlights) == {"海东港", "周明岚"}


def test_the_note_on_the_article_and_bookmarks_are_merged_too() -> None:
    ours = BASE.with_note("我的").with_bookmark(Bookmark.on(TEXT, "a", 3))
    theirs = BASE.with_note("他们的").with_bookmark(Bookmark.on(TEXT, "b", 9))
    merged = merge(BASE, ours, theirs)
    assert merged.note == "我的\n\n他们的"
    assert set(merged.bookmarks) == {"a", "b"}


def test_corrections_of_entities_of_both_sides_are_kept_and_a_removed_one_is_not() -> None:
    base = BASE.with_entities([{"name": "一"}, {"name": "二"}])
    ours = base.with_entities([{"name": "二"}])
    theirs = base.with_entities([{"name": "一"}, {"name": "二"}, {"name": "三"}])
    assert merge(base, ours, theirs).entities == ({"name": "二"}, {"name": "三"})


def test_merging_again_changes_nothing() -> None:
    ours = changed(BASE, "海东港", 1, note="我的")
    theirs = changed(BASE, "海东港", 2, note="他们的")
    merged = merge(BASE, ours, theirs)
    assert merge(BASE, merged, theirs) == merged
    assert merge(theirs, merged, theirs) == merged


WORDS = st.sampled_from(["", "一", "二", "一二", "三\n四"])


@settings(max_examples=200, deadline=None)
@given(WORDS, WORDS, WORDS)
def test_no_text_that_a_side_wrote_is_lost(base: str, ours: str, theirs: str) -> None:
    merged = merge_text(base, ours, theirs)
    assert ours == base or ours in merged
    assert theirs == base or theirs in merged


@settings(max_examples=200, deadline=None)
@given(*[st.lists(st.sampled_from("abc"), unique=True).map(tuple)] * 3)
def test_tags_are_merged_like_sets(
    base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]
) -> None:
    merged = set(merge_tags(base, ours, theirs))
    assert merged == (set(ours) | set(theirs)) - (set(base) - set(ours)) - (set(base) - set(theirs))


def test_the_difference_in_highlights_is_described() -> None:
    after = changed(BASE, "海东港", 1, note="新").with_highlights([mark("集装箱")])
    after = changed(after, "周明岚", 1, state=HighlightState.DELETED)
    assert describe(BASE, after) == "1 new highlight, 1 changed, 1 deleted"
    assert describe(BASE, BASE) == ""


def test_the_difference_in_other_entries_is_described() -> None:
    after = BASE.with_bookmark(Bookmark.on(TEXT, "a", 40)).with_note("新")
    after = after.with_entities([{"name": "海东港集团"}])
    expected = "1 bookmark, 1 correction, the note on the whole article"
    assert describe(BASE, after) == expected


@pytest.mark.parametrize(
    ("ours", "theirs", "merged"),
    [
        ("", "二\n\n一", "二"),
        ("一改", "二\n\n一", "二\n\n一改"),
        ("一\n\n二", "一改", "一改\n\n二"),
        ("一\n\n二", "三\n\n一", "三\n\n一\n\n二"),
        ("二", "三", "二\n\n三"),
    ],
)
def test_a_text_that_was_undone_stays_undone_when_others_wrote_below_or_above_it(
    ours: str, theirs: str, merged: str
) -> None:
    assert merge_text("一", ours, theirs) == merged
    assert merge_text("一", merged, theirs) == merged
    assert merge_text("一", ours, merged) == merged
