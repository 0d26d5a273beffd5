"""Corrections that are meant for all articles: in the reader's lexicon and in the folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.entities.corrections import Correction, CorrectionTables, from_tables
from newsreader.entities.user_lexicon import (
    LexiconEntry,
    add_entries,
    entries_of,
    read_entries,
    take_back,
)

if TYPE_CHECKING:
    from newsreader.session.folder_corrections import FolderCorrections


class SharedCorrections:
    """Keeps both in step with the corrections of an article, and adds the folder's to them."""

    def __init__(self, lexicon: LexiconUpdater, folder: FolderCorrections | None) -> None:
        self._lexicon = lexicon
        self._folder = folder
        self._joined: tuple[CorrectionTables, CorrectionTables, CorrectionTables] | None = None
        """The folder's corrections, the article's own, and both."""

    @property
    def has_folder(self) -> bool:
        """Whether a correction can be for all articles of a folder."""
        return self._folder is not None

    def update(self, before: CorrectionTables, after: CorrectionTables) -> None:
        """Add what `after` has and `before` has not, and take back the reverse.

        Raises NewsreaderError if that cannot be written.
        """
        self._lexicon.update(before, after)
        if self._folder is not None:
            self._folder.update(before, after)

    def with_own(self, own: CorrectionTables) -> CorrectionTables:
        """The corrections for the folder, then the article's `own`; the same tuple for both."""
        shared = self._folder.tables() if self._folder is not None else ()
        if not shared:
            return own
        if self._joined is None or self._joined[0] is not shared or self._joined[1] is not own:
            self._joined = shared, own, (*shared, *own)
        return self._joined[2]


class LexiconUpdater:
    """Keeps the reader's lexicon in step with the corrections that are meant for all articles.

    It gets only changes of the reader's own: another program's changes to the notes do not
    change the lexicon.
    """

    def __init__(
        self, lexicon: Path | None, learn: Callable[[tuple[LexiconEntry, ...]], None]
    ) -> None:
        """Without a `lexicon` every correction is for one article only.

        `learn` is called with all entries of the lexicon when they have changed.
        """
        self._lexicon = lexicon
        self._learn = learn
        self._replaced: dict[str, tuple[LexiconEntry, ...]] = {}
        """The entries that a correction replaced, by its id."""

    def update(self, before: CorrectionTables, after: CorrectionTables) -> None:
        """Add what `after` has and `before` has not, and take back the reverse.

        Raises NewsreaderError if the lexicon cannot be written.
        """
        old, new = _everywhere(before), _everywhere(after)
        if self._lexicon is None or old == new:
            return
        for id_ in old.keys() - new.keys():
            take_back(self._lexicon, entries_of([old[id_]]), self._replaced.pop(id_, ()))
        for id_ in new.keys() - old.keys():
            self._replaced[id_] = add_entries(self._lexicon, entries_of([new[id_]]))
        self._learn(read_entries(self._lexicon))


def _everywhere(tables: CorrectionTables) -> dict[str, Correction]:
    """The corrections that are meant for all articles and change the lexicon, by id."""
    found = (each for each in from_tables(tables) if each.everywhere)
    return {each.id: each for each in found if entries_of([each])}
