"""What other programs do meanwhile, and another encoding, are shown on the screen."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from newsreader.article.article import Article
from newsreader.article.loader import open_article
from newsreader.locale import use_language
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight, HighlightState
from newsreader.notebook.notebook import Notebook
from newsreader.session import Environment, ReadingSession, file_watcher, open_session
from newsreader.session.environment import SourceFile, now
from newsreader.session.events import Event
from newsreader.session.file_watcher import FileWatcher
from newsreader.session.sync import DiskChanges, Prepared
from newsreader.session.writer import SaveFailed
from newsreader.settings.settings import Settings
from newsreader.sidecar.loaded import Loaded
from newsreader.sidecar.sidecar import Sidecar
from newsreader.state import State as Remembered
from newsreader.text.span import Span
from newsreader.tui.actions import external_changes
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.messages import FilesChanged, Requested
from newsreader.tui.screens import background_checks
from newsreader.tui.screens.reading import ReadingScreen
from newsreader.tui.widgets.status_line import Notice, StatusLine
from tests.fakes import NEWS, Clock, MemoryStore, article_of
from tests.tui.waiting import soon, until

BIG5 = "東涌新碼頭昨日試航，渡輪公司預計週末載客逾八千人次。乘客表示航程舒適。"


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def session_on(path: Path, encoding: str | None = None, *, again: bool = True) -> ReadingSession:
    """A session with the file at `path`, which can be read `again`."""
    state = Remembered.open(path.parent / "state.json")
    store = Sidecar(path, path.parent / "data")
    article = open_article(path, encoding)
    source = SourceFile.at(path, encoding, state, str(path)) if again else None
    environment = Environment(store, state, str(path), clock=Clock(), source=source)
    return open_session(article, environment)


@asynccontextmanager
async def reading(session: ReadingSession) -> AsyncIterator[tuple[ReadingScreen, Pilot[None]]]:
    app = NewsreaderApp(session, Settings())
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, ReadingScreen)
        yield app.screen, pilot


def message(screen: ReadingScreen) -> str:
    return screen.query_one(StatusLine).notice.words


def row_of(screen: ReadingScreen, words: str) -> int:
    """The row of the screen that shows `words`."""
    pane = screen.pane
    return next(y for y in range(pane.size.height) if words in pane.render_line(y).text)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "a.txt"
    found.write_text(NEWS, "utf-8")
    return found


def test_a_file_that_is_as_it_was_is_not_read(path: Path) -> None:
    assert session_on(path).sync.look() == DiskChanges()


def test_a_file_that_was_only_touched_is_the_same_article(path: Path) -> None:
    session = session_on(path)
    path.write_text(NEWS, "utf-8")
    assert session.sync.look() == DiskChanges()


def test_a_file_that_is_gone_is_waited_for(path: Path) -> None:
    session = session_on(path)
    path.unlink()
    assert session.sync.look() == DiskChanges()
    path.write_text(NEWS + "完。\n", "utf-8")
    assert session.sync.look().article is not None


def test_a_file_that_cannot_be_read_any_more_is_reported_once(path: Path) -> None:
    session = session_on(path)
    path.write_bytes(b"")
    assert "no text" in session.sync.look().problem
    assert session.sync.look() == DiskChanges()


async def test_a_changed_text_keeps_the_place_and_the_highlights(path: Path) -> None:
    # Longer than the screen, so that any row can be kept.
    article = NEWS.replace("分享", "港口方面说，下一步要看三季度的订单。\n\n" * 20 + "分享")
    path.write_text(article, "utf-8")
    session = session_on(path)
    sentence = "现在可以开工了"
    start = NEWS.index(sentence)
    session.notes.highlight(Span(start, start + len(sentence)), Colour.GREEN)
    async with reading(session) as (screen, pilot):
        screen.pane.go_to(start)
        row = row_of(screen, sentence)
        added = "新的一段在这里，说的是另一件事情。\n\n临江市市长"
        path.write_text(article.replace("临江市市长", added, 1), "utf-8")
        await external_changes.watch(screen)
        await pilot.pause()
        text = session.article.text
        assert "新的一段" in text
        assert text.startswith(sentence, screen.pane.caret.offset)
        assert session.notebook.in_order()[0].span.of(text) == sentence
        assert "every highlight has its place" in message(screen)
        assert row_of(screen, sentence) == row


async def test_a_highlight_whose_text_is_gone_is_reported(path: Path) -> None:
    session = session_on(path)
    start = NEWS.index("“我们等了三年")
    session.notes.highlight(Span(start, start + 16), Colour.GREEN)
    async with reading(session) as (screen, pilot):
        path.write_text("完全不同的文字写在这里，与从前没有任何关系。\n" * 3, "utf-8")
        await external_changes.watch(screen)
        await pilot.pause()
        assert session.notebook.in_order()[0].state is HighlightState.ORPHAN
        assert "1 highlight lost its place" in message(screen)


async def test_notes_that_another_program_wrote_are_shown(path: Path) -> None:
    session = session_on(path)
    async with reading(session) as (screen, pilot):
        other = Sidecar(path, path.parent / "data")
        loaded = other.load(session.article)
        made = Highlight.new(NEWS, Span(0, 4), Colour.BLUE, Clock()())
        other.save(loaded.changed(loaded.notebook.with_highlights([made])))
        await external_changes.watch(screen)
        await pilot.pause()
        assert list(screen.notebook.highlights) == [made.id]
        assert "Another program" in message(screen)


def drop_copies(path: Path, session: ReadingSession, days: Sequence[int]) -> list[str]:
    """Copies of the notes on `path`, as of these days, with one highlight each; returns its ids."""
    found = []
    for day in days:
        (path.parent / f"{day}").mkdir()
        other = Sidecar(path.parent / f"{day}" / path.name, path.parent / "data")
        loaded = other.load(session.article)
        made = Highlight.new(NEWS, Span(day, day + 4), Colour.BLUE, Clock()())
        other.save(loaded.changed(loaded.notebook.with_highlights([made])))
        assert other.path is not None
        other.path.rename(path.with_name(f"a.txt.notes (conflicted copy 2026-11-{day}).toml"))
        found.append(made.id)
    return found


@pytest.mark.parametrize("days", [(22,), (22, 23)])
async def test_a_copy_that_is_dropped_beside_the_notes_is_shown(
    path: Path, days: tuple[int, ...]
) -> None:
    session = session_on(path)
    async with reading(session) as (screen, pilot):
        made = drop_copies(path, session, days)
        for _look in range(2):
            await external_changes.watch(screen)
        await pilot.pause()
        assert set(screen.notebook.highlights) == {*made}
        assert message(screen).count("is merged in: 1 new highlight") == len(days)


async def test_the_problems_of_notes_are_shown_in_their_order(path: Path) -> None:
    drop_copies(path, session_on(path), (22, 23))
    async with reading(session_on(path)) as (screen, _pilot):
        await until(lambda: message(screen).count("is merged in") == 2)
        assert message(screen).index("2026-11-22") < message(screen).index("2026-11-23")


async def test_another_encoding_is_read_at_once_and_remembered(tmp_path: Path) -> None:
    path = tmp_path / "b.txt"
    path.write_bytes(BIG5.encode("big5hkscs"))
    session = session_on(path, "gb18030")
    assert session.article.text != BIG5
    async with reading(session) as (screen, pilot):
        screen.do("article.encoding")
        await pilot.pause()
        await pilot.press("3")
        await until(lambda: session.article.text == BIG5)
        await until(lambda: "big5hkscs" in message(screen))
    assert Remembered.open(tmp_path / "state.json").encoding(str(path)) == "big5hkscs"


async def test_reading_in_the_encoding_in_use_keeps_the_marks_on_the_page(path: Path) -> None:
    session = session_on(path)
    async with reading(session) as (screen, pilot):
        await pilot.press("}", "s", "1", "m", "b")
        await pilot.pause()
        assert len(screen.pane.notebook.highlights) == 1
        screen.do("article.encoding")
        await pilot.pause()
        await pilot.press("1")
        await until(lambda: "utf-8" in message(screen))
        assert screen.pane.notebook == session.notebook
        assert screen.pane.entities is session.analysis.index


async def test_standard_input_cannot_be_read_again(path: Path) -> None:
    session = session_on(path, again=False)
    async with reading(session) as (screen, pilot):
        screen.do("article.encoding")
        await pilot.pause()
        assert "Standard input" in message(screen)


async def test_the_page_is_read_before_the_notes_are_there(path: Path) -> None:
    sentence = "现在可以开工了"
    start = NEWS.index(sentence)
    highlight = Highlight.new(NEWS, Span(start, start + len(sentence)), Colour.GREEN, now())
    gate = threading.Event()

    class Slow(MemoryStore):
        def load(self, article: Article) -> Loaded:
            gate.wait(10)
            return super().load(article)._replace(problems=("What the notes say.",))

    store = Slow(Notebook().with_highlights([highlight]))
    state = Remembered.open(path.parent / "state.json")
    session = open_session(open_article(path), Environment(store, state, str(path)), patience=0.0)
    async with reading(session) as (screen, pilot):
        await pilot.press("}", "j")
        moved = screen.pane.caret.offset
        assert moved > 0
        await pilot.press("s", "1")
        assert "in a moment" in message(screen)
        assert not session.notebook.highlights
        assert "finding the highlights again" in screen.query_one(StatusLine).status.doing
        gate.set()
        while not session.ready:
            await pilot.pause()
        await pilot.pause()
        assert "What the notes say" in message(screen)
        assert not screen.query_one(StatusLine).status.doing
        assert set(screen.notebook.highlights) == {highlight.id}
        await pilot.press("1")
        assert len(session.notebook.highlights) == 2


@pytest.fixture
def _watched_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only events of the system cause a look, but for the first one."""
    monkeypatch.setattr(background_checks, "_LATER", 0.01)
    monkeypatch.setattr(file_watcher, "_RARELY", 3600.0)


