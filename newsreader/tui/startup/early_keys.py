"""EarlyKeys: what is typed while the screen is still being loaded, as far as it moves the page.

Loading Textual takes most of a start. A reader who pages on meanwhile sees the first page move; the
first key that means anything else is left, with all that follow it, to the screen.
"""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Callable, Mapping

from newsreader.keys.keymap import keymap
from newsreader.settings.settings import Settings
from newsreader.text.words import Words
from newsreader.tui.page.caret import Caret
from newsreader.tui.page.motion import Motion
from newsreader.tui.page.selecting import Selecting
from newsreader.tui.page.viewport import Reached, Viewport

_READ = 1 << 12
_ESCAPE = 0x1B
_PATIENCE_SECONDS = 1.0
"""How long a page that is being drawn is waited for."""

# Movements by words wait for the helper process to say where words are.
_MOVES = tuple(
    f"cursor.{name}"
    for name in (
        *("down", "up", "left", "right", "row_start", "row_end", "top", "bottom"),
        *("page_down", "page_up", "half_page_down", "half_page_up"),
        *("next_paragraph", "previous_paragraph", "next_sentence", "previous_sentence"),
    )
)

# What terminals send (xterm's control sequences, PC-style), to the name of the key.
_SEQUENCES: Mapping[bytes, str] = {
    b"\x1b[A": "up",
    b"\x1bOA": "up",
    b"\x1b[B": "down",
    b"\x1bOB": "down",
    b"\x1b[C": "right",
    b"\x1bOC": "right",
    b"\x1b[D": "left",
    b"\x1bOD": "left",
    b"\x1b[H": "home",
    b"\x1bOH": "home",
    b"\x1b[1~": "home",
    b"\x1b[F": "end",
    b"\x1bOF": "end",
    b"\x1b[4~": "end",
    b"\x1b[5~": "pageup",
    b"\x1b[6~": "pagedown",
    b"\x1b[1;5H": "ctrl+home",
    b"\x1b[1;5F": "ctrl+end",
}


class EarlyKeys:
    """Reads the terminal on a thread of its own until `end`, and draws what moved."""

    def __init__(
        self,
        viewport: Viewport,
        offset: int,
        settings: Settings,
        draw: Callable[[int], None],
        keyboard: int = 0,
    ) -> None:
        """`offset` is the code point that the caret is on; `draw` is told another one.

        `keyboard` is the descriptor that keys are read from.
        """
        self._keyboard = keyboard
        self._viewport = viewport
        words = Words("")  # none is asked for, see _MOVES
        motion = Motion(viewport.page, words)
        self._selecting = Selecting(viewport, motion, viewport.article, words)
        self._caret = Caret(offset)
        # Not on the thread: a signal that ends the program in the midst of an import leaves it
        # locked, and the thread would wait for ever.
        self._moves = _moves(settings)
        self._draw = draw
        self._moved = self._ended = False
        self._typed = b""
        self._wake_read, self._wake_write = os.pipe()
        self._thread = threading.Thread(target=self._read, name="early-keys", daemon=True)
        self._thread.start()

    def end(self) -> bytes:
        """Stop reading; what was typed and not done, as the terminal sent it, told once."""
        if self._ended:
            return b""
        self._ended = True
        os.write(self._wake_write, b"x")
        self._thread.join(_PATIENCE_SECONDS)
        os.close(self._wake_read)
        os.close(self._wake_write)
        return self._typed

    def reached(self) -> Reached | None:
        """Where the reader has come to, once it has ended; None where no key moved anything."""
        page = self._viewport.page
        return Reached(self._caret, self._viewport.top, page.setting) if self._moved else None

    def _read(self) -> None:
        while True:
            ready, _, _ = select.select([self._keyboard, self._wake_read], [], [])
            if self._wake_read in ready:
                return
            try:
                data = os.read(self._keyboard, _READ)
            except OSError:
                return
            self._typed += data
            if not data or not self._do():
                return

    def _do(self) -> bool:
        """Do all that was typed; False where something else than a movement was."""
        before = self._caret
        while self._typed:
            name, length = first_key(self._typed)
            key = self._moves.get(name)
            if key is None or not self._move(key):
                break
            self._typed = self._typed[length:]
        if self._caret != before:
            self._moved = True
            self._draw(self._caret.offset)
        return not self._typed

    def _move(self, key: str) -> bool:
        scope, _, name = key.partition(".")
        moved = self._selecting.do(scope, name, self._caret)
        if moved is None:
            return False
        self._caret = moved
        self._viewport.reveal(self._viewport.page.place_of(moved.offset))
        return True


def first_key(typed: bytes) -> tuple[str, int]:
    """The name of the first key in what a terminal sent, and its bytes; "" where it is no key."""
    if typed[0] == _ESCAPE:
        for sequence, name in _SEQUENCES.items():
            if typed.startswith(sequence):
                return name, len(sequence)
        return "", 0
    if typed[0] < 0x20:
        return "ctrl+" + chr(typed[0] + 0x60), 1
    if typed[0] == 0x20:
        return "space", 1
    return (chr(typed[0]), 1) if typed[0] < 0x7F else ("", 0)


def _moves(settings: Settings) -> dict[str, str]:
    """The ids of the movements by the names of their keys, as the reader has them."""
    keys = keymap(settings.keys, settings.preset).keys
    return {name: move for move in _MOVES for name in keys.get(move, ())}
