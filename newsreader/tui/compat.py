"""Every private name and undocumented habit of Textual that the program relies on.

Each is behind one function, and `tests/tui/test_compat.py` has a test for each that fails when
Textual changes it. What only few need is imported inside its function.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import IO, TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from rich.console import Console
    from textual._xterm_parser import XTermParser
    from textual.app import App
    from textual.command import CommandPalette
    from textual.drivers.linux_driver import LinuxDriver
    from textual.message import Message
    from textual.scrollbar import ScrollBarRender
    from textual.strip import Strip
    from textual.widget import Widget
    from textual.widgets.text_area import Edit


# The driver


TerminalParser: TypeAlias = "XTermParser"
"""Makes messages of what a terminal sends (`feed`); after a while `tick` ends a sequence."""


def terminal_parser() -> TerminalParser:
    """A parser of what a terminal sends."""
    from textual._xterm_parser import XTermParser

    return XTermParser(False)


def awaits_more(parser: TerminalParser) -> bool:
    """Whether `tick` is to be called soon: the rest of an escape sequence may come."""
    return parser._timeout_time is not None


def end_sequence(parser: TerminalParser) -> list[Message]:
    """What the parser makes of an escape sequence of which no more will come."""
    if not awaits_more(parser):
        return []
    parser._timeout_time = 0.0
    return list(parser.tick())


def enters_alternate_screen(data: str) -> bool:
    """Whether `data`, one call of `Driver.write`, switches to the alternate screen."""
    return data == "\x1b[?1049h"


def begins_frame(data: str) -> bool:
    """Whether `data`, one call of `Driver.write`, is what Textual writes before a frame."""
    from textual._ansi_sequences import SYNC_START

    return data == SYNC_START


def ends_frame(data: str) -> bool:
    """Whether `data`, one call of `Driver.write`, is what Textual writes after a frame."""
    from textual._ansi_sequences import SYNC_END

    return data == SYNC_END


def set_output(driver: LinuxDriver, file: IO[str]) -> None:
    """Write to `file` from the next start of application mode on."""
    driver._file = file  # type: ignore[assignment]


def modes_at_exit(driver: LinuxDriver) -> list[object] | None:
    """The modes in which the driver leaves the terminal; None to leave them as they are."""
    return driver.attrs_before


def restore_at_exit(driver: LinuxDriver, modes: list[object] | None) -> None:
    """Have the driver leave the terminal in `modes`, as `termios.tcgetattr` returns them."""
    driver.attrs_before = modes


def end_input(driver: LinuxDriver, wake: Callable[[], object]) -> None:
    """End the input thread after `wake`. Textual also discards what nobody has read yet."""
    signal.signal(signal.SIGWINCH, signal.SIG_DFL)
    if driver._writer_thread is not None:
        driver._disable_mouse_support()
    driver.exit_event.set()
    wake()
    if driver._key_thread is not None:
        driver._key_thread.join()
    driver.exit_event.clear()


def input_is_stopped(driver: LinuxDriver) -> bool:
    """Whether the input thread is asked to end."""
    return driver.exit_event.is_set()


def may_resume(driver: LinuxDriver) -> bool:
    """Whether the driver takes the terminal back at SIGCONT; not while it is lent to an editor."""
    return driver._auto_restart


def is_suspended(driver: LinuxDriver) -> bool:
    """Whether SIGTSTP has made the driver leave the terminal."""
    return driver._must_signal_resume


def announce_resume(driver: LinuxDriver) -> None:
    """Have the driver publish `App.app_resume_signal` when it starts application mode."""
    driver._must_signal_resume = True


def key_meant(message: Message) -> Message:
    """F3 with shift, alt or ctrl, which Textual takes for the cursor's place; else `message`.

    Both are `ESC [ 1 ; n R` (xterm). Only Textual's inline driver asks for the place.
    """
    from textual.events import CursorPosition, Key

    held = {1: "shift+", 2: "alt+", 4: "ctrl+", 5: "ctrl+shift+"}
    if isinstance(message, CursorPosition) and message.y == 0 and message.x in held:
        return Key(f"{held[message.x]}f3", None)
    return message


def textual_key(character: str) -> str:
    """Textual's name for the key that types `character`, such as "question_mark"."""
    from textual.keys import _character_to_key

    return _character_to_key(character)


