"""The status line: which parts are dropped first on a narrow screen."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from newsreader.locale import use_language
from newsreader.tui.widgets.status_line import Status, StatusLine

BUSY = Status(
    "澜川新能源与临江市签署合作协议，固态电池中试基地落户江北新区",
    "财务压力如何化解",
    percent=42,
    length=1678,
    left=900,
    highlights=12,
    encoding="GB18030",
    doing="读取 42%",
    selected=23,
)


class OneLine(App[None]):
    def compose(self) -> ComposeResult:
        yield StatusLine()


async def row(status: Status, width: int) -> str:
    app = OneLine()
    async with app.run_test(size=(width, 3)) as pilot:
        line = app.query_one(StatusLine)
        line.styles.height = 1
        line.status = status
        await pilot.pause()
        return line.render_line(0).text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [12, 20, 40, 60, 80, 100, 140])
async def test_the_key_of_the_help_is_dropped_last(language: str, width: int) -> None:
    use_language(language)
    shown = await row(BUSY, width)
    assert cell_len(shown) == width
    assert shown.rstrip().endswith("? 帮助" if language == "zh" else "? help")
    assert ("已保存" in shown or "saved" in shown) == (width > 20)


async def test_the_title_is_shown_if_there_is_room() -> None:
    use_language("zh")
    shown = await row(Status("父亲的菜地", percent=3, length=900, left=800), 120)
    assert shown.startswith(" 父亲的菜地  ")
    assert "3%  还需 2 分钟  900 字  划线 0  已保存   ? 帮助" in shown
