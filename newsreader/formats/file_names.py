"""How exported files are called, by the screen and by the command line alike.

A file is called like the article's own file, with the suffix of the format after it, so that no two
articles of a folder have one name. In a format whose files are linked by their titles, it is
called after the title, as long as no other article has the same.
"""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Protocol, runtime_checkable

from newsreader.files import guarded
from newsreader.formats.collection import labels_of
from newsreader.formats.document import Document, without_controls
from newsreader.formats.registry import Format
from newsreader.notebook.note_links import LinkedArticle, LinkedArticles
from newsreader.text.fold import caseless
from newsreader.text.graphemes import floor_boundary
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.sanitize import clean_line

_MOST_BYTES = 180
"""Bytes of a name in UTF-8, without its suffix: 60 Chinese characters. File systems allow 255, and
a number, a suffix and the name of a temporary file are added."""

_NOT_ALLOWED = lazy_regex(r'[\[\]#^|\\/:*?"<>\s]+')
"""What a name cannot have on Windows, or in a link of Obsidian."""

_NOT_IN_ADDRESS = lazy_regex(r"[\x00-\x20\x7f%#?:<>\"'`\\\[\](){}|^]")

_RESERVED = lazy_regex(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
"""Names of devices on Windows, with any suffix."""


@runtime_checkable
class Titled(Protocol):
    """A format whose files are called after the titles of the articles."""

    def belongs(self, text: str, document: Document) -> bool:
        """Whether `text`, the content of a file, is an earlier export of `document`."""
        ...


class FileNames:
    """The paths of the exported files of some articles in one folder; no two are the same."""

    def __init__(self, folder: Path, form: Format, sources: Sequence[Path]) -> None:
        """`sources` are the paths of the articles."""
        self._folder = folder
        self._form = form
        count = Counter(caseless(path.name) for path in sources)
        labels = zip(sources, labels_of(sources), strict=True)
        # Where two articles have one name, they are in folders like their own.
        self._names = {
            path: path.name if count[caseless(path.name)] == 1 else label for path, label in labels
        }
        self._taken: set[str] = set()

    def path(self, source: Path, document: Document) -> Path:
        """The path for the article at `source`, one of the sources."""
        if not isinstance(self._form, Titled):
            return self._folder / (self._names[source] + self._form.suffix)
        name = name_in_vault(document.articles, document.title, PurePath(document.article.name))
        number = 1
        while True:
            count = f" {number}" if number > 1 else ""
            path = self._folder / f"{name or 'article'}{count}{self._form.suffix}"
            if caseless(path.name) not in self._taken and self._is_free(path, document):
                self._taken.add(caseless(path.name))
                return path
            number += 1

    def _is_free(self, path: Path, document: Document) -> bool:
        """Whether there is no file at `path`, or an earlier export of the same article."""
        if not isinstance(self._form, Titled) or not os.path.lexists(path):
            return True
        try:
            before = guarded.read(path)
        except OSError:
            return False
        text = (before or b"").decode("utf-8", "replace")
        return self._form.belongs(text, document)


def name_of_linked(article: LinkedArticle, suffix: str) -> str:
    """The name of the file that another article is exported to, if the folder is the same."""
    return article.path.name + suffix


def name_in_vault(articles: LinkedArticles, title: str, path: PurePath) -> str:
    """The name without a suffix of a file that is called after the `title` of an article.

    Where several of `articles` have the title, it is called after its own file, so that a link
    leads to the one that is meant. `path` is that of the article.
    """
    name = file_title(title) if len(articles.with_title(title)) < 2 else ""
    return name or file_title(path.stem)


def address(name: str) -> str:
    """`name` of a file as a relative address, which no program takes for another scheme."""
    return _NOT_IN_ADDRESS.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace")), name
    )


def file_title(title: str) -> str:
    """`title` as the name of a file in any file system, and in a link; "" if nothing is left."""
    words = unicodedata.normalize("NFC", clean_line(without_controls(title)))
    words = _NOT_ALLOWED.sub(" ", words.replace("\ufffd", " ")).strip(" .")
    while len(words.encode("utf-8", "replace")) > _MOST_BYTES:
        words = words[: floor_boundary(words, len(words) - 1)].rstrip(" .")
    return f"{words}_" if _RESERVED.fullmatch(words) else words
