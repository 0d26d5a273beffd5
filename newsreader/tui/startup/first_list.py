"""The library's first rows, written to the terminal before Textual is loaded."""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.library.library import Library
from newsreader.settings.settings import Settings
from newsreader.tui.library.list_layout import ListLayout
from newsreader.tui.library.rows import article_heading, article_lines, list_title
from newsreader.tui.library.view_state import ViewState
from newsreader.tui.page.runs import CellStyle
from newsreader.tui.startup.first_screen import (
    FirstScreen,
    screen_size,
    sgr,
    show_first,
    terminal_palette,
)
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.scrollbar import Scrollbar
from newsreader.tui.widgets.typeset import StyledRow, styled_row, text_width


def show(library: Library, settings: Settings, *, can_quit: bool = True) -> FirstScreen | None:
    """Write the articles as the screen will list them; None without articles or a terminal.

    With `can_quit`, the key for quitting ends the program before the screen is there.
    """
    size = screen_size() if library.entries and settings.quick else None
    if size is None:
        return None
    screen = show_first("".join(_screen(library, terminal_palette(settings), *size)))
    if can_quit:
        # Only now: the reader already sees the list.
        from newsreader.tui.startup.early_keys import EarlyKeys  # noqa: PLC0415

        screen.early_keys = EarlyKeys(settings, screen.leave)
    return screen


def _screen(library: Library, palette: Palette, width: int, height: int) -> Iterator[str]:
    for y, row in enumerate(_rows(library, palette, width, height), 1):
        yield f"\x1b[{y};1H"
        for text, style in row:
            yield sgr(style, indexed=palette.indexed) + text


def _rows(library: Library, palette: Palette, width: int, height: int) -> list[StyledRow]:
    """The head, the heading of the list, its lines with the first one chosen, and the foot."""
    view, entries = ViewState.opening(library.watch, recent=library.recent), library.entries
    layout = ListLayout(width, height)
    within, ground = text_width(layout.room), CellStyle(palette.text, palette.panel)
    heading = list_title(article_heading(within), within, palette)
    most = max(0, height - layout.top - 3)
    rows = [styled_row([heading], layout.room, palette, chosen=False)]
    listed = view.articles(entries)
    bar = Scrollbar(most, len(listed), 0, min(len(listed), most - 1))
    lines = [
        (line, at == 0, line is first)
        for at, entry in enumerate(listed[:most])
        for first, *more in [article_lines(entry, 0, within, palette, chosen=at == 0)]
        for line in (first, *more)
    ]
    rows += [
        styled_row(line, layout.room, palette, chosen=on, first=first, bar=bar.at(y))
        for y, (line, on, first) in enumerate(lines)
    ]
    rows += [styled_row((), layout.room, palette, chosen=False)] * most
    beside = (" " * layout.left, ground), (" " * (width - layout.left - layout.room), ground)
    return [
        layout.head(view.head(len(entries), library.roots), palette),
        *([(" " * width, ground)] for _ in range(layout.top)),
        *([beside[0], *row, beside[1]] for row in rows[: most + 1]),
        layout.foot(view.key_hints(layout.words), palette),
    ]
