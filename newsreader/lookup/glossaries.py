"""The reader's glossaries: that of an article's folder and those of the settings."""

from __future__ import annotations

import threading
from pathlib import Path

from newsreader.files.signature import signature
from newsreader.locale import _
from newsreader.lookup.glossary import Glossary, Term, glossary_paths
from newsreader.lookup.glossary_file import (
    GlossaryError,
    Progress,
    put_term,
    read_glossary,
    remove_term,
)


class Glossaries:
    """The glossary of an article's folder and that of the settings; the folder's comes first.

    `refresh` and `put` read and write files: they are called on a thread.
    """

    def __init__(self, setting: str, folder: Path | None) -> None:
        """As `glossary_paths`."""
        self.place = setting, folder
        self._named = glossary_paths(setting, None)
        self._paths = glossary_paths(setting, folder)
        self._refreshing = threading.Lock()
        self._seen: list[tuple[int, ...]] | None = None

    def refresh(
        self, progress: Progress = lambda _share: True
    ) -> tuple[Glossary, list[str]] | None:
        """All terms and the problems of the files; None if nothing has changed since.

        Also None while they are being read: an older state never comes after a newer one, and those
        who ask again and again do not wait; and None if `progress` has ended it. A file of the
        settings that is missing is a problem when it is asked for first.
        """
        if not self._refreshing.acquire(blocking=False):
            return None
        try:
            return self._refreshed(progress)
        finally:
            self._refreshing.release()

    def _refreshed(self, progress: Progress) -> tuple[Glossary, list[str]] | None:
        seen = [signature(path) for path in self._paths]
        if seen == self._seen or (self._seen is None and not any(seen) and not self._named):
            return None
        first, self._seen = self._seen is None, seen
        terms: dict[str, Term] = {}
        problems: list[str] = []
        for path, there in zip(self._paths, seen, strict=True):
            if not there:
                if first and path in self._named:
                    message = _("{file}: there is no such glossary yet.")
                    problems.append(message.format(file=path))
                continue
            try:
                file = read_glossary(path, progress)
            except GlossaryError as error:
                problems.append(str(error))
            else:
                for key, (_line, term) in file.by_key.items():
                    terms.setdefault(key, term)
                problems += file.problems
        return (Glossary.of_folded(terms), problems) if progress(1.0) else None

    def put(self, term: Term, before: Term | None) -> tuple[Path, int]:
        """Write `term` and return the file and the line that it is in.

        `before` is the entry that the reader saw, which is replaced; None for a new one. Raises
        GlossaryError, also if another program has changed the entry meanwhile.
        """
        path = self._path_for(before.term if before is not None else term.term)
        return path, put_term(path, term, before)

    def take_back(self, term: Term, before: Term | None) -> None:
        """Undo `put`: write `before` again, or remove `term` if there was none.

        Raises GlossaryError, also if another program has changed the entry since.
        """
        if before is not None:
            self.put(before, term)
        else:
            remove_term(self._path_for(term.term), term)

    def _path_for(self, word: str) -> Path:
        """The file that has the word; else the first that is there; else the one to create."""
        if not self._paths:
            message = _(
                "This text is in no file: name a glossary in the settings (lookup.glossary)."
            )
            raise GlossaryError(message)
        there = [path for path in self._paths if signature(path)]
        holding = (path for path in there if read_glossary(path).entry(word) is not None)
        created = self._named[0] if self._named else self._paths[0]
        return next(holding, next(iter(there), created))


def load_glossary(setting: str, folder: Path | None) -> tuple[Glossary, list[str]]:
    """The terms for articles in `folder`, and the problems of the files."""
    return Glossaries(setting, folder).refresh() or (Glossary(), [])
