"""Tags are completed, renamed and merged; notes are sorted and grouped; one is on the article."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.locale import use_language
from newsreader.tui.dialogs.note_editor import NoteEditor
from newsreader.tui.widgets.prompt_bar import CleanInput
from newsreader.tui.widgets.status_line import StatusLine
from tests.tui.reading_pilot import ReadingPilot, open_reader, panel_rows


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


async def two_tagged(reader: ReadingPilot) -> None:
    await reader.press("}", "s", "4", "t")
    await reader.write("人事任免")
    await reader.press("enter", ")", "s", "1", "t")
    await reader.write("产业")
    await reader.press("enter")


async def tags(reader: ReadingPilot) -> list[object]:
    return [entry.get("tags", []) for entry in (await reader.sidecar())["highlight"]]


async def test_tab_accepts_the_offered_tag(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await two_tagged(reader)
        await reader.press("t")
        await reader.write("人")
        await reader.pilot.pause()
        await reader.press("tab", "enter")
        assert await tags(reader) == [["人事任免"], ["产业", "人事任免"]]


async def test_all_pasted_lines_become_tags(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("}", "s", "1", "t")
        await reader.write("人事\n产业\n要闻\n")
        await reader.press("enter")
        assert await tags(reader) == [["人事", "产业", "要闻"]]


async def test_all_pasted_lines_are_searched_for(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("/")
        await reader.write("第一行\n第二行")
        assert reader.screen.bar.query_one(CleanInput).value == "第一行 第二行"


async def test_tagging_without_a_highlight_highlights_the_sentence(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("}", "t", "d", "u", "x", "enter")
        assert await tags(reader) == [["dux"]]
        assert reader.screen.session.notebook.in_order()[0].quote.endswith("签署协议。")
        await reader.press("escape", ")", "v", "w", "t", "a", "enter")
        assert await tags(reader) == [["dux"], ["a"]]


@pytest.mark.parametrize("end", ["enter", "escape"])
async def test_without_a_tag_the_new_highlight_is_removed(tmp_path: Path, end: str) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("}", "t")
        assert len(reader.screen.session.notebook.shown()) == 1
        await reader.sidecar()
        await reader.press(end)
        assert not reader.screen.session.notebook.shown()
        assert reader.screen.pane.has_focus


async def test_the_tag_key_without_a_chosen_highlight_does_nothing(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("}", "s", "1", "shift+tab", "d", "t")
        message = reader.screen.query_one(StatusLine).notice.words
        assert "No highlight is chosen here." in message
        assert not reader.screen.session.notebook.shown()


async def test_a_tag_is_renamed_over_the_whole_notebook(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
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
    async with open_reader(tmp_path) as reader:
        await two_tagged(reader)
        await reader.press("#")
        await reader.write("产业")
        await reader.press("enter", "m", "enter")
        assert await tags(reader) == [["人事任免"], ["人事任免"]]
        await reader.press("u")
        assert await tags(reader) == [["人事任免"], ["产业"]]


async def test_the_highlights_with_a_tag_are_listed(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await two_tagged(reader)
        await reader.press("#")
        await reader.write("产业")
        await reader.press("enter", "f")
        assert reader.screen.panel.has_focus
        assert len(reader.screen.panel.items) == 1


async def test_a_note_on_the_whole_article_is_listed_first_and_edited_there(
    tmp_path: Path,
) -> None:
    async with open_reader(tmp_path) as reader:
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
    async with open_reader(tmp_path) as reader:
        drafts = reader.screen.session.drafts
        assert drafts is not None
        drafts.keep_on_article("写到一半", "")
    async with open_reader(tmp_path) as reader:
        assert isinstance(reader.app.screen, NoteEditor)
        await reader.press("ctrl+s")
        assert reader.screen.session.notebook.note == "写到一半"


async def test_the_panel_sorts_and_groups(tmp_path: Path) -> None:
    async with open_reader(tmp_path, size=(150, 40)) as reader:
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
