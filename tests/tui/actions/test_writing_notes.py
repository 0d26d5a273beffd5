"""Writing a note: its rows, its size, and the tags in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widgets import Static

from newsreader.locale import use_language
from newsreader.settings.settings import Settings
from newsreader.tui.dialogs.note_editor import NoteArea, Quote
from newsreader.tui.widgets.prompt_bar import CleanInput
from tests.tui.reading_pilot import ReadingPilot, open_reader
from tests.tui.waiting import soon, until

NOT_FIRST = "、，。；：？！”’》）」』】"


def area(reader: ReadingPilot) -> NoteArea:
    return reader.app.screen.query_one(NoteArea)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30)])
async def test_no_row_of_a_note_begins_with_a_mark(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_reader(tmp_path, size=size) as reader:
        await reader.press("s", "a")
        for shift in range(8):
            text = "甲" * shift + "港口、铁路、公路、机场，“都要建”；《规划》说：再等、再看。" * 12
            area(reader).load_text(text)
            await reader.pilot.pause()
            rows = area(reader).wrapped_document.get_sections(0)
            assert "".join(rows) == text
            assert len(rows) > 4
            assert [row for row in rows if row[0] in NOT_FIRST] == []


async def test_the_cursor_follows_the_rows_while_typing(tmp_path: Path) -> None:
    async with open_reader(tmp_path, size=(80, 24)) as reader:
        await reader.press("s", "a")
        text = "港口、铁路、公路、机场，都要建。" * 6
        await reader.write(text)
        rows = area(reader).wrapped_document.get_sections(0)
        assert [row for row in rows if row[0] in NOT_FIRST] == []
        for _each in range(len(text)):
            await reader.press("left")
        assert area(reader).cursor_location == (0, 0)
        await reader.press("down", "x", "ctrl+s")
        note = str((await reader.sidecar())["highlight"][0]["note"])
        assert note == rows[0] + "x" + text[len(rows[0]) :]


async def test_a_line_with_tabs_is_wrapped_too(tmp_path: Path) -> None:
    async with open_reader(tmp_path, size=(80, 24)) as reader:
        await reader.press("s", "a")
        text = "甲\t乙\t" * 30
        area(reader).load_text(text)
        await reader.pilot.pause()
        assert "".join(area(reader).wrapped_document.get_sections(0)) == text
        assert area(reader).wrapped_document.height > 1


async def test_the_editor_grows_with_the_screen(tmp_path: Path) -> None:
    heights = []
    for size in ((80, 24), (100, 30), (160, 45)):
        async with open_reader(tmp_path, size=size) as reader:
            await reader.press("s", "a")
            heights.append(area(reader).size.height)
            await reader.press("escape")
    assert heights == sorted(set(heights))
    assert heights[-1] >= 16


async def test_a_tag_in_a_note_is_offered(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("s", "a")
        await reader.write("可能重复，#并购 #人事")
        await reader.press("ctrl+s")
        await reader.pilot.pause()
        field = reader.screen.bar.query_one(CleanInput)
        assert field.value.split() == ["并购", "人事"]
        title = reader.screen.bar.query_one("#prompt-title", Static)
        assert str(title.content) == "Tags (Enter adds, Esc skips)"
        await reader.press("enter")
        assert (await reader.sidecar())["highlight"][0]["tags"] == ["并购", "人事"]
        await reader.press("a", "ctrl+s")
        assert not reader.screen.bar.display


async def test_an_offered_tag_can_be_refused(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("s", "a")
        await reader.write("#并购")
        await reader.press("ctrl+s", "escape")
        saved = (await reader.sidecar())["highlight"][0]
        assert saved["note"] == "#并购"
        assert "tags" not in saved
        await reader.press("a")
        await reader.write("！")
        await reader.press("ctrl+s")
        assert not reader.screen.bar.display


IN_THE_PANEL = Settings(note_editor="panel")


@pytest.mark.parametrize("size", [(100, 30), (140, 30), (160, 45)])
async def test_a_note_is_written_in_the_place_of_the_panel(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with open_reader(tmp_path, settings=IN_THE_PANEL, size=size) as reader:
        await reader.press("}", "s", "a")
        box = reader.app.screen.query_one("#note-box").region
        assert box.x >= reader.screen.pane.region.right
        assert box.contains_region(reader.screen.panel.region)
        await reader.write("海港的事")
        await reader.press("ctrl+s")
        assert (await reader.sidecar())["highlight"][0]["note"] == "海港的事"
        assert reader.screen.pane.has_focus


@pytest.mark.parametrize("place", ["panel", "box"])
@pytest.mark.parametrize("language", ["en", "zh", "zh_Hant"])
async def test_the_keys_of_the_editor_are_never_cut(
    tmp_path: Path, language: str, place: str
) -> None:
    use_language(language)
    settings = IN_THE_PANEL if place == "panel" else Settings()
    async with open_reader(tmp_path, settings=settings, size=(80, 24)) as reader:
        await reader.press("s", "a")
        box = reader.app.screen.query_one("#note-box")
        await until(lambda: "Esc" in str(box.border_subtitle))
        assert "Ctrl+S" in str(box.border_subtitle)
        assert cell_len(str(box.border_subtitle)) <= box.outer_size.width - 6


async def test_the_editor_moves_with_the_panel(tmp_path: Path) -> None:
    async with open_reader(tmp_path, settings=IN_THE_PANEL, size=(160, 40)) as reader:
        await reader.press("s", "a")
        await reader.write("海港")
        box = reader.app.screen.query_one("#note-box")
        await reader.pilot.resize_terminal(100, 40)
        await until(lambda: 0 < box.region.width < 50)
        await until(lambda: box.region.contains_region(reader.screen.panel.region))
        await reader.pilot.resize_terminal(70, 40)
        await until(lambda: box.region.width > 50)
        assert area(reader).text == "海港"


@pytest.mark.parametrize("settings", [Settings(), IN_THE_PANEL])
async def test_the_cursor_of_a_long_note_is_in_view_at_every_size(
    tmp_path: Path, settings: Settings
) -> None:
    def in_view() -> bool:
        lines = area(reader)
        return lines.content_region.contains(*lines.cursor_screen_offset)

    async with open_reader(tmp_path, settings=settings, size=(80, 24)) as reader:
        await reader.press("s", "a")
        await reader.write("港口忙，铁路通。\n" * 40)
        await reader.press("ctrl+s", "a")
        assert await soon(in_view)
        for size in ((160, 45), (60, 16), (100, 30)):
            await reader.pilot.resize_terminal(*size)
            assert await soon(in_view), size
        await reader.press("ctrl+home")
        assert area(reader).cursor_location == (0, 0)
        assert await soon(in_view)
        await reader.press("ctrl+end")
        assert area(reader).cursor_location[0] > 30


async def test_the_quote_is_as_wide_as_the_editor_at_every_size(tmp_path: Path) -> None:
    async with open_reader(tmp_path, "港口忙铁路通" * 90, (80, 24), IN_THE_PANEL) as reader:
        await reader.press("p", "a")
        quote = reader.app.screen.query_one(Quote)

        def fills_its_width() -> bool:
            rows = str(quote.visual).split("\n")
            return len(rows) == 3 and cell_len(rows[0]) >= quote.size.width - 1

        for size in ((160, 45), (80, 24), (60, 20)):
            await reader.pilot.resize_terminal(*size)
            assert await soon(fills_its_width), size


async def test_where_the_panel_is_hidden_the_editor_is_over_the_page(tmp_path: Path) -> None:
    async with open_reader(tmp_path, settings=IN_THE_PANEL, size=(120, 30)) as reader:
        await reader.press("z", "s", "a")
        assert reader.app.screen.query_one("#note-box").region.width > 60


@pytest.mark.parametrize("settings", [Settings(), IN_THE_PANEL])
@pytest.mark.parametrize("leave", [("ctrl+s",), ("escape", "d")])
async def test_after_a_note_the_page_is_as_it_was(
    tmp_path: Path, settings: Settings, leave: tuple[str, ...]
) -> None:
    async with open_reader(tmp_path, "港口忙。铁路通。\n\n" * 60, (100, 30), settings) as reader:
        await reader.press("space", "space", "s", "1", *["down"] * 12, "s", "1")
        pane = reader.screen.pane
        before = pane.viewport.top, pane.caret.offset
        await reader.press("a")
        await reader.write("海港")
        await reader.press(*leave)
        assert (pane.viewport.top, pane.caret.offset) == before
        assert pane.has_focus


async def test_a_note_opened_in_the_panel_returns_to_it(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("s", "1", "tab", "tab", "e")
        await reader.write("海港")
        await reader.press("ctrl+s")
        assert reader.screen.panel.has_focus


async def test_the_key_that_saves_a_note_answers_the_question_too(tmp_path: Path) -> None:
    settings = Settings(keys={"editor.save": ("ctrl+s", "ctrl+w")})
    async with open_reader(tmp_path, settings=settings) as reader:
        for note, key in (("海港", "ctrl+s"), ("铁路", "ctrl+w")):
            await reader.press("s", "a")
            area(reader).load_text(note)
            await reader.press("escape")
            assert reader.app.screen.query("#answer-s")
            await reader.press(key)
            assert reader.app.screen is reader.screen
            assert (await reader.sidecar())["highlight"][0]["note"] == note
