"""The library on the screen: real keys, real files, and back again."""

from __future__ import annotations

import asyncio
import tomllib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual import events
from textual._styles_cache import StylesCache

from newsreader.article.loader import open_article
from newsreader.library.full_text import articles_with
from newsreader.library.search import Found
from newsreader.locale import use_language
from newsreader.session import Environment, open_session
from newsreader.session.reading_session import ReadingSession
from newsreader.settings.settings import Settings
from newsreader.sidecar.sidecar import Sidecar, sidecar_path
from newsreader.state import State
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.compat import textual_key
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.dialogs.help import KeyList
from newsreader.tui.dialogs.menu import MenuList
from newsreader.tui.dialogs.palette import PaletteScreen
from newsreader.tui.library import finder
from newsreader.tui.library.library_list import LibraryFoot, LibraryHead
from newsreader.tui.library.scanner import ScanProgress
from newsreader.tui.messages import ArticleChosen
from newsreader.tui.screens.all_notes import AllNotesScreen
from newsreader.tui.screens.library import LibraryScreen
from newsreader.tui.screens.reading import ReadingScreen
from newsreader.tui.screens.report import ReportScreen
from newsreader.tui.widgets.prompt_bar import CleanInput
from newsreader.tui.widgets.status_line import StatusLine
from tests.fakes import NEWS
from tests.tui.library_pilot import ESSAY, note, shelf_on
from tests.tui.waiting import PATIENCE, soon, until


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


