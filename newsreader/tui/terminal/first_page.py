"""FirstPage: the article on the terminal while the screen's modules are still being loaded.

Loading Textual takes longer than everything else at a start. The page that it will show first is
known without it, so it is written at once; the driver then goes on from there.
"""

from __future__ import annotations

import os
import sys
import termios
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from newsreader.article.article import Article
from newsreader.settings import Settings
from newsreader.text.row import Setting
from newsreader.text.script import Script, in_script
from newsreader.tui.layout import Layout
from newsreader.tui.looks.themes import Palette, colours, palette_of
from newsreader.tui.page.column import Column
from newsreader.tui.page.page import Page, PageRow, PageSetting
from newsreader.tui.page.painting import Ink, Layers, Look, ink_of, measure, paint
from newsreader.tui.page.viewport import Viewport

ENTER = "\x1b[?1049h"
"""Goes over to the alternate screen (DEC private mode 1049)."""

_LEAVE = "\x1b[?1049l\x1b[?25h\x1b[0m"


class FirstPage(NamedTuple):
    """The terminal as it was before: its settings, to be restored by whoever leaves last."""

    before: list[object]

    def close(self) -> None:
        """Leave the terminal as it was, when the screen never came to stand."""
        _write(_LEAVE)
        termios.tcsetattr(0, termios.TCSANOW, self.before)  # type: ignore[arg-type]


def page_setting(settings: Settings) -> PageSetting:
    """The setting of the page that the reader asked for; the width comes with the pane."""
    indent = 4 if settings.paragraph == "indent" else 0
    lines = Setting(80, indent, hang=settings.hang, strict=settings.strict, pangu=settings.pangu)
    gap = settings.spacing + (0 if indent else 1)
    return PageSetting(lines, gap, settings.spacing)


def show(article: Article, settings: Settings, offset: int) -> FirstPage | None:
    """Write the page with the code point at `offset` on it; None where that cannot be done."""

    def screen(width: int, height: int) -> Iterator[str]:
        column = Column(Layout(settings).article_width(width), 2 * settings.column)
        page = Page(article, page_setting(settings).at_width(column.text_width), measure)
        top = Layout.top(height)
        viewport = Viewport(page, max(1, height - 1 - top))
        viewport.reveal(page.place_of(offset))
        palette, plain = inks_of(settings)
        ink, script = None if plain else palette, Script(settings.script)
        return _screen(page, viewport.rows, column, ink, script, top)

    return put(screen)


def put(screen: Callable[[int, int], Iterable[str]]) -> FirstPage | None:
    """Write what `screen` makes for a width and a height, in cells; None where there is none."""
    try:
        width, height = os.get_terminal_size(2)
        before = termios.tcgetattr(0)
    except (OSError, termios.error):
        return None
    quiet = termios.tcgetattr(0)
    quiet[3] &= ~(termios.ECHO | termios.ICANON)
    termios.tcsetattr(0, termios.TCSANOW, quiet)
    _write(ENTER + "\x1b[?25l" + "".join(screen(width, height)))
    return FirstPage(before)


def inks_of(settings: Settings) -> tuple[Palette, bool]:
    """The palette for this terminal, and whether its colours are left to the terminal for now.

    With 256 colours Rich finds the nearest; until it is loaded, the terminal's own will do.
    """
    palette = palette_of(settings.theme, os.environ)
    return palette, not palette.own and colours(os.environ) <= 256


def _screen(
    page: Page,
    rows: list[PageRow],
    column: Column,
    palette: Palette | None,
    script: Script,
    top: int = 0,
) -> Iterator[str]:
    """The rows of a page below `top` blank ones."""
    yield (sgr(ink_of(Look(), palette)) if palette else "") + "\x1b[2J"
    for y, page_row in enumerate(rows, 1 + top):
        if page_row.row is None:
            continue
        yield f"\x1b[{y};{column.left + 1}H"
        for run in paint(page.text, page.cells(page_row.row), page_row.role, Layers()):
            text = in_script(run.text, script)
            yield (sgr(ink_of(run.look, palette)) if palette else "") + text


def sgr(ink: Ink) -> str:
    """Select Graphic Rendition (ECMA-48) for an ink, in 24-bit colour or the terminal's own."""
    codes = ["0"] + ["1"] * ink.bold + ["4"] * ink.underline + ["7"] * ink.reverse
    for code, colour in (("38", ink.color), ("48", ink.bgcolor)):
        if colour.startswith("#"):
            red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
            codes.append(f"{code};2;{red};{green};{blue}")
    return f"\x1b[{';'.join(codes)}m"


def _write(text: str) -> None:
    assert sys.__stderr__ is not None
    sys.__stderr__.write(text)
    sys.__stderr__.flush()