@pytest.mark.usefixtures("_watched_at_once")
async def test_what_other_programs_write_appears_by_itself(path: Path) -> None:
    session = session_on(path)
    glossary = path.with_name("newsreader-glossary.tsv")
    async with reading(session) as (screen, _pilot):
        path.write_text(NEWS + "第一次。\n", "utf-8")
        assert await soon(lambda: "第一次" in session.article.text)
        other = Sidecar(path, path.parent / "data")
        loaded = other.load(session.article)
        made = Highlight.new(session.article.text, Span(0, 4), Colour.BLUE, Clock()())
        other.save(loaded.changed(loaded.notebook.with_highlights([made])))
        assert await soon(lambda: list(screen.notebook.highlights) == [made.id])
        path.unlink()
        path.write_text(NEWS + "第二次。\n", "utf-8")
        assert await soon(lambda: "第二次" in session.article.text)
        glossary.write_text("港口\tport\n", "utf-8")
        assert await soon(lambda: len(screen.glossary) == 1)
        new = path.with_name("new.txt")
        new.write_text(NEWS + "第三次。\n", "utf-8")
        new.replace(path)
        assert await soon(lambda: "第三次" in session.article.text)


@pytest.mark.usefixtures("_watched_at_once")
async def test_a_glossary_that_the_settings_name_now_is_followed(path: Path) -> None:
    glossary = path.parent / "elsewhere" / "words.tsv"
    glossary.parent.mkdir()
    glossary.write_text("港口\tport\n", "utf-8")
    async with reading(session_on(path)) as (screen, _pilot):
        await until(watchers)
        screen.set_settings(screen.settings._replace(glossary=str(glossary)))
        assert await soon(lambda: len(screen.glossary) == 1)
        glossary.write_text("港口\tport\n泊位\tberth\n", "utf-8")
        assert await soon(lambda: len(screen.glossary) == 2)


