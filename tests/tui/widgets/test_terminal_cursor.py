"""The terminal's own cursor is where the reader is."""

from __future__ import annotations

from pathlib import Path

from textual.geometry import Offset

from newsreader.tui.dialogs.note_editor import NoteArea
from newsreader.tui.widgets.item_list import ItemList
from newsreader.tui.widgets.prompt_bar import CleanInput
from tests.tui.reading_pilot import ReadingPilot, open_reader
from tests.tui.waiting import soon, until


def under(reader: ReadingPilot) -> Offset:
    """The cursor's place within the focused widget."""
    focused = reader.app.focused
    assert focused is not None
    return reader.app.cursor_position - focused.content_region.offset


async def test_it_follows_the_keys_through_panes_and_dialogs(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        article = under(reader)
        await reader.press("right")
        assert under(reader) == article + Offset(2, 0)
        await reader.press("tab", "down")
        sidebar = under(reader)
        assert sidebar.x == 1
        assert sidebar.y > 0
        await reader.press("?")
        assert under(reader) == Offset(0, 0)
        await reader.press("escape")
        assert under(reader) == sidebar
        await reader.press("ctrl+p")
        assert under(reader) == Offset(0, 0)
        await reader.press("escape", "escape")
        assert under(reader) == article + Offset(2, 0)


async def test_it_is_on_the_chosen_item_of_a_searched_list_until_something_is_typed(
    tmp_path: Path,
) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("?")
        items = reader.screen.query_one(ItemList)

        def row() -> int:
            return (reader.app.cursor_position - items.content_region.offset).y

        await reader.press("down")
        await until(lambda: row() >= 0)
        first = row()
        await reader.press("down")
        await until(lambda: row() > first)
        await reader.write("下")
        assert await soon(lambda: under(reader) == Offset(2, 0))


async def test_it_is_where_the_next_character_will_be(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("/")
        await until(lambda: under(reader) == Offset(0, 0))
        await reader.write("闻一舟")
        await until(lambda: under(reader) == Offset(6, 0))
        await reader.press("left")
        await until(lambda: under(reader) == Offset(4, 0))
        await reader.press("end")
        await reader.write("很长的词" * 40)
        field = reader.screen.query_one(CleanInput)
        await until(lambda: 0 < under(reader).x < field.content_region.width)
        await reader.press("escape", "a")
        assert isinstance(reader.app.focused, NoteArea)
        await until(lambda: under(reader) == Offset(0, 0))
        await reader.write("两行\n中文")
        assert await soon(lambda: under(reader) == Offset(4, 1))


async def test_it_is_on_the_answer_that_enter_chooses(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("s", "1", "a")
        await reader.write("不存")
        await reader.press("escape")
        await reader.pilot.pause()
        assert under(reader) == Offset(0, 0)
