"""The steps of undo on disk, so that they survive a restart: a file for each text, by its hash.

The file is TOML, with a table for each step. An entry of a notebook is written as in a sidecar.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from newsreader.files import atomic, guarded
from newsreader.files.private import make_private_folder
from newsreader.locale import _
from newsreader.notebook.history import Entry, History, Name, Step, entries_called, entries_in
from newsreader.notebook.notebook import Notebook
from newsreader.sidecar import schema, toml

MOST_STEPS = 200
"""Steps that are kept for a text."""

MOST_BYTES = 4 << 20
"""Bytes of a file at most; older steps are left out."""

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
        self._earlier: dict[str, History] = {}
        self._formatted: dict[int, tuple[Step, bytes]] = {}
        """Each step with its bytes, so that only a new one is formatted."""

    def earlier(self, sha256_text: str) -> History:
        """The steps that earlier sessions left for a text; read once. A damaged file is ignored."""
        with self._lock:
            if sha256_text not in self._earlier:
                self._earlier[sha256_text] = self._read(self._path(sha256_text))
            return self._earlier[sha256_text]

    def write(self, sha256_text: str, history: History) -> None:
        """Write the last steps of `history`, after those of earlier sessions."""
        steps = history.after(self.earlier(sha256_text)).done[-MOST_STEPS:]
        with self._lock:
            path = self._path(sha256_text)
            try:
                data = b"".join(self._within_limit(steps))
                make_private_folder(self._folder)
                if not path.exists():
                    self._delete_oldest()
                atomic.replace(path, data, mode=0o600, durable=False)
            except (OSError, TypeError, ValueError, RecursionError) as error:
                message = _("The changes cannot be kept for undo after a restart: {why}.")
                self.problem = message.format(why=getattr(error, "strerror", None) or error)

    def _within_limit(self, steps: Iterable[Step]) -> list[bytes]:
        """The last of `steps` that are not too large together, formatted, in their order."""
        kept: dict[int, tuple[Step, bytes]] = {}
        room = MOST_BYTES
        for step in reversed(tuple(steps)):
            known = self._formatted.get(id(step))
            data = known[1] if known else toml.table("step", _table(step), array=True).encode()
            room -= len(data)
            if room < 0:
                break
            kept[id(step)] = step, data
        self._formatted = kept
        return [data for _step, data in reversed(kept.values())]

    def _read(self, path: Path) -> History:
        import tomllib  # noqa: PLC0415 (most sessions undo nothing)

        try:
            data = guarded.read(path, MOST_BYTES) or b""
            return History(tuple(_steps(tomllib.loads(data.decode()))))
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            message = _("The steps of earlier sessions cannot be undone: {file} is damaged.")
            self.problem = message.format(file=path)
            return History()

    def _delete_oldest(self) -> None:
        files = sorted(self._folder.glob("*.toml"), key=lambda each: each.stat().st_mtime_ns)
        for path in files[: max(0, len(files) - MOST_FILES + 1)]:
            with contextlib.suppress(OSError):
                path.unlink()

    def _path(self, sha256_text: str) -> Path:
        return self._folder / f"{sha256_text}.toml"


def _table(step: Step) -> dict[str, object]:
    before, after = (dict(_written(entries)) for entries in step)
    return {"names": [list(name) for name in step.before], "before": before, "after": after}


def _written(entries: Mapping[Name, Entry | None]) -> Iterator[tuple[str, object]]:
    """The sections of the entries that exist, as in a sidecar."""
    notebook = entries_in(entries)
    if notebook.highlights:
        yield "highlight", [schema.write_highlight(each) for each in notebook.highlights.values()]
    if notebook.bookmarks:
        yield "bookmark", [schema.write_bookmark(each) for each in notebook.bookmarks.values()]
    if notebook.entities:
        yield "entity", [dict(each) for each in notebook.entities]
    if notebook.note:
        yield "source", {"note": toml.Lines(notebook.note)}


def _steps(tables: Mapping[str, object]) -> Iterator[Step]:
    """The steps in a file. Raises ValueError, TypeError or KeyError for a damaged one."""
    steps = tables.get("step", [])
    if not isinstance(steps, list):
        raise TypeError("steps are a list")
    for table in steps:
        names = [(str(section), str(key)) for section, key in table["names"]]
        before, after = (_notebook(table[side]) for side in ("before", "after"))
        yield Step(entries_called(before, names), entries_called(after, names))


def _notebook(table: Mapping[str, object]) -> Notebook:
    notebook, problems = schema.read_notebook(table)
    if problems:
        raise ValueError(problems[0])
    return notebook
