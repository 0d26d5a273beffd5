"""How many rows a key lays out and draws."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.strip import Strip

from newsreader.text.linebreak import wrap
from newsreader.text.span import Span
from newsreader.tui.page.overlay import Overlay
from newsreader.tui.page.runs import Layers, paint
from newsreader.tui.widgets.article_pane import ArticlePane
from newsreader.tui.widgets.notes_panel import NotesPanel
from newsreader.tui.widgets.status_line import StatusLine
from tests.fakes import article_of
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


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The rows of text that were painted, in order."""
    rows: list[object] = []

    def counting(*arguments: object) -> object:
        rows.append(arguments[1])
        return paint(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("newsreader.tui.page.painter.paint", counting)
    return rows


async def test_a_movement_that_changes_nothing_of_the_status_does_not_paint_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_reader(tmp_path, LONG) as reader:
        await reader.press("right")
        await reader.no_message()
        status: list[int] = []
        monkeypatch.setattr(StatusLine, "refresh", lambda *_, **_more: status.append(1))
        await reader.press("right")
        assert not status


async def test_a_movement_computes_only_the_rows_of_the_caret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_reader(tmp_path, LONG) as reader:
        await reader.press("down", "down")
        await reader.no_message()
        await reader.pilot.pause()
        computed: list[Span] = []
        on = Overlay.on

        def layers(overlay: Overlay, row: Span, *, last: bool) -> Layers:
            computed.append(row)
            return on(overlay, row, last=last)

        monkeypatch.setattr(Overlay, "on", layers)
        await reader.press("right")
        assert 1 <= len(computed) <= 2


async def test_a_notice_of_several_rows_goes_without_painting_a_row_again(
    tmp_path: Path, painted: list[object]
) -> None:
    async with open_reader(tmp_path, LONG) as reader:
        await reader.press("right")
        await reader.no_message()
        reader.screen.say("\n".join("两行"))
        await reader.pilot.pause()
        before = reader.screen.pane.size.height
        painted.clear()
        await reader.press("left")
        await reader.no_message()
        assert reader.screen.pane.size.height == before + 1
        assert len(painted) <= 2  # the row of the caret, and the one that appears


async def test_another_text_is_painted_though_its_rows_are_alike(tmp_path: Path) -> None:
    async with open_reader(tmp_path, "江上的早晨。\n") as reader:
        pane, screen = reader.screen.pane, reader.screen
        other = article_of("山下的黄昏。\n")
        words = screen.session.analysis.words
        pane.show_article(other, words, 0, screen.notebook, screen.entities)
        await reader.pilot.pause()
        assert "山下的黄昏" in pane.render_line(0).text


async def test_the_words_of_an_empty_list_are_made_once_for_a_painting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_reader(tmp_path, LONG, (120, 40)) as reader:
        panel = reader.screen.panel
        made: list[NotesPanel] = []
        words_of = NotesPanel.empty

        def empty(asked: NotesPanel) -> str:
            made.append(asked)
            return words_of(asked)

        monkeypatch.setattr(NotesPanel, "empty", empty)
        panel.refresh()
        await reader.pilot.pause()
        assert len(made) == 1