# The app


def write_to_terminal(app: App[None], sequence: str) -> None:
    """Write a control sequence to the terminal; nothing without one."""
    if app._driver is not None and not app.is_headless:
        app._driver.write(sequence)


def set_clipboard(app: App[None], text: str) -> None:
    """Set what Textual's own input fields paste, without asking the terminal."""
    app._clipboard = text


def crash_of(app: App[None]) -> Exception | None:
    """The exception that ended the app."""
    return app._exception


def silence_crash_report(app: App[None]) -> None:
    """Print no traceback to the terminal when the app ends by an exception."""
    app._print_error_renderables = app._exit_renderables.clear  # type: ignore[method-assign]


# Widgets


def forget_painted_rows() -> None:
    """Empty a cache that keeps a thousand closed widgets alive, with all their rows."""
    from textual._styles_cache import StylesCache

    StylesCache.get_inner_outer.cache_clear()


def use_scrollbars(renderer: type[ScrollBarRender]) -> None:
    """Draw every scrollbar of Textual with `renderer`."""
    from textual.scrollbar import ScrollBar

    ScrollBar.renderer = renderer


def keep_wide_characters_whole() -> None:
    """Have Textual write both halves of a wide character at the end of what it repaints.

    Where a box gets smaller or moves, its old area is repainted, and the rows of what was below
    it are cut there. A wide character on the cut would lose one half on the screen.
    """
    from textual._compositor import ChopsUpdate

    render = ChopsUpdate.render_segments

    def render_segments(update: ChopsUpdate, console: Console) -> str:
        update.spans = [
            (y, start, end + _splits(update.chops[y], end)) for y, start, end in update.spans
        ]
        return render(update, console)

    if not hasattr(render, "__wrapped__"):
        ChopsUpdate.render_segments = wraps(render)(render_segments)  # type: ignore[assignment, method-assign]


def _splits(pieces: Mapping[int, Strip | None], at: int) -> bool:
    """Whether column `at` is in the middle of a wide character. `pieces` are by their columns."""
    start, piece = next(
        ((x, piece) for x, piece in pieces.items() if piece and x < at < x + piece.cell_length),
        (0, None),
    )
    return piece is not None and not piece.text.startswith(piece.crop(0, at - start).text)


def bind_key(widget: Widget, keys: str, action: str) -> None:
    """Bind `keys`, separated by commas, in this one widget; classes have bindings of their own."""
    widget._bindings.bind(keys, action, show=False)


def sanitize_edit(edit: Edit, sanitize: Callable[[str], str]) -> Edit:
    """`edit` with its text sanitized. `TextArea.edit` is called for each typed or pasted text."""
    edit.text = sanitize(edit.text)
    return edit


def use_line_breaks(breaks: Callable[[str, int], Sequence[int]]) -> None:
    """Break the lines of every TextArea at the offsets that `breaks(line, width)` returns.

    A line with a tab is left to Textual, which knows how wide the tab is there.
    """
    from textual._wrap import compute_wrap_offsets
    from textual.document import _wrapped_document

    def compute(text: str, width: int, *rest: object, **more: object) -> list[int]:
        if "\t" in text:
            return compute_wrap_offsets(text, width, *rest, **more)  # type: ignore[arg-type]
        return list(breaks(text, width))

    _wrapped_document.compute_wrap_offsets = compute  # type: ignore[attr-defined]


def set_no_matches(palette: CommandPalette, words: str) -> None:
    """Say `words` where no command matches. Textual's own sentence is in English."""
    from textual.command import CommandList
    from textual.content import Content
    from textual.widgets.option_list import Option

    def start_countdown(search_value: str) -> None:
        def show() -> None:
            if not (found := palette.query(CommandList)):
                return  # the palette was closed meanwhile
            if search_value:
                option = Option(Content(words), disabled=True, id=palette._NO_MATCHES)
                found.first().add_option(option)
            palette._list_visible = bool(search_value)

        palette._stop_no_matches_countdown()
        palette._no_matches_timer = palette.set_timer(palette._NO_MATCHES_COUNTDOWN, show)

    palette._start_no_matches_countdown = start_countdown  # type: ignore[method-assign]
