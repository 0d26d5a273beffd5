"""Sources: the files and folders that a command was given, opened one after the other."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsreader import log
from newsreader.article.article import Article
from newsreader.article.loader import (
    LARGEST,
    PAGE_SUFFIXES,
    STANDARD_INPUT,
    Progress,
    open_article,
    read_article,
    read_bytes,
)
from newsreader.commands.output import complain
from newsreader.directories import directories
from newsreader.errors import SourceError
from newsreader.locale import _

if TYPE_CHECKING:
    from newsreader.notebook.notebook import Notebook
    from newsreader.sidecar.sidecar import Sidecar


class Opened(NamedTuple):
    """An article with where it came from; `path` is None for standard input.

    `text` is that of a saved web page, which will lie at `path` with the first notes on it.
    """

    article: Article
    path: Path | None
    text: bytes | None = None

    @property
    def name(self) -> str:
        """What the user called it."""
        return STANDARD_INPUT if self.path is None else str(self.path)

    @property
    def sidecar(self) -> Sidecar:
        """Its notebook, not read yet."""
        # Not at the top: the article is on the screen before its notebook is needed.
        from newsreader.sidecar.sidecar import Sidecar  # noqa: PLC0415

        if self.path is not None and self.text is not None:
            from newsreader.sidecar.webpage_sidecar import WebpageSidecar  # noqa: PLC0415

            return WebpageSidecar(self.path, directories().data, self.text)
        return Sidecar(self.path, directories().data)

    def notebook(self) -> Notebook:
        """What the reader wrote about it; whatever is wrong with the file is told at once."""
        loaded = self.sidecar.load(self.article)
        for problem in loaded.problems:
            complain(f"{self.name}: {problem}")
        return loaded.notebook


class Sources:
    """Iterates over the articles that `words` name. One that cannot be opened is told and left out.

    Of a folder every article below it is taken, with `noted` only those that have a notebook, and
    nothing that the program exported there itself.
    `failed` says afterwards whether anything was left out.
    """

    def __init__(
        self, words: Sequence[str], encoding: str | None = None, *, noted: bool = False
    ) -> None:
        self._words = words
        self._encoding = encoding
        self._noted = noted
        self.failed = False

    @property
    def several(self) -> bool:
        """Whether there may be more than one article."""
        return len(self._words) > 1 or any(Path(word).is_dir() for word in self._words)

    def __iter__(self) -> Iterator[Opened]:
        for word in self._words:
            try:
                paths = _paths(word, noted=self._noted)
            except SourceError as error:
                self._leave_out(error)
                continue
            for path in paths:
                try:
                    opened = open_source(path, self._encoding)
                except SourceError as error:
                    self._leave_out(error)
                else:
                    if self._noted or not (Path(word).is_dir() and _is_export(opened)):
                        yield opened

    def _leave_out(self, error: SourceError) -> None:
        complain(str(error))
        self.failed = True


def open_source(
    path: Path | None, encoding: str | None = None, progress: Progress = lambda _share: None
) -> Opened:
    """The article at `path`, or on standard input for None. Raises SourceError, UsageError."""
    log.debug("open %r", path.name if path else "-")
    if path is not None and path.name.lower().endswith(PAGE_SUFFIXES):
        return _open_page(path, encoding, progress)
    if path is not None:
        return Opened(open_article(path, encoding, progress), path)
    if sys.stdin is None or sys.stdin.isatty():
        raise SourceError(_("Nothing comes on standard input; name a file, or pipe a text in."))
    data = sys.stdin.buffer.read(LARGEST + 1)
    return Opened(read_article(data, STANDARD_INPUT, encoding, progress), None)


def _open_page(path: Path, encoding: str | None, progress: Progress) -> Opened:
    """The article on a saved web page: its text beside it, else as it is found there."""
    from newsreader.article.webpage import text_beside, text_of  # noqa: PLC0415 (few need it)

    beside = text_beside(path)
    if os.path.exists(beside):  # noqa: PTH110 (Path's own raises for a name that is too long)
        return Opened(open_article(beside, None, progress), beside)
    text = text_of(read_bytes(path), path.name, encoding, directories().cache / "pages")
    return Opened(read_article(text, beside.name, "utf-8", progress), beside, text)


def _is_export(opened: Opened) -> bool:
    """Whether the program wrote it out itself, and nobody has taken notes on it."""
    from newsreader.article.own_export import is_exported  # noqa: PLC0415 (of a folder only)
    from newsreader.sidecar.paths import sidecar_path  # noqa: PLC0415

    name, text = opened.article.name, opened.article.text
    return is_exported(name, text) and not sidecar_path(Path(opened.name)).exists()


def _paths(word: str, *, noted: bool) -> list[Path | None]:
    if word == STANDARD_INPUT:
        return [None]
    path = Path(word)
    if not path.is_dir():
        return [path]
    from newsreader.library.scan import articles_in  # noqa: PLC0415 (as above)

    found: list[Path | None] = [*articles_in(path, noted=noted)]
    if not found:
        nothing = (
            _("There is no article with notes in {folder}.")
            if noted
            else _("There is no article in {folder}; articles are files named .txt or .md.")
        )
        raise SourceError(nothing.format(folder=path))
    return found
