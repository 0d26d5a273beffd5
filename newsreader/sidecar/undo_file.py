"""The steps of undo and redo on disk, to survive a restart: a file for each text, by its hash.

The file is TOML, with a table for each step: first those that can be undone, then those that were
undone and can be redone. In both the last one is the next. An entry of a notebook is written as in
a sidecar, but every string is on one line: so steps can be told apart without parsing them.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, chain, takewhile
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
_UNDONE = _HEADER + b"undone = true\n"
"""How a step begins that was undone."""

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
        """The steps that earlier sessions left for a text, without those behind a damaged one."""
        with self._lock:
            done, undone = _divided(self._read(sha256_text))
            steps, redoable = (self._parsed(sha256_text, each) for each in (done, undone))
            self._stored[sha256_text] = [
                *done[len(done) - len(steps) :],
                *undone[len(undone) - len(redoable) :],
            ]
            return History(tuple(steps), tuple(redoable))

    def write(self, sha256_text: str, history: History) -> None:
        """Write the last steps of `history`, after those of earlier sessions."""
        with self._lock:
            done, undone = _divided([] if history.whole else self._read(sha256_text))
            if history.done or history.undone:
                undone = []  # a change drops what was undone before it
            path = self._path(sha256_text)
            try:
                newly_done, newly_undone = self._format(history)
                undone = _within_limit([*undone, *map(_as_undone, newly_undone)], MOST_BYTES // 2)
                room = MOST_BYTES - sum(map(len, undone))
                data = b"".join([*_within_limit([*done, *newly_done], room), *undone])
                make_private_folder(self._folder)
                if not path.exists():
                    self._delete_oldest()
                atomic.replace(path, data, mode=0o600, durable=False)
            except (OSError, TypeError, ValueError, RecursionError) as error:
                message = _("The changes cannot be kept for undo after a restart: {why}.")
                self.problem = message.format(why=reason_of(error))

    def _parsed(self, sha256_text: str, stored: Sequence[bytes]) -> list[Step]:
        """The steps after the last damaged one."""
        import tomllib  # noqa: PLC0415 (most sessions undo nothing of an earlier one)

        steps: list[Step] = []
        for data in reversed(stored):
            try:
                steps.append(_step(tomllib.loads(data.decode())))
            except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
                self._say_damaged(sha256_text)
                break
        return steps[::-1]

    def _format(self, history: History) -> tuple[list[bytes], list[bytes]]:
        """The last steps of `history`, done and undone; only new ones are formatted."""
        formatted: dict[int, tuple[Step, bytes]] = {}
        kept = (history.done[-MOST_STEPS:], history.undone[-MOST_STEPS:])
        for step in chain(*kept):
            known = self._formatted.get(id(step))
            formatted[id(step)] = known or (step, _formatted(step))
        self._formatted = formatted
        done, undone = ([formatted[id(step)][1] for step in steps] for steps in kept)
        return done, undone

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


def _divided(stored: Sequence[bytes]) -> tuple[list[bytes], list[bytes]]:
    """The steps that can be undone, and those that were."""
    undone = [step for step in stored if step.startswith(_UNDONE)]
    return [step for step in stored if not step.startswith(_UNDONE)], undone


def _as_undone(step: bytes) -> bytes:
    return _UNDONE + step.removeprefix(_HEADER)


def _within_limit(steps: Sequence[bytes], room: int) -> list[bytes]:
    """The last of `steps` that are neither too many nor together larger than `room` bytes."""
    sizes = accumulate(map(len, reversed(steps[-MOST_STEPS:])))
    count = sum(1 for _each in takewhile(lambda size: size <= room, sizes))
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
