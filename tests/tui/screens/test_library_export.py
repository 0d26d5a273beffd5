"""Export from the library: the articles listed, to one file or to a file each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from newsreader.locale import use_language
from newsreader.tui.dialogs.export_articles_dialog import ExportArticlesDialog
from newsreader.tui.dialogs.export_dialog import FormatList
from newsreader.tui.screens.all_notes import AllNotesScreen
from tests.fakes import NEWS
from tests.tui.library_pilot import ESSAY, Shelf, note, shelf_on
from tests.tui.waiting import soon


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


async def _dialog(shelf: Shelf, name: str) -> None:
    """Open the dialog and choose a format."""
    await shelf.press("ctrl+e")
    assert isinstance(shelf.app.screen, ExportArticlesDialog)
    await _choose(shelf, name)


async def _choose(shelf: Shelf, name: str) -> None:
    formats = shelf.app.screen.query_one(FormatList)
    formats.choose(formats.items.index(name))
    await shelf.pilot.pause()


def _noted(folder: Path) -> Path:
    news = folder / "news"
    news.mkdir()
    for name, text in (("a.txt", NEWS), ("b.txt", ESSAY)):
        (news / name).write_text(text, "utf-8")
    note(news / "a.txt", "澜川集团", "陆知行")
    note(news / "b.txt", "老人")
    return news


async def test_the_articles_listed_are_exported_to_one_file(tmp_path: Path) -> None:
    news = _noted(tmp_path)
    async with shelf_on(tmp_path) as shelf:
        await _dialog(shelf, "json")
        await shelf.press("ctrl+s")
        target = news / "news.notes.json"
        await shelf.until(lambda: "2 articles exported" in shelf.message)
        found = json.loads(target.read_text("utf-8"))
        assert [each["article"]["file"] for each in found["exports"]] == ["a.txt", "b.txt"]
        assert "news.notes.json" not in shelf.names


async def test_a_file_each_goes_to_a_folder(tmp_path: Path) -> None:
    news = _noted(tmp_path)
    async with shelf_on(tmp_path) as shelf:
        await _dialog(shelf, "csv")
        await shelf.press("ctrl+t")
        assert shelf.app.screen.query_one("#export-path", Input).value.endswith("news.notes/")
        await shelf.press("ctrl+s")
        await shelf.until(lambda: "2 articles exported" in shelf.message)
        names = sorted(path.name for path in (news / "news.notes").iterdir())
        assert names == ["a.txt.csv", "b.txt.csv"]


async def test_a_format_of_one_article_needs_a_folder(tmp_path: Path) -> None:
    _noted(tmp_path)
    async with shelf_on(tmp_path) as shelf:
        await _dialog(shelf, "conll")
        assert shelf.app.screen.query_one("#export-path", Input).value.endswith("/")


async def test_only_the_notes_listed_are_exported(tmp_path: Path) -> None:
    news = _noted(tmp_path)
    async with shelf_on(tmp_path) as shelf:
        await shelf.press("n")
        screen = shelf.app.screen
        assert isinstance(screen, AllNotesScreen)
        await shelf.press("/", *"老人", "enter")
        await shelf.until(lambda: [each.quote for each in screen.item_list.listed] == ["老人"])
        await _dialog(shelf, "json")
        await shelf.press("ctrl+s")
        await shelf.until(lambda: "1 article exported" in screen.foot.notice.words)
        found = json.loads((news / "news.notes.json").read_text("utf-8"))
        quotes = [h["quote"] for each in found["exports"] for h in each["highlights"]]
        assert quotes == ["老人"]


async def test_an_export_is_not_replaced_without_a_question(tmp_path: Path) -> None:
    news = _noted(tmp_path)
    (news / "news.notes.csv").write_text("mine", "utf-8")
    async with shelf_on(tmp_path) as shelf:
        await _dialog(shelf, "csv")
        await shelf.press("ctrl+s", "k")
        assert isinstance(shelf.app.screen, ExportArticlesDialog)
        assert (news / "news.notes.csv").read_text("utf-8") == "mine"
        await shelf.press("ctrl+s", "r")
        assert await soon(lambda: "2 articles exported" in shelf.message), shelf.rows()


async def test_articles_without_notes_are_cited(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await _dialog(shelf, "bibtex")
        dialog = shelf.app.screen
        assert dialog.query_one(FormatList).items == ("bibtex", "csl-json", "gbt7714")
        said = dialog.query_one("#export-text", Static)
        assert await soon(lambda: "None of the articles listed has notes" in str(said.visual))
        await shelf.press("ctrl+s")
        await shelf.until(lambda: "3 articles exported" in shelf.message)
        [written] = tmp_path.glob("**/*.bib")
        assert written.read_text("utf-8").count("@") == 3


async def test_the_articles_without_notes_are_cited_with_the_others(tmp_path: Path) -> None:
    _noted(tmp_path)
    async with shelf_on(tmp_path) as shelf:
        await _dialog(shelf, "gbt7714")
        said = shelf.app.screen.query_one("#export-text", Static)
        assert await soon(lambda: str(said.visual).startswith("3 articles\n"))
        await _choose(shelf, "csv")
        assert await soon(lambda: str(said.visual).startswith("2 articles · "))


async def test_without_articles_there_is_a_sentence(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.press("/", *"没有这个词", "enter")
        await shelf.until(lambda: not shelf.screen.item_list.listed_paths)
        await shelf.press("ctrl+e")
        assert "None of the articles listed has notes" in shelf.message


async def test_a_name_that_is_too_long_is_a_sentence(tmp_path: Path) -> None:
    _noted(tmp_path)
    async with shelf_on(tmp_path) as shelf:
        await _dialog(shelf, "json")
        shelf.app.screen.query_one("#export-path", Input).value = str(tmp_path / ("长" * 200))
        await shelf.press("ctrl+s")
        assert await soon(lambda: "too long" in shelf.message), shelf.rows()
