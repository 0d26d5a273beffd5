"""The concordance of a word, in the library and in an article."""

from __future__ import annotations

from pathlib import Path

from textual import events

from newsreader.tui.dialogs.kwic_dialog import KwicScreen
from newsreader.tui.screens.report import ReportScreen
from newsreader.tui.widgets.item_list import ItemList
from tests.tui.library_pilot import shelf_on
from tests.tui.reading_pilot import open_reader
from tests.tui.screens.test_report import report_of, rows_of


async def test_every_place_of_a_word_is_listed_with_the_words_around_it(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.until(lambda: shelf.screen.library.analysed() == (3, 3))
        await shelf.press("i")
        shelf.app.post_message(events.Paste("澜川集团"))
        await shelf.press("enter")
        await shelf.until(lambda: isinstance(shelf.app.screen, ReportScreen))
        await shelf.until(lambda: "2 articles" in rows_of(shelf))
        assert "First  2026-03-18" in rows_of(shelf)
        places = report_of(shelf).item_list.places
        await shelf.press("s")
        assert (
            "by the words before" in report_of(shelf).query_one("#library-head").render_line(0).text
        )
        assert sorted(report_of(shelf).item_list.places) == sorted(places)
        await shelf.press("ctrl+e", "enter")
        written = (shelf.folder / "澜川集团 kwic.notes.csv").read_text("utf-8-sig")
        assert written.startswith("published,source,title,left,word,right,start,file")
        await shelf.press("end")
        await shelf.read()
        assert shelf.reading.pane.caret.offset in {place.offset for place in places}


async def test_a_word_that_no_article_has_is_said(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.press("i", *"zzz", "enter")
        await shelf.until(lambda: isinstance(shelf.app.screen, ReportScreen))
        await shelf.until(lambda: "No article here has zzz" in rows_of(shelf))
        assert not report_of(shelf).item_list.places


async def test_the_selection_is_listed_wherever_the_article_has_it(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("v", "l", "i")
        dialog = reader.app.screen
        assert isinstance(dialog, KwicScreen)
        listed = dialog.query_one(ItemList)
        first = listed.items
        assert "by text order" in listed.heading()
        await reader.press("tab")
        assert "by the words before" in listed.heading()
        assert sorted(listed.items) == sorted(first)
        await reader.press("enter")
        assert str(reader.screen.pane.caret.offset) in first
