"""With the plain preset every function is reached without letters: by a key, a menu, the palette.

Each screen is opened, and what it offers is compared with what can really be chosen there.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path

import pytest
from textual.app import App
from textual.command import Command, CommandList
from textual.pilot import Pilot

from newsreader.keys.key_table import BY_ID, KEYS, SCOPES, keys_of_scope
from newsreader.keys.keymap import keymap, scope_of
from newsreader.settings.own_commands import Command as OwnCommand
from newsreader.settings.settings import Settings
from newsreader.tui.dialogs.menu import MenuScreen
from newsreader.tui.dialogs.palette import HasCommands, PaletteScreen
from tests.fakes import NEWS
from tests.tui.library_pilot import Shelf, note, shelf_on
from tests.tui.reading_pilot import open_reader
from tests.tui.waiting import soon, until

PLAIN = Settings(preset="plain")
READING = ("everywhere", "article", "entities", "notes")


def is_letter(name: str) -> bool:
    return len(name) == 1 and name.isalpha()


def by_key(scopes: Collection[str]) -> set[str]:
    """The functions in `scopes` that have a plain key without a letter."""
    keys = keymap({}, "plain").keys
    return {
        id_
        for id_, names in keys.items()
        if scope_of(BY_ID[id_]) in scopes and any(not is_letter(name) for name in names)
    }


def all_of(scopes: Collection[str]) -> set[str]:
    return {key.id for scope in scopes for key in keys_of_scope(scope)}


def listed_in(found: CommandList) -> list[str]:
    """The ids of the functions in the list, in its order; "" for what is not a function."""
    commands = [found.get_option_at_index(at) for at in range(found.option_count)]
    called = [each.hit.command if isinstance(each, Command) else None for each in commands]
    first = [each.args[0] if isinstance(each, partial) else "" for each in called]
    return [each if isinstance(each, str) and each in BY_ID else "" for each in first]


async def in_palette(app: App[None], pilot: Pilot[None]) -> list[str]:
    """The functions that the palette lists when its key is pressed and nothing is typed."""
    screen = app.screen
    assert isinstance(screen, HasCommands)
    expected = {id_ for id_ in BY_ID if screen.offers(id_) and id_ != "app.palette"}
    await pilot.press("ctrl+p")
    await until(lambda: isinstance(app.screen, PaletteScreen))
    found = app.screen.query_one(CommandList)
    await until(lambda: expected <= set(listed_in(found)), lambda: f"{listed_in(found)}")
    listed = listed_in(found)
    await pilot.press("escape")
    await until(lambda: app.screen is screen)
    return listed


async def choose(app: App[None], pilot: Pilot[None], id_: str, every: Collection[str]) -> None:
    """Choose a function in the palette, which lists `every` one, by arrows and enter."""
    await pilot.press("ctrl+p")
    await until(lambda: isinstance(app.screen, PaletteScreen))
    palette = app.screen
    found = palette.query_one(CommandList)
    await until(lambda: set(every) <= set(listed_in(found)) and found.highlighted is not None)
    for _step in every:
        if listed_in(found)[found.highlighted or 0] == id_:
            break
        await pilot.press("down")
    await pilot.press("enter")
    await until(lambda: app.screen is not palette)


async def menu_leads_to_palette(app: App[None], pilot: Pilot[None]) -> None:
    """Press the key of the menu, go to its last item by End, and open the palette with enter."""
    below = app.screen
    await pilot.press("f10")
    await until(lambda: isinstance(app.screen, MenuScreen))
    await pilot.press("end", "enter")
    await until(lambda: isinstance(app.screen, PaletteScreen))
    await pilot.press("escape")
    await until(lambda: app.screen is below)


def unreached(screen: object, scopes: Collection[str], listed: Collection[str]) -> set[str]:
    """What the screen offers, or its scopes have, without a key and without a place in a list."""
    assert isinstance(screen, HasCommands)
    offered = {id_ for id_ in BY_ID if screen.offers(id_)}
    return (all_of(scopes) | offered) - by_key(scopes) - set(listed)


async def test_everything_in_an_article_is_reached(tmp_path: Path) -> None:
    own = OwnCommand("echo", ("echo",), "echo it")
    settings = PLAIN._replace(commands=(own,))
    async with open_reader(tmp_path, settings=settings) as reader:
        listed = await in_palette(reader.app, reader.pilot)
        assert unreached(reader.screen, READING, listed) == set()
        assert "command.echo" in listed
        for _pane in ("article", "entities", "notes"):
            await menu_leads_to_palette(reader.app, reader.pilot)
            await reader.press("tab")


async def test_what_the_palette_lists_is_done_by_arrows_and_enter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_reader(tmp_path, settings=PLAIN) as reader:
        listed = await in_palette(reader.app, reader.pilot)
        done: list[str] = []
        monkeypatch.setattr(reader.screen, "do", done.append)
        functions = list(filter(None, listed))
        for id_ in (functions[0], functions[1], functions[len(functions) // 2]):
            await choose(reader.app, reader.pilot, id_, listed)
            await until(lambda: done)
            assert done.pop() == id_


async def test_a_function_without_a_key_is_done_without_letters(tmp_path: Path) -> None:
    async with open_reader(tmp_path, NEWS, settings=PLAIN) as reader:
        listed = await in_palette(reader.app, reader.pilot)
        assert not keymap({}, "plain").keys["view.spacing"]
        await choose(reader.app, reader.pilot, "view.spacing", listed)
        assert await soon(lambda: reader.screen.settings.spacing == 1)


async def test_the_plain_keys_for_the_width_work_in_every_pane(tmp_path: Path) -> None:
    async with open_reader(tmp_path, NEWS, settings=PLAIN) as reader:
        await reader.press("_", "=")
        pane = reader.screen.pane
        await until(lambda: pane.column == 2 * (pane.widest // 2))
        column = pane.column
        for name in ("article", "entities", "notes"):
            await reader.press("_")
            assert await soon(lambda: pane.column < column), name
            await reader.press("=")
            assert await soon(lambda: pane.column == column), name
            await reader.press("tab")


async def check_list(shelf: Shelf, scope: str) -> None:
    """Only what is for an open article is not reached on this screen."""
    listed = await in_palette(shelf.app, shelf.pilot)
    assert isinstance(shelf.app.screen, HasCommands)
    refused = {id_ for id_ in all_of(("everywhere",)) if not shelf.app.screen.offers(id_)}
    assert unreached(shelf.app.screen, ("everywhere", scope), listed) <= refused
    await menu_leads_to_palette(shelf.app, shelf.pilot)


async def test_everything_in_the_library_and_its_lists_is_reached(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(NEWS, "utf-8")
    note(tmp_path / "news" / "a.txt", "陆知行")
    async with shelf_on(tmp_path, PLAIN) as shelf:
        await check_list(shelf, "library")
        await shelf.press("f7")
        await check_list(shelf, "library")
        await shelf.press("f7", "f8")
        await shelf.until(lambda: shelf.app.screen is not shelf.screen)
        await check_list(shelf, "allnotes")
        await shelf.press("escape")
        await shelf.until(lambda: shelf.app.screen is shelf.screen)
        shelf.screen.do("library.timeline")
        await shelf.until(lambda: shelf.app.screen is not shelf.screen)
        await check_list(shelf, "report")


def test_only_what_is_for_an_article_is_missing_in_a_list() -> None:
    """The functions of everywhere that lists do not offer, and that have no plain key."""
    missing = all_of(("everywhere",)) - by_key(("everywhere",))
    assert missing == {
        "app.suspend",
        "app.theme",
        "view.indent",
        "view.preset",
        "view.spacing",
    }


@pytest.mark.parametrize("scope", ["compare", "editor"])
def test_a_dialog_without_a_palette_has_a_plain_key_for_everything(scope: str) -> None:
    assert all_of((scope,)) - by_key((scope,)) == set()


def test_every_scope_is_looked_at() -> None:
    looked_at = {*READING, "library", "allnotes", "report", "compare", "editor"}
    assert {scope.name for scope in SCOPES} == looked_at
    assert {scope_of(key) for key in KEYS} == looked_at
