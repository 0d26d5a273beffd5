"""First list: the library's first rows on the terminal while the screen's modules are loaded."""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.library.library import Library
from newsreader.settings.settings import Settings
from newsreader.tui.library.key_hints import keys_in_short
from newsreader.tui.library.list_layout import ListLayout, Row
from newsreader.tui.library.rows import article_heading, article_lines, list_title
from newsreader.tui.library.view_state import ViewState
from newsreader.tui.page.painting import Ink
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
    """Write the articles as the screen will list them; None where that cannot be done."""
    size = screen_size() if library.entries and settings.quick else None
    if size is None:
        return None
    return show_first("".join(_screen(library, terminal_palette(settings), *size)))


def _screen(library: Library, palette: Palette, width: int, height: int) -> Iterator[str]:
    for y, row in enumerate(_rows(library, palette, width, height), 1):
        yield f"\x1b[{y};1H"
        for text, ink in row:
            yield sgr(ink, coarse=palette.coarse) + text


def _rows(library: Library, palette: Palette, width: int, height: int) -> list[Row]:
    """The head, the heading of the list, its lines with the first of them chosen, and the foot."""
    arrangement, entries = ViewState.opening(library.watch), library.entries
    sheet = ListLayout(width, height)
    within, ground = room_for_words(sheet.room), Ink(palette.text, palette.panel)
    heading = list_title(article_heading(within), within, palette)
    most = max(0, height - sheet.top - 3)
    rows = [inked([heading], sheet.room, palette, on=False)]
    listed = arrangement.articles(entries)
    bar = Scrollbar(most, len(listed), 0, min(len(listed), most - 1))
    lines = [
        (line, at == 0, line is first)
        for at, entry in enumerate(listed[:most])
        for first, *more in [article_lines(entry, 0, within, palette, chosen=at == 0)]
        for line in (first, *more)
    ]
    rows += [
        inked(line, sheet.room, palette, on=on, first=first, bar=bar.at(y))
        for y, (line, on, first) in enumerate(lines)
    ]
    rows += [inked((), sheet.room, palette, on=False)] * most
    beside = (" " * sheet.left, ground), (" " * (width - sheet.left - sheet.room), ground)
    return [
        sheet.head(arrangement.head(len(entries), library.roots), palette),
        *([(" " * width, ground)] for _ in range(sheet.top)),
        *([beside[0], *row, beside[1]] for row in rows[: most + 1]),
        sheet.foot(keys_in_short(arrangement, sheet.words), palette),
    ]
