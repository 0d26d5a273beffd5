"""The settings screen: it shows, searches, changes and keeps every setting."""

from __future__ import annotations

import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from newsreader.locale import use_language
from newsreader.settings.settings import Settings
from newsreader.tui.dialogs.picker import PickerScreen
from newsreader.tui.dialogs.settings_screen import SettingsList, SettingsScreen
from newsreader.tui.dialogs.value_dialog import ValueDialog
from newsreader.tui.preferences import Preferences
from tests.tui.reading_pilot import ReadingPilot, open_reader
from tests.tui.waiting import until, work_done


@asynccontextmanager
async def settings_of(
    folder: Path,
    settings: Settings | None = None,
    source: str = "",
    size: tuple[int, int] = (100, 30),
    **about: object,
) -> AsyncIterator[ReadingPilot]:
    """The settings screen over an article, with a file that has `source` in it."""
    path = folder / "config.toml"
    if source:
        path.write_text(source, "utf-8")
    preferences = Preferences(settings or Settings(), path, **about)  # type: ignore[arg-type]
    async with open_reader(folder, size=size, settings=preferences.settings) as reader:
        reader.app.preferences = preferences
        await reader.press("f4" if preferences.settings.preset == "vim" else "shift+f1")
        assert isinstance(reader.app.screen, SettingsScreen)
        await work_done(reader.app)
        yield reader


def listed(reader: ReadingPilot) -> SettingsList:
    return reader.app.screen.query_one(SettingsList)


def rows(reader: ReadingPilot) -> str:
    found = listed(reader)
    return "\n".join(found.render_line(y).text for y in range(found.size.height))


def notice(reader: ReadingPilot) -> str:
    return str(reader.app.screen.query_one("#settings-notice").render())


async def find(reader: ReadingPilot, words: str) -> None:
    await reader.write(words)
    await reader.pilot.pause()


async def written(reader: ReadingPilot) -> dict[str, object]:
    await work_done(reader.app)
    path = reader.app.preferences.path
    assert path is not None
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


async def test_a_setting_is_found_by_its_explanation_and_its_default_is_shown(
    tmp_path: Path,
) -> None:
    async with settings_of(tmp_path) as reader:
        await find(reader, "/widest")
        assert listed(reader).counted() == ["page.column"]
        assert "Widest text column, in Chinese characters." in rows(reader)
        assert "Default: 42 · a whole number from 10 to 100" in rows(reader)


async def test_enter_goes_through_the_choices_and_each_takes_effect_and_is_kept(
    tmp_path: Path,
) -> None:
    async with settings_of(tmp_path, Settings(theme="light"), 'theme = "light"  # day') as reader:
        await find(reader, "theme")
        await reader.press("enter")
        assert reader.app.theme == "sepia"
        assert listed(reader).palette.name == "sepia"
        assert await written(reader) == {"theme": "sepia"}
        assert (tmp_path / "config.toml").read_text("utf-8") == 'theme = "sepia"  # day'
        assert "your file" in rows(reader)
        await reader.press("delete")
        assert reader.app.theme == "dark"
        assert await written(reader) == {"theme": "dark"}


async def test_a_wrong_number_is_refused_in_one_sentence(tmp_path: Path) -> None:
    async with settings_of(tmp_path) as reader:
        await find(reader, "column")
        await reader.press("enter")
        assert isinstance(reader.app.screen, ValueDialog)
        await reader.press("backspace", "backspace", *"500", "enter")
        hint = str(reader.app.screen.query_one("#value-hint").render())
        assert hint == "This must be a whole number from 10 to 100."
        await reader.press("backspace", "enter")
        assert reader.screen.pane.column == 100
        assert await written(reader) == {"page": {"column": 50}}
        await reader.press("enter", "backspace", "escape")
        assert await written(reader) == {"page": {"column": 50}}


