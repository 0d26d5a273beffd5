"""The steps of undo on disk, so that they survive a restart: a file for each text, by its hash.

The file is TOML, with a table for each step. An entry of a notebook is written as in a sidecar, but
every string is on one line: so the steps can be told apart without parsing them.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, takewhile
from pathlib import Path
from typing import Any

from newsreader.files import atomic, guarded
from newsreader.files.private import make_private_folder
from newsreader.locale import _, reason_of
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.history import Entry, History, Name, Step, entries_called, entries_in
from newsreader.notebook.notebook import Notebook
from newsreader.sidecar import schema, toml

MOST_STEPS = 200
"""Steps that are kept for a text."""

MOST_BYTES = 4 << 20
"""Bytes of a file at most; older steps are left out."""

_HEADER = b"[[step]]\n"

MOST_FILES = 500
"""Files in the folder; those that were not written for the longest time are deleted."""


class UndoFile:
    """The steps of earlier sessions on the texts that this session shows.

    May be used on any thread. A failure never stops the saving of notes: `problem` has a sentence
    on the last one, "" if there was none.
    """

    def __init__(self, folder: Path) -> None:
        """`folder` is created when something is written. Nothing is read here."""
        self.problem = ""
        self._folder = folder
        self._lock = threading.Lock()
        self._stored: dict[str, list[bytes]] = {}
        """What earlier sessions left for a text, by its hash: the bytes of each step."""
        self._formatted: dict[int, tuple[Step, bytes]] = {}
        """Each step with its bytes, so that only a new one is formatted."""

    def earlier(self, sha256_text: str) -> History:
        """The steps that earlier sessions left for a text, without those up to a damaged one."""
        import tomllib  # noqa: PLC0415 (most sessions undo nothing of an earlier one)

        with self._lock:
            stored, steps = self._read(sha256_text), list[Step]()
            for data in reversed(stored):
                try:
                    steps.append(_step(tomllib.loads(data.decode())))
                except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
                    self._say_damaged(sha256_text)
                    break
            self._stored[sha256_text] = stored[len(stored) - len(steps) :]
            return History(tuple(reversed(steps)))

    def write(self, sha256_text: str, history: History) -> None:
        """Write the last steps of `history`, after those of earlier sessions."""
        with self._lock:
            earlier = [] if history.whole else self._read(sha256_text)
            path = self._path(sha256_text)
            try:
                data = b"".join(_within_limit([*earlier, *self._format(history.done)]))
                make_private_folder(self._folder)
                if not path.exists():
                    self._delete_oldest()
                atomic.replace(path, data, mode=0o600, durable=False)
            except (OSError, TypeError, ValueError, RecursionError) as error:
                message = _("The changes cannot be kept for undo after a restart: {why}.")
                self.problem = message.format(why=reason_of(error))

    def _format(self, steps: Sequence[Step]) -> list[bytes]:
        """The last of `steps`, formatted; only those that are new."""
        formatted: dict[int, tuple[Step, bytes]] = {}
        for step in steps[-MOST_STEPS:]:
            known = self._formatted.get(id(step))
            formatted[id(step)] = known or (step, _formatted(step))
        self._formatted = formatted
        return [data for _step, data in formatted.values()]

    def _read(self, sha256_text: str) -> list[bytes]:
        """The bytes of each step in the file, which is read once."""
        if sha256_text not in self._stored:
            try:
                data = guarded.read(self._path(sha256_text), MOST_BYTES) or b""
            except OSError:
                data = b"unreadable"
            before, *steps = (b"\n" + data).split(b"\n" + _HEADER)
            if before.strip():
                self._say_damaged(sha256_text)
            self._stored[sha256_text] = [_HEADER + step.rstrip(b"\n") + b"\n" for step in steps]
        return self._stored[sha256_text]

    def _say_damaged(self, sha256_text: str) -> None:
        message = _("The steps of earlier sessions cannot be undone: {file} is damaged.")
        self.problem = message.format(file=self._path(sha256_text))

    def _delete_oldest(self) -> None:
        files = sorted(self._folder.glob("*.toml"), key=lambda each: each.stat().st_mtime_ns)
        for path in files[: max(0, len(files) - MOST_FILES + 1)]:
            with contextlib.suppress(OSError):
                path.unlink()

    def _path(self, sha256_text: str) -> Path:
        return self._folder / f"{sha256_text}.toml"


def _within_limit(steps: Sequence[bytes]) -> list[bytes]:
    """The last of `steps` that are neither too many nor too large together."""
    sizes = accumulate(map(len, reversed(steps[-MOST_STEPS:])))
    count = sum(1 for _each in takewhile(lambda size: size <= MOST_BYTES, sizes))
    return list(steps[len(steps) - count :])


def _formatted(step: Step) -> bytes:
    before, after = (dict(_written(entries)) for entries in step)
    table = {"names": [list(name) for name in step.before], "before": before, "after": after}
    return toml.table("step", table, array=True).encode()


def _written(entries: Mapping[Name, Entry | None]) -> Iterator[tuple[str, object]]:
    """The sections of the entries that exist, as in a sidecar."""
    notebook = entries_in(entries)
    if notebook.highlights:
        yield "highlight", [_highlight(each) for each in notebook.highlights.values()]
    if notebook.bookmarks:
        yield "bookmark", [schema.write_bookmark(each) for each in notebook.bookmarks.values()]
    if notebook.entities:
        yield "entity", [dict(each) for each in notebook.entities]
    if notebook.note:
        yield "source", {"note": notebook.note}


def _highlight(highlight: Highlight) -> dict[str, object]:
    """The table of a highlight, with its note on one line."""
    table = schema.write_highlight(highlight)
    return {**table, "note": highlight.note} if highlight.note else table


def _step(tables: Mapping[str, Any]) -> Step:
    """The step in `tables`. Raises ValueError, TypeError or LookupError for a damaged one."""
    (table,) = tables["step"]
    names = [(str(section), str(key)) for section, key in table["names"]]
    before, after = (_notebook(table[side]) for side in ("before", "after"))
    return Step(entries_called(before, names), entries_called(after, names))


def _notebook(table: Mapping[str, object]) -> Notebook:
    notebook, problems = schema.read_notebook(table)
    if problems:
        raise ValueError(problems[0])
    return notebook
