"""First list: the library's first rows on the terminal while the screen's modules are loaded."""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.library.library import Library
from newsreader.settings import Settings
from newsreader.tui.lists.arrangement import Arrangement, keys_in_short
from newsreader.tui.lists.listed import article_heading, article_lines
from newsreader.tui.lists.piece import Line, Piece, inked
from newsreader.tui.lists.typeset import filled, fitted
from newsreader.tui.looks.themes import Palette
from newsreader.tui.page.painting import Ink
from newsreader.tui.terminal.first_page import FirstPage, inks_of, put, sgr

Row = list[tuple[str, Ink]]


def show(library: Library, settings: Settings) -> FirstPage | None:
    """Write the articles as the screen will list them; None where that cannot be done."""
    if not library.entries:
        return None
    palette, plain = inks_of(settings)
    return put(lambda width, height: _screen(library, palette, width, height, plain=plain))


def _screen(
    library: Library, palette: Palette, width: int, height: int, *, plain: bool
) -> Iterator[str]:
    """`plain` leaves the colours to the terminal."""
    for y, row in enumerate(_rows(library, palette, width, height), 1):
        yield f"\x1b[{y};1H"
        for text, ink in row:
            yield text if plain else sgr(ink) + text


def _rows(library: Library, palette: Palette, width: int, height: int) -> list[Row]:
    """The head, the heading of the list, its lines with the first of them chosen, and the foot."""
    arrangement, entries = Arrangement(), library.entries
    head = arrangement.head(len(entries), library.roots)
    heading = Piece(fitted(article_heading(width - 2), width - 2), palette.accent, bold=True)
    room = max(0, height - 3)
    listed: list[tuple[Line, bool]] = []
    for at, entry in enumerate(arrangement.articles(entries)[:room]):
        lines = article_lines(entry, 0, width - 2, palette, chosen=at == 0)
        listed += [(line, at == 0) for line in lines]
    listed += [((), False)] * room
    foot = " " + filled(keys_in_short(), width - 1)
    return [
        [(" " + filled(head, width - 2) + " ", Ink(palette.text, palette.lit))],
        inked([heading], width, palette, on=False),
        *(inked(line, width, palette, on=on) for line, on in listed[:room]),
        [(foot, Ink(palette.quiet, palette.panel))],
    ]
