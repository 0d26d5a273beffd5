"""Data on standard output, messages on standard error, both safe for a terminal."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence

from newsreader.errors import UsageError
from newsreader.locale import _
from newsreader.text.sanitize import clean, clean_line

COLUMNS = 80
"""Cells of a row if there is no terminal."""


def prepare() -> None:
    """Print characters that the encoding of the terminal lacks as escapes, without an error."""
    # A stream that was closed before the program began is None.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def complain(sentence: str) -> None:
    """Print one line on standard error, after the name of the program."""
    print(f"newsreader: {clean_line(sentence)}", file=sys.stderr)


def say(line: str = "") -> None:
    """Print one line on standard output, sanitized."""
    print(clean_line(line))


def write(data: str) -> None:
    """Write data to standard output: sanitized for a terminal, else unchanged in UTF-8."""
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
    """Write JSON as the objects arrive, indented or with `lines` one object on each line."""
    import json  # noqa: PLC0415 (the reader does not need it)

    for value in objects:
        write(json.dumps(value, ensure_ascii=False, indent=None if lines else 2) + "\n")
        sys.stdout.flush()


def json_lines(files: Sequence[str]) -> Iterator[tuple[int, dict[str, object]]]:
    """The numbers, from 1, and objects of the lines on standard input, as they arrive.

    Raises UsageError at a line that is not an object, and at once for `files` that are named too.
    """
    if [*files] not in ([], ["-"]):
        raise UsageError(_("--jsonl reads standard input; name no file with it."))
    return _json_lines()


def _json_lines() -> Iterator[tuple[int, dict[str, object]]]:
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
    """Cells in a row of the terminal, or $COLUMNS if it is set."""
    # As shutil.get_terminal_size, which also loads bzip2 and xz.
    with contextlib.suppress(ValueError):
        if (wanted := int(os.environ.get("COLUMNS", ""))) > 0:
            return wanted
    with contextlib.suppress(AttributeError, OSError, ValueError):
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or COLUMNS  # type: ignore[union-attr]
    return COLUMNS