@pytest.mark.usefixtures("_watched_at_once")
async def test_an_article_that_is_left_is_not_watched(path: Path) -> None:
    async with reading(session_on(path)) as (_screen, _pilot):
        assert await soon(watchers)
    assert await soon(lambda: not watchers())


def watchers() -> list[threading.Thread]:
    return [each for each in threading.enumerate() if isinstance(each, FileWatcher)]


async def test_one_look_waits_for_the_other(path: Path) -> None:
    session = session_on(path)
    async with reading(session) as (screen, pilot):
        path.write_text(NEWS + "完。\n", "utf-8")
        async with screen.following:
            looking = asyncio.create_task(external_changes.watch(screen))
            await pilot.pause()
            assert session.article.text == NEWS
        await looking
        assert session.article.text.endswith("完。\n")


async def test_a_change_that_comes_while_another_is_being_shown_is_shown_after_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background_checks, "_LATER", 3600.0)  # no look but those of the test
    session = session_on(path)
    begun, enough = threading.Event(), threading.Event()
    prepare = session.sync.prepare

    def slowly(article: Article | None = None, loaded: Loaded | None = None) -> Prepared:
        begun.set()
        assert enough.wait(10)
        return prepare(article, loaded)

    session.sync.prepare = slowly  # type: ignore[method-assign]
    async with reading(session) as (screen, pilot):
        path.write_text(NEWS + "第一次。\n", "utf-8")
        screen.post_message(FilesChanged())
        await until(begun.is_set)
        path.write_text(NEWS + "第二次。\n", "utf-8")
        screen.post_message(FilesChanged())
        await pilot.pause()
        enough.set()
        assert await soon(lambda: "第二次" in session.article.text)


