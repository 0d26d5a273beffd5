"""Marks of Chinese input methods count as keys outside of text fields."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from newsreader.keys.input_method import KEYS
from newsreader.keys.key_names import is_key
from newsreader.keys.key_table import KEYS as TABLE
from newsreader.settings.settings import Settings
from newsreader.tui import key_queue
from newsreader.tui.compat import textual_key
from newsreader.tui.dialogs.help import HelpScreen
from newsreader.tui.widgets.prompt_bar import CleanInput
from tests.tui.reading_pilot import open_reader
from tests.tui.waiting import until

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


async def test_keys_wait_together_for_what_takes_long_and_not_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_reader(tmp_path) as reader:
        monkeypatch.setattr(key_queue, "_LONGEST_HOLD", 0.01)
        with reader.app.holding_keys():
            monkeypatch.setattr(key_queue, "_LONGEST_HOLD", 3600.0)
            for _each in range(3):
                reader.app.post_message(events.Key("right", None))
            await until(lambda: reader.screen.pane.caret.offset == 3)


async def test_a_key_waits_for_what_the_one_before_has_begun_to_open(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        seen, opened = list[str](), asyncio.Event()

        async def open_something() -> None:
            with queue.holding():
                await opened.wait()
            seen.append("opened")

        async def deliver(event: events.Event) -> None:
            assert isinstance(event, events.Key)
            seen.append(event.key)
            if event.key == "a":
                reader.screen.run_in_background(open_something())

        queue = key_queue.KeyQueue(reader.app, deliver)
        for key in "ab":
            queue.put(events.Key(key, key))
        await until(lambda: queue._holds)
        for _each in range(1000):
            await asyncio.sleep(0)
        assert seen == ["a"]
        opened.set()
        await until(lambda: len(seen) == 3)
        assert seen == ["a", "opened", "b"]


async def test_alt_stays_a_key_where_it_is_in_use_and_where_a_note_is_written(
    tmp_path: Path,
) -> None:
    settings = Settings(keys={"cursor.bottom": ("alt+z",), "cursor.top": ("alt+shift+z",)})
    async with open_reader(tmp_path, settings=settings) as reader:
        assert [reader.app.means_alt(each) for each in "zZjJ"] == [True, True, False, False]
        await reader.press("s", "a")
        assert reader.app.means_alt("j")
