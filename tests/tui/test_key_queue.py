"""Marks of Chinese input methods count as keys outside of text fields."""

from __future__ import annotations

import asyncio
import threading
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input
from textual.worker import Worker

from newsreader.keys.input_method import KEYS
from newsreader.keys.key_names import is_key
from newsreader.keys.key_table import KEYS as TABLE
from newsreader.session import ReadingSession
from newsreader.settings.settings import Settings
from newsreader.tui import key_queue
from newsreader.tui.actions.keys_held import run_holding_keys
from newsreader.tui.compat import textual_key
from newsreader.tui.dialogs.help import HelpScreen
from newsreader.tui.screens.reading import ReadingScreen
from newsreader.tui.widgets.prompt_bar import CleanInput
from tests.tui.library_pilot import shelf_on
from tests.tui.reading_pilot import open_reader
from tests.tui.waiting import PATIENCE, soon, until

MARKS = "`~!@#$%^&*()-_=+[]{}\\|;:'\",.<>/?"


def test_every_bound_mark_has_its_forms_of_the_input_methods() -> None:
    bound = {name for key in TABLE for name in key.keys if len(name) == 1}
    assert bound - set(KEYS.values()) == set()
    assert set(MARKS) <= set(KEYS.values())
    assert all(is_key(key) for key in KEYS.values() if key != " ")
    assert not set(KEYS) & set(KEYS.values())


@pytest.mark.parametrize("mark", ["｝", "」", "Ｇ", "\u3000", "＄"])
async def test_a_full_width_mark_acts_as_its_key(tmp_path: Path, mark: str) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press(KEYS[mark] if mark != "\u3000" else "space")
        expected = reader.screen.pane.caret.offset
        await reader.press("g", mark)
        assert reader.screen.pane.caret.offset == expected > 0


async def test_marks_are_written_in_text_fields(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("？")
        assert isinstance(reader.app.screen, HelpScreen)
        await reader.press("escape", "、")
        await reader.write("“我们等了三年。”")
        assert reader.screen.query_one(CleanInput).value == "“我们等了三年。”"
        assert isinstance(reader.app.focused, Input)


async def test_a_mark_that_the_reader_bound_is_not_translated(tmp_path: Path) -> None:
    settings = Settings(keys={"cursor.bottom": ("、",)})
    async with open_reader(tmp_path, settings=settings) as reader:
        await reader.press("、")
        assert not reader.screen.bar.display
        assert reader.screen.pane.caret.offset > 0


@pytest.mark.parametrize("rounds", [0, 1, 2, 3, 5, 8, 13, 40])
async def test_a_burst_reaches_the_prompt_of_a_screen_that_is_busy(
    tmp_path: Path, rounds: int
) -> None:
    async def work() -> None:
        for _each in range(2000):
            await asyncio.sleep(0)

    async with open_reader(tmp_path) as reader:
        reader.screen.call_later(work)
        for character in "/临江市":
            reader.app.post_message(events.Key(textual_key(character), character))
            for _each in range(rounds):
                await asyncio.sleep(0)
        reader.app.post_message(events.Key("enter", "\r"))
        await until(lambda: reader.screen.interaction.searched)
        assert reader.screen.interaction.searched == "临江市"


async def test_a_key_waits_for_what_the_key_before_it_begins(tmp_path: Path) -> None:
    async def begin() -> None:
        for _each in range(50):
            await asyncio.sleep(0)
        hold.enter_context(reader.app.holding_keys())

    hold = ExitStack()
    async with open_reader(tmp_path) as reader:
        reader.screen.pane.call_later(begin)
        for _each in range(2):
            reader.app.post_message(events.Key("right", None))
        with hold:
            await until(lambda: reader.screen.pane.caret.offset)
            await reader.pilot.pause()
            assert reader.screen.pane.caret.offset == 1
        await until(lambda: reader.screen.pane.caret.offset == 2)


async def test_keys_wait_together_for_what_takes_long_and_not_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_reader(tmp_path) as reader:
        monkeypatch.setattr(key_queue, "_LONGEST_HOLD", 0.01)
        with reader.app.holding_keys():
            monkeypatch.setattr(key_queue, "_LONGEST_HOLD", 3600.0)
            for _each in range(3):
                reader.app.post_message(events.Key("right", None))
            assert await soon(lambda: reader.screen.pane.caret.offset == 3)


async def test_keys_go_on_after_work_that_is_cancelled_before_it_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_queue, "_LONGEST_HOLD", 3600.0)
    done: list[str] = []

    async def note(what: str) -> None:
        done.append(what)

    async with open_reader(tmp_path) as reader:
        workers: list[Worker[object]] = []  # kept, so that no garbage collection ends the hold
        for what in ("cancelled", "newer"):
            run_holding_keys(reader.screen, partial(note, what), "one")
            workers += reader.app.workers
        reader.app.post_message(events.Key("right", None))
        await until(lambda: reader.screen.pane.caret.offset == 1)
        assert done == ["newer"]


@pytest.mark.parametrize("longest", [0.0, 3600.0], ids=["busy machine", "idle machine"])
async def test_keys_wait_while_an_article_is_opened_however_busy_the_machine_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, longest: float
) -> None:
    """Where it is busy, the time for the last key is over when the next one is delivered."""
    begun, go_on = threading.Event(), threading.Event()
    monkeypatch.setattr(key_queue, "_LONGEST_KEY", longest)
    monkeypatch.setattr(key_queue, "_LONGEST_HOLD", 3600.0)
    async with shelf_on(tmp_path) as shelf:
        articles, third = shelf.app.articles, shelf.names[2]
        opened = articles.open_session
        assert opened is not None

        def slowly(path: Path) -> ReadingSession:
            begun.set()
            assert go_on.wait(PATIENCE)
            return opened(path)

        monkeypatch.setattr(articles, "open_session", slowly)
        for key in ("enter", "J", "J"):
            shelf.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(begun.is_set)
        for _each in range(2000):
            await asyncio.sleep(0)
        go_on.set()
        assert await soon(
            lambda: (
                isinstance(shelf.app.screen, ReadingScreen)
                and shelf.reading.session.article.name == third
            )
        )
        await shelf.press("L")
        assert await soon(lambda: shelf.app.screen is shelf.screen and shelf.app.session is None)


async def test_alt_stays_a_key_where_it_is_in_use_and_where_a_note_is_written(
    tmp_path: Path,
) -> None:
    settings = Settings(keys={"cursor.bottom": ("alt+z",), "cursor.top": ("alt+shift+z",)})
    async with open_reader(tmp_path, settings=settings) as reader:
        assert [reader.app.means_alt(each) for each in "zZjJ"] == [True, True, False, False]
        await reader.press("/")
        assert reader.app.means_alt("j")
        await reader.press("escape", "s", "a")
        assert reader.app.means_alt("j")
