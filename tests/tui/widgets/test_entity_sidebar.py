"""The watch list comes first in the sidebar."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.entities.kind import Kind
from newsreader.locale import use_language
from newsreader.settings.settings import Settings
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.screens.reading import ReadingScreen
from tests.fakes import NEWS, FixedService, session_on
from tests.tui.waiting import until


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


async def test_the_watch_list_comes_first_and_leads_to_mentions(tmp_path: Path) -> None:
    service = FixedService([("陆知行", Kind.PER), ("澜川集团", Kind.ORG), ("临江市", Kind.LOC)])
    session = session_on(NEWS + "\n代码600519.SH今日停牌。\n", folder=tmp_path, service=service)
    watch = ("澜川集团", "600519.SH", "不在文中")
    app = NewsreaderApp(session, Settings(watch=watch))
    async with app.run_test(size=(120, 30)) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        await until(lambda: len(screen.sidebar.items) > 4)
        await pilot.pause()
        sidebar = screen.sidebar
        await until(lambda: len(sidebar.watched) == 2)
        await pilot.pause()
        rows = [sidebar.render_line(y).text.strip() for y in range(1, 5)]
        assert rows[0].startswith("▾ Watch list 2")
        assert "澜川集团" in rows[1]
        assert "600519.SH" in rows[2]
        assert len(sidebar.items) == len(set(sidebar.items))
        sidebar.focus()
        sidebar.choose(2)
        await pilot.press("enter")
        await pilot.pause()
        assert session.article.text[screen.pane.caret.offset :].startswith("600519.SH")
    session.settle(5)
