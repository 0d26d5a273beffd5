"""Webpage: the article on a saved HTML page, as the plain text that is read and marked.

The extractor is readability-lxml, an optional extra: on pages made in four ways it kept the same
text as trafilatura (benchmarks/webpages.py) in half the time, with a quarter of the packages.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.article.loader import PAGE_SUFFIXES
from newsreader.decoding.decode import decode
from newsreader.errors import SourceError, UsageError
from newsreader.files import atomic
from newsreader.files.digest import sha256
from newsreader.locale import _
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.sanitize import clean_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TEXT = ".txt"
_SAID = lazy_regex(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?([\w-]{2,30})", re.I
)
_HEAD = 4096
_IN_LINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "img", "ins", "kbd",
    "mark", "q", "rp", "rt", "ruby", "s", "small", "span", "strong", "sub", "sup", "time", "u",
})  # fmt: skip
"""Elements that break no line (HTML Living Standard, 15.3 Non-replaced elements)."""

_UNSEEN = ("script", "style", "noscript", "template")


def text_beside(page: Path) -> Path:
    """Where the text of `page` lies once something is marked in it, with its notebook."""
    return page.with_name(page.name + _TEXT)


def page_of(text: Path) -> Path | None:
    """The page that `text` would be the text of, by its name; None where that is no page's."""
    page = text.with_suffix("")
    return page if text_beside(page) == text and page.suffix.lower() in PAGE_SUFFIXES else None


def text_of(data: bytes, name: str, encoding: str | None, cache: Path) -> bytes:
    """The article's text in UTF-8, a paragraph a line, blank lines between.

    What was extracted once stays as it is: it is kept in the folder `cache` by the page's hash, so
    that another version of the extractor moves no highlight. Raises SourceError.
    """
    key = sha256(data + (encoding or "").encode())
    kept = cache / f"{key}{_TEXT}"
    try:
        return kept.read_bytes()
    except OSError:
        found = "\n\n".join(_paragraphs(data, name, encoding)).encode("utf-8", "replace")
    with contextlib.suppress(OSError):  # else it is extracted again the next time
        cache.mkdir(parents=True, exist_ok=True, mode=0o700)
        atomic.replace(kept, found, durable=False)
    return found


def _paragraphs(data: bytes, name: str, encoding: str | None) -> Iterator[str]:
    try:
        import lxml.html  # noqa: PLC0415 (an optional extra)
        from lxml.etree import LxmlError  # noqa: PLC0415
        from readability import Document  # noqa: PLC0415
        from readability.readability import Unparseable  # noqa: PLC0415
    except ImportError as error:
        told = _("Reading saved web pages needs an extra: pip install 'newsreader[html]' ({name}).")
        raise SourceError(told.format(name=name)) from error
    try:
        page = Document(_decoded(data, encoding))
        title = clean_line(page.short_title()).strip()
        lines = list(_lines(lxml.html.fromstring(page.summary())))
    except (LxmlError, Unparseable, ValueError) as error:
        told = _("No article was found on the page {name}; save it as plain text.")
        raise SourceError(told.format(name=name)) from error
    if title and title not in lines[:1]:
        yield title
    yield from lines


def _decoded(data: bytes, encoding: str | None) -> str:
    """The page's text: as asked for, as it says itself where that fits, else as it looks."""
    said = _SAID.search(data[:_HEAD])
    if encoding is None and said:
        with contextlib.suppress(UsageError):
            decoded = decode(data, said[1].decode("ascii"))
            if "\ufffd" not in decoded.text:
                return _undeclared(decoded.text)
    return _undeclared(decode(data, encoding).text)


def _undeclared(text: str) -> str:
    """Without the XML declaration, whose encoding lxml would not have in a string."""
    return re.sub(r"^\s*<\?xml[^>]{0,300}\?>", "", text)


def _lines(root: HtmlElement) -> Iterator[str]:
    """The text of each block, blanks run together."""
    words: list[str] = []
    for element, text, breaks in _walk(root):
        if breaks and (line := " ".join("".join(words).split())):
            yield clean_line(line)
        if breaks:
            words = []
        if element not in _UNSEEN:
            words.append(text)
    if line := " ".join("".join(words).split()):
        yield clean_line(line)


def _walk(root: HtmlElement) -> Iterator[tuple[str, str, bool]]:
    """Each piece of text in order, with the element that it stands in, and whether a block begins.

    Without recursion: pages may be nested as deep as they like.
    """
    open_elements: list[tuple[HtmlElement, Iterator[HtmlElement]]] = [(root, iter(root))]
    yield _tag(root), root.text or "", True
    while open_elements:
        element, children = open_elements[-1]
        child = next(children, None)
        if child is not None:
            open_elements.append((child, iter(child)))
            yield _tag(child), child.text or "", _breaks(child)
        else:
            open_elements.pop()
            parent = _tag(open_elements[-1][0]) if open_elements else ""
            yield parent, element.tail or "", _breaks(element)


def _breaks(element: HtmlElement) -> bool:
    """Whether a line ends where `element` begins, and where it ends."""
    return isinstance(element.tag, str) and element.tag not in _IN_LINE


def _tag(element: HtmlElement) -> str:
    """Its name; that of a comment is no string, and nothing of it is read."""
    return element.tag if isinstance(element.tag, str) else "script"
