"""The article's first page, written to the terminal before Textual is loaded.

Loading Textual takes longer than everything else at a start, and the page can be drawn without it.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.article.article import Article
from newsreader.settings.settings import Settings
from newsreader.text.script import Script, in_script
from newsreader.tui.layout import Layout
from newsreader.tui.page.page import Page, PageSetting
from newsreader.tui.page.runs import CellState, Layers, measure, paint, style_of
from newsreader.tui.page.viewport import Column, Viewport
from newsreader.tui.startup.first_screen import (
    FirstScreen,
    screen_size,
    sgr,
    show_first,
    terminal_palette,
    write,
)

_BEGIN_UPDATE, _END_UPDATE = "\x1b[?2026h", "\x1b[?2026l"
"""Around what appears as a whole (synchronized output, DEC private mode 2026)."""


def show(article: Article, settings: Settings, offset: int) -> FirstScreen | None:
    """Write the page with the code point at `offset`; None without a terminal, or not `quick`."""
    size = screen_size() if settings.quick else None
    if size is None:
        return None
    drawing = PageDrawing(article, settings, *size)
    drawing.viewport.reveal(drawing.viewport.page.place_of(offset))
    screen = show_first("".join(drawing.lines(offset)))
    # Only now: the reader already sees the page.
    from newsreader.tui.startup.early_keys import EarlyMovements  # noqa: PLC0415

    moving = drawing.viewport, offset, settings, drawing.draw
    screen.early_keys = EarlyMovements(*moving, screen.leave)
    return screen


class PageDrawing:
    """The page as it is written to a terminal of `width` cells and `height` rows."""

    def __init__(self, article: Article, settings: Settings, width: int, height: int) -> None:
        self._column = Column(Layout(settings).article_width(width), 2 * settings.column)
        self._top = Layout.top(height)
        setting = PageSetting.of(settings).at_width(self._column.text_width)
        page = Page(article, setting, measure)
        self.viewport = Viewport(page, max(1, height - 1 - self._top))
        self._palette = terminal_palette(settings)
        self._script = Script(settings.script)

    def draw(self, offset: int) -> None:
        """Write the visible rows in one update, with the caret at the code point `offset`."""
        write(_BEGIN_UPDATE + "".join(self.lines(offset)) + _END_UPDATE)

    def lines(self, offset: int) -> Iterator[str]:
        """Clear the screen, then the visible rows, with the caret at `offset`."""
        page = self.viewport.page
        caret = page.place_of(offset)
        yield self._sgr(CellState()) + "\x1b[2J"
        for y, page_row in enumerate(self.viewport.rows, 1 + self._top):
            if page_row.row is None:
                continue
            layers = Layers(cursor=offset) if page_row.place == caret else Layers()
            yield f"\x1b[{y};{self._column.left + 1}H"
            for run in paint(page.text, page.cells(page_row.row), page_row.role, layers):
                yield self._sgr(run.state) + in_script(run.text, self._script)

    def _sgr(self, state: CellState) -> str:
        return sgr(style_of(state, self._palette), indexed=self._palette.indexed)
