"""The status line: which parts are dropped first on a narrow screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from newsreader.keys.keymap import keymap
from newsreader.locale import LANGUAGES, use_language
from newsreader.settings.settings import Settings
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.dialogs.help import HelpScreen
from newsreader.tui.widgets.status_line import Status, StatusLine, in_short
from tests.fakes import NEWS, session_on
from tests.tui.reading_pilot import open_reader

BUSY = Status(
    "澜川新能源与临江市签署合作协议，固态电池中试基地落户江北新区",
    "财务压力如何化解",
    percent=42,
    length=1678,
    minutes=3,
    highlights=12,
    encoding="GB18030",
    doing="读取 42%",
    selected=23,
)


class OneLine(App[None]):
    def compose(self) -> ComposeResult:
        yield StatusLine()


async def row(status: Status, width: int) -> str:
    app = OneLine()
    async with app.run_test(size=(width, 3)) as pilot:
        line = app.query_one(StatusLine)
        line.styles.height = 1
        line.status = status
        await pilot.pause()
        return line.render_line(0).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [12, 20, 40, 60, 80, 100, 140])
async def test_the_key_of_the_help_is_dropped_last(language: str, width: int) -> None:
    use_language(language)
    shown = await row(BUSY, width)
    assert cell_len(shown) == width
    words = {"zh": ("帮助", "已保存"), "zh_Hant": ("說明", "已儲存"), "en": ("help", "saved")}
    help_, saved = words[language]
    assert shown.rstrip().endswith(f"? {help_}")
    assert (saved in shown) == (width > 20)


async def test_the_title_is_shown_if_there_is_room() -> None:
    use_language("zh")
    shown = await row(Status("父亲的菜地", percent=3, length=900, minutes=2), 120)
    assert shown.startswith(" 父亲的菜地  ")
    assert "3%  还需 2 分钟  900 字  划线 0  已保存   ? 帮助" in shown


async def test_an_error_goes_with_the_next_key_that_works(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        line = reader.screen.query_one(StatusLine)
        await reader.press(":")
        await reader.write("z")
        await reader.press("enter")
        assert line.notice.warning
        await reader.press(":")
        await reader.write("y")
        await reader.press("enter")
        assert line.notice.warning
        assert "\n" not in line.notice.words
        await reader.press("j")
        await reader.no_message()


async def test_a_warning_that_no_key_has_brought_stays(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        line = reader.screen.query_one(StatusLine)
        line._pressed = 0.0
        reader.screen.say("The disk is full.", warning=True)
        await reader.press("j", "k")
        await reader.pilot.pause(0.1)
        assert line.notice.words == "The disk is full."


async def test_the_answer_to_a_key_is_above_a_long_warning(tmp_path: Path) -> None:
    async with open_reader(tmp_path, size=(80, 24)) as reader:
        line = reader.screen.query_one(StatusLine)
        line._pressed = 0.0
        reader.screen.say("\n".join(f"Line {n} is left out." for n in range(9)), warning=True)
        await reader.press(":")
        await reader.write("z")
        await reader.press("enter")
        assert "Line 0" in line.notice.words
        assert "Line" not in line._notice_rows()[0]


async def test_a_warning_that_is_still_shown_is_not_shown_twice(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        line = reader.screen.query_one(StatusLine)
        line._pressed = 0.0
        reader.screen.say("One.\nTwo.", warning=True)
        reader.screen.say("Two.", warning=True)
        assert line.notice.words == "Two.\nOne."


def test_of_many_problems_the_first_is_named() -> None:
    two = in_short(["One.", "Two."], "newsreader config")
    assert two == "One.\nTwo."
    three = in_short(["One.", "Two.", "Three."], "newsreader config")
    assert three == "One.\n`newsreader config` lists all of them."


def test_a_problem_of_the_keys_is_reported_once(tmp_path: Path) -> None:
    settings = Settings(keys={"app.help": ("j",), "cursor.down": ("j",)})
    problems = keymap(settings.keys, settings.preset).problems
    app = NewsreaderApp(session_on(NEWS, folder=tmp_path), settings, problems)
    assert app._problems == problems[0]


async def test_the_hint_for_the_help_can_be_clicked(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("j")
        await reader.no_message()
        line = reader.screen.query_one(StatusLine)
        await reader.pilot.click(StatusLine, offset=(2, 0))
        assert reader.app.screen is reader.screen
        await reader.pilot.click(StatusLine, offset=(line.size.width - 3, 0))
        await reader.pilot.pause()
        assert isinstance(reader.app.screen, HelpScreen)
