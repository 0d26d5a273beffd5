"""Selecting by keys: growing through names and quotations, pairs, and names one after another."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.locale import use_language
from newsreader.settings.settings import Settings
from newsreader.tui.widgets.status_line import StatusLine
from tests.fakes import NEWS
from tests.tui.reading_pilot import ReadingPilot, open_reader
from tests.tui.waiting import until


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def selected(reader: ReadingPilot) -> str:
    span = reader.screen.pane.selection
    return span.of(reader.screen.session.article.text) if span else ""


async def test_v_includes_the_character_under_the_cursor_in_vim_only(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("v", "l", "l", "1")
        assert [h["quote"] for h in (await reader.sidecar())["highlight"]] == ["临江市"]
    async with open_reader(tmp_path, settings=Settings(preset="plain")) as reader:
        await reader.press("ctrl+home", "insert", "right", "right")
        assert selected(reader) == "临江"


async def test_growing_finds_a_name_and_what_somebody_says(tmp_path: Path) -> None:
    text = NEWS.replace(
        "“我们等了三年。”陆知行说",
        "陆知行说，工期会缩短，费用不会增加，明年完工。“我们等了三年。”陆知行说",
    )
    async with open_reader(tmp_path, text) as reader:
        reader.screen.pane.go_to(text.index("陆知行说，工"))
        await reader.press("+", "+")
        assert selected(reader).startswith("陆知行")
        await until(lambda: reader.screen.session.analysis.quotations is not None)
        reader.screen.pane.go_to(text.index("费用"))
        seen = []
        for _each in range(6):
            await reader.press("+")
            seen.append(selected(reader))
        assert "工期会缩短，费用不会增加，明年完工" in [each.rstrip("。") for each in seen]


async def test_pairs_are_selected_by_a_key(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("%")
        assert "no paired marks" in reader.screen.query_one(StatusLine).notice.words
        reader.screen.pane.go_to(NEWS.index("等了"))
        await reader.press("%")
        assert selected(reader) == "我们等了三年。"
        await reader.press("%")
        assert selected(reader) == "“我们等了三年。”"


async def test_the_next_and_the_previous_name_of_any_entity(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        seen = []
        for _each in range(6):
            seen.append(reader.at[:3])
            await reader.press(";")
        assert seen == ["临江市", "澜川集", "临江市", "闻一舟", "澜川集", "陆知行"]
        for name in ["陆知行", "澜川集", "闻一舟"]:
            await reader.press(",")
            assert reader.at.startswith(name)
        await reader.press("g", ",")
        assert "no name further up" in reader.screen.query_one(StatusLine).notice.words
        await reader.press("G", ";")
        assert "no name further down" in reader.screen.query_one(StatusLine).notice.words
