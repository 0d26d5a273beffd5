"""What the app writes to its terminal, emulated: the screen, the cursor and the number of bytes.

Nothing runs outside the test, so nothing depends on time: after `pilot.pause()` all is written.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pyte
import pytest
from pyte.screens import Char, wcwidth
from rich.control import Control
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.screen import Screen

_STYLE = re.compile(r"\x1b\[[\d;]*m")


class WideScreen(pyte.Screen):
    """A screen that blanks what is left of a wide character when one half is overwritten.

    So do xterm, tmux, kitty and others; pyte keeps the half. Styles are left out.
    """

    def draw(self, data: str) -> None:
        row = self.buffer[self.cursor.y]
        for character in data:
            at, width = self.cursor.x, _width(character)
            if width < 1 or at >= self.columns:
                super().draw(character)
                row = self.buffer[self.cursor.y]
                continue
            if at and not row[at].data:
                row[at - 1] = _cell(" ")
            row[at] = _cell(character)
            if width == 2 and at + 1 < self.columns:
                row[at + 1] = _cell("")
            self.cursor.x = at = min(at + width, self.columns)
            if at < self.columns and not row[at].data and _width(row[at - 1].data) < 2:
                row[at] = _cell(" ")


class EmulatedTerminal:
    """The terminal of an app under a pilot."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self.written = 0
        """Bytes that the app has written."""
        self._screen = WideScreen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        terminal = self

        def display(app: App[Any], _screen: Screen[Any], update: object) -> None:
            if isinstance(update, CompositorUpdate) and not app._batch_count:
                cursor = app.screen.outer_size.clamp_offset(app.cursor_position)
                terminal._write(
                    update.render_segments(app.console) + Control.move_to(*cursor).segment.text
                )

        monkeypatch.setattr(App, "_display", display)

    @property
    def size(self) -> tuple[int, int]:
        return self.columns, self.rows

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the terminal's cursor."""
        return self._screen.cursor.x, self._screen.cursor.y

    @property
    def row(self) -> str:
        """The row of the cursor."""
        return self.lines()[self._screen.cursor.y]

    @property
    def after_cursor(self) -> str:
        """The text of the row from the cursor on."""
        x, y = self.cursor
        return "".join(self._screen.buffer[y][each].data for each in range(x, self.columns))

    def lines(self) -> list[str]:
        return _lines(self._screen)

    def repainted(self, app: App[Any]) -> list[str]:
        """The rows as they are when the whole screen is painted again."""
        screen, compositor = WideScreen(self.columns, self.rows), app.screen._compositor
        waiting = compositor._dirty_regions.copy()
        update = compositor.render_full_update()
        compositor._dirty_regions.update(waiting)
        pyte.Stream(screen).feed(_STYLE.sub("", update.render_segments(app.console)))
        return _lines(screen)

    def damage(self, app: App[Any]) -> str:
        """The rows that differ from those of a whole painting, above what they should be."""
        pairs = zip(self.lines(), self.repainted(app), strict=True)
        return "\n".join(f"{was}\n{should}" for was, should in pairs if was != should)

    def _write(self, sequence: str) -> None:
        self.written += len(sequence.encode())
        self._stream.feed(_STYLE.sub("", sequence))


def _lines(screen: pyte.Screen) -> list[str]:
    return [
        "".join(screen.buffer[y][x].data for x in range(screen.columns))
        for y in range(screen.lines)
    ]


@cache
def _cell(data: str) -> Char:
    return Char(data)


@cache
def _width(data: str) -> int:
    """Cells of a character with what is combined with it."""
    return wcwidth(data[0]) if data else 0
