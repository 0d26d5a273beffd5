"""The reader's own commands in the reading screen."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from newsreader.analysis.protocol import MentionsFound
from newsreader.entities.entity import Mention
from newsreader.entities.kind import Kind
from newsreader.keys.key_table import BY_ID, use_commands
from newsreader.keys.keymap import keymap
from newsreader.settings.config_file import load_settings
from newsreader.settings.own_commands import Command
from newsreader.settings.settings import Settings
from newsreader.text.span import Span
from newsreader.tui.actions import own_commands
from newsreader.tui.dialogs.help import HelpScreen, KeyList
from newsreader.tui.dialogs.lookup_dialog import EntryList, LookupScreen
from newsreader.tui.dialogs.menu import MenuList
from newsreader.tui.dialogs.palette import offered_ids
from newsreader.tui.messages import Requested
from newsreader.tui.widgets.status_line import StatusLine
from tests.tui.reading_pilot import ReadingPilot, open_reader
from tests.tui.waiting import soon, until


@pytest.fixture(autouse=True)
def no_commands() -> Iterator[None]:
    yield
    use_commands(())


def own(
    folder: Path, source: str, keys: Mapping[str, tuple[str, ...]], **fields: object
) -> Settings:
    """Settings with one command, a Python program with this source."""
    path = folder / "own.py"
    path.write_text(source, "utf-8")
    defaults = {"id": "own", "title": "My program", "run": (sys.executable, str(path))}
    return Settings(commands=(Command(**{**defaults, **fields}),), keys=keys)  # type: ignore[arg-type]


ECHO = "import sys\nprint('\\x1b[31m<' + sys.argv[-1] + '>\\x1b[0m')"
KEY = {"command.own": ("f5",)}


def notice(reader: ReadingPilot) -> str:
    return reader.screen.query_one(StatusLine).notice.words


async def test_the_output_is_shown_in_a_window(tmp_path: Path) -> None:
    async with open_reader(tmp_path, settings=own(tmp_path, ECHO, KEY, input="entity")) as reader:
        await reader.press("}", "f5")
        window = reader.app.screen
        assert isinstance(window, LookupScreen)
        found = window.query_one(EntryList)
        await until(lambda: bool(found.items))
        assert found.render_line(0).text.strip() == "<临江市>"
        assert found.heading() == "My program"
        await reader.press("y")
        assert reader.app.screen is reader.screen
        assert reader.app.clipboard == "<临江市>"


async def test_a_name_that_is_not_gathered_yet_is_given_to_the_program(tmp_path: Path) -> None:
    settings = own(tmp_path, ECHO, KEY, input="entity", output="status")
    async with open_reader(tmp_path, settings=settings) as reader:
        article, analysis = reader.screen.session.article, reader.screen.session.analysis
        at = article.text.index("董事长")
        found = Mention(Span(at, at + 3), Kind.PER)
        analysis.learn(MentionsFound(article.sha256_text, found.span, (found,)))
        reader.screen.pane.go_to(at)
        await reader.press("f5")
        await until(lambda: notice(reader) == "<董事长>")
        assert notice(reader) == "<董事长>"


async def test_the_output_is_shown_in_the_status_line_or_copied(tmp_path: Path) -> None:
    settings = own(tmp_path, ECHO, KEY, input="sentence", output="status")
    async with open_reader(tmp_path, settings=settings) as reader:
        await reader.press("}", "f5")
        await until(lambda: "<临江市市长" in notice(reader))
    settings = own(tmp_path, ECHO, KEY, input="selection", output="clipboard")
    async with open_reader(tmp_path, settings=settings) as reader:
        await reader.press("f5")
        await until(lambda: "Select some text first" in notice(reader))
        await reader.press("}", "v", "l", "f5")
        await until(lambda: reader.app.clipboard)
        assert reader.app.clipboard == "<临江>"


async def test_a_command_without_output_is_done(tmp_path: Path) -> None:
    settings = own(tmp_path, "", KEY, input="sentence", output="status")
    async with open_reader(tmp_path, settings=settings) as reader:
        await reader.press("}", "f5")
        assert await soon(lambda: notice(reader) == "My program: done.")


async def test_the_output_is_offered_as_a_note(tmp_path: Path) -> None:
    settings = own(tmp_path, ECHO, KEY, output="note")
    async with open_reader(tmp_path, settings=settings) as reader:
        await reader.press("}", "f5")
        await until(lambda: reader.app.screen is not reader.screen)
        await reader.press("ctrl+s")
        notes = (await reader.sidecar())["highlight"]
        word = notes[0]["quote"]
        assert notes[0]["note"] == f"<{word}>"


async def test_escape_stops_a_command_and_the_screen_goes_on(tmp_path: Path) -> None:
    slow = "import time\ntime.sleep(60)"
    async with open_reader(tmp_path, settings=own(tmp_path, slow, KEY, output="status")) as reader:
        await reader.press("f5")
        assert "My program is running" in reader.screen.query_one(StatusLine).status.doing
        await reader.press("j")
        await reader.press("escape")
        await until(lambda: "was stopped" in notice(reader))
        assert not reader.screen.query_one(StatusLine).status.doing
        assert reader.screen.interaction.stop is None


async def test_escape_stops_a_command_that_was_started_again(tmp_path: Path) -> None:
    slow = "import time\ntime.sleep(60)"
    settings = own(tmp_path, slow, KEY, output="status", seconds=600)
    async with open_reader(tmp_path, settings=settings) as reader:
        await reader.press("f5")
        await until(lambda: reader.screen.interaction.stop)
        first = reader.screen.interaction.stop
        await reader.press("f5")
        await until(lambda: reader.screen.interaction.stop != first)
        assert "My program is running" in reader.screen.query_one(StatusLine).status.doing
        await reader.press("escape")
        await until(lambda: "was stopped" in notice(reader))
        assert not reader.screen.query_one(StatusLine).status.doing


async def test_a_command_that_is_replaced_before_it_begins_leaves_nothing_to_stop(
    tmp_path: Path,
) -> None:
    settings = own(tmp_path, ECHO, KEY, output="status")
    (first,) = settings.commands
    second = first._replace(id="second", output="window")
    settings = settings._replace(commands=(first, second))
    async with open_reader(tmp_path, settings=settings) as reader:
        for command in (first, second):
            own_commands.run(reader.screen, Requested(f"command.{command.id}", 3))
        await until(lambda: isinstance(reader.app.screen, LookupScreen))
        assert reader.screen.interaction.stop is None


async def test_a_missing_program_is_one_sentence(tmp_path: Path) -> None:
    settings = own(tmp_path, "", KEY, run=("no-such-program-here",))
    async with open_reader(tmp_path, settings=settings) as reader:
        await reader.press("f5")
        found = reader.app.screen.query_one(EntryList)
        await until(lambda: "is not installed" in found.empty())
        await reader.press("escape")
        assert reader.app.screen is reader.screen


async def test_a_message_of_several_rows_is_shown_whole(tmp_path: Path) -> None:
    settings = own(tmp_path, "", KEY, run=("a-program-with-a-long-name-" * 4,))
    async with open_reader(tmp_path, settings=settings, size=(80, 24)) as reader:
        await reader.press("f5")
        found = reader.app.screen.query_one(EntryList)
        await until(lambda: "is not installed" in found.empty())
        await until(lambda: found.size.height > 1)
        shown = "".join(found.render_line(y).text.strip() for y in range(found.size.height))
        assert shown.endswith("PATH.")


async def test_commands_are_in_help_palette_and_menu(tmp_path: Path) -> None:
    async with open_reader(tmp_path, settings=own(tmp_path, ECHO, KEY)) as reader:
        assert "command.own" in set(offered_ids(reader.screen))
        await reader.press("?")
        assert isinstance(reader.app.screen, HelpScreen)
        await reader.write("My program")
        assert "command.own" in reader.app.screen.query_one(KeyList).items
        await reader.press("escape", ".")
        assert "command.own" in reader.app.screen.query_one(MenuList).items


def test_the_settings_have_commands_and_their_keys(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        """[keys]
"command.b" = "alt+x"
[commands.a]
run = "sdcv -n -- '{}'"
key = "K"
output = "status"
[commands.b]
run = ["trans", "-b"]
title = "翻译"
key = "f5"
seconds = 30
[commands.c]
run = 'curl "$1" | head'
shell = true
[commands.d]
run = "x"
input = "page"
[commands.e]
key = "x"
[commands.f]
run = "x"
sekonds = 3
""",
        "utf-8",
    )
    settings, problems = load_settings(path, key_ids=BY_ID)
    assert [command.id for command in settings.commands] == ["a", "b", "c", "f"]
    first, second, third, _last = settings.commands
    assert first == Command("a", ("sdcv", "-n", "--", "{}"), "a", output="status")
    assert second == Command("b", ("trans", "-b"), "翻译", seconds=30)
    assert third.run == ('curl "$1" | head',)
    assert settings.keys["command.a"] == ("K",)
    assert settings.keys["command.b"] == ("alt+x",)
    assert [re.findall(r", line (\d+)", problem) for problem in problems] == [
        ["17"],
        ["18"],
        ["22"],
    ]
    assert "must be one of word, sentence" in problems[0]
    assert "did you mean seconds" in problems[2]
    use_commands((each.id, each.title) for each in settings.commands)
    made = keymap(settings.keys)
    assert made.keys["command.a"] == ("K",)
    assert made.keys["lookup.dictionary"] == ()
    assert BY_ID["command.b"].words == "翻译"
