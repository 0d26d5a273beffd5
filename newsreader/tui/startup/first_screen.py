"""Text on the terminal before Textual is loaded: the alternate screen, modes, colours, signals."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import termios
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NoReturn, Protocol, cast

from newsreader.settings.settings import Settings
from newsreader.tui.page.runs import CellStyle
from newsreader.tui.theme.themes import Palette, colours, palette_of

if TYPE_CHECKING:
    from newsreader.tui.page.viewport import Reached

ENTER_ALTERNATE_SCREEN = "\x1b[?1049h"
"""DEC private mode 1049."""

_HIDE_CURSOR = "\x1b[?25l"

LEAVE = (
    "\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?2004l\x1b[?1004l\x1b[?7h\x1b[<u"
    "\x1b[?1049l\x1b[?25h\x1b[0m"
)
"""Ends all that the driver may have begun: mouse, paste, focus, keys, screen, cursor."""

_DISABLED = b"\0"
"""No key at all, for one of the terminal's special characters (_POSIX_VDISABLE on Linux)."""

_ENDING_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


class KeyReader(Protocol):
    """What reads keys while Textual is loaded; in `early_keys.py`."""

    def end(self) -> bytes: ...
    def reached(self) -> Reached | None: ...


class FirstScreen:
    """What is on the terminal while Textual is loaded.

    `modes` are the terminal's modes from before; the last to leave restores them.
    """

    def __init__(self, modes: list[object]) -> None:
        self.modes = modes
        self.early_keys: KeyReader | None = None
        self.left = False
        """Whether the reader has quit already; there is nothing to save yet."""

    def leave(self) -> None:
        """End the program from another thread, also while the main one imports something."""
        self.left = True
        os.kill(os.getpid(), signal.SIGTERM)

    def end(self) -> bytes:
        """Leave the terminal to Textual. Returns the keys not handled yet, as bytes."""
        return self.early_keys.end() if self.early_keys is not None else b""

    def reached(self) -> Reached | None:
        """Where the early keys have moved to, after `end`; None where they moved nothing.

        The early keys are dropped with their page: from now on the pane has its own.
        """
        reached = self.early_keys.reached() if self.early_keys is not None else None
        self.early_keys = None
        return reached

    def close(self) -> None:
        """Restore the terminal, because Textual does not take over."""
        self.end()
        if not owns_terminal():
            return
        with contextlib.suppress(OSError, termios.error):  # the terminal may be gone
            write(LEAVE)
            termios.tcsetattr(0, termios.TCSANOW, self.modes)  # type: ignore[arg-type]


def screen_size() -> tuple[int, int] | None:
    """Columns and rows of the terminal; None without one."""
    if sys.__stderr__ is None or not os.isatty(0):
        return None
    try:
        return os.get_terminal_size(2)
    except OSError:
        return None


def owns_terminal(terminal: int = 0) -> bool:
    """Whether the program is not in the background of a shell.

    There the system stops a program that reads the terminal or changes its modes.
    """
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    except OSError:  # no terminal, or not one that a shell shares out
        return True


def show_first(text: str) -> FirstScreen:
    """Write `text` to the alternate screen, and stop the terminal from echoing keys.

    Raises SystemExit if the terminal is gone.
    """
    try:
        screen = FirstScreen(termios.tcgetattr(0))
        with _closing_unless_done(screen):
            modes = without_echo(screen.modes)
            termios.tcsetattr(0, termios.TCSANOW, modes)  # type: ignore[arg-type]
            write(ENTER_ALTERNATE_SCREEN + _HIDE_CURSOR + text)
    except (OSError, termios.error) as error:
        raise SystemExit(128 + signal.SIGHUP) from error
    return screen


@contextlib.contextmanager
def _closing_unless_done(screen: FirstScreen | None) -> Iterator[None]:
    """Close `screen` when the block ends early, whatever ends it."""
    with contextlib.ExitStack() as early:
        if screen is not None:
            early.callback(screen.close)
        yield
        early.pop_all()


