"""The list of all notes: real keys, and the sidecars on the disk."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event

import pytest
from textual import events

from newsreader.article.loader import open_article
from newsreader.errors import SourceError
from newsreader.library.all_notes import AllNotes, Step
from newsreader.locale import use_language
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.notebook import Notebook
from newsreader.settings.settings import Settings
from newsreader.sidecar.sidecar import Sidecar
from newsreader.tui.compat import textual_key
from newsreader.tui.dialogs.help import KeyList
from newsreader.tui.dialogs.menu import MenuList
from newsreader.tui.dialogs.note_editor import NoteArea, NoteEditor
from newsreader.tui.library.job import Job
from newsreader.tui.library.library_list import LibraryHead
from newsreader.tui.library.notes_view import Listed, NotesView
from newsreader.tui.screens import all_notes
from newsreader.tui.screens.all_notes import AllNotesScreen
from newsreader.tui.screens.library import LibraryScreen
from newsreader.tui.screens.reading import ReadingScreen
from newsreader.tui.screens.report import ReportScreen
from newsreader.tui.widgets.link_list import LinkList
from newsreader.tui.widgets.status_line import Notice
from tests.fakes import NEWS
from tests.notebooks import highlight_file
from tests.tui.library_pilot import ESSAY, Shelf, note, shelf_on
from tests.tui.waiting import PATIENCE, soon


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


class Notes:
    """The screen of all notes, under a pilot."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf

    @property
    def screen(self) -> AllNotesScreen:
        return next(s for s in self.shelf.app.screen_stack if isinstance(s, AllNotesScreen))

    @property
    def head(self) -> str:
        return self.screen.query_one(LibraryHead).head.facts

    @property
    def title(self) -> str:
        return self.screen.query_one(LibraryHead).head.title

    @property
    def message(self) -> str:
        return self.screen.foot.notice.words

    @property
    def listed(self) -> list[str]:
        """The quotes, or the notes on whole articles."""
        return [each.quote or each.note for each in self.screen.item_list.listed]

    def rows(self) -> str:
        found = self.screen.item_list
        return "\n".join(found.render_line(y).text for y in range(found.size.height))

    def notebook(self, name: str) -> Notebook:
        """What is on the disk."""
        path = self.shelf.folder / name
        store = Sidecar(path, self.shelf.folder.parent / "data")
        return store.load(open_article(path)).notebook

    def on_disk(self, name: str) -> tuple[Highlight, ...]:
        return self.notebook(name).in_order()

    async def press(self, *keys: str) -> None:
        await self.shelf.press(*keys)

    async def settled(self) -> None:
        """Wait until all that was asked for is done and listed."""
        await self.shelf.until(lambda: not self.screen._jobs)
        await self.shelf.app.workers.wait_for_complete(
            [worker for worker in self.shelf.app.workers if worker.group == "list"]
        )
        await self.shelf.pilot.pause()

    async def do(self, *keys: str) -> None:
        self.screen.foot.notice = Notice()
        await self.press(*keys)
        await self.settled()


@asynccontextmanager
async def notes_of(folder: Path, settings: Settings | None = None) -> AsyncIterator[Notes]:
    """The notes on two articles: 闻一舟 and 陆知行 on the first, 石阶 on the second."""
    news = folder / "news"
    news.mkdir()
    (news / "a.txt").write_text(NEWS, "utf-8")
    (news / "b.txt").write_text(ESSAY * 2, "utf-8")
    highlight_file(news / "a.txt", "闻一舟", "市长", ("人物",))
    highlight_file(news / "a.txt", "陆知行", "", ("人物", "待查"))
    highlight_file(news / "b.txt", "石阶", "山里的路")
    async with shelf_on(folder, settings) as shelf:
        await shelf.press("n")
        notes = Notes(shelf)
        await shelf.until(lambda: len(notes.listed) == 3)
        await notes.settled()
        yield notes


async def test_notes_are_grouped_and_the_groups_change(tmp_path: Path) -> None:
    async with notes_of(tmp_path) as notes:
        assert notes.head == "by article"
        assert "Highlights and notes 3" in notes.rows()
        assert "临江市与澜川集团签署协议  2026-03-18 2" in notes.rows()
        await notes.do("g")
        assert notes.head == "by tag"
        rows = notes.rows()
        assert rows.index("#人物 2") < rows.index("#待查 1") < rows.index("without a tag 1")
        await notes.do("g")
        assert "2 green 3" in notes.rows()
        await notes.do("g")
        assert notes.head == "by date"
        assert "2026-11-22 3" in notes.rows()
        await notes.do("g")
        assert notes.head == "by article"


