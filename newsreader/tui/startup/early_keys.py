"""Keys that quit, or move the first page, while Textual is loaded, which takes most of a start.

The first key that does neither is left to Textual, with all keys after it.
"""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Callable, Iterable, Mapping

from newsreader.keys.keymap import keymap
from newsreader.settings.settings import Settings
from newsreader.text.words import Words
from newsreader.tui.page.caret import Caret
from newsreader.tui.page.cursor_commands import CursorCommands, Selecting
from newsreader.tui.page.viewport import Reached, Viewport
from newsreader.tui.startup.first_screen import owns_terminal

_READ_BYTES = 1 << 12
_ESCAPE = 0x1B
_JOIN_SECONDS = 1.0
"""How long `end` waits for a page that is being drawn."""

# No movements by word: only the helper process knows where words are.
_MOVEMENT_IDS = tuple(
    f"cursor.{name}"
    for name in (
        *("down", "up", "left", "right", "row_start", "row_end", "top", "bottom"),
        *("page_down", "page_up", "half_page_down", "half_page_up"),
        *("next_paragraph", "previous_paragraph", "next_sentence", "previous_sentence"),
    )
)

_QUIT = "app.quit"

# The key that sends each sequence (xterm control sequences, PC-style function keys).
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
    """Reads the keyboard on a thread until `end`. This class knows only the key for quitting."""

    def __init__(
        self,
        settings: Settings,
        leave: Callable[[], None],
        keyboard: int = 0,
        ids: Iterable[str] = (),
    ) -> None:
        """`leave` is called, on the thread, when the key for quitting is pressed.

        `keyboard` is the file descriptor of the terminal. `ids` are those of the keys that `_do`
        knows.
        """
        self._keyboard = keyboard
        # Not on the thread: what it imports stays locked if a signal ends the program meanwhile,
        # and the thread would wait for ever.
        self._keys = _keys(settings, (*ids, _QUIT))
        self._leave = leave
        self._ended = False
        self._typed = b""
        self._wake_read, self._wake_write = os.pipe()
        self._thread = threading.Thread(target=self._read, name="early-keys", daemon=True)
        self._thread.start()

    def end(self) -> bytes:
        """Stop reading. Returns the bytes of unhandled keys; none the second time."""
        if self._ended:
            return b""
        self._ended = True
        os.write(self._wake_write, b"x")
        self._thread.join(_JOIN_SECONDS)
        os.close(self._wake_read)
        os.close(self._wake_write)
        return self._typed

    def reached(self) -> Reached | None:
        """Where the keys have moved to, after `end`; None if they moved nothing."""
        return None

    def _read(self) -> None:
        while True:
            ready, _, _ = select.select([self._keyboard, self._wake_read], [], [])
            if self._wake_read in ready or not owns_terminal(self._keyboard):
                return
            try:
                data = os.read(self._keyboard, _READ_BYTES)
            except OSError:
                return
            self._typed += data
            if not data or not self._handle():
                return

    def _handle(self) -> bool:
        """Handle what was typed. Returns False at a key that is left, and after quitting."""
        while self._typed:
            name, length = first_key(self._typed)
            key = self._keys.get(name)
            if key == _QUIT:
                self._leave()
                return False
            if key is None or not self._do(key):
                return False
            self._typed = self._typed[length:]
        return True

    def _do(self, _key: str) -> bool:
        """Do what the key with this id does; False if it is left to Textual."""
        return False


class EarlyMovements(EarlyKeys):
    """Early keys that also move the caret of the first page, and draw."""

    def __init__(
        self,
        viewport: Viewport,
        offset: int,
        settings: Settings,
        draw: Callable[[int], None],
        leave: Callable[[], None],
        keyboard: int = 0,
    ) -> None:
        """`offset` is the code point of the caret. `draw` is called with each new one."""
        self._viewport = viewport
        self._commands = CursorCommands(viewport, Words(""), Selecting())
        self._caret = Caret(offset)
        self._draw = draw
        self._moved = False
        super().__init__(settings, leave, keyboard, _MOVEMENT_IDS)

    def reached(self) -> Reached | None:
        page = self._viewport.page
        return Reached(self._caret, self._viewport.top, page.setting) if self._moved else None

    def _handle(self) -> bool:
        before = self._caret
        goes_on = super()._handle()
        if self._caret != before:
            self._moved = True
            self._draw(self._caret.offset)
        return goes_on

    def _do(self, key: str) -> bool:
        scope, _, name = key.partition(".")
        moved = self._commands.do(scope, name, self._caret)
        if moved is None:
            return False
        self._caret = moved
        self._viewport.reveal(self._viewport.page.place_of(moved.offset))
        return True


def first_key(typed: bytes) -> tuple[str, int]:
    """Name and length in bytes of the first key in `typed`; ("", 0) for an unknown one."""
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


def _keys(settings: Settings, ids: Iterable[str]) -> dict[str, str]:
    """The `ids` by the names of the reader's keys."""
    keys = keymap(settings.keys, settings.preset).keys
    return {name: key for key in ids for name in keys.get(key, ())}
