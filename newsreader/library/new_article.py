"""A text without a file is made an article: cleaned, named after its title, saved."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from newsreader.article.article import Article
from newsreader.article.loader import read_article
from newsreader.errors import SourceError
from newsreader.files.digest import sha256
from newsreader.locale import _, reason_of
from newsreader.sidecar.paths import sidecar_path
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.newlines import with_line_feeds
from newsreader.text.sanitize import clean_line

ARTICLES = "articles"
"""The folder in the data directory for articles that cannot be saved where they should be."""

_ESCAPES = lazy_regex(  # control sequences, and strings up to their end (ECMA-48)
    r"(?s:\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_].{0,4096}?(?:\x07|\x1b\\|\x9c)|\x1b[ -/]*[0-~])"
)
_CONTROLS = lazy_regex(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_NOT_IN_NAMES = lazy_regex(r'[\x00-\x1f/\\:*?"<>|\u2400-\u2426\ufffd]+')
_MOST_NAME = 150
"""Bytes of a title in a file name: with all that is added to it, a name has 255 at the most."""

_MOST_COPIES = 1000


class Saved(NamedTuple):
    """The file at `path`; `elsewhere` if it could not be saved in the folder that was wanted."""

    path: Path
    elsewhere: bool = False


def pasted_article(text: str) -> Article:
    """The article in a pasted text, without control sequences. Raises SourceError for no text."""
    bare = _CONTROLS.sub("", _ESCAPES.sub("", with_line_feeds(text))).strip("\n")
    if not bare.strip():
        raise SourceError(_("There is no text in it; copy the text of an article first."))
    return read_article(f"{bare}\n".encode(), _("pasted text"), "utf-8")


def save(article: Article, folder: Path, data: Path, suffix: str = ".txt") -> Saved:
    """Save the text of `article` in `folder`, or in the data directory if that cannot be.

    No file is overwritten; one with the same text is used as it is. Raises SourceError.
    """
    written = article.text.encode("utf-8", "surrogatepass")
    return save_bytes(written, article.title or "", folder, data, suffix)


def save_bytes(written: bytes, title: str, folder: Path, data: Path, suffix: str) -> Saved:
    """Save `written` as `save` does, in a file named after `title`."""
    problem: OSError | None = None
    for place in (folder, data / ARTICLES):
        try:
            place.mkdir(parents=place != folder, exist_ok=True)
            return Saved(_save(written, title, place, suffix), elsewhere=place != folder)
        except OSError as error:
            problem = error
    why = reason_of(problem) if problem else ""
    message = _("The article cannot be saved in {folder} ({why}); name another folder.")
    raise SourceError(message.format(folder=folder, why=why)) from problem


def _save(written: bytes, title: str, folder: Path, suffix: str) -> Path:
    """The file in `folder` with these bytes. Raises OSError."""
    for path in _paths(title, folder, suffix):
        if _has(path, written):
            return path
        if os.path.lexists(sidecar_path(path)):  # of another article, which is gone
            continue
        try:
            file = path.open("xb")
        except FileExistsError:
            continue
        try:
            with file:
                file.write(written)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            path.unlink(missing_ok=True)
            raise
        return path
    raise FileExistsError(_("there are too many files of this name"))


def _has(path: Path, written: bytes) -> bool:
    """Whether the file at `path` has these bytes."""
    with contextlib.suppress(OSError):
        if path.is_file() and path.stat().st_size == len(written):
            return sha256(path.read_bytes()) == sha256(written)
    return False


def _paths(title: str, folder: Path, suffix: str) -> Iterator[Path]:
    name = file_name(title)
    yield folder / f"{name}{suffix}"
    for number in range(2, _MOST_COPIES):
        yield folder / f"{name} {number}{suffix}"


def free_path(title: str, folder: Path, suffix: str) -> Path:
    """A path in `folder` named after `title` where no file is; the plain name if all are taken."""
    free = (path for path in _paths(title, folder, suffix) if not os.path.lexists(path))
    return next(free, folder / f"{file_name(title)}{suffix}")


def file_name(title: str) -> str:
    """A file name without suffix for an article with `title`; today's date without a title."""
    words = " ".join(_NOT_IN_NAMES.sub(" ", clean_line(title)).split()).lstrip(".- ")
    encoded = words.encode("utf-8", "ignore")[:_MOST_NAME]
    # A name that ends like an export of this program would not be listed.
    name = encoded.decode("utf-8", "ignore").rstrip(". ").removesuffix(".notes")
    return name or time.strftime("%Y-%m-%d")
