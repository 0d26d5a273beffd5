"""Copy text to the clipboards of the terminal and the desktop.

The terminal is asked by OSC 52, which works over ssh too. But tmux and several terminals refuse it,
and none answers. So the clipboard program of the desktop or of tmux is called as well.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence

_PROGRAMS: Sequence[tuple[str, Sequence[Sequence[str]]]] = (
    ("TMUX", (("tmux", "load-buffer", "-w", "-"),)),
    ("WAYLAND_DISPLAY", (("wl-copy",),)),
    ("DISPLAY", (("xclip", "-selection", "clipboard"), ("xsel", "--clipboard", "--input"))),
    ("__CFBundleIdentifier", (("pbcopy",),)),
)
"""Environment variables, and the commands that copy if it is set, best first."""

_READERS: Sequence[tuple[str, Sequence[Sequence[str]]]] = (
    ("WAYLAND_DISPLAY", (("wl-paste", "--no-newline", "--type", "text"),)),
    ("DISPLAY", (("xclip", "-selection", "clipboard", "-o"), ("xsel", "--clipboard", "--output"))),
    ("__CFBundleIdentifier", (("pbpaste",),)),
    ("TMUX", (("tmux", "save-buffer", "-"),)),
)
"""The same for the commands that print the clipboard."""

_TIMEOUT_SECONDS = 3.0
_SCREEN_CHARACTERS = 240
"""Characters in one device control string; GNU screen holds 256."""


def request(text: str, environment: Mapping[str, str]) -> str:
    """The control sequence that copies `text` to the terminal's clipboard (OSC 52).

    GNU screen does not know it, but passes it on in pieces.
    """
    sequence = f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\x07"
    if "STY" not in environment:
        return sequence
    pieces = range(0, len(sequence), _SCREEN_CHARACTERS)
    return "".join(f"\x1bP{sequence[at : at + _SCREEN_CHARACTERS]}\x1b\\" for at in pieces)


def programs(
    environment: Mapping[str, str], found: Callable[[str], str | None] = shutil.which
) -> Iterator[Sequence[str]]:
    """The commands to call: one for each clipboard of this desktop, and of tmux."""
    return _commands(_PROGRAMS, environment, found)


def _commands(
    known: Sequence[tuple[str, Sequence[Sequence[str]]]],
    environment: Mapping[str, str],
    found: Callable[[str], str | None],
) -> Iterator[Sequence[str]]:
    for variable, commands in known:
        if environment.get(variable):
            yield from [command for command in commands if found(command[0])][:1]


def read_desktop(
    environment: Mapping[str, str] = os.environ,
    found: Callable[[str], str | None] = shutil.which,
) -> str:
    """The text in the clipboard of the desktop or tmux, "" if there is none. May take seconds.

    The terminal itself is not asked: terminals do not answer, so that no program can spy.
    """
    for command in _commands(_READERS, environment, found):
        try:
            ran = subprocess.run(command, capture_output=True, timeout=_TIMEOUT_SECONDS, check=True)
        except (OSError, subprocess.SubprocessError):
            continue
        if ran.stdout.strip():
            return ran.stdout.decode("utf-8", "replace")
    return ""


def copy_to_desktop(text: str, environment: Mapping[str, str]) -> None:
    """Pass `text` to those programs on a thread. Failures are ignored."""
    commands = list(programs(environment))

    def copy() -> None:
        for command in commands:
            # Some keep running and serve the clipboard after this program has ended.
            run = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            try:
                run.communicate(text.encode(), timeout=_TIMEOUT_SECONDS)
            except subprocess.TimeoutExpired:
                run.kill()

    if commands:
        threading.Thread(target=_ignore_os_errors(copy), name="clipboard", daemon=True).start()


def _ignore_os_errors(function: Callable[[], None]) -> Callable[[], None]:
    def wrapper() -> None:
        try:
            function()
        except OSError:
            return

    return wrapper
