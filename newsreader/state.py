"""What is remembered between sessions: reading positions, encodings, the last export."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from newsreader.directories import directories
from newsreader.files import guarded

CONTEXT = 24
"""Code points stored with a reading position, to find it again in a changed text."""

MOST_PLACES = 5000
MOST_SEARCHES = 100
_MOST_ROOTS = 500
_MOST_BYTES = 64 << 20


class ReadingPosition(NamedTuple):
    """Where the reader stopped: a code point offset, and the words at it.

    `read` is the length of the text in code points if all of it had been read, else 0.
    """

    offset: int
    context: str = ""
    read: int = 0

    @classmethod
    def on(cls, text: str, offset: int, *, ended: bool = False) -> ReadingPosition:
        """The position `offset` in `text`; `ended` if all of the text was read."""
        return cls(offset, text[offset : offset + CONTEXT], len(text) if ended else 0)

    def found_in(self, text: str) -> int:
        """The offset of the nearest copy of the words in `text`, else the stored offset."""
        start = max(0, min(self.offset, len(text)))
        if not self.context or text.startswith(self.context, start):
            return start
        after = text.find(self.context, start)
        before = text.rfind(self.context, 0, start)
        found = [place for place in (before, after) if place >= 0]
        return min(found, key=lambda place: abs(place - start), default=start)


class Mark(StrEnum):
    """What the reader put on an article in the library."""

    STARRED = "starred"
    ARCHIVED = "archived"


class Export(NamedTuple):
    """The choices of the last export."""

    format: str
    target: str = ""


class State:
    """One small JSON file, which other windows may write too.

    Failures are ignored: what cannot be read is treated as missing, and what cannot be written is
    lost.
    """

    def __init__(self, path: Path, *, new: bool = False) -> None:
        self._path = path
        self.new = new
        """Whether there was no file yet: the program is started for the first time."""

    @classmethod
    def open(cls, path: Path | None = None) -> State:
        """The state in the file at `path`, by default in the state directory."""
        path = path or directories().state / "state.json"
        return cls(path, new=not path.exists())

    def remember_start(self) -> None:
        """Make the file, so that the next start is not the first."""
        self._change(lambda _data: None)

    @property
    def folder(self) -> Path:
        """The folder of the file, which has other files of the state, too."""
        return self._path.parent

    def place(self, source: str) -> ReadingPosition | None:
        """Where the reader stopped in `source`: an absolute path, or the hash of a text."""
        return _place(_table(self._read().get("places")).get(source))

    def places(self) -> dict[str, ReadingPosition]:
        """Where the reader stopped in each source."""
        entries = _table(self._read().get("places"))
        return {source: place for source, entry in entries.items() if (place := _place(entry))}

    def opened(self) -> dict[str, int]:
        """When each source was read last, in seconds since 1970.

        For one that an older version stored it is a small number, larger for a later one.
        """
        entries = _table(self._read().get("places"))
        found = {}
        for number, (source, entry) in enumerate(entries.items(), 1):
            time_ = entry.get("opened") if isinstance(entry, dict) else None
            found[source] = time_ if isinstance(time_, int) else number
        return found

    def stopped_at(self, source: str, text: str) -> int:
        """The offset in `text` where the reader stopped in `source`; 0 if it is new."""
        place = self.place(source)
        return min(place.found_in(text), len(text)) if place else 0

    def remember_place(self, source: str, place: ReadingPosition) -> None:
        """Store `place` for `source`; only the last MOST_PLACES are kept.

        A text that was read to its end stays read when it is opened again.
        """

        def change(data: dict[str, object]) -> None:
            places = _table(data.get("places"))
            known = _place(places.pop(source, None))
            read = place.read or (known.read if known else 0)
            now = int(time.time())
            entry = {"offset": place.offset, "context": place.context, "opened": now}
            places[source] = entry | ({"read": read} if read else {})
            data["places"] = dict(list(places.items())[-MOST_PLACES:])

        self._change(change)

    def marks(self) -> dict[str, frozenset[Mark]]:
        """The marks on each source."""
        return {
            source: frozenset(mark for mark in Mark if mark in names)
            for source, names in _table(self._read().get("marks")).items()
            if isinstance(names, list)
        }

    def mark(self, source: str, marks: frozenset[Mark]) -> None:
        """Give `source` these marks, and no others."""

        def change(data: dict[str, object]) -> None:
            known = _table(data.get("marks"))
            known.pop(source, None)
            if marks:
                known[source] = sorted(marks)
            data["marks"] = known

        self._change(change)

    def searches(self, place: str) -> list[str]:
        """What was searched for in `place`, "article" or "library", the last one at the end."""
        found = _table(self._read().get("searches")).get(place)
        return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []

    def remember_search(self, place: str, words: str) -> None:
        """Add `words` to the searches in `place`; the last MOST_SEARCHES are kept, each once."""

        def change(data: dict[str, object]) -> None:
            known = _table(data.get("searches"))
            listed = known.get(place)
            earlier = [e for e in listed if e != words] if isinstance(listed, list) else []
            data["searches"] = {**known, place: [*earlier, words][-MOST_SEARCHES:]}

        self._change(change)

    def last_news(self, root: str) -> float:
        """When the news of `root` were printed last, in seconds since 1970; 0 for never."""
        last = _table(self._read().get("news")).get(root)
        return float(last) if isinstance(last, int | float) else 0.0

    def remember_news(self, roots: Iterable[str], now: float) -> None:
        """The news of `roots` were printed at `now`."""

        def change(data: dict[str, object]) -> None:
            data["news"] = {**_table(data.get("news")), **dict.fromkeys(roots, now)}

        self._change(change)

    def last_library(self) -> list[str]:
        """The files and folders of the library that was opened last, as absolute paths."""
        roots = self._read().get("library")
        return [root for root in roots if isinstance(root, str)] if isinstance(roots, list) else []

    def remember_library(self, roots: Sequence[str]) -> None:
        def change(data: dict[str, object]) -> None:
            data["library"] = list(roots[:_MOST_ROOTS])

        if self.last_library() != list(roots[:_MOST_ROOTS]):
            self._change(change)

    def encoding(self, source: str) -> str | None:
        """The encoding that the reader chose for `source`, if any."""
        chosen = _table(self._read().get("encodings")).get(source)
        return chosen if isinstance(chosen, str) else None

    def remember_encoding(self, source: str, encoding: str | None) -> None:
        """Open `source` with `encoding` from now on; None for the detected one."""

        def change(data: dict[str, object]) -> None:
            chosen = _table(data.get("encodings"))
            chosen.pop(source, None)
            if encoding is not None:
                chosen[source] = encoding
            data["encodings"] = dict(list(chosen.items())[-MOST_PLACES:])

        self._change(change)

    def last_export(self) -> Export | None:
        """The format and the target of the last export, if any."""
        entry = _table(self._read().get("export"))
        name, target = entry.get("format"), entry.get("target", "")
        if isinstance(name, str) and isinstance(target, str):
            return Export(name, target)
        return None

    def remember_export(self, export: Export) -> None:
        def change(data: dict[str, object]) -> None:
            data["export"] = {"format": export.format, "target": export.target}

        self._change(change)

    def _read(self) -> dict[str, object]:
        return self._parsed() or {}

    def _parsed(self) -> dict[str, object] | None:
        """What is in the file; None if it is damaged or cannot be read."""
        try:
            data = guarded.read(self._path, _MOST_BYTES)
            if data is None:
                return {}
            import json  # noqa: PLC0415 (there is nothing to read at the first start)

            found = json.loads(data)
        except (OSError, ValueError, RecursionError):
            return None
        return dict(found) if isinstance(found, dict) else None

    def _change(self, change: Callable[[dict[str, object]], None]) -> None:
        """Apply `change` to what is on disk now, so that another window's places are kept.

        A damaged file is kept beside the new one.
        """
        import json  # noqa: PLC0415

        from newsreader.files import atomic  # noqa: PLC0415 (a start only reads)

        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with atomic.locked(self._path):
                data = self._parsed()
                if data is None:
                    self._path.replace(self._path.with_name(f"{self._path.name}.damaged"))
                data = data or {}
                change(data)
                text = json.dumps(data, indent=1, ensure_ascii=False)
                encoded = text.encode("utf-8", "surrogatepass")
                atomic.replace(self._path, encoded, mode=0o600, durable=False)


def _place(entry: object) -> ReadingPosition | None:
    """The position in a JSON value, or None if it is invalid."""
    if not isinstance(entry, dict):
        return None
    offset, context, read = entry.get("offset"), entry.get("context"), entry.get("read", 0)
    if not isinstance(offset, int) or offset < 0 or not isinstance(context, str):
        return None
    return ReadingPosition(int(offset), context, read if isinstance(read, int) else 0)


def _table(value: object) -> dict[str, object]:
    """A copy of `value` if it is a JSON object, else an empty one."""
    return dict(value) if isinstance(value, dict) else {}