async def test_long_lists_of_choices_are_shown_to_choose_from(tmp_path: Path) -> None:
    async with settings_of(tmp_path) as reader:
        await find(reader, "export.format")
        await reader.press("enter")
        assert isinstance(reader.app.screen, PickerScreen)
        await reader.write("html")
        await reader.press("enter")
        assert await written(reader) == {"export": {"format": "html"}}


async def test_names_to_watch_and_the_meaning_of_a_colour_take_effect_at_once(
    tmp_path: Path,
) -> None:
    async with settings_of(tmp_path) as reader:
        await find(reader, ".watch")
        await reader.press("enter")
        await reader.write("澜川集团， 央行")
        await reader.press("enter")
        assert await written(reader) == {"watch": ["澜川集团", "央行"]}
        assert [entity.name for entity in reader.screen.sidebar.watched] == ["澜川集团"]
        await reader.press(*["backspace"] * 6)
        await find(reader, "colours.2")
        await reader.press("enter")
        await reader.write("观点")
        await reader.press("enter")
        assert reader.screen.panel.meanings[list(reader.screen.panel.meanings)[1]] == "观点"


async def test_a_path_begins_in_the_folder_of_the_file_and_is_written_as_typed(
    tmp_path: Path,
) -> None:
    async with settings_of(tmp_path) as reader:
        await find(reader, "lookup.dictionary")
        for words in ("cedict.u8", "x"):
            await reader.press("enter", "ctrl+u")
            await reader.write(words)
            await reader.press("enter")
            assert await written(reader) == {"lookup": {"dictionary": words}}
            assert reader.screen.settings.dictionary == str(tmp_path / words)
            assert notice(reader) == ""


async def test_a_value_with_control_characters_is_shown_without_them(tmp_path: Path) -> None:
    source = '[export]\nfolder = "\\u001b[2Jx\\u202e"\n'
    async with settings_of(tmp_path, source=source) as reader:
        await find(reader, "export.folder")
        await reader.press("enter")
        await reader.write("y")
        await reader.press("enter")
        await until(lambda: "changed meanwhile" in notice(reader))
        assert "\x1b" not in notice(reader)
        assert "\u202e" not in notice(reader)
        assert await written_nothing(reader) == source


async def test_keys_are_shown_and_changed_for_this_very_moment(tmp_path: Path) -> None:
    async with settings_of(tmp_path) as reader:
        await find(reader, "app.zen")
        assert "app.zen" in rows(reader)
        await reader.press("enter", "backspace")
        await reader.write("f20 contrl+x")
        await reader.press("enter")
        hint = str(reader.app.screen.query_one("#value-hint").render())
        assert "contrl+x is not a key" in hint
        await reader.press(*["backspace"] * 8)
        await reader.press("enter")
        assert await written(reader) == {"keys": {"app.zen": ["f20"]}}
        await reader.press("escape", "f20")
        assert not reader.screen.sidebar.size.width
        await reader.press("f20", "f4")
        await find(reader, "app.zen")
        await reader.press("delete")
        assert await written(reader) == {"keys": {}}
        await reader.press("escape", "z")
        assert not reader.screen.sidebar.size.width


async def test_a_key_that_is_taken_from_another_function_is_reported(tmp_path: Path) -> None:
    async with settings_of(tmp_path) as reader:
        await find(reader, "app.zen")
        await reader.press("enter", "backspace")
        await reader.write("u")
        await reader.press("enter")
        assert "has no key left" in notice(reader)


async def test_what_cannot_be_kept_is_said_and_the_file_stays(tmp_path: Path) -> None:
    async with settings_of(tmp_path, source="theme = dark\n") as reader:
        await find(reader, ".hang")
        await reader.press("enter")
        assert await written_nothing(reader) == "theme = dark\n"
        assert "corrected first" in notice(reader)
        assert reader.screen.pane.setting.lines.hang
        assert "until you quit" in rows(reader)


