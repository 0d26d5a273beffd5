"""Opening a file or standard input as an Article."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from newsreader.article.article import Article
from newsreader.article.dates import find_dates
from newsreader.article.origin import read_origin
from newsreader.article.structure import read_structure
from newsreader.decoding.decode import Decoded, decode
from newsreader.errors import SourceError
from newsreader.files import guarded
from newsreader.files.digest import sha256
from newsreader.files.signature import signature
from newsreader.locale import _, reason_of

LARGEST = 256 * 1024 * 1024
"""Bytes; a larger source is refused, because a text is one string in memory."""

STANDARD_INPUT = "-"
"""The name of an article without a file."""

PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".mhtml", ".mht")
"""Suffixes of saved web pages; see webpage.py."""

_TEXT = ".txt"
_PAGE_TEXTS = tuple(f"{suffix}{_TEXT}" for suffix in PAGE_SUFFIXES)

_NOTES = ".notes.toml"

_START = 1024
"""Bytes in which the first tag of a page begins."""

MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")

Progress = Callable[[float], None]
"""Called with the share of the work that is done, from 0 to 1, never decreasing."""

_READ, _DECODED, _STRUCTURED = 0.1, 0.35, 0.85
"""The share that is done after each step, measured with a hundred megabytes."""


class Source(NamedTuple):
    """An article and its file, beside which its notebook is.

    `text` is the text of a saved web page, which is written to `path` with the first notes on it.
    `signature` is that of the file before it was read: what is written later is a change.
    """

    article: Article
    path: Path
    text: bytes | None = None
    signature: tuple[int, ...] = ()


def open_file(
    path: Path,
    pages: Callable[[], Path],
    encoding: str | None = None,
    progress: Progress = lambda _share: None,
) -> Source:
    """The article in a text file or on a saved web page. Raises as `open_article`.

    For a page it is the text file beside it if there is one, else what is extracted and kept in the
    directory `pages`.
    """
    if not path.name.lower().endswith(PAGE_SUFFIXES):
        before = signature(path)
        return Source(open_article(path, encoding, progress), path, signature=before)
    from newsreader.article.webpage import text_of  # noqa: PLC0415 (rarely needed)

    beside = text_beside(path)
    if os.path.exists(beside):  # noqa: PTH110 (Path's own raises for a name that is too long)
        before = signature(beside)
        return Source(open_article(beside, None, progress), beside, signature=before)
    text = text_of(read_bytes(path), path.name, encoding, pages())
    return Source(read_article(text, beside.name, "utf-8", progress), beside, text)


def text_beside(page: Path) -> Path:
    """The file beside `page` for its text, written with its first notebook."""
    return page.with_name(page.name + _TEXT)


def page_of(text: Path) -> Path | None:
    """The page whose `text_beside` is `text`, or None if that is not the name of a page."""
    page = text.with_suffix("")
    return page if text_beside(page) == text and page.suffix.lower() in PAGE_SUFFIXES else None


def open_article(
    path: Path, encoding: str | None = None, progress: Progress = lambda _share: None
) -> Article:
    """The article in the file at `path`, in `encoding` or the detected encoding.

    Raises SourceError if the file is missing, not permitted, not a regular file, empty, too large
    or not text, or holds notes, and UsageError if there is no such encoding.
    """
    data = read_bytes(path, progress)
    if path.name.endswith(_NOTES):
        message = _("{name} holds notes and no article; newsreader list prints them.")
        raise SourceError(message.format(name=_shown(str(path))))
    return read_article(data, path.name, encoding, progress)


def read_page_or_text(
    data: bytes,
    pages: Callable[[], Path],
    encoding: str | None = None,
    progress: Progress = lambda _share: None,
    shown: str = STANDARD_INPUT,
) -> Article:
    """The article in bytes without a file, which may be those of a saved web page.

    A page is recognized by its first tag. `shown` names the bytes in an error. Raises as
    `read_article`.
    """
    if _begins_as_page(data):
        from newsreader.article.webpage import text_of  # noqa: PLC0415 (rarely needed)

        text = text_of(data, _shown(shown), encoding, pages())
        article = read_article(text, f"{shown}{_PAGE_TEXTS[0]}", "utf-8", progress)
    else:
        article = read_article(data, shown, encoding, progress)
    return article._replace(name=STANDARD_INPUT)


def _begins_as_page(data: bytes) -> bool:
    start = data[:_START].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return start.startswith((b"<!doctype html", b"<html"))


def read_article(
    data: bytes, name: str, encoding: str | None = None, progress: Progress = lambda _share: None
) -> Article:
    """The article in `data`; `name` is the name of its file, or "-" for standard input.

    Raises SourceError if there is no text, UsageError if there is no such encoding.
    """
    decoded = _decoded(data, name, encoding)
    progress(_DECODED)
    structure = read_structure(
        decoded.text,
        name.lower().endswith(MARKDOWN_SUFFIXES),
        lambda share: progress(_DECODED + share * (_STRUCTURED - _DECODED)),
    )
    if not structure.paragraphs:
        raise SourceError(_empty(name))
    origin = read_origin(decoded.text)
    article = Article(
        name=name,
        text=decoded.text,
        paragraphs=structure.paragraphs,
        sha256_text=sha256(decoded.text.encode()),
        sha256_raw=sha256(data),
        encoding=decoded.encoding,
        certain=decoded.certain,
        newline=decoded.newline,
        title=structure.title,
        author=structure.author,
        source=structure.source,
        published=structure.published,
        published_iso=structure.published_iso,
        url=origin.url,
        captured=origin.captured,
    )
    if name.lower().endswith(_PAGE_TEXTS):
        article = _as_stated(article)
    progress(1.0)
    return article


def _as_stated(article: Article) -> Article:
    """The article on a saved page, with the fields that its text states at the top."""
    from newsreader.article.webpage import (  # noqa: PLC0415 (only for pages)
        stated_fields,
        with_stated_roles,
    )

    fields = stated_fields(article.text)
    if fields.title is None:
        return article
    paragraphs = with_stated_roles(article.paragraphs, article.text)
    iso = next((date.iso for date in find_dates(fields.published or "")), None)
    return article._replace(paragraphs=paragraphs, published_iso=iso, **fields._asdict())


def _decoded(data: bytes, name: str, encoding: str | None) -> Decoded:
    if len(data) > LARGEST:
        raise SourceError(_too_large(name))
    if not data:
        raise SourceError(_empty(name))
    decoded = decode(data, encoding)
    if decoded.binary:
        message = _("{name} is not a text file; save the article as plain text first.")
        raise SourceError(message.format(name=_shown(name)))
    return decoded


def read_bytes(path: Path, progress: Progress = lambda _share: None) -> bytes:
    """The bytes of the regular file at `path`; never waits for a pipe. Raises SourceError."""
    try:
        data = guarded.read(path, LARGEST, lambda share: progress(_READ * share))
    except guarded.RefusedFileError as error:
        raise SourceError(_why_refused(path, error)) from error
    except (OSError, ValueError) as error:
        raise SourceError(_why_unread(path, error)) from error
    if data is None:
        message = _("There is no file {name}; look at its name and folder.")
        raise SourceError(message.format(name=_shown(str(path))))
    return data


def _why_refused(path: Path, error: OSError) -> str:
    if error.errno == errno.EFBIG:
        return _too_large(path.name)
    message = _("{name} is a pipe or a device; give its text on standard input with “-”.")
    if path.is_dir():
        message = _("{name} is a folder; name an article in it.")
    return message.format(name=_shown(str(path)))


def _why_unread(path: Path, error: OSError | ValueError) -> str:
    name = _shown(str(path))
    if isinstance(error, PermissionError):
        return _("You may not read {name}; ask its owner, or change its permissions.").format(
            name=name
        )
    reason = reason_of(error)
    return _("{name} cannot be read ({reason}); look at its name and folder.").format(
        name=name, reason=reason
    )


def _too_large(name: str) -> str:
    return _("{name} is larger than 256 MB; split it and open a part.").format(name=_shown(name))


def _empty(name: str) -> str:
    return _("{name} has no text in it; choose another file.").format(name=_shown(name))


def _shown(name: str) -> str:
    return _("Standard input") if name == STANDARD_INPUT else name