async def test_what_is_marked_while_the_text_changes_is_there_in_the_new_text(path: Path) -> None:
    session = session_on(path)
    start = NEWS.index("陆知行")
    marked = threading.Event()
    prepare = session.sync.prepare

    def slowly(article: Article | None = None, loaded: Loaded | None = None) -> Prepared:
        prepared = prepare(article, loaded)
        assert marked.wait(10)
        return prepared

    session.sync.prepare = slowly  # type: ignore[method-assign]
    async with reading(session) as (screen, pilot):
        path.write_text("新的一段。\n\n" + NEWS, "utf-8")
        watching = asyncio.create_task(external_changes.watch(screen))
        while not screen.following.locked():
            await pilot.pause()
        session.notes.highlight(Span(start, start + 3), Colour.RED)
        marked.set()
        await watching
        await pilot.pause()
        (highlight,) = session.notebook.shown()
        assert highlight.span.of(session.article.text) == "陆知行"
        assert session.article.text.startswith("新的一段")
        assert session.settle(5)
    kept = Sidecar(path, path.parent / "data").load(open_article(path)).notebook
    assert set(kept.highlights) == {highlight.id}


async def test_a_text_that_changed_since_the_last_time_is_reported(path: Path) -> None:
    session = session_on(path)
    start = NEWS.index("“我们等了三年")
    session.notes.highlight(Span(start, start + 16), Colour.GREEN)
    assert session.settle(5)
    async with reading(session_on(path)) as (screen, _pilot):
        assert "changed" not in message(screen)
    path.write_text("完全不同的文字写在这里，与从前没有任何关系。\n" * 3, "utf-8")
    async with reading(session_on(path)) as (screen, _pilot):
        assert "The article has changed; 1 highlight lost its place" in message(screen)


async def test_why_nothing_is_saved_is_said_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = MemoryStore()
    store.full = True
    state = Remembered.open(path.parent / "state.json")
    session = open_session(open_article(path), Environment(store, state, str(path)))
    taken: list[Event] = []

    async with reading(session) as (screen, _pilot):
        take = screen._events.take

        def counted(event: Event) -> None:
            take(event)
            taken.extend([event] if isinstance(event, SaveFailed) else [])

        monkeypatch.setattr(screen._events, "take", counted)
        session.notes.highlight(Span(0, 4), Colour.RED)
        assert not session.settle(10)
        why = "No space is left. It will be tried again."
        await until(lambda: message(screen) == why, lambda: message(screen))
        screen.status.notice = Notice()
        failed = len(taken)
        session.reopen()
        assert not session.settle(10)
        await until(lambda: len(taken) > failed)
        assert not message(screen)
        assert not session.saved


async def test_a_key_that_was_pressed_in_another_text_marks_nothing(path: Path) -> None:
    session = session_on(path)
    async with reading(session) as (screen, pilot):
        late = Requested("highlight.colour_1", 0, Span(0, 4))
        await external_changes.show_article(screen, lambda: article_of("新的一段。\n\n" + NEWS))
        screen.post_message(late)
        await pilot.pause()
        assert not session.notebook.highlights
        assert "ask again" in message(screen)
        screen.post_message(Requested("highlight.colour_1", 0, Span(0, 4)))
        await pilot.pause()
        assert [each.quote for each in session.notebook.in_order()] == ["新的一段"]
