"""The article on a saved HTML page, as plain text.

The extractor is readability-lxml, an optional extra. In benchmarks/webpages.py it extracted the
same text as trafilatura in half the time, with a quarter of the packages.
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
_DECLARED = lazy_regex(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?([\w-]{2,30})", re.I
)
_HEAD = 4096
_IN_LINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "img", "ins", "kbd",
    "mark", "q", "rp", "rt", "ruby", "s", "small", "span", "strong", "sub", "sup", "time", "u",
})  # fmt: skip
"""Elements that do not break a line (HTML Living Standard, 15.3 Non-replaced elements)."""

_UNSEEN = ("script", "style", "noscript", "template")


def text_beside(page: Path) -> Path:
    """The file beside `page` for its text, written with its first notebook."""
    return page.with_name(page.name + _TEXT)


def page_of(text: Path) -> Path | None:
    """The page whose `text_beside` is `text`, or None if that is not the name of a page."""
    page = text.with_suffix("")
    return page if text_beside(page) == text and page.suffix.lower() in PAGE_SUFFIXES else None


def text_of(data: bytes, name: str, encoding: str | None, cache: Path) -> bytes:
    """The text of the article in UTF-8, one line for each paragraph, blank lines between.

    The text is kept in the directory `cache` under the hash of the page, so that another version
    of the extractor moves no highlight. Raises SourceError.
    """
    key = sha256(data + (encoding or "").encode())
    kept = cache / f"{key}{_TEXT}"
    try:
        return kept.read_bytes()
    except OSError:
        found = "\n\n".join(_paragraphs(data, name, encoding)).encode("utf-8", "replace")
    with contextlib.suppress(OSError):  # then it is extracted again the next time
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
        message = _(
            "Reading saved web pages needs an extra: pip install 'newsreader[html]' ({name})."
        )
        raise SourceError(message.format(name=name)) from error
    try:
        page = Document(_decoded(data, encoding))
        title = clean_line(page.short_title()).strip()
        lines = list(_lines(lxml.html.fromstring(page.summary())))
    except (LxmlError, Unparseable, ValueError) as error:
        message = _("No article was found on the page {name}; save it as plain text.")
        raise SourceError(message.format(name=name)) from error
    if title and title not in lines[:1]:
        yield title
    yield from lines


def _decoded(data: bytes, encoding: str | None) -> str:
    """The page as text: in `encoding`, else as declared if that fits, else as detected."""
    declared = _DECLARED.search(data[:_HEAD])
    if encoding is None and declared:
        with contextlib.suppress(UsageError):
            decoded = decode(data, declared[1].decode("ascii"))
            if "\ufffd" not in decoded.text:
                return _undeclared(decoded.text)
    return _undeclared(decode(data, encoding).text)


def _undeclared(text: str) -> str:
    """`text` without its XML declaration, because lxml refuses an encoding in a string."""
    return re.sub(r"^\s*<\?xml[^>]{0,300}\?>", "", text)


def _lines(root: HtmlElement) -> Iterator[str]:
    """The text of each block, with runs of blanks as one."""
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
    """Each piece of text with the name of its element, and whether a block begins before it.

    It is not recursive, because pages may be nested very deep.
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
    """Whether `element` begins and ends a line."""
    return isinstance(element.tag, str) and element.tag not in _IN_LINE


def _tag(element: HtmlElement) -> str:
    """The name of `element`; a comment has none and counts as a script, whose text is skipped."""
    return element.tag if isinstance(element.tag, str) else "script"