async def test_a_value_that_is_not_in_the_file_is_not_shown_as_from_there(tmp_path: Path) -> None:
    async with settings_of(tmp_path, source='theme = "dark"\n') as reader:
        (tmp_path / "config.toml").chmod(0o400)
        await find(reader, ".theme")
        await until(lambda: "your file" in rows(reader))
        await reader.press("enter")
        assert await written_nothing(reader) == 'theme = "dark"\n'
        await until(lambda: "until you quit" in rows(reader))
        (tmp_path / "config.toml").chmod(0o600)
        await reader.press("enter")
        await until(lambda: "your file" in rows(reader))


async def written_nothing(reader: ReadingPilot) -> str:
    await work_done(reader.app)
    assert reader.app.preferences.path is not None
    return reader.app.preferences.path.read_text("utf-8")


async def test_a_value_that_was_set_by_hand_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    async with settings_of(tmp_path, source="[page]\n") as reader:
        (tmp_path / "config.toml").write_text('preset = "plain"\n[page]\ncolumn = 30\n', "utf-8")
        await find(reader, ".hang")
        await reader.press("enter")
        await until(lambda: "hang" in (tmp_path / "config.toml").read_text("utf-8"))
        await reader.press(*["backspace"] * 5)
        await find(reader, "preset")
        await reader.press("enter")
        await work_done(reader.app)
        await reader.press(*["backspace"] * 6)
        await find(reader, "column")
        await reader.press("enter", "backspace", "backspace", *"60", "enter")
        await until(lambda: "changed meanwhile: column is 30 there" in notice(reader))
        assert "column = 30" in await written_nothing(reader)


async def test_it_says_what_overrides_a_value_and_what_waits_for_the_next_start(
    tmp_path: Path,
) -> None:
    overridden = {".theme": "NO_COLOR"}
    source = "[page]\nhang = true\n"
    async with settings_of(
        tmp_path, Settings(hang=True), source, named=True, overridden=overridden
    ) as reader:
        await find(reader, "theme")
        assert "NO_COLOR has priority over this value." in rows(reader)
        await reader.press("enter")
        assert reader.app.theme == "dark"
        assert await written(reader) == {"theme": "light", "page": {"hang": True}}
        await reader.press(*["backspace"] * 5)
        await find(reader, ".hang")
        assert "--config" in rows(reader)
        await reader.press(*["backspace"] * 5)
        await find(reader, "language")
        assert "takes effect at the next start" in rows(reader)
        await reader.press("enter")
        assert notice(reader) == "language takes effect at the next start."
        kept = await written(reader)
        assert kept == {"theme": "light", "language": "zh", "page": {"hang": True}}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("theme", ["dark", "mono"])
async def test_every_setting_is_reached_without_letters_on_a_small_screen(
    tmp_path: Path, theme: str, language: str
) -> None:
    use_language(language)
    settings = Settings(preset="plain", theme=theme, language=language)
    async with settings_of(tmp_path, settings, size=(80, 24)) as reader:
        found = listed(reader)
        reached = [found.chosen_id]
        for _step in range(len(found.items)):
            await reader.pilot.press("down")
            if found.chosen_id == reached[-1]:
                break
            reached.append(found.chosen_id)
            if len(reached) == 40:  # the keys below them are all alike
                break
        assert reached == found.counted()[:40]
        assert all(len(row) <= 80 for row in rows(reader).split("\n"))
        await reader.press("shift+f1")
        assert reader.app.screen is reader.screen


async def test_a_click_chooses_a_setting_and_another_one_changes_it(tmp_path: Path) -> None:
    async with settings_of(tmp_path) as reader:
        found = listed(reader)
        y = next(y for y in range(found.size.height) if "preset" in found.render_line(y).text)
        await reader.pilot.click(SettingsList, offset=(3, y))
        assert found.chosen_id == ".preset"
        assert reader.screen.settings.preset == "vim"
        y = next(y for y in range(found.size.height) if "preset" in found.render_line(y).text)
        await reader.pilot.click(SettingsList, offset=(3, y))
        await reader.pilot.pause()
        assert reader.screen.settings.preset == "plain"
