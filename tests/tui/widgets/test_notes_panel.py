"""A long note is read in the panel: it scrolls, and its quotation leaves room for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.locale import use_language
from newsreader.notebook.colour import Colour
from newsreader.text.span import Span
from tests.tui.reading_pilot import ReadingPilot, open_reader, panel_rows

LONG = "港口公布了新的年度计划，" * 40
TEXT = f"港口的计划\n\n{LONG[:-1]}。\n\n第二段很短。\n"


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


async def annotated(reader: ReadingPilot, note: str) -> None:
    """A note on the long paragraph, a highlight after it, and the panel with the focus."""
    notes = reader.screen.session.notes
    long = notes.highlight(Span(TEXT.index(LONG[:5]), TEXT.index("第二段") - 2), Colour.RED)
    notes.annotate(long.id, note)
    second = TEXT.index("第二段")
    notes.highlight(Span(second, second + 3), Colour.BLUE)
    reader.screen.panel.notebook = reader.screen.session.notebook
    reader.screen.panel.focus()
    await reader.press("up", "up", "up")


async def test_two_rows_of_a_quotation_and_the_whole_note(tmp_path: Path) -> None:
    async with open_reader(tmp_path, TEXT, size=(80, 24)) as reader:
        await annotated(reader, "甲\n乙\n丙\n丁\n戊")
        rows = panel_rows(reader)
        assert all(word in rows for word in "甲乙丙丁戊")
        assert rows.count("年度计划") + rows.count("新的年度") <= 4


async def test_a_note_higher_than_the_panel_scrolls_by_rows(tmp_path: Path) -> None:
    async with open_reader(tmp_path, TEXT, size=(80, 24)) as reader:
        panel = reader.screen.panel
        await annotated(reader, "\n".join(f"第{n}行" for n in range(60)))
        first, seen = panel.chosen_id, ""
        assert "第0行" in panel_rows(reader)
        assert "第59行" not in panel_rows(reader)
        for _each in range(70):
            if panel.chosen_id != first:
                break
            seen = panel_rows(reader)
            await reader.press("down")
        assert "第59行" in seen
        assert "第0行" not in seen
        await reader.press("up")
        assert panel.chosen_id == first
        assert "第59行" in panel_rows(reader)
        for _each in range(70):
            await reader.press("up")
        assert "第0行" in panel_rows(reader)


async def test_it_scrolls_by_pages_without_leaving_out_a_row(tmp_path: Path) -> None:
    async with open_reader(tmp_path, TEXT, size=(80, 24)) as reader:
        panel = reader.screen.panel
        await annotated(reader, "\n".join(f"第{n}行" for n in range(60)))
        first, seen = panel.chosen_id, ""
        while panel.chosen_id == first:
            seen += panel_rows(reader)
            await reader.press("pagedown")
        assert all(f"第{n}行" in seen for n in range(60))


async def test_a_note_of_any_length_is_shown_to_its_end(tmp_path: Path) -> None:
    async with open_reader(tmp_path, TEXT, size=(80, 24)) as reader:
        panel = reader.screen.panel
        await annotated(reader, "长" * 5000 + "完")
        first = panel.chosen_id
        for _each in range(100):
            if "完" in panel_rows(reader):
                break
            await reader.press("pagedown")
        assert panel.chosen_id == first
        assert "完" in panel_rows(reader)


async def test_an_orphan_shows_its_whole_quotation(tmp_path: Path) -> None:
    async with open_reader(tmp_path, TEXT, size=(80, 24)) as reader:
        await annotated(reader, "想法")
        highlight = reader.screen.session.notebook.in_order()[0]
        reader.screen.session.notes.orphan(highlight.id)
        reader.screen.panel.notebook = reader.screen.session.notebook
        await reader.press("o")
        seen = ""
        for _each in range(8):
            seen += panel_rows(reader)
            await reader.press("pagedown")
        assert seen.count("公布了") >= 30
