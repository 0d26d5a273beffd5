"""The screen of a report: the dossier of a name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsreader.files import atomic
from newsreader.tui.dialogs.note_editor import NoteEditor
from newsreader.tui.library.report import ReportList
from newsreader.tui.screens.reading import ReadingScreen
from newsreader.tui.screens.report import ReportScreen
from newsreader.tui.widgets.link_list import LinkList
from newsreader.tui.widgets.prompt_bar import CleanInput
from tests.tui.library_pilot import Shelf, shelf_on
from tests.tui.waiting import PATIENCE, soon


def report_of(shelf: Shelf) -> ReportScreen:
    assert isinstance(shelf.app.screen, ReportScreen)
    return shelf.app.screen


def rows_of(shelf: Shelf) -> str:
    """What is listed; nothing while the screen is being built."""
    return "\n".join(
        shown.render_line(y).text
        for shown in report_of(shelf).query(ReportList)
        for y in range(shown.size.height)
    )


async def open_dossier(shelf: Shelf) -> None:
    await shelf.until(lambda: shelf.screen.library.analysed() == (3, 3))
    await shelf.press("e")
    await shelf.until(lambda: "PER 陆知行" in shelf.screen.item_list.items)
    await shelf.press("enter")
    await shelf.until(lambda: isinstance(shelf.app.screen, ReportScreen))
    await shelf.until(lambda: "陆知行说" in rows_of(shelf))


async def test_the_dossier_of_a_name_has_every_sentence_that_mentions_it(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await open_dossier(shelf)
        assert "person · 2 articles · 4 mentions · 2026-03-18" in rows_of(shelf)
        assert "Together with  澜川集团" in rows_of(shelf)
        screen = report_of(shelf)
        await shelf.until(lambda: "Enter goes there" in screen.foot.render_line(0).text)
        at = next(
            n for n, item in enumerate(screen.item_list.items) if "\n" in item and item[0] == "/"
        )
        screen.item_list.choose(at + 1)
        await shelf.read()
        hits, text = shelf.reading.hits, shelf.reading.session.article.text
        assert {hit.of(text) for hit in hits} == {"陆知行"}
        assert shelf.reading.pane.caret.offset == hits[1].start
        await shelf.press("L")
        await shelf.until(lambda: shelf.app.screen is screen)
        await shelf.press("L")
        await shelf.until(lambda: shelf.app.screen is shelf.screen)
        assert await soon(lambda: shelf.screen.item_list.items == ("PER 陆知行", "ORG 澜川集团"))


async def test_a_note_about_a_name_is_kept_in_the_folder(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await open_dossier(shelf)
        await shelf.press("a")
        assert isinstance(shelf.app.screen, NoteEditor)
        await shelf.press(*"who?", "ctrl+s")
        await shelf.until(lambda: "* who?" in rows_of(shelf))
        assert 'note = "who?"' in (shelf.folder / "newsreader-names.toml").read_text("utf-8")
        library = shelf.screen.library
        shelf.screen.scan()
        await shelf.until(lambda: not library.scan.is_running)
        assert {entry.path.name for entry in library.entries} == {"a.txt", "b.txt", "c.txt"}


async def test_a_link_in_the_note_about_a_name_is_completed_and_followed(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await open_dossier(shelf)
        await shelf.press("a")
        await shelf.press(*"[[b")
        links = shelf.app.screen.query_one(LinkList)
        await shelf.until(
            lambda: links.display and "b.txt" in links.lines_of("0", 60, chosen=True)[0][2].text
        )
        await shelf.press("tab", "ctrl+s")
        await shelf.until(lambda: "* [[" in rows_of(shelf))
        await shelf.press("F")
        await shelf.until(lambda: isinstance(shelf.app.screen, ReadingScreen))
        assert shelf.reading.session.article.name == "b.txt"
        await shelf.press("L")
        assert await soon(lambda: isinstance(shelf.app.screen, ReportScreen)), shelf.rows()


async def test_the_filter_keeps_the_sentences_with_a_word(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await open_dossier(shelf)
        await shelf.press("/", *"nothing", "enter")
        assert "Nothing is found; Esc drops the search." in rows_of(shelf)
        assert "Enter goes there" not in report_of(shelf).foot.words
        await shelf.press("escape")
        assert await soon(lambda: "陆知行说" in rows_of(shelf))


async def test_the_concordance_of_a_name_is_over_its_dossier(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await open_dossier(shelf)
        dossier = report_of(shelf)
        await shelf.press("i")
        await shelf.until(lambda: report_of(shelf) is not dossier)
        await shelf.until(lambda: "4 times · 2 articles" in rows_of(shelf))
        await shelf.press("L")
        assert report_of(shelf) is dossier


async def test_a_dossier_is_exported(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await open_dossier(shelf)
        await shelf.press("ctrl+e", "j", "enter")
        path = shelf.folder / "陆知行.notes.json"
        await shelf.until(path.exists)
        written = json.loads(path.read_text("utf-8"))
        assert written["name"] == "陆知行"
        assert all("陆知行" in passage["sentence"] for passage in written["passages"])


async def test_a_name_is_corrected_in_all_articles_and_taken_back(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await open_dossier(shelf)
        await shelf.press("E", "r")
        report_of(shelf).query_one(CleanInput).value = "陆先生"
        await shelf.press("enter")
        assert await soon(lambda: "Also  陆知行" in rows_of(shelf))
        await shelf.press("L")
        assert await soon(lambda: shelf.screen.item_list.items == ("PER 陆先生", "ORG 澜川集团"))
        await shelf.press("enter", "E", "b", "enter")
        assert await soon(lambda: "陆知行说" in rows_of(shelf) and "Also" not in rows_of(shelf))
        await shelf.press("E", "x")
        await shelf.until(lambda: "No article that was read mentions" in rows_of(shelf))
        await shelf.press("L")
        assert await soon(lambda: list(shelf.screen.item_list.items) == ["ORG 澜川集团"]), (
            shelf.rows()
        )


async def test_a_correction_for_the_folder_applies_in_its_articles(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await open_dossier(shelf)
        await shelf.press("E", "x")
        await shelf.until(lambda: "No article that was read mentions" in rows_of(shelf))
        await shelf.press("L", "e")
        await shelf.read()
        analysis = shelf.reading.session.analysis
        await shelf.until(lambda: analysis.progress == 1)
        assert [entity.name for entity in analysis.entities] == ["澜川集团"]
        await shelf.press("L")


async def test_the_times_of_all_articles_are_listed_by_day(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        (shelf.folder / "d.txt").write_text(
            "新站启用\n2026-03-18 09:00\n来源：临江日报\n昨天，新站启用。去年3月，工程开工。\n",
            "utf-8",
        )
        shelf.screen.scan()
        await shelf.until(lambda: len(shelf.names) == 4)
        await shelf.press("t")
        await shelf.until(lambda: isinstance(shelf.app.screen, ReportScreen))
        await shelf.until(lambda: "昨天" in rows_of(shelf))
        rows = rows_of(shelf)
        assert rows.index("2025-03  ") < rows.index("2026-03-17  ")
        await shelf.press("ctrl+e", "enter")
        written = (shelf.folder / "Timeline.notes.csv").read_text("utf-8-sig")
        assert "2026-03-17,2026-03-17,yes,昨天" in written


async def test_an_article_leads_to_the_dossier_of_a_name_in_it(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.until(lambda: shelf.screen.library.analysed() == (3, 3))
        await shelf.read()
        session = shelf.reading.session
        await shelf.until(lambda: session.analysis.progress == 1)
        entity = next(e for e in session.analysis.entities if e.name == "陆知行")
        shelf.reading.jump(entity.mentions[0].start)
        shelf.reading.do("entity.dossier")
        await shelf.until(lambda: isinstance(shelf.app.screen, ReportScreen))
        await shelf.until(lambda: "2 articles · 4 mentions" in rows_of(shelf))
        await shelf.press("L")
        assert await soon(lambda: shelf.app.screen is shelf.screen), shelf.rows()


async def test_keys_do_not_wait_while_another_program_writes_the_notes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic, "_PATIENCE", PATIENCE)  # keys that waited would lose the note
    async with shelf_on(tmp_path) as shelf:
        await open_dossier(shelf)
        await shelf.press("a")
        with atomic.locked(shelf.folder / "newsreader-names.toml"):
            await shelf.press(*"who?", "ctrl+s")
            assert "* who?" not in rows_of(shelf)
        assert await soon(lambda: "* who?" in rows_of(shelf))


async def test_no_key_stops_on_a_blank_row(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await open_dossier(shelf)
        for _item in report_of(shelf).item_list.items:
            place = report_of(shelf).item_list.place_of_chosen()
            row = report_of(shelf).item_list.render_line(
                place.y - report_of(shelf).item_list.region.y
            )
            assert row.text.strip(" ▌│┃↑↓")
            await shelf.press("j")


async def test_a_report_that_begins_while_the_folder_is_read_says_so_and_follows(
    tmp_path: Path,
) -> None:
    async with shelf_on(tmp_path) as shelf:
        with shelf.screen.library.scan._running:
            await shelf.press("i", *"zzz", "enter")
            await shelf.until(lambda: isinstance(shelf.app.screen, ReportScreen))
            await shelf.until(lambda: "0 articles · still reading" in rows_of(shelf))
        shelf.screen.scan()
        assert await soon(lambda: "still reading" not in rows_of(shelf))
