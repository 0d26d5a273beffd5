"""Clipboard: words handed to the terminal's clipboard, and to the desktop's where that is near.

The terminal is asked by OSC 52, which also reaches over ssh; but tmux and several terminals
refuse it, and none answers. So the program that this desktop or tmux has for it is called too.
"""

from __future__ import annotations

import base64
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
"""By the variable of the environment that says that it is there: what takes words, in order."""

_SECONDS = 3.0
_SCREEN_CHARACTERS = 240
"""What GNU screen passes on in one device control string (it holds 256)."""


def request(words: str, environment: Mapping[str, str]) -> str:
    """The control sequence that asks the terminal to take `words` (OSC 52).

    GNU screen knows it not, and passes it on in pieces.
    """
    sequence = f"\x1b]52;c;{base64.b64encode(words.encode()).decode()}\x07"
    if "STY" not in environment:
        return sequence
    pieces = range(0, len(sequence), _SCREEN_CHARACTERS)
    return "".join(f"\x1bP{sequence[at : at + _SCREEN_CHARACTERS]}\x1b\\" for at in pieces)


def programs(
    environment: Mapping[str, str], found: Callable[[str], str | None] = shutil.which
) -> Iterator[Sequence[str]]:
    """The commands that take the words too: one for each clipboard that is near."""
    for variable, commands in _PROGRAMS:
        if environment.get(variable):
            yield from [command for command in commands if found(command[0])][:1]


def hand_over(words: str, environment: Mapping[str, str]) -> None:
    """Give `words` to those programs; nobody waits for it, and what fails is left."""
    commands = list(programs(environment))

    def give() -> None:
        for command in commands:
            # Some of them stay, to answer for the clipboard after this program has ended.
            run = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            try:
                run.communicate(words.encode(), timeout=_SECONDS)
            except subprocess.TimeoutExpired:
                run.kill()

    if commands:
        threading.Thread(target=_quietly(give), name="clipboard", daemon=True).start()


def _quietly(deed: Callable[[], None]) -> Callable[[], None]:
    def done() -> None:
        try:
            deed()
        except OSError:
            return

    return done
