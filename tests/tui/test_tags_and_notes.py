"""Tags are completed, renamed and merged; notes are sorted and grouped; one is on the article."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.locale import use_language
from newsreader.text.sanitize import clean_line
from newsreader.tui.dialogs.note_editor import NoteEditor
from newsreader.tui.widgets.completion import TagCompletion
from newsreader.tui.widgets.search_bar import CleanInput, SearchBar
from newsreader.tui.widgets.status_line import StatusLine
from tests.tui.reading_pilot import Sitting, panel_rows, sitting


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


async def two_tagged(reader: Sitting) -> None:
    await reader.press("}", "s", "4", "t")
    await reader.write("人事任免")
    await reader.press("enter", ")", "s", "1", "t")
    await reader.write("产业")
    await reader.press("enter")


async def tags(reader: Sitting) -> list[object]:
    return [entry.get("tags", []) for entry in (await reader.sidecar())["highlight"]]


async def test_completion_offers_the_tags_that_begin_so() -> None:
    known = TagCompletion(["人事", "产业", "人物", "AI"])
    assert known.candidates("") == ["人事", "产业", "人物", "AI"]
    assert known.candidates("人") == ["人事", "人物"]
    assert known.candidates("人事 人") == ["人物"]
    assert known.candidates("人事，#人") == ["人物"]
    assert await known.get_suggestion("人事 #a") == "人事 #AI"
    assert await known.get_suggestion("人事 ") is None
    assert await known.get_suggestion("没有") is None


async def test_a_hostile_tag_is_offered_without_what_a_terminal_obeys() -> None:
    known = TagCompletion(["并\x1b]52;c;QUJD\x07购", "并\u202e表\n"])
    offered = [*known.candidates("并"), await known.get_suggestion("人事 并") or ""]
    assert len(offered) == 3
    assert all(clean_line(tag) == tag for tag in offered)
    assert not any(character in tag for tag in offered for character in "\x1b\x07\u202e\n")


async def test_a_hostile_tag_is_painted_without_what_a_terminal_obeys(tmp_path: Path) -> None:
    async with sitting(tmp_path) as reader:
        bar = reader.screen.query_one(SearchBar)
        bar.open("highlight.tags", "", complete=["并\x1b]52;c;QUJD\x07购"])
        await reader.write("并")
        await reader.pilot.pause()
        field = bar.query_one(CleanInput)
        painted = field.render_line(0).text
        assert "52;c;" in painted
        assert clean_line(painted) == painted


async def test_tab_takes_the_tag_that_is_offered(tmp_path: Path) -> None:
    async with sitting(tmp_path) as reader:
        await two_tagged(reader)
        await reader.press("t")
        await reader.write("人")
        await reader.pilot.pause()
        await reader.press("tab", "enter")
        assert await tags(reader) == [["人事任免"], ["产业", "人事任免"]]


async def test_a_tag_where_nothing_is_marked_marks_the_sentence(tmp_path: Path) -> None:
    async with sitting(tmp_path) as reader:
        await reader.press("}", "t", "d", "u", "x", "enter")
        assert await tags(reader) == [["dux"]]
        assert reader.screen.session.notebook.in_order()[0].quote.endswith("签署协议。")
        await reader.press("escape", ")", "v", "w", "t", "a", "enter")
        assert await tags(reader) == [["dux"], ["a"]]


@pytest.mark.parametrize("end", ["enter", "escape"])
async def test_where_no_tag_is_written_nothing_is_marked(tmp_path: Path, end: str) -> None:
    async with sitting(tmp_path) as reader:
        await reader.press("}", "t")
        assert len(reader.screen.session.notebook.shown()) == 1
        await reader.sidecar()
        await reader.press(end)
        assert not reader.screen.session.notebook.shown()
        assert reader.screen.pane.has_focus


async def test_letters_behind_a_tag_key_without_a_highlight_do_no_harm(tmp_path: Path) -> None:
    async with sitting(tmp_path) as reader:
        await reader.press("}", "s", "1", "shift+tab", "d", "t")
        told = reader.screen.query_one(StatusLine).told.words
        assert "No highlight is chosen here." in told
        assert not reader.screen.session.notebook.shown()


async def test_a_tag_is_renamed_over_the_whole_notebook(tmp_path: Path) -> None:
    async with sitting(tmp_path) as reader:
        await two_tagged(reader)
        await reader.press("#")
        await reader.write("人事")
        await reader.press("enter", "r")
        await reader.write("任免")
        await reader.press("enter")
        assert await tags(reader) == [["任免"], ["产业"]]
        await reader.press("u")
        assert await tags(reader) == [["人事任免"], ["产业"]]


async def test_two_tags_become_one_in_one_step(tmp_path: Path) -> None:
    async with sitting(tmp_path) as reader:
        await two_tagged(reader)
        await reader.press("#")
        await reader.write("产业")
        await reader.press("enter", "m", "enter")
        assert await tags(reader) == [["人事任免"], ["人事任免"]]
        await reader.press("u")
        assert await tags(reader) == [["人事任免"], ["产业"]]


async def test_a_tag_alone_is_listed(tmp_path: Path) -> None:
    async with sitting(tmp_path) as reader:
        await two_tagged(reader)
        await reader.press("#")
        await reader.write("产业")
        await reader.press("enter", "f")
        assert reader.screen.panel.has_focus
        assert len(reader.screen.panel.items) == 1


async def test_a_note_on_the_whole_article_stands_on_top_and_is_edited_there(
    tmp_path: Path,
) -> None:
    async with sitting(tmp_path) as reader:
        await two_tagged(reader)
        await reader.press("M")
        await reader.write("通稿，等公告")
        await reader.press("ctrl+s")
        assert (await reader.sidecar())["source"]["note"] == "通稿，等公告"  # type: ignore[call-overload]
        rows = panel_rows(reader)
        assert rows.index("通稿") < rows.index("人事任免")
        await reader.press("shift+tab")
        reader.screen.panel.choose(0)
        await reader.press("e")
        assert isinstance(reader.app.screen, NoteEditor)
        await reader.write("！")
        await reader.press("ctrl+s")
        assert reader.screen.session.notebook.note == "通稿，等公告！"


async def test_a_note_on_the_article_survives_a_kill_while_it_is_typed(tmp_path: Path) -> None:
    async with sitting(tmp_path) as reader:
        drafts = reader.screen.session.drafts
        assert drafts is not None
        drafts.keep_on_article("写到一半")
    async with sitting(tmp_path) as reader:
        assert isinstance(reader.app.screen, NoteEditor)
        await reader.press("ctrl+s")
        assert reader.screen.session.notebook.note == "写到一半"


async def test_the_panel_sorts_and_groups(tmp_path: Path) -> None:
    async with sitting(tmp_path, size=(150, 40)) as reader:
        await two_tagged(reader)
        await reader.press("shift+tab", "s")
        first, _second = reader.screen.panel.items
        assert reader.screen.session.notebook.highlights[first].tags == ("产业",)
        await reader.press("g", "g")
        rows = panel_rows(reader)
        assert rows.index("1 yellow 1") < rows.index("产业") < rows.index("4 red 1")
        await reader.press("g")
        assert "#产业 1" in panel_rows(reader)
        reader.screen.panel.choose(1)
        await reader.press("d")
        assert len(reader.screen.session.notebook.trash()) == 1