def without_echo(modes: list[object]) -> list[object]:
    """Modes in which keys are not shown, and arrive as they do in Textual's raw mode.

    The keys that suspend or kill a program arrive as keys: Textual handles them.
    """
    changed, characters = list(modes), list(cast("list[bytes]", modes[6]))
    characters[termios.VSUSP] = characters[termios.VQUIT] = _DISABLED
    changed[0] = cast("int", changed[0]) & ~(termios.ICRNL | termios.IXON)
    changed[3] = cast("int", changed[3]) & ~(termios.ECHO | termios.ICANON)
    changed[6] = characters
    return changed


def write(text: str) -> None:
    """Write to the terminal at once."""
    if sys.__stderr__ is not None:
        sys.__stderr__.write(text)
        sys.__stderr__.flush()


def terminal_palette(settings: Settings) -> Palette:
    """The theme of the settings, in colours that this terminal has."""
    palette = palette_of(settings.theme, os.environ)
    if palette.ansi or colours(os.environ) > 256:
        return palette
    from newsreader.tui.theme.palette256 import PALETTES_256  # noqa: PLC0415 (few need it)

    return PALETTES_256[palette.name]


def sgr(style: CellStyle, *, indexed: bool = False) -> str:
    """Select Graphic Rendition (ECMA-48) for a style, in 24-bit or the terminal's own colours.

    With `indexed`, colours are given by their numbers among 256.
    """
    codes = ["0"] + ["1"] * style.bold + ["4"] * style.underline + ["7"] * style.reverse
    for code, colour in (("38", style.color), ("48", style.bgcolor)):
        if colour.startswith("#"):
            red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
            number = f"5;{_number(red, green, blue)}" if indexed else f"2;{red};{green};{blue}"
            codes.append(f"{code};{number}")
    return f"\x1b[{';'.join(codes)}m"


def _number(red: int, green: int, blue: int) -> int:
    """The number among the 256 of a colour of `theme/palette256.py`, as Rich computes it."""
    if red == green == blue:
        grey = round(red / 255 * 25)
        return {0: 16, 25: 231}.get(grey, 231 + grey)
    levels = [part / 95 if part < 95 else 1 + (part - 95) / 40 for part in (red, green, blue)]
    return 16 + 36 * round(levels[0]) + 6 * round(levels[1]) + round(levels[2])


def show_then_run(
    show: Callable[[], FirstScreen | None], run: Callable[[FirstScreen | None], int]
) -> int:
    """Call `show`, then `run` with what it shows; returns the exit status of `run`.

    Whatever ends `run` early, also a signal or the key for quitting, restores the terminal.
    """
    signals = _record_signals()
    screen = show()
    try:
        with _closing_unless_done(screen):
            _exit_at_signals(signals)
            return run(screen)
    # Python makes a RuntimeError of what a signal handler raises within a class statement.
    except (SystemExit, RuntimeError) as error:
        if not signals:
            raise
        if screen is not None and screen.left:
            return 0
        if isinstance(error, SystemExit):
            raise
        raise SystemExit(128 + signals[0]) from error


def _record_signals() -> list[int]:
    """Only record the signals that would end the program, in the list that is returned.

    One that ends it between `show` and the `try` would leave the terminal as `show` made it.
    """
    signals: list[int] = []
    for number in _ENDING_SIGNALS:
        signal.signal(number, lambda number, _frame: signals.append(number))
    return signals


def _exit_at_signals(signals: list[int]) -> None:
    """Exit at a signal, at once if one is recorded. The app installs handlers of its own."""

    def leave(number: int, _frame: object = None) -> NoReturn:
        signals.append(number)
        raise SystemExit(128 + number)

    for number in _ENDING_SIGNALS:
        signal.signal(number, leave)
    if signals:
        leave(signals[0])
