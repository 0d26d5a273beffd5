"""The library's first rows, written to the terminal before Textual is loaded."""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.library.library import Library
from newsreader.settings.settings import Settings
from newsreader.tui.library.key_hints import keys_in_short
from newsreader.tui.library.list_layout import ListLayout, Row
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
from newsreader.tui.widgets.styled_text import inked, room_for_words


def show(library: Library, settings: Settings) -> FirstScreen | None:
    """Write the articles as the screen will list them; None without articles or a terminal."""
    size = screen_size() if library.entries and settings.quick else None
    if size is None:
        return None
    return show_first("".join(_screen(library, terminal_palette(settings), *size)))


def _screen(library: Library, palette: Palette, width: int, height: int) -> Iterator[str]:
    for y, row in enumerate(_rows(library, palette, width, height), 1):
        yield f"\x1b[{y};1H"
        for text, style in row:
            yield sgr(style, indexed=palette.indexed) + text


def _rows(library: Library, palette: Palette, width: int, height: int) -> list[Row]:
    """The head, the heading of the list, its lines with the first one chosen, and the foot."""
    view, entries = ViewState.opening(library.watch), library.entries
    layout = ListLayout(width, height)
    within, ground = room_for_words(layout.room), CellStyle(palette.text, palette.panel)
    heading = list_title(article_heading(within), within, palette)
    most = max(0, height - layout.top - 3)
    rows = [inked([heading], layout.room, palette, on=False)]
    listed = view.articles(entries)
    bar = Scrollbar(most, len(listed), 0, min(len(listed), most - 1))
    lines = [
        (line, at == 0, line is first)
        for at, entry in enumerate(listed[:most])
        for first, *more in [article_lines(entry, 0, within, palette, chosen=at == 0)]
        for line in (first, *more)
    ]
    rows += [
        inked(line, layout.room, palette, on=on, first=first, bar=bar.at(y))
        for y, (line, on, first) in enumerate(lines)
    ]
    rows += [inked((), layout.room, palette, on=False)] * most
    beside = (" " * layout.left, ground), (" " * (width - layout.left - layout.room), ground)
    return [
        layout.head(view.head(len(entries), library.roots), palette),
        *([(" " * width, ground)] for _ in range(layout.top)),
        *([beside[0], *row, beside[1]] for row in rows[: most + 1]),
        layout.foot(keys_in_short(view, layout.words), palette),
    ]
