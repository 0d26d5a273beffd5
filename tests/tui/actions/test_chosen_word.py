"""The word that a key is about, also where there is none or only a mark."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.text.span import Span
from newsreader.tui.widgets.status_line import StatusLine
from tests.tui.reading_pilot import ReadingPilot, open_reader
from tests.tui.waiting import soon

TEXT = "港口。铁路。\n\n——\n\n港口忙。\n"
STARTS = (0, 2, 3, 5, 6, TEXT.index("—"), TEXT.index("—") + 2, TEXT.rindex("港"), TEXT.rindex("忙"))


def notice(reader: ReadingPilot) -> str:
    return reader.screen.query_one(StatusLine).notice.words


async def test_on_a_mark_the_nearest_word_is_searched_for(tmp_path: Path) -> None:
    async with open_reader(tmp_path, TEXT) as reader:
        reader.screen.session.analysis.words.learn(Span(0, len(TEXT)), STARTS)
        reader.screen.jump(2)
        await reader.press("*")
        assert "港口 2/2" in notice(reader)
        reader.screen.jump(TEXT.index("—"))
        await reader.press("*")
        assert notice(reader) == "There is no word here."


async def test_where_no_word_is_its_pinyin_is_not_an_empty_message(tmp_path: Path) -> None:
    pytest.importorskip("pypinyin")
    async with open_reader(tmp_path, TEXT) as reader:
        reader.screen.session.analysis.words.learn(Span(0, len(TEXT)), STARTS)
        for at, said in ((2, "港口  gǎng kǒu"), (TEXT.index("—"), "There is no word here.")):
            reader.screen.jump(at)
            reader.screen.do("selection.pinyin")
            assert notice(reader) == said


@pytest.mark.parametrize("key", ["F", "W"])
async def test_without_a_highlight_its_keys_say_so(tmp_path: Path, key: str) -> None:
    async with open_reader(tmp_path, TEXT) as reader:
        await reader.press(key)
        assert notice(reader) == "There is no highlight here; 1 to 5 make one."


@pytest.mark.parametrize("words", ["q", "wq", "x"])
async def test_a_colon_and_the_words_of_vim_quit(tmp_path: Path, words: str) -> None:
    async with open_reader(tmp_path, TEXT) as reader:
        await reader.press(":", *words, "enter")
        assert await soon(lambda: reader.app.return_code is not None)
