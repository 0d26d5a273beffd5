"""The words of the article in the reading screen."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Input

from newsreader.lookup.glossaries import Glossaries
from newsreader.lookup.glossary import NAME, Term
from newsreader.settings.settings import Settings
from newsreader.tui.dialogs.term_dialog import TermScreen
from newsreader.tui.dialogs.words_dialog import WordsScreen, WordTable
from newsreader.tui.widgets.status_line import StatusLine
from tests.tui.reading_pilot import ReadingPilot, open_reader
from tests.tui.waiting import PATIENCE, soon, until

TEXT = "修路修路等待\n\n等待修桥等待\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    known = tmp_path / "known.txt"
    known.write_text("# mine\n修桥\n", "utf-8")
    return Settings(known_words=str(known))


def listed(reader: ReadingPilot) -> list[tuple[str, int]]:
    screen = reader.app.screen
    assert isinstance(screen, WordsScreen)
    return [(word.word, word.count) for word in screen.listed]


async def open_words(reader: ReadingPilot) -> None:
    reader.screen.do("lookup.words")
    await until(lambda: isinstance(reader.app.screen, WordsScreen) and bool(listed(reader)))


async def test_a_word_is_marked_as_known_and_taken_back(tmp_path: Path, settings: Settings) -> None:
    async with open_reader(tmp_path, TEXT, settings=settings, followed=True) as reader:
        await open_words(reader)
        assert listed(reader) == [("等待", 3), ("修路", 2)]
        path = tmp_path / "known.txt"
        await reader.press("ctrl+k")
        await until(lambda: listed(reader) == [("修路", 2)])
        assert path.read_text("utf-8") == "# mine\n修桥\n等待\n"
        await reader.press("ctrl+z")
        await until(lambda: len(listed(reader)) == 2)
        assert path.read_text("utf-8") == "# mine\n修桥\n"


async def test_a_word_without_translation_says_how_to_get_the_dictionary(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsreader.lookup.dictionary.find_spec", lambda _name: None)
    (tmp_path / NAME).write_text("修路\troad repair\n", "utf-8")
    async with open_reader(tmp_path, TEXT, settings=settings, followed=True) as reader:
        await until(lambda: len(reader.screen.glossary) == 1)
        await open_words(reader)
        table = reader.app.screen.query_one(WordTable)

        def shown(word: str) -> str:
            return "".join(
                part.text for line in table.lines_of(word, 90, chosen=True) for part in line
            )

        why = "No translation; this installs a dictionary: python3 -m pip"
        assert why in shown("等待")
        assert why not in shown("修路")


async def test_a_word_is_gone_to_and_the_list_is_filtered(
    tmp_path: Path, settings: Settings
) -> None:
    async with open_reader(tmp_path, TEXT, settings=settings, followed=True) as reader:
        await open_words(reader)
        await reader.write("等")
        await until(lambda: listed(reader) == [("等待", 3)])
        await reader.press("enter")
        await until(lambda: reader.app.screen is reader.screen)
        assert reader.screen.pane.caret.offset == TEXT.index("等待")


async def test_a_word_goes_into_the_glossary(tmp_path: Path, settings: Settings) -> None:
    async with open_reader(tmp_path, TEXT, settings=settings, followed=True) as reader:
        await open_words(reader)
        words = reader.app.screen
        assert isinstance(words, WordsScreen)
        await reader.press("ctrl+t")
        await until(lambda: isinstance(reader.app.screen, TermScreen))
        reader.app.screen.query_one("#term-translation", Input).value = "to wait"
        await reader.press("enter")
        await until(lambda: words.listed[0].translation == "to wait")
        assert (tmp_path / NAME).read_text("utf-8").endswith("等待\tto wait\t\n")


async def test_a_term_may_be_written_after_the_words_were_closed(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, put = Event(), Event(), Glossaries.put

    def slowly(glossaries: Glossaries, term: Term, before: Term | None) -> tuple[Path, int]:
        begun.set()
        assert go_on.wait(PATIENCE)
        return put(glossaries, term, before)

    monkeypatch.setattr(Glossaries, "put", slowly)
    async with open_reader(tmp_path, TEXT, settings=settings, followed=True) as reader:
        await open_words(reader)
        await reader.press("ctrl+t")
        await until(lambda: isinstance(reader.app.screen, TermScreen))
        reader.app.screen.query_one("#term-translation", Input).value = "to wait"
        await reader.press("enter")
        await until(begun.is_set)
        await reader.press("escape")
        assert reader.app.screen is reader.screen
        go_on.set()
        await until(lambda: "to wait is line" in reader.screen.query_one(StatusLine).notice.words)


async def test_words_are_exported_under_a_free_name_to_the_folder_for_exports(
    tmp_path: Path, settings: Settings
) -> None:
    settings = settings._replace(export_folder=str(tmp_path / "exports"))
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "article.txt.words.txt").write_text("mine", "utf-8")
    async with open_reader(tmp_path, TEXT, settings=settings, followed=True) as reader:
        await open_words(reader)
        await reader.press("ctrl+e")
        await until(lambda: reader.screen.bar.display)
        await reader.press("enter")
        path = tmp_path / "exports" / "article.txt 2.words.txt"
        await until(path.exists)
        assert path.read_text("utf-8").splitlines()[4].startswith('"等待"\t"děng dài"\t')


async def test_every_word_known_is_said(tmp_path: Path, settings: Settings) -> None:
    Path(settings.known_words).write_text("修桥\n等待\n修路\n", "utf-8")
    async with open_reader(tmp_path, TEXT, settings=settings, followed=True) as reader:
        reader.screen.do("lookup.words")
        await until(lambda: isinstance(reader.app.screen, WordsScreen))
        screen = reader.app.screen
        assert isinstance(screen, WordsScreen)
        assert await soon(lambda: "new to you" in screen._table.empty())


async def test_a_dictionary_that_cannot_be_read_is_named_below_the_words(
    tmp_path: Path, settings: Settings
) -> None:
    settings = settings._replace(dictionary=str(tmp_path / "none.u8"))
    async with open_reader(tmp_path, TEXT, settings=settings, followed=True) as reader:
        await open_words(reader)
        message = reader.screen.query_one(StatusLine).notice.words
        assert "none.u8: the dictionary cannot be read" in message


async def test_a_title_has_nothing_that_a_terminal_obeys(tmp_path: Path) -> None:
    settings = Settings(known_words=str(tmp_path / "\x1b]0;x\x07"))
    async with open_reader(tmp_path, TEXT, settings=settings, followed=True) as reader:
        await open_words(reader)
        Path(settings.known_words).mkdir()  # a word cannot be written
        await reader.press("ctrl+k")
        frame = reader.app.screen.query_one(".box")
        await until(lambda: "␛]0;x␇" in str(frame.border_title))
        assert str(frame.border_title).isprintable()
