"""FirstPage: the article on the terminal while the screen's modules are still being loaded.

Loading Textual takes longer than everything else at a start. The page that it will show first is
known without it, so it is written at once; the driver then goes on from there.
"""

from __future__ import annotations

import os
import sys
import termios
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from newsreader.article.article import Article
from newsreader.settings.settings import Settings
from newsreader.text.row import Setting
from newsreader.text.script import Script, in_script
from newsreader.tui.layout import Layout
from newsreader.tui.page.column import Column
from newsreader.tui.page.page import Page, PageSetting
from newsreader.tui.page.painting import Ink, Layers, Look, ink_of, measure, paint
from newsreader.tui.page.viewport import Viewport
from newsreader.tui.theme.themes import Palette, colours, palette_of

if TYPE_CHECKING:
    from newsreader.tui.page.viewport import Reached
    from newsreader.tui.startup.early_keys import EarlyKeys

ENTER = "\x1b[?1049h"
"""Goes over to the alternate screen (DEC private mode 1049)."""

_AT_ONCE, _DONE = "\x1b[?2026h", "\x1b[?2026l"
"""Around what shall be seen as a whole (synchronized output, DEC private mode 2026)."""

_LEAVE = (
    "\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?2004l\x1b[?1004l\x1b[?7h\x1b[<u"
    "\x1b[?1049l\x1b[?25h\x1b[0m"
)
"""Out of everything that the driver may have begun: mouse, paste, focus, keys, screen, cursor."""

_NEVER = b"\0"
"""No key at all, for one of the terminal's special characters (_POSIX_VDISABLE on Linux)."""


class FirstPage:
    """What stands on the terminal while the screen is loaded, and can be moved about in.

    `before` is how the terminal was, to be restored by whoever leaves last.
    """

    def __init__(self, before: list[object]) -> None:
        self.before = before
        self.early: EarlyKeys | None = None

    def end(self) -> bytes:
        """Leave the terminal to the screen; what was typed for it, as the terminal sent it."""
        return self.early.end() if self.early is not None else b""

    def reached(self) -> Reached | None:
        """Where the reader has come to meanwhile."""
        return self.early.reached() if self.early is not None else None

    def close(self) -> None:
        """Leave the terminal as it was, when the screen never came to stand."""
        self.end()
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
    size = screen_size() if settings.quick else None
    if size is None:
        return None
    drawing = Drawing(article, settings, *size)
    drawing.viewport.reveal(drawing.viewport.page.place_of(offset))
    first_page = put("".join(drawing.lines(offset)))
    # The page can be read: what moves about in it is loaded now.
    from newsreader.tui.startup.early_keys import EarlyKeys  # noqa: PLC0415

    first_page.early = EarlyKeys(drawing.viewport, offset, settings, drawing.draw)
    return first_page


class Drawing:
    """The page as it is written to a terminal of `width` and `height` cells."""

    def __init__(self, article: Article, settings: Settings, width: int, height: int) -> None:
        self._column = Column(Layout(settings).article_width(width), 2 * settings.column)
        self._top = Layout.top(height)
        setting = page_setting(settings).at_width(self._column.text_width)
        page = Page(article, setting, measure)
        self.viewport = Viewport(page, max(1, height - 1 - self._top))
        self._palette = palette_here(settings)
        self._script = Script(settings.script)

    def draw(self, offset: int) -> None:
        """Write the rows that are in sight now, the caret at `offset`, in one piece."""
        _write(_AT_ONCE + "".join(self.lines(offset)) + _DONE)

    def lines(self, offset: int) -> Iterator[str]:
        """What clears the screen and writes the rows in sight, the caret at `offset`."""
        page = self.viewport.page
        caret = page.place_of(offset)
        yield self._ink(Look()) + "\x1b[2J"
        for y, page_row in enumerate(self.viewport.rows, 1 + self._top):
            if page_row.row is None:
                continue
            layers = Layers(cursor=offset) if page_row.place == caret else Layers()
            yield f"\x1b[{y};{self._column.left + 1}H"
            for run in paint(page.text, page.cells(page_row.row), page_row.role, layers):
                yield self._ink(run.look) + in_script(run.text, self._script)

    def _ink(self, look: Look) -> str:
        return sgr(ink_of(look, self._palette), coarse=self._palette.coarse)


def screen_size() -> tuple[int, int] | None:
    """Columns and rows of the terminal; None where there is none to write a page on."""
    if sys.__stderr__ is None or not os.isatty(0):
        return None
    try:
        return os.get_terminal_size(2)
    except OSError:
        return None


def put(page: str) -> FirstPage:
    """Go over to the alternate screen and write `page` there; what is typed is not shown."""
    first_page = FirstPage(termios.tcgetattr(0))
    try:
        termios.tcsetattr(0, termios.TCSANOW, _quiet(first_page.before))  # type: ignore[arg-type]
        _write(ENTER + "\x1b[?25l" + page)
    except BaseException:
        first_page.close()
        raise
    return first_page


def _quiet(modes: list[object]) -> list[object]:
    """Modes in which what is typed is not shown, and is read as it will be when they are raw.

    The keys that suspend or kill a program come as keys: the screen knows how to leave.
    """
    quiet, signs = list(modes), list(cast("list[bytes]", modes[6]))
    signs[termios.VSUSP] = signs[termios.VQUIT] = _NEVER
    quiet[0] = cast("int", quiet[0]) & ~(termios.ICRNL | termios.IXON)
    quiet[3] = cast("int", quiet[3]) & ~(termios.ECHO | termios.ICANON)
    quiet[6] = signs
    return quiet


def palette_here(settings: Settings) -> Palette:
    """The theme of the settings, in colours that this terminal has."""
    palette = palette_of(settings.theme, os.environ)
    if palette.own or colours(os.environ) > 256:
        return palette
    from newsreader.tui.theme.palette256 import COARSE  # noqa: PLC0415 (few need it)

    return COARSE[palette.name]


def sgr(ink: Ink, *, coarse: bool = False) -> str:
    """Select Graphic Rendition (ECMA-48) for an ink, in 24-bit colour or the terminal's own.

    With `coarse` the colours are told by their numbers among 256.
    """
    codes = ["0"] + ["1"] * ink.bold + ["4"] * ink.underline + ["7"] * ink.reverse
    for code, colour in (("38", ink.color), ("48", ink.bgcolor)):
        if colour.startswith("#"):
            red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
            number = f"5;{_number(red, green, blue)}" if coarse else f"2;{red};{green};{blue}"
            codes.append(f"{code};{number}")
    return f"\x1b[{';'.join(codes)}m"


def _number(red: int, green: int, blue: int) -> int:
    """The number of a colour of `looks/coarse.py` among the 256, by the rule that Rich has."""
    if red == green == blue:
        grey = round(red / 255 * 25)
        return {0: 16, 25: 231}.get(grey, 231 + grey)
    levels = [part / 95 if part < 95 else 1 + (part - 95) / 40 for part in (red, green, blue)]
    return 16 + 36 * round(levels[0]) + 6 * round(levels[1]) + round(levels[2])


def _write(text: str) -> None:
    if sys.__stderr__ is not None:
        sys.__stderr__.write(text)
        sys.__stderr__.flush()
