"""Conflict copies that a synchronizing program puts beside a sidecar while it is open."""

from __future__ import annotations

from pathlib import Path

from newsreader.files.signature import signature
from newsreader.sidecar.paths import conflict_copies


class ConflictWatcher:
    """Finds each copy once it is complete, and again when it is written again.

    As long as no file comes or goes, a look costs one stat() of the folder.
    """

    def __init__(self, sidecar: Path) -> None:
        self._sidecar = sidecar
        self._folder: tuple[int, ...] = ()
        self._unsure = True
        self._names: list[Path] = []
        self._last: dict[Path, tuple[int, ...]] = {}
        self._ready: list[Path] = []
        self._taken: dict[Path, tuple[int, ...]] = {}

    def all(self) -> list[Path]:
        """The copies that exist now. `take` returns them again only if they change."""
        self._last = self._look()
        self._taken = dict(self._last)
        return list(self._last)

    def has_new_copies(self) -> bool:
        """Whether a new copy was the same at the last two looks, so that it is complete."""
        before, self._last = self._last, self._look()
        new = (path for path, now in self._last.items() if self._taken.get(path) != now)
        self._ready = [path for path in new if before.get(path) == self._last[path]]
        return bool(self._ready)

    def take(self) -> list[Path]:
        """The copies that `waiting` found, each once as long as it does not change."""
        ready, self._ready = self._ready, []
        self._taken |= {path: self._last[path] for path in ready}
        return ready

    def known(self) -> list[Path]:
        """The copies that `all` and `take` have returned."""
        return list(self._taken)

    def _look(self) -> dict[Path, tuple[int, ...]]:
        """The copies with their signatures."""
        now = signature(self._sidecar.parent)
        changed = now != self._folder
        # Once more after a change: some file systems count in seconds, and another copy may have
        # come in the same second.
        if changed or self._unsure:
            self._names = conflict_copies(self._sidecar)
        self._folder, self._unsure = now, changed
        found = {path: signature(path) for path in self._names}
        return {path: seen for path, seen in found.items() if seen}