async def test_articles_are_listed_with_title_and_date(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        assert shelf.names == ["a.txt", "c.txt", "b.txt"]
        assert "临江市与澜川集团签署协议" in shelf.rows()
        assert "2026-03-18" in shelf.rows()


async def test_the_reader_goes_from_the_list_to_an_article_and_back(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.press("enter")
        await shelf.until(lambda: isinstance(shelf.app.screen, ReadingScreen))
        await shelf.press("}", "s", "2", "L")
        await shelf.until(lambda: shelf.app.screen is shelf.screen and shelf.app.session is None)
        written = tomllib.loads(sidecar_path(shelf.folder / "a.txt").read_text("utf-8"))
        assert [h["colour"] for h in written["highlight"]] == ["green"]
        await shelf.until(lambda: shelf.screen.library.entries[0].highlights == 1)
        assert shelf.screen.library.entries[0].progress > 0
        assert shelf.screen.item_list.has_focus
        await shelf.press("j", "enter")
        await shelf.until(lambda: isinstance(shelf.app.screen, ReadingScreen))
        assert shelf.reading.session.article.title == "签了！"


@pytest.mark.parametrize(("preset", "key"), [("vim", "L"), ("plain", "F9")])
async def test_the_reading_screen_shows_the_key_for_the_library(
    tmp_path: Path, preset: str, key: str
) -> None:
    async with shelf_on(tmp_path, Settings(preset=preset)) as shelf:
        await shelf.read()
        assert f"{key} to the library" in shelf.status
        await shelf.press("f10")
        found = shelf.app.screen.query_one(MenuList)
        rows = [found.render_line(y).text for y in range(found.size.height)]
        (row,) = (text for text in rows if "back to the list of articles" in text)
        assert f" {key} " in row
        found.choose(found.items.index("app.library"))
        await shelf.press("enter")
        assert await soon(lambda: shelf.app.screen is shelf.screen), shelf.rows()


async def test_a_small_screen_shows_the_key_for_the_library_too(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.read()
        for width in (40, 60, 80):
            await shelf.pilot.resize_terminal(width, 12)
            await shelf.pilot.pause()
            assert "L to the library" in shelf.status
            assert "临江市" in shelf.status
        await shelf.press("tab", "f10")
        assert "app.library" in shelf.app.screen.query_one(MenuList).items


async def test_an_article_paged_to_its_end_counts_as_read(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    long = "\n\n".join(
        ["标题在这里", *["正文写在这里，一行放不下，还要写到第二行去。" * 9] * 9, "分享\n微信"]
    )
    (tmp_path / "news" / "a.txt").write_text(long, "utf-8")
    async with shelf_on(tmp_path) as shelf:
        while shelf.screen.item_list.path != tmp_path / "news" / "a.txt":
            await shelf.press("j")
        await shelf.read()
        assert "  0%" in shelf.status
        await shelf.press(*["space"] * 9)
        assert "100%" in shelf.status
        assert "0 min left" in shelf.status
        await shelf.press("L")
        await shelf.until(lambda: shelf.app.screen is shelf.screen)
        assert await soon(lambda: "100%" in shelf.rows()), shelf.rows()


async def test_names_of_all_articles_are_read_in_the_background(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.until(lambda: shelf.screen.library.analysed() == (3, 3))
        await shelf.press("e")
        await shelf.until(lambda: shelf.screen.item_list.items == ("PER 陆知行", "ORG 澜川集团"))
        assert "2 articles    4 mentions" in shelf.rows()
        assert await soon(lambda: "still reading" not in shelf.rows()), shelf.rows()


async def test_texts_are_searched_as_one_types(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.press("/")
        shelf.app.post_message(events.Paste("石階"))
        await shelf.until(lambda: shelf.screen.item_list.articles == 1)
        assert shelf.names == ["b.txt", "b.txt", "b.txt"]
        assert "漫过石阶" in shelf.rows()
        assert "×2" in shelf.rows()
        await shelf.press("enter")
        assert shelf.screen.item_list.has_focus
        assert "1 of 3 articles" in shelf.screen.query_one(LibraryHead).head.facts
        await shelf.press("escape")
        assert await soon(lambda: len(shelf.names) == 3), shelf.rows()


async def test_the_keys_for_hits_go_through_all_articles(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.press("/")
        shelf.app.post_message(events.Paste("董事长"))
        await shelf.until(lambda: shelf.screen.item_list.articles == 2)
        first, second = dict.fromkeys(shelf.names)
        await shelf.press("enter")
        await shelf.read()
        reading = shelf.reading
        await shelf.until(lambda: reading.hits)
        assert [hit.of(reading.session.article.text) for hit in reading.hits] == ["董事长"]
        assert reading.session.article.name == first
        assert reading.pane.caret.offset == reading.hits[0].start
        await shelf.press("n")
        assert shelf.app.screen is reading
        await shelf.press("n")
        await shelf.until(lambda: shelf.app.session and shelf.app.session.article.name == second)
        await shelf.until(lambda: isinstance(shelf.app.screen, ReadingScreen))
        await shelf.until(lambda: shelf.reading.hits)
        await shelf.press("n", "n")
        assert shelf.reading.session.article.name == second
        notice = shelf.reading.query_one(StatusLine).notice.words
        assert notice == "This is the last hit; no article with hits follows."


async def test_the_chosen_hit_stays_chosen_when_the_search_is_repeated(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.press("/")
        shelf.app.post_message(events.Paste("董事长"))
        await shelf.until(lambda: shelf.screen.item_list.articles == 2)
        await shelf.press("enter", "G")
        last = shelf.screen.item_list.chosen_id
        assert shelf.screen.item_list.chosen == len(shelf.names) - 1 > 0
        finder = shelf.screen._search._finder
        await shelf.read()
        await shelf.press("L")
        await shelf.until(lambda: shelf.app.screen is shelf.screen)
        await shelf.until(lambda: shelf.screen._search._finder is not finder)
        await shelf.until(lambda: len(shelf.screen._search.found) == 2)
        assert shelf.screen.item_list.chosen_id == last


async def test_a_query_that_is_wrong_is_explained_while_typing(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.press("/")
        shelf.app.post_message(events.Paste("re:("))
        assert await soon(lambda: "regular expression" in shelf.hint), shelf.rows()


async def test_the_order_cycles_and_keeps_the_choice(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.press("s", "s", "s")
        assert shelf.names == ["a.txt", "c.txt", "b.txt"]
        assert shelf.screen.item_list.chosen == 0
        await shelf.press("S")
        assert shelf.names == ["b.txt", "c.txt", "a.txt"]
        assert shelf.screen.item_list.chosen == 0
        await shelf.press("j", "S")
        assert shelf.names[shelf.screen.item_list.chosen] == "c.txt"
        assert shelf.screen.item_list.chosen == 1
        await shelf.press("j", "S")
        assert shelf.names[shelf.screen.item_list.chosen] == "b.txt"
        assert shelf.screen.item_list.chosen == 0


async def test_a_note_is_found_and_opened_at_its_place(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.press("enter")
        await shelf.until(lambda: isinstance(shelf.app.screen, ReadingScreen))
        await shelf.press("}", "}", "s", "1", "g", "L")
        await shelf.until(
            lambda: shelf.app.screen is shelf.screen and shelf.screen.library.entries[0].highlights
        )
        await shelf.press("n")
        await shelf.until(lambda: isinstance(shelf.app.screen, AllNotesScreen))
        notes = shelf.app.screen
        assert isinstance(notes, AllNotesScreen)
        assert await soon(lambda: len(notes.item_list.listed) == 1)
        await shelf.press("/")
        shelf.app.post_message(events.Paste("没有这样的词"))
        await shelf.pilot.pause()
        assert notes.item_list.listed == []
        await shelf.press("escape", "enter")
        await shelf.until(lambda: isinstance(shelf.app.screen, ReadingScreen))
        session = shelf.reading.session
        await shelf.until(lambda: shelf.reading.pane.caret.offset > 0)
        assert shelf.reading.pane.caret.offset == session.notebook.in_order()[0].span.start


async def test_changing_the_list_keeps_the_chosen_article(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    for name in "abcdef":
        (tmp_path / "news" / f"{name}.txt").write_text(
            f"标题{name}\n\n一句在此。\n\n两句在此。\n", "utf-8"
        )
    for name in "be":
        note(tmp_path / "news" / f"{name}.txt", "一句在此", "两句在此")
    async with shelf_on(tmp_path) as shelf:

        def chosen() -> str:
            screen = shelf.app.screen
            assert isinstance(screen, AllNotesScreen | LibraryScreen)
            return str(screen.item_list.chosen_id).rpartition("/")[2]

        await shelf.press("j", "j", "j", "n")
        assert chosen().startswith("b.txt\n")
        await shelf.press("escape")
        assert chosen() == "d.txt"  # nothing was looked at among the notes
        await shelf.press("n", "j", "j", "j", "escape")
        assert chosen() == "e.txt"
        await shelf.press("n")
        assert chosen().startswith("e.txt\n")
        await shelf.press("k", "k", "n")
        assert chosen() == "b.txt"
        await shelf.press("n", "/")
        shelf.app.post_message(events.Paste("没有这样的词"))
        await shelf.pilot.pause()
        await shelf.press("enter", "escape", "escape")
        assert chosen() == "b.txt"
        await shelf.press("j", "e", "e")
        assert chosen() == "c.txt"


async def test_the_list_of_names_keeps_its_choice(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.read()
        await shelf.until(lambda: shelf.reading.entities)
        await shelf.press("L")
        await shelf.until(lambda: shelf.app.screen is shelf.screen)
        await shelf.press("e", "j")
        chosen = shelf.screen.item_list.chosen_id
        assert chosen
        await shelf.press("enter", "L")
        await shelf.until(lambda: shelf.app.screen is shelf.screen)
        assert shelf.screen.item_list.chosen_id == chosen


async def test_notes_are_carried_over_from_a_reprint(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.press("r")
        await shelf.until(lambda: shelf.names == ["a.txt", "c.txt"])
        await shelf.press("c")
        await shelf.until(lambda: "No reprint" in shelf.message)
        await shelf.press("enter")
        await shelf.until(lambda: isinstance(shelf.app.screen, ReadingScreen))
        await shelf.press("}", "}", "s", "3", "L")
        await shelf.until(
            lambda: shelf.app.screen is shelf.screen and shelf.screen.library.entries[0].highlights
        )
        await shelf.press("j", "c")
        await shelf.until(lambda: isinstance(shelf.app.screen, ChoiceScreen))
        await shelf.press("y")
        await shelf.until(lambda: "1 placed" in shelf.message)
        assert shelf.screen.library.entries[2].highlights == 1


async def test_an_article_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_bytes(b"\x7fELF\0\0\1\2" * 50)
    async with shelf_on(tmp_path) as shelf:
        await shelf.press("j", "enter")
        assert "a.txt" in shelf.message
        assert shelf.app.screen is shelf.screen


async def test_the_help_and_the_palette_list_the_functions_of_the_library(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.press("?")
        assert type(shelf.app.screen).__name__ == "HelpScreen"
        listed = shelf.app.screen.query_one(KeyList).items
        assert {"library.open", "app.quit", "app.palette", "app.export"} <= set(listed)
        assert "app.undo" in listed
        assert not {"app.zen", "app.next_pane", "app.library"} & set(listed)
        await shelf.press("escape", "ctrl+p")
        assert isinstance(shelf.app.screen, PaletteScreen)
        await shelf.press("escape", "q")


async def test_a_key_of_the_reading_screen_gets_a_message_in_the_library(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.press("L")
        assert not shelf.message
        await shelf.press("z")
        assert "“the article alone” is for an open article; Enter opens" in shelf.message


async def test_in_the_list_of_names_a_key_for_articles_gets_a_message(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.until(lambda: shelf.screen.library.analysed() == (3, 3))
        await shelf.press("e")
        await shelf.until(lambda: "ORG 澜川集团" in shelf.screen.item_list.items)
        await shelf.press("*")
        assert "is for the list of articles; e goes back" in shelf.message
        await shelf.press(".")
        listed = shelf.app.screen.query_one(MenuList).items
        assert listed[0] == "library.dossier"
        assert not {"library.open", "library.star", "library.sort"} & set(listed)
        await shelf.press("escape")


async def test_the_timeline_of_a_search_is_that_of_the_articles_found(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.press("/")
        shelf.app.post_message(events.Paste("石階"))
        await shelf.until(lambda: shelf.screen.item_list.articles == 1)
        await shelf.press("enter", "t")
        await shelf.until(lambda: isinstance(shelf.app.screen, ReportScreen))
        report = shelf.app.screen
        assert isinstance(report, ReportScreen)
        assert report.report.facts().endswith(" 1 article")
        await shelf.press("escape")


async def test_without_a_library_there_is_nothing_to_go_back_to(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(NEWS, "utf-8")
    environment = Environment(Sidecar(path, tmp_path), State.open(tmp_path / "s"), str(path))
    session = open_session(open_article(path), environment)
    app = NewsreaderApp(session, Settings())
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("L")
        await pilot.pause()
        assert isinstance(app.screen, ReadingScreen)
        assert "to the library" not in app.screen.query_one(StatusLine).render_line(0).text
        await pilot.press("f10")
        await pilot.pause()
        assert "app.library" not in app.screen.query_one(MenuList).items


async def test_leaving_an_article_frees_its_painted_rows(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.read_and_leave()
        painted = StylesCache.get_inner_outer.cache_info().currsize
        for _again in range(3):
            await shelf.read_and_leave()
        # An article paints seven entries or more; the list itself may add one or two.
        assert StylesCache.get_inner_outer.cache_info().currsize <= painted + 6


async def test_a_star_and_the_archive_are_kept_and_searched(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        first, second, third = shelf.names
        await shelf.press("*")
        assert "has a star" in shelf.message
        assert "☆" in shelf.rows()
        await shelf.press("j", "a")
        assert shelf.names == [first, third, second]
        await shelf.press("/")
        shelf.app.post_message(events.Paste("is:starred"))
        await shelf.until(lambda: shelf.names == [first])
    async with shelf_on(tmp_path) as shelf:
        assert shelf.names == [first, third, second]
        assert "☆" in shelf.rows()
        await shelf.press("*", "G", "a")
        assert shelf.names == [first, second, third]
        assert "☆" not in shelf.rows()


async def test_an_article_that_was_finished_stays_finished(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.read()
        await shelf.press("G", "L")
        await shelf.until(lambda: shelf.app.screen is shelf.screen)
        await shelf.until(lambda: "100%" in shelf.rows())
        await shelf.read()
        await shelf.press("g", "L")
        await shelf.until(lambda: shelf.app.screen is shelf.screen)
        await shelf.until(lambda: shelf.app.session is None)
        assert "100%" in shelf.rows()


async def test_the_next_article_is_opened_without_going_back(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        first, second, _third = shelf.names
        await shelf.read()
        await shelf.press("J")
        await shelf.until(lambda: shelf.app.session and shelf.app.session.article.name == second)
        await shelf.until(lambda: isinstance(shelf.app.screen, ReadingScreen))
        await shelf.press("H")
        await shelf.until(lambda: shelf.app.session and shelf.app.session.article.name == first)
        assert await soon(lambda: isinstance(shelf.app.screen, ReadingScreen)), shelf.rows()


@pytest.mark.parametrize(("at", "key", "said"), [(0, "H", "comes before"), (-1, "J", "follows")])
async def test_past_the_end_of_the_list_the_article_stays_open(
    tmp_path: Path, at: int, key: str, said: str
) -> None:
    async with shelf_on(tmp_path) as shelf:
        name = shelf.names[at]
        await shelf.press("G" if at else "g")
        await shelf.read()
        await shelf.press(key)
        notice = shelf.reading.query_one(StatusLine).notice.words
        assert f"No article {said}" in notice
        assert shelf.reading.session.article.name == name
        await shelf.press("L")
        assert await soon(lambda: shelf.app.screen is shelf.screen and shelf.app.session is None)


async def test_the_helper_is_left_to_an_open_article(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.until(lambda: shelf.screen.library.analysed() == (3, 3))
        await shelf.read()
        path = shelf.folder / "d.txt"
        path.write_text(ESSAY.replace("老人", "孩子"), "utf-8")
        shelf.screen.library.update(path)
        shelf.screen.post_message(ScanProgress(4, 4, ended=True))
        await shelf.pilot.pause(0.2)
        assert shelf.screen.library.analysed() == (3, 4)
        await shelf.press("L")
        assert await soon(lambda: shelf.screen.library.analysed() == (4, 4)), shelf.rows()


async def test_notes_without_their_article_are_marked_and_can_be_read(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "gone.txt").write_text(ESSAY, "utf-8")
    note(news / "gone.txt", "老人")
    (news / "gone.txt").unlink()
    async with shelf_on(tmp_path) as shelf:
        await shelf.press("G")
        assert "! " in shelf.rows()
        assert "its article is not there; Enter shows the notes" in shelf.rows()
        await shelf.press("enter")
        notes = shelf.app.screen
        assert isinstance(notes, AllNotesScreen)
        assert [each.quote for each in notes.item_list.listed] == ["老人"]
        assert "gone.txt, is not there" in notes.foot.notice.words
        before = (news / "gone.txt.notes.toml").read_bytes()
        await shelf.press("enter", "d", "a", "t")
        assert notes.is_active
        assert not notes.bar.display
        assert (news / "gone.txt.notes.toml").read_bytes() == before
        assert list(news.glob("gone*")) == [news / "gone.txt.notes.toml"]
        await shelf.press("escape")
        assert len(shelf.names) == 4


async def test_earlier_searches_of_the_library_come_back(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.press("/")
        await shelf.press("z", "q", "enter")
        state = shelf.screen.library.state
        await shelf.until(lambda: state.searches("library") == ["zq"])
        await shelf.press("escape", "/", "up")
        field = shelf.screen.bar.query_one(CleanInput)
        await shelf.until(lambda: field.value == "zq")
        await shelf.press("down")
        assert await soon(lambda: field.value == "")


async def test_keys_that_arrive_while_an_article_opens_are_for_that_article(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        third = shelf.names[2]
        for key in ("enter", "J", "J"):
            shelf.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await shelf.until(
            lambda: (
                isinstance(shelf.app.screen, ReadingScreen)
                and shelf.reading.session.article.name == third
            )
        )
        await shelf.press("L")
        assert await soon(lambda: shelf.app.screen is shelf.screen and shelf.app.session is None)


async def test_a_search_without_hits_offers_nothing_to_do_with_them(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        foot = shelf.screen.query_one(LibraryFoot)
        for query, hits in (("石阶", True), ("航天飞机", False)):
            await shelf.press("/", *query, "enter")
            await shelf.until(shelf.screen._search.shown.is_set)
            assert ("A highlights every hit" in foot.words) == hits
            assert ("Enter opens" in foot.words) == hits


async def test_what_is_wrong_with_a_query_is_in_the_list_in_full(tmp_path: Path) -> None:
    async with shelf_on(tmp_path, size=(80, 24)) as shelf:
        await shelf.press("/", *"colour:zz")
        await shelf.until(lambda: "not a colour" in shelf.rows())
        assert "Nothing is found" not in shelf.rows()
        assert "purple" in shelf.rows()
        assert shelf.hint.endswith("…")


async def test_the_heading_of_the_names_has_room_on_a_small_screen(tmp_path: Path) -> None:
    async with shelf_on(tmp_path, size=(80, 24)) as shelf:
        await shelf.until(lambda: shelf.screen.library.analysed() == (3, 3))
        await shelf.press("e")
        await shelf.until(lambda: "People, organisations and places 2" in shelf.rows())
        assert "still reading" not in shelf.rows()
        shelf.screen.item_list.analysed, shelf.screen.item_list.more_to_come = (900, 1000), True
        assert "Names 2 · 900 of 1000 articles are read · still reading" in shelf.rows()


async def test_a_notice_begins_where_the_words_of_the_list_do(tmp_path: Path) -> None:
    for width in (60, 100):
        async with shelf_on(tmp_path, size=(width, 24)) as shelf:
            foot = shelf.screen.query_one(LibraryFoot)
            hints = foot.render_line(0).text
            shelf.screen.say("Stopped.")
            notice = foot.render_line(0).text
            assert notice.index("Stopped.") == max(2, len(hints) - len(hints.lstrip()))
            shelf.screen.say("Failed.", warning=True)
            assert "! Failed." in foot.render_line(0).text


async def test_without_articles_no_names_are_being_read(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        for path in shelf.folder.iterdir():
            path.unlink()
        await shelf.press("R")
        await shelf.until(lambda: not shelf.screen.library.entries)
        await shelf.press("e")
        assert await soon(lambda: "No names were found" in shelf.rows()), shelf.rows()


async def test_what_is_found_above_the_chosen_article_does_not_take_its_keys(
    tmp_path: Path,
) -> None:
    async with shelf_on(tmp_path) as shelf:
        assert shelf.names[shelf.screen.item_list.chosen] == shelf.names[0] == "a.txt"
        (shelf.folder / "d.txt").write_text(NEWS.replace("2026-03-18", "2026-03-20"), "utf-8")
        shelf.screen.scan()
        await shelf.until(lambda: "d.txt" in shelf.names)
        assert shelf.names[0] == "d.txt"
        await shelf.read()
        assert shelf.reading.session.article.name == "a.txt"


async def test_keys_after_a_search_are_for_what_it_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()
    async with shelf_on(tmp_path) as shelf:
        found = next(name for name in shelf.names[1:] if "b.txt" in name)

        def slowly(*arguments: Any) -> Iterator[Found]:
            assert go_on.wait(PATIENCE)
            yield from articles_with(*arguments)

        monkeypatch.setattr(finder, "articles_with", slowly)
        for character in "/山里":
            shelf.app.post_message(events.Key(textual_key(character), character))
        for _each in range(2):
            shelf.app.post_message(events.Key("enter", "\r"))
        for _each in range(500):
            await asyncio.sleep(0)
        assert shelf.app.screen is shelf.screen
        go_on.set()
        await shelf.until(lambda: isinstance(shelf.app.screen, ReadingScreen))
        assert shelf.reading.session.article.name == found
        await shelf.press("L")
        await shelf.until(lambda: shelf.app.screen is shelf.screen and shelf.app.session is None)


async def test_an_article_that_is_clicked_while_another_one_is_opened_is_not_opened_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = Event(), Event()
    async with shelf_on(tmp_path) as shelf:
        articles, (first, second, *_others) = shelf.app.articles, shelf.names
        opened = articles.open_session
        assert opened is not None
        paths: list[str] = []

        def slowly(path: Path) -> ReadingSession:
            paths.append(path.name)
            begun.set()
            assert go_on.wait(PATIENCE)
            return opened(path)

        monkeypatch.setattr(articles, "open_session", slowly)
        await shelf.pilot.press("enter")
        await until(begun.is_set)
        shelf.screen.post_message(ArticleChosen(shelf.folder / second))
        await shelf.pilot.pause()
        go_on.set()
        await shelf.until(lambda: isinstance(shelf.app.screen, ReadingScreen))
        await shelf.press("L")
        await shelf.until(lambda: shelf.app.screen is shelf.screen and shelf.app.session is None)
        assert paths == [first]
        await shelf.read()
        assert paths == [first, first]


async def test_keys_wait_for_the_article_that_comes_after_the_one_that_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with shelf_on(tmp_path) as shelf:
        second, open_at = shelf.names[1], shelf.screen.open_at

        async def open_late(chosen: ArticleChosen) -> None:
            for _each in range(1000):
                await asyncio.sleep(0)
            open_at(chosen)

        def late(chosen: ArticleChosen) -> None:
            shelf.screen.run_in_background(partial(open_late, chosen))

        monkeypatch.setattr(shelf.screen, "open_at", late)
        for key, character in (("enter", None), ("J", "J"), ("slash", "/"), ("x", "x")):
            shelf.app.post_message(events.Key(key, character))
        assert await soon(
            lambda: (
                isinstance(shelf.app.screen, ReadingScreen)
                and shelf.reading.session.article.name == second
                and [each.value for each in shelf.reading.bar.query(CleanInput)] == ["x"]
            )
        )