async def test_notes_are_searched_and_filtered_by_colour(tmp_path: Path) -> None:
    async with notes_of(tmp_path) as notes:
        await notes.press("/", *"#待")
        await notes.shelf.until(lambda: notes.listed == ["陆知行"])
        await notes.do("enter")
        assert "Highlights and notes 1 of 3" in notes.rows()
        await notes.do("1")
        assert notes.listed == []
        assert "Esc drops the search" in notes.rows()
        await notes.do("2")
        assert notes.listed == ["陆知行"]
        await notes.do("escape")
        assert len(notes.listed) == 3
        await notes.do("/", *"colour:gren", "enter")
        assert "“gren” is not a colour" in notes.message
        await notes.do("escape", "0")
        assert len(notes.listed) == 3


async def test_keys_after_a_search_are_for_the_notes_that_it_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With many notes, which are searched on a thread."""
    go_on, listed = Event(), NotesView.listed

    def slowly(view: NotesView, notes: AllNotes) -> Listed:
        assert go_on.wait(PATIENCE)
        return listed(view, notes)

    async with notes_of(tmp_path) as notes:
        app = notes.shelf.app
        monkeypatch.setattr(all_notes, "_FEW", -1)
        monkeypatch.setattr(NotesView, "listed", slowly)
        for character in "/石阶":
            app.post_message(events.Key(textual_key(character), character))
        for _each in range(2):
            app.post_message(events.Key("enter", "\r"))
        for _each in range(2000):
            await asyncio.sleep(0)
        assert app.screen is notes.screen
        go_on.set()
        await notes.shelf.until(lambda: isinstance(app.screen, ReadingScreen))
        assert notes.shelf.reading.session.article.name == "b.txt"
        await notes.press("L")
        await notes.shelf.until(lambda: app.screen is notes.screen and app.session is None)


async def test_a_note_is_opened_at_its_place_and_the_list_comes_back(tmp_path: Path) -> None:
    async with notes_of(tmp_path) as notes:
        await notes.press("j")
        assert notes.screen.item_list.excerpt is not None
        place = notes.screen.item_list.excerpt.start
        await notes.press("enter")
        await notes.shelf.until(lambda: isinstance(notes.shelf.app.screen, ReadingScreen))
        await notes.shelf.until(lambda: notes.shelf.reading.pane.caret.offset == place)
        await notes.press("d", "L")
        await notes.shelf.until(lambda: notes.shelf.app.screen is notes.screen)
        await notes.shelf.until(lambda: len(notes.listed) == 2)
        await notes.press("n")
        assert isinstance(notes.shelf.app.screen, LibraryScreen)


async def test_a_note_is_edited_and_that_is_undone(tmp_path: Path) -> None:
    async with notes_of(tmp_path) as notes:
        await notes.press("a")
        await notes.shelf.until(lambda: isinstance(notes.shelf.app.screen, NoteEditor))
        assert notes.shelf.app.screen.query_one(NoteArea).text == "市长"
        await notes.press(*"新任", "ctrl+s")
        await notes.settled()
        assert notes.on_disk("a.txt")[0].note == "市长新任"
        assert "市长新任" in notes.rows()
        assert "u takes it back" in notes.message
        await notes.do("u")
        assert notes.on_disk("a.txt")[0].note == "市长"
        assert "市长新任" not in notes.rows()
        await notes.do("u")
        assert notes.message == "There is nothing to undo."


async def test_what_another_program_writes_meanwhile_is_kept(tmp_path: Path) -> None:
    async with notes_of(tmp_path) as notes:
        await notes.press("e")
        await notes.shelf.until(lambda: isinstance(notes.shelf.app.screen, NoteEditor))
        path = notes.shelf.folder / "a.txt"
        article, theirs = open_article(path), Sidecar(path, tmp_path / "data")
        loaded = theirs.load(article)
        (first, second) = loaded.notebook.in_order()
        changed = first.changed(first.latest, note="别处写的")
        theirs.save(loaded.changed(loaded.notebook.with_highlights([changed])))
        await notes.press(*"新任", "ctrl+s")
        await notes.settled()
        written = notes.on_disk("a.txt")
        assert {"市长新任", "别处写的"} == set(written[0].note.split("\n\n"))
        assert written[1] == second


async def test_a_note_on_a_highlight_that_is_gone_goes_to_the_article(tmp_path: Path) -> None:
    async with notes_of(tmp_path) as notes:
        await notes.press("e")
        await notes.shelf.until(lambda: isinstance(notes.shelf.app.screen, NoteEditor))
        path = notes.shelf.folder / "a.txt"
        theirs = Sidecar(path, tmp_path / "data")
        loaded = theirs.load(open_article(path))
        first = loaded.notebook.in_order()[0]
        theirs.save(loaded.changed(loaded.notebook.without([first.id])))
        await notes.press(*"新任", "ctrl+s")
        await notes.settled()
        assert notes.notebook("a.txt").note == "市长新任"


async def test_tags_colour_and_deletion_are_written_and_undone(tmp_path: Path) -> None:
    async with notes_of(tmp_path, Settings(keys={"allnotes.colour_4": ("R",)})) as notes:
        await notes.do("t", *"新的", "enter")
        assert notes.on_disk("a.txt")[0].tags == ("人物", "新的")
        await notes.do("R")
        assert notes.on_disk("a.txt")[0].colour == "red"
        await notes.do("d")
        assert [h.quote for h in notes.on_disk("a.txt")] == ["陆知行"]
        assert [h.quote for h in notes.notebook("a.txt").trash()] == ["闻一舟"]
        assert notes.listed == ["陆知行", "石阶"]
        await notes.do("u")
        await notes.do("u")
        await notes.do("u")
        first = notes.on_disk("a.txt")[0]
        assert (first.quote, first.tags, first.colour) == ("闻一舟", ("人物",), "green")


async def test_a_key_of_the_codebook_tags_and_colours(tmp_path: Path) -> None:
    async with notes_of(tmp_path) as notes:
        codebook = '[[tag]]\nname = "事实"\ncolour = "red"\nkey = "f"\n'
        (tmp_path / "news" / "codebook.toml").write_text(codebook, "utf-8")
        await notes.do("t", "space", "f", "enter")
        first = notes.on_disk("a.txt")[0]
        assert (first.tags, first.colour) == (("人物", "事实"), "red")
        await notes.do("u")
        first = notes.on_disk("a.txt")[0]
        assert (first.tags, first.colour) == (("人物",), "green")


async def test_a_number_sign_in_an_edited_note_is_offered_as_a_tag(tmp_path: Path) -> None:
    async with notes_of(tmp_path) as notes:
        await notes.press("a")
        await notes.shelf.until(lambda: isinstance(notes.shelf.app.screen, NoteEditor))
        await notes.press(*"见 #并购 #人物", "ctrl+s")
        await notes.settled()
        await notes.press("enter")
        await notes.settled()
        first = notes.on_disk("a.txt")[0]
        assert (first.note, first.tags) == ("市长见 #并购 #人物", ("人物", "并购"))
        await notes.press("a")
        await notes.shelf.until(lambda: isinstance(notes.shelf.app.screen, NoteEditor))
        await notes.press("。", "ctrl+s")
        await notes.settled()
        assert not notes.screen.bar.display


async def test_a_link_in_an_edited_note_is_completed_and_followed(tmp_path: Path) -> None:
    async with notes_of(tmp_path) as notes:
        await notes.press("a")
        await notes.shelf.until(lambda: isinstance(notes.shelf.app.screen, NoteEditor))
        await notes.press(*" [[b")
        links = notes.shelf.app.screen.query_one(LinkList)
        await notes.shelf.until(
            lambda: links.display and "b.txt" in links.lines_of("0", 60, chosen=True)[0][2].text
        )
        await notes.press("tab", "ctrl+s")
        await notes.settled()
        assert notes.on_disk("a.txt")[0].note.startswith("市长 [[")
        await notes.press("F")
        await notes.shelf.until(lambda: isinstance(notes.shelf.app.screen, ReadingScreen))
        assert notes.shelf.reading.session.article.name == "b.txt"


async def test_the_notes_that_link_to_an_article_or_a_name_are_listed(tmp_path: Path) -> None:
    async with notes_of(tmp_path) as notes:
        await notes.press("a")
        await notes.shelf.until(lambda: isinstance(notes.shelf.app.screen, NoteEditor))
        await notes.press(*"[[news/b.txt]] [[陆知行]]", "ctrl+s")
        await notes.settled()
        await notes.press("n")
        shelf = notes.shelf.screen.item_list
        shelf.choose(shelf.items.index(str(tmp_path / "news" / "b.txt")))
        await notes.press("B")
        await notes.settled()
        assert notes.listed == ["闻一舟"]
        assert notes.head == "by article · b.txt"
        assert notes.title == "Notes that link there"
        await notes.press("escape")
        assert len(notes.listed) > 1
        await notes.press("n", "e")
        await notes.shelf.until(lambda: "PER 陆知行" in shelf.items)
        shelf.choose(shelf.items.index("PER 陆知行"))
        await notes.press("B")
        await notes.settled()
        assert notes.listed == ["闻一舟"]


async def test_a_link_to_a_name_leads_to_its_dossier(tmp_path: Path) -> None:
    async with notes_of(tmp_path) as notes:
        await notes.press("a")
        await notes.shelf.until(lambda: isinstance(notes.shelf.app.screen, NoteEditor))
        await notes.press(*"[[陆知行]]", "ctrl+s")
        await notes.settled()
        await notes.press("F")
        await notes.shelf.until(lambda: isinstance(notes.shelf.app.screen, ReportScreen))
        head = notes.shelf.app.screen.query_one(LibraryHead)
        assert await soon(lambda: head.head.title == "陆知行")
        await notes.press("L")
        assert await soon(lambda: notes.shelf.app.screen is notes.screen)


async def test_the_menu_gives_another_colour(tmp_path: Path) -> None:
    async with notes_of(tmp_path) as notes:
        await notes.press("f10")
        menu = notes.shelf.app.screen.query_one(MenuList)
        menu.choose(menu.items.index("allnotes.colour_3"))
        await notes.do("enter")
        assert notes.on_disk("a.txt")[0].colour == "blue"


async def test_several_changes_one_after_the_other_are_all_made(tmp_path: Path) -> None:
    async with notes_of(tmp_path) as notes:
        await notes.press("d", "u")
        await notes.settled()
        await notes.settled()
        assert len(notes.on_disk("a.txt")) == 2
        assert len(notes.listed) == 3


async def test_the_note_on_an_article_is_edited_and_deleted(tmp_path: Path) -> None:
    async with notes_of(tmp_path) as notes:
        path = notes.shelf.folder / "a.txt"
        store = Sidecar(path, tmp_path / "data")
        loaded = store.load(open_article(path))
        store.save(loaded.changed(loaded.notebook.with_note("整篇的想法")))
        await notes.screen.come_back(path)
        await notes.shelf.until(lambda: "整篇的想法" in notes.listed)
        await notes.press("home", "j")
        assert "On the whole article" in notes.rows()
        await notes.do("t")
        assert "no colour and no tags" in notes.message
        await notes.do("d")
        assert notes.notebook("a.txt").note == ""
        await notes.do("u")
        assert notes.notebook("a.txt").note == "整篇的想法"


async def test_a_highlight_is_copied_with_its_note(tmp_path: Path) -> None:
    async with notes_of(tmp_path) as notes:
        await notes.press("y")
        assert notes.shelf.app.clipboard == "闻一舟\n\n市长"


async def test_the_help_lists_the_keys_of_the_place(tmp_path: Path) -> None:
    async with notes_of(tmp_path) as notes:
        await notes.press("?")
        items = notes.shelf.app.screen.query_one(KeyList).items
        assert "allnotes.group" in items
        assert "library.sort" not in items
        assert "app.undo" in items


async def test_an_article_that_cannot_be_written_says_why(tmp_path: Path) -> None:
    async with notes_of(tmp_path) as notes:
        (notes.shelf.folder / "a.txt").unlink()
        await notes.do("d")
        assert notes.message.startswith("a.txt: ")


async def test_a_note_that_is_not_saved_stays_as_a_draft(tmp_path: Path) -> None:
    async with notes_of(tmp_path) as notes:
        await notes.press("a")
        await notes.shelf.until(lambda: isinstance(notes.shelf.app.screen, NoteEditor))
        (notes.shelf.folder / "a.txt").unlink()
        await notes.press(*"新任", "ctrl+s")
        await notes.settled()
        (draft,) = (tmp_path / "data" / "drafts").glob("*.json")
        assert json.loads(draft.read_text("utf-8"))["note"] == "市长新任"


async def test_the_list_follows_a_scan(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        with shelf.screen.library.scan._running:
            await shelf.press("n")
            await shelf.until(lambda: isinstance(shelf.app.screen, AllNotesScreen))
            notes = Notes(shelf)
            assert "being read" in notes.rows()
        shelf.screen.scan()
        await shelf.until(lambda: "Nothing is marked" in notes.rows())
        await shelf.until(lambda: shelf.screen._scanner is None)
        note(shelf.folder / "a.txt", "陆知行")
        shelf.screen.scan()
        assert await soon(lambda: notes.listed == ["陆知行"]), shelf.rows()


async def test_the_list_follows_a_scan_that_ended_below_a_dialog(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.press("n", "?")
        note(shelf.folder / "a.txt", "陆知行")
        shelf.screen.scan()
        await shelf.until(lambda: shelf.screen._scanner is None)
        await shelf.press("escape")
        assert await soon(lambda: Notes(shelf).listed == ["陆知行"]), shelf.rows()


async def test_the_list_shows_what_a_job_has_done_before_it_failed(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.press("n")
        notes, path = Notes(shelf), shelf.folder / "a.txt"

        def work(_step: Step) -> None:
            note(path, "陆知行")
            notes.screen.library.update(path)
            raise SourceError("The disk is full.")

        notes.screen.start_job(Job("marking", work, lambda _result: None))
        await shelf.until(lambda: notes.listed == ["陆知行"])
        assert notes.message == "The disk is full."
