"""How many rows a key lays out and draws."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.strip import Strip

from newsreader.text.linebreak import wrap
from newsreader.tui.widgets.article_pane import ArticlePane
from tests.tui.reading_pilot import open_reader

LONG = "".join(f"第{number}段写的是江上的早晨，雾还没有散。\n\n" for number in range(20_000))


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the drawn rows of the article pane, in order."""
    rows: list[int] = []
    draw = ArticlePane.render_line

    def render_line(self: ArticlePane, y: int) -> Strip:
        rows.append(y)
        return draw(self, y)

    monkeypatch.setattr(ArticlePane, "render_line", render_line)
    return rows


async def test_a_movement_draws_only_the_rows_that_it_changes(
    tmp_path: Path, drawn: list[int]
) -> None:
    plain = "".join(f"第{number}行没有名字。\n\n" for number in range(40))
    async with open_reader(tmp_path, plain) as reader:
        await reader.press("right")
        await reader.no_message()
        drawn.clear()
        await reader.press("right")
        assert len(drawn) <= 1
        drawn.clear()
        await reader.press("down")
        assert len(drawn) <= 2


async def test_only_what_is_on_the_screen_is_laid_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrapped = []

    def counting(*arguments: object) -> object:
        wrapped.append(arguments)
        return wrap(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("newsreader.tui.page.page.wrap", counting)
    async with open_reader(tmp_path, LONG) as reader:
        await reader.press("G")
        assert len(wrapped) < 300
