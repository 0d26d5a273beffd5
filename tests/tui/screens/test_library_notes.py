"""Marking all hits of a search, renaming tags, and undoing that, in the library."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from newsreader.article.article import Article
from newsreader.article.loader import open_article
from newsreader.files.journal import journals
from newsreader.library import note_edits
from newsreader.library.note_changes import Change
from newsreader.locale import use_language
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.notebook import Notebook
from newsreader.sidecar.paths import sidecar_path
from newsreader.sidecar.sidecar import Sidecar
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.dialogs.menu import MenuList, MenuScreen
from newsreader.tui.dialogs.picker import PickerScreen
from newsreader.tui.library import job
from newsreader.tui.screens.all_notes import AllNotesScreen
from tests.fakes import NEWS
from tests.notebooks import highlight_file, later
from tests.tui.library_pilot import REPRINT, Shelf, shelf_on
from tests.tui.waiting import PATIENCE, soon

COUNTS = {name: text.count("澜川集团") for name, text in (("a.txt", NEWS), ("c.txt", REPRINT))}


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def on_disk(folder: Path, name: str) -> tuple[Highlight, ...]:
    path = folder / "news" / name
    return Sidecar(path, folder / "data").load(open_article(path)).notebook.in_order()


async def search(shelf: Shelf, words: str) -> None:
    await shelf.press("/", *words)
    await shelf.until(lambda: shelf.screen.view_state.words == words)
    await shelf.press("enter")


async def done(shelf: Shelf) -> None:
    await shelf.until(lambda: not shelf.screen._jobs)
    await shelf.pilot.pause()


async def mark(shelf: Shelf, words: str, colour: str, tags: str = "") -> None:
    await search(shelf, words)
    await shelf.press("A")
    await shelf.until(lambda: isinstance(shelf.app.screen, MenuScreen))
    await shelf.press(colour, *tags, "enter")
    await done(shelf)


async def test_the_whole_sentences_of_the_hits_can_be_marked(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await search(shelf, "澜川集团")
        await shelf.press("A")
        await shelf.until(lambda: isinstance(shelf.app.screen, MenuScreen))
        await shelf.press("s")
        await shelf.until(
            lambda: any(
                " sentences in 2 articles" in found.heading()
                for found in shelf.app.screen.query(MenuList)
            )
        )
        await shelf.press("2", "enter")
        await done(shelf)
        assert " sentences highlighted in 2 articles; u takes" in shelf.message
        quotes = [h.quote for name in ("a.txt", "c.txt") for h in on_disk(tmp_path, name)]
        assert all("澜川集团" in quote and len(quote) > 4 for quote in quotes)
        assert len(quotes) == len(set(quotes)) + len(quotes) // 2  # two articles of one text
        await shelf.press("u")
        await done(shelf)
        assert on_disk(tmp_path, "a.txt") == ()


async def test_every_hit_is_marked_after_a_preview_and_one_undo_takes_it_back(
    tmp_path: Path,
) -> None:
    async with shelf_on(tmp_path) as shelf:
        await search(shelf, "澜川集团")
        await shelf.press("A")
        await shelf.until(lambda: isinstance(shelf.app.screen, MenuScreen))
        title = shelf.app.screen.query_one(MenuList).heading()
        assert title == f"Highlight {sum(COUNTS.values())} hits in 2 articles"
        assert not sidecar_path(shelf.folder / "a.txt").exists()
        await shelf.press("4", *"公司", "enter")
        await done(shelf)
        assert shelf.message.startswith(
            f"{sum(COUNTS.values())} hits highlighted in 2 articles; u takes"
        )
        for name in ("a.txt", "c.txt"):
            found = on_disk(tmp_path, name)
            assert {(h.quote, h.colour, h.tags) for h in found} == {("澜川集团", "red", ("公司",))}
            assert len(found) == COUNTS[name]
        assert on_disk(tmp_path, "b.txt") == ()
        await shelf.until(
            lambda: all(e.highlights for e in shelf.screen.item_list._entries.values())
        )
        await shelf.press("u")
        await done(shelf)
        await done(shelf)
        assert "Undone: highlight every hit of “澜川集团”" in shelf.message
        assert on_disk(tmp_path, "a.txt") == on_disk(tmp_path, "c.txt") == ()


async def test_what_is_marked_already_is_not_marked_again(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await mark(shelf, "澜川集团", "1")
        before = on_disk(tmp_path, "a.txt")
        await shelf.press("A")
        await done(shelf)
        assert shelf.message == "Every hit is highlighted already."
        assert on_disk(tmp_path, "a.txt") == before


async def test_a_preview_can_be_left(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await search(shelf, "澜川集团")
        for keys in (["escape"], ["2", "escape"]):
            await shelf.press("A")
            await shelf.until(lambda: isinstance(shelf.app.screen, MenuScreen))
            await shelf.press(*keys)
            await done(shelf)
        assert list(shelf.folder.glob("*.toml")) == []


async def test_without_a_search_there_is_nothing_to_mark(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.press("A")
        assert shelf.message == "Search first with /; then A highlights every hit."
        await search(shelf, "source:没有")
        await shelf.press("A")
        await done(shelf)
        await shelf.until(lambda: shelf.message == "There is no hit in a text to highlight.")


async def test_an_undo_after_a_restart_asks_and_keeps_what_was_changed(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await mark(shelf, "澜川集团", "1")
    path = tmp_path / "news" / "c.txt"
    store = Sidecar(path, tmp_path / "data")
    loaded = store.load(open_article(path))
    first = loaded.notebook.in_order()[0].changed(later(9), note="我的想法")
    store.save(loaded.changed(loaded.notebook.with_highlights([first])))
    async with shelf_on(tmp_path) as shelf:
        await shelf.press("u")
        await shelf.until(lambda: isinstance(shelf.app.screen, ChoiceScreen))
        await shelf.press("n")
        assert len(on_disk(tmp_path, "a.txt")) == COUNTS["a.txt"]
        await shelf.press("u")
        await shelf.until(lambda: isinstance(shelf.app.screen, ChoiceScreen))
        await shelf.press("y")
        await done(shelf)
        assert "1 stays, which you changed since" in shelf.message
        assert on_disk(tmp_path, "a.txt") == ()
        assert [h.note for h in on_disk(tmp_path, "c.txt")] == ["我的想法"]
        assert journals(tmp_path / "note-changes") == []


async def test_articles_that_cannot_be_changed_are_listed_at_the_end(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        highlight_file(shelf.folder / "a.txt", "陆知行")
        sidecar = sidecar_path(shelf.folder / "a.txt")
        newer = sidecar.read_text("utf-8").replace("schema = 2", "schema = 99")
        sidecar.write_text(newer, "utf-8")
        await mark(shelf, "澜川集团", "1")
        await shelf.until(lambda: isinstance(shelf.app.screen, ChoiceScreen))
        assert "a.txt: " in str(shelf.app.screen.query("Static").first().render())
        await shelf.press("k")
        assert sidecar.read_text("utf-8") == newer
        assert len(on_disk(tmp_path, "c.txt")) == COUNTS["c.txt"]


async def test_a_tag_is_renamed_and_merged_in_all_articles(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(NEWS, "utf-8")
    (tmp_path / "news" / "c.txt").write_text(NEWS, "utf-8")
    highlight_file(tmp_path / "news" / "a.txt", "陆知行", "", ("人物", "待查"))
    highlight_file(tmp_path / "news" / "c.txt", "闻一舟", "", ("人物",))
    highlight_file(tmp_path / "news" / "c.txt", "澜川集团", "", ("公司",))
    async with shelf_on(tmp_path) as shelf:

        def tags() -> list[tuple[str, ...]]:
            return [h.tags for name in ("a.txt", "c.txt") for h in on_disk(tmp_path, name)]

        before = tags()
        await shelf.press("#")
        assert isinstance(shelf.app.screen, PickerScreen)
        await shelf.press(*"人物", "enter", "r", "ctrl+u", *"人名", "enter")
        await done(shelf)
        assert shelf.message.startswith("2 highlights in 2 articles changed; u takes it back")
        assert sorted(sum(tags(), ())) == ["人名", "人名", "公司", "待查"]
        # A highlight that another program made meanwhile is renamed, too.
        highlight_file(tmp_path / "news" / "b.txt", "清晨", "", ("公司",))
        await shelf.press("#", *"公司", "enter", "m", *"人名", "enter")
        await done(shelf)
        assert sorted(sum(tags(), ())) == ["人名", "人名", "人名", "待查"]
        assert [h.tags for h in on_disk(tmp_path, "b.txt")] == [("人名",)]
        for _step in range(2):
            await shelf.press("u")
            await done(shelf)
            await done(shelf)
        assert tags() == before
        await shelf.press("#", *"待查", "enter", "f")
        await shelf.until(lambda: isinstance(shelf.app.screen, AllNotesScreen))
        screen = shelf.app.screen
        assert isinstance(screen, AllNotesScreen)
        assert await soon(lambda: [e.quote for e in screen.item_list.listed] == ["陆知行"])


async def test_marking_shows_its_progress_and_can_be_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, at_last = threading.Event(), threading.Event()
    real = note_edits.marking

    def slow(*arguments: object, **named: object) -> Change:
        change = real(*arguments, **named)  # type: ignore[arg-type]

        def changed(article: Article, notebook: Notebook) -> Notebook:
            if article.name == "n1.txt":
                at_last.set()
                go_on.wait(PATIENCE)
            return change(article, notebook)

        return changed

    monkeypatch.setattr(note_edits, "marking", slow)
    monkeypatch.setattr(job, "_REPORT_SECONDS", 0)
    (tmp_path / "news").mkdir()
    for number in range(4):
        (tmp_path / "news" / f"n{number}.txt").write_text(NEWS, "utf-8")
    async with shelf_on(tmp_path) as shelf:
        await shelf.press("s")  # by title
        await search(shelf, "澜川集团")
        await shelf.press("A")
        await shelf.until(lambda: isinstance(shelf.app.screen, MenuScreen))
        await shelf.press("1", "enter")
        await shelf.until(at_last.is_set)
        await shelf.until(lambda: "of 6 (Esc stops)" in shelf.screen.foot.words)
        await shelf.press("escape")
        go_on.set()
        await done(shelf)
        assert shelf.message.startswith("Stopped. ")
        assert 0 < len(list((tmp_path / "news").glob("*.toml"))) < 6
        assert shelf.screen.view_state.words == "澜川集团"
        await shelf.press("u")
        await done(shelf)
        await done(shelf)
        assert all(on_disk(tmp_path, p.name) == () for p in (tmp_path / "news").glob("*.txt"))
