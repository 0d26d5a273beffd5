"""The article on a saved HTML page, as plain text.

The text begins with the title and a line with source, author and time, as far as the page shows
or declares them. The lines of the article follow, then the address of the page and the day on
which it was saved.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.article.article import Paragraphs, Role
from newsreader.article.origin import CAPTURED_LABEL, URL_LABEL
from newsreader.article.webpage_transcript import LONGEST_LABEL, StatedFields, transcript
from newsreader.errors import SourceError
from newsreader.files import atomic, guarded
from newsreader.files.digest import sha256
from newsreader.files.private import make_private_folder
from newsreader.locale import _
from newsreader.text.lazy_regex import lazy_regex

if TYPE_CHECKING:
    from lxml.etree import _Element


_VERSION = b"2"
"""Of the extractor. Another one extracts pages again whose text is not beside them."""
_FIELDS = lazy_regex(
    r"(?=\S)(?:[来來]源：(?P<source>[^\u3000\n]+))?\u3000?(?:作者：(?P<author>[^\u3000\n]+))?\u3000?"
    r"(?:[时時][间間]：(?P<published>[^\u3000\n]+))?"
)


def text_of(data: bytes, name: str, encoding: str | None, cache: Path) -> bytes:
    """The text of the article in UTF-8, one line for each paragraph, blank lines between.

    The text is kept in the directory `cache` under the hash of the page, so that another version
    of the parser moves no highlight. Raises SourceError and UsageError.
    """
    key = sha256(data + _VERSION + (encoding or "").encode())
    kept = cache / f"{key}.txt"
    with contextlib.suppress(OSError):
        digest, _newline, found = (guarded.read(kept) or b"").partition(b"\n")
        if digest == sha256(found).encode():  # else the file is damaged
            return found
    found = extract(data, name, encoding).encode("utf-8", "replace")
    with contextlib.suppress(OSError):  # then it is extracted again the next time
        make_private_folder(cache)
        atomic.replace(kept, sha256(found).encode() + b"\n" + found, mode=0o600)
    return found


def extract(data: bytes, name: str, encoding: str | None = None) -> str:
    """The article on the page `data`; all of the page if there is no prose on it.

    Raises SourceError if the page has no text, and UsageError if there is no such encoding.
    """
    from newsreader.article.webpage_article import page_lines  # noqa: PLC0415 (these load a parser)
    from newsreader.article.webpage_fields import declared  # noqa: PLC0415
    from newsreader.article.webpage_file import read_page  # noqa: PLC0415

    page = read_page(data, encoding)
    root = _parsed(page.html)
    lines = page_lines(root) if root is not None else None
    if root is None or lines is None or not lines.lines:
        message = _("No article was found on the page {name}; save it as plain text.")
        raise SourceError(message.format(name=name))
    found = declared(root, page.scripts)
    return "\n\n".join(transcript(page, lines, found))


def stated_fields(text: str) -> StatedFields:
    """The fields in the first lines of a text that `extract` returned."""
    title, _gap, rest = text.partition("\n\n")
    found = _FIELDS.fullmatch(rest[: rest.find("\n") if "\n" in rest else len(rest)])
    if not found or "\n" in title or not title:
        return StatedFields()
    return StatedFields(title, found["author"], found["source"], found["published"])


def with_stated_roles(paragraphs: Paragraphs, text: str) -> Paragraphs:
    """`paragraphs` with the roles of the lines that `extract` adds to those of the page."""
    if stated_fields(text).title is None:
        return paragraphs
    last = len(text)

    def rows() -> Iterator[tuple[int, int, Role, int]]:
        for paragraph in paragraphs:
            role, words = paragraph.role, paragraph.span.of(text)
            if paragraph.index < 2:
                role = (Role.TITLE, Role.METADATA)[paragraph.index]
            elif words.startswith((URL_LABEL, CAPTURED_LABEL)) and paragraph.span.end > last - 3000:
                role = Role.METADATA
            elif role in (Role.TITLE, Role.METADATA) and len(words) > LONGEST_LABEL:
                role = Role.BODY
            level = paragraph.level if role is Role.HEADING else 0
            yield paragraph.span.start, paragraph.span.end, role, level

    return Paragraphs(rows())


def _parsed(html: str) -> _Element | None:
    from lxml.etree import HTMLParser, LxmlError, fromstring  # noqa: PLC0415 (slow to load)

    parser = HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = fromstring(html.replace("\0", "").encode("utf-8", "replace"), parser)
    except (LxmlError, ValueError):
        return None
    # Below 2,048 levels libxml2 drops the rest of the page.
    cut = any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)
    return None if cut else root
