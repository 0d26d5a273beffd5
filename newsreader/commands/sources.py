"""Opens the files and folders that a command is given."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsreader import log
from newsreader.article.article import Article
from newsreader.article.loader import (
    LARGEST,
    STANDARD_INPUT,
    Progress,
    open_file,
    read_page_or_text,
)
from newsreader.commands.output import complain
from newsreader.directories import directories
from newsreader.errors import SourceError
from newsreader.locale import _, with_label

if TYPE_CHECKING:
    from newsreader.notebook.notebook import Notebook
    from newsreader.sidecar.lost import LostNotes
    from newsreader.sidecar.sidecar import Sidecar


class EmptyFolderError(SourceError):
    """A folder has no articles, or none with notes."""


class Opened(NamedTuple):
    """An article and its file; `path` is None for standard input.

    `text` is the text of a saved web page, which is written to `path` with the first notes on it.
    """

    article: Article
    path: Path | None
    text: bytes | None = None
    signature: tuple[int, ...] = ()
    """Of the file, from before it was read: what is written later is a change."""

    lost: LostNotes | None = None
    """The notes of an article that is not there; `path` is that of the notes."""

    @property
    def name(self) -> str:
        """The name that the user gave."""
        return STANDARD_INPUT if self.path is None else str(self.path)

    @property
    def sidecar(self) -> Sidecar:
        """The store of the notebook, which is not read yet."""
        # Imported here, because the article is on the screen before its notebook is needed.
        from newsreader.sidecar.sidecar import Sidecar  # noqa: PLC0415

        if self.path is not None and self.text is not None:
            from newsreader.sidecar.webpage_sidecar import WebpageSidecar  # noqa: PLC0415

            return WebpageSidecar(self.path, directories().data, self.text)
        return Sidecar(self.path, directories().data)

    def notebook(self) -> Notebook:
        """The notebook; problems of its file are printed."""
        loaded = self.lost or self.sidecar.load(self.article)
        if self.lost is not None:
            complain(with_label(self.name, _("Its article is not there.")))
        for problem in loaded.problems:
            complain(with_label(self.name, problem))
        return loaded.notebook


class Sources:
    """Iterates over the articles that `words` name, and prints why one cannot be opened.

    For a folder these are the articles below it, with `noted` only those with a notebook, without
    exports of this program. `failed` says afterwards whether an article was left out.
    """

    def __init__(
        self,
        words: Sequence[str],
        encoding: str | None = None,
        *,
        noted: bool = False,
        may_be_empty: bool = False,
    ) -> None:
        """With `may_be_empty`, a folder without articles is no failure."""
        self._may_be_empty = may_be_empty
        self._words = words
        self._encoding = encoding
        self._noted = noted
        self.failed = False

    @property
    def has_several(self) -> bool:
        """Whether there may be more than one article."""
        return len(self._words) > 1 or any(map(os.path.isdir, self._words))

    def count(self) -> int:
        """The number of files that there are to open, as far as they can be listed."""
        total = 0
        for word in self._words:
            with contextlib.suppress(SourceError):
                total += len(_paths(word, noted=self._noted))
        return total

    def __iter__(self) -> Iterator[Opened]:
        for word in self._words:
            try:
                paths = _paths(word, noted=self._noted)
            except EmptyFolderError as error:
                if not self._may_be_empty:
                    self._leave_out(error)
                continue
            except SourceError as error:
                self._leave_out(error)
                continue
            for path in paths:
                try:
                    opened = self._open(path)
                except SourceError as error:
                    self._leave_out(error)
                else:
                    if not self._is_left_out(word, opened):
                        yield opened

    def _is_left_out(self, word: str, opened: Opened) -> bool:
        """Whether it is an export in a folder, and this is no command about notes."""
        if self._noted or opened.path is None or not os.path.isdir(word):  # noqa: PTH112 (as below)
            return False
        from newsreader.library.article_files import is_export  # noqa: PLC0415 (only for folders)

        return is_export(opened.path, opened.article)

    def _open(self, path: Path | None) -> Opened:
        """As `open_source`; for a command about notes also those without their article."""
        if self._noted and path is not None and not os.path.lexists(path):
            from newsreader.sidecar.paths import sidecar_path  # noqa: PLC0415 (as below)

            notes = sidecar_path(path)
            path = notes if os.path.lexists(notes) else path
        if self._noted and path is not None and path.name.endswith(".notes.toml"):
            from newsreader.sidecar.lost import open_lost  # noqa: PLC0415 (as below)
            from newsreader.sidecar.paths import article_path, is_lost  # noqa: PLC0415

            if is_lost(path):
                lost = open_lost(path)
                return Opened(lost.article, path, lost=lost)
            path = article_path(path)
        return open_source(path, self._encoding)

    def _leave_out(self, error: SourceError) -> None:
        complain(str(error))
        self.failed = True


def open_source(
    path: Path | None, encoding: str | None = None, progress: Progress = lambda _share: None
) -> Opened:
    """The article at `path`, or on standard input for None. Raises SourceError, UsageError."""
    log.debug("open %r", path.name if path else "-")
    if path is not None:
        try:
            return Opened(*open_file(path, _pages, encoding, progress))
        except SourceError as error:
            raise _with_hint(error, path) from error
    if sys.stdin is None or sys.stdin.isatty():
        raise SourceError(_("There is nothing on standard input; name a file, or pipe a text in."))
    data = sys.stdin.buffer.read(LARGEST + 1)
    return Opened(read_page_or_text(data, _pages, encoding, progress), None)


def _pages() -> Path:
    """The directory for the texts of saved web pages."""
    return directories().cache / "pages"


def _with_hint(error: SourceError, path: Path) -> SourceError:
    """`error`, or if only the notes on the article are there, one that says so."""
    from newsreader.sidecar.paths import sidecar_path  # noqa: PLC0415 (as below)

    notes = sidecar_path(path)
    if os.path.lexists(path) or not os.path.lexists(notes):
        return error
    hint = _("Its notes are in {file}; newsreader list prints them.").format(file=notes)
    return SourceError(f"{error} {hint}")


def _paths(word: str, *, noted: bool) -> list[Path | None]:
    if word == STANDARD_INPUT:
        return [None]
    path = Path(word)
    if not os.path.isdir(path):  # noqa: PTH112 (a word that no file can have)
        return [path]
    from newsreader.library.article_files import articles_in, no_article  # noqa: PLC0415 (as above)

    found: list[Path | None] = [*articles_in(path, noted=noted, lost=noted)]
    if noted and (directories().data / "notebooks").is_dir():
        from newsreader.library.index_path import index_path  # noqa: PLC0415 (rarely needed)
        from newsreader.library.notes_elsewhere import noted_elsewhere  # noqa: PLC0415

        others = noted_elsewhere(articles_in(path), directories().data, index_path())
        found = sorted({*found, *others}, key=str)
    if not found:
        if not noted:
            raise EmptyFolderError(str(no_article(path)))
        message = _("There is no article with notes in the folder “{folder}”.")
        raise EmptyFolderError(message.format(folder=path))
    return found
