"""Output: data to standard output, words to standard error, nothing harmful to a terminal."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator

from newsreader.errors import UsageError
from newsreader.locale import _
from newsreader.text.sanitize import clean, clean_line

COLUMNS = 80
"""Cells of a row where nobody says how wide the paper is."""


def prepare() -> None:
    """Let what the terminal's encoding has no character for be shown as an escape, not raise."""
    # A stream that was closed before the program began is None.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def complain(sentence: str) -> None:
    """One line on standard error, with the program's name before it."""
    print(f"newsreader: {clean_line(sentence)}", file=sys.stderr)


def say(line: str = "") -> None:
    """One line for a person on standard output."""
    print(clean_line(line))


def write(data: str) -> None:
    """Data on standard output, untouched in UTF-8; only a terminal is spared what could move it."""
    if sys.stdout.isatty():
        sys.stdout.write(clean(data))
        return
    raw = getattr(sys.stdout, "buffer", None)
    if raw is None:
        sys.stdout.write(data)
        return
    sys.stdout.flush()
    raw.write(data.encode("utf-8", "backslashreplace"))


def write_objects(objects: Iterable[object], *, lines: bool) -> None:
    """JSON: one indented object, or with `lines` one object a line, each as soon as it is there."""
    import json  # noqa: PLC0415 (not for the screen)

    for value in objects:
        write(json.dumps(value, ensure_ascii=False, indent=None if lines else 2) + "\n")
        sys.stdout.flush()


def json_lines() -> Iterator[tuple[int, dict[str, object]]]:
    """The objects on standard input, a line each, with the line's number from 1, as they come.

    Raises UsageError at a line that is not an object.
    """
    import json  # noqa: PLC0415

    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            record = None
        if not isinstance(record, dict):
            raise UsageError(_("Line {number} is not a JSON object.").format(number=number))
        yield number, record


def columns() -> int:
    """Cells in a row of the terminal (COLUMNS where it is set)."""
    import shutil  # noqa: PLC0415 (what it imports takes longer than all else here)

    return shutil.get_terminal_size((COLUMNS, 24)).columns
