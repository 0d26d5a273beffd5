"""The whole screen is shown in the chosen script, except what the reader wrote."""

from __future__ import annotations

from pathlib import Path

from newsreader.settings.settings import Settings
from newsreader.tui.dialogs.note_editor import NoteEditor
from newsreader.tui.widgets.item_list import ItemList
from newsreader.tui.widgets.status_line import StatusLine
from tests.tui.reading_pilot import ReadingPilot, open_reader, panel_rows

TEXT = (
    "澜川与临江签约\n\n作者：林一  2026-03-18 10:42:07\n\n一、会场内外\n\n"
    "陆知行与闻一舟签署协议。\n"
)


def rows(found: ItemList) -> str:
    return "\n".join(found.render_line(y).text for y in range(found.size.height))


async def _do(reader: ReadingPilot, name: str) -> None:
    reader.screen.do(name)
    await reader.pilot.pause()


async def test_panes_dialogs_and_the_status_line_follow(tmp_path: Path) -> None:
    async with open_reader(tmp_path, TEXT, size=(120, 40)) as reader:
        screen = reader.screen
        await reader.press(":")
        await reader.write("4")
        await reader.press("enter", "1", "a")
        await reader.write("签约的会场")
        await reader.press("ctrl+s")
        for _ in range(2):
            await _do(reader, "article.script")
        assert "陸知行與聞一舟簽署協議" in reader.rows()
        assert "聞一舟" in rows(screen.sidebar)
        assert "陸知行與聞一舟簽署協議" in panel_rows(reader)
        assert "签约的会场" in panel_rows(reader)
        status = screen.query_one(StatusLine).status
        assert (status.title, status.section) == ("瀾川與臨江簽約", "一、會場內外")
        await reader.press("a")
        assert isinstance(reader.app.screen, NoteEditor)
        assert reader.app.screen.text == "签约的会场"
        await reader.press("escape", "c")
        await reader.pilot.pause()
        assert "一、會場內外" in rows(reader.app.screen.query_one(ItemList))
        await reader.press("escape", "i")
        await reader.pilot.pause()
        shown = rows(reader.app.screen.query_one(ItemList))
        assert "陸知行與聞一舟簽署協議" in shown
        entry = (await reader.sidecar())["highlight"][0]
        assert entry["quote"] == "陆知行与闻一舟签署协议。"
        assert entry["note"] == "签约的会场"
        await reader.press("escape")
        await _do(reader, "article.script")
        assert "闻一舟" in rows(screen.sidebar)


async def test_the_script_of_the_settings_is_that_of_the_whole_screen(tmp_path: Path) -> None:
    settings = Settings(script="traditional")
    async with open_reader(tmp_path, TEXT, size=(120, 40), settings=settings) as reader:
        assert "聞一舟" in reader.rows()
        assert "聞一舟" in rows(reader.screen.sidebar)
        assert reader.screen.query_one(StatusLine).status.title == "瀾川與臨江簽約"
