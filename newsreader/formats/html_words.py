"""The text of a fragment of HTML that another program wrote as a note."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "tr"}
)
_HIDDEN = frozenset({"script", "style", "head", "title"})
_OPEN_TAG = re.compile(r"<(?=[^<>]*(?:<|\Z))")
_LONG_TAG = re.compile(r"<[^<>]{2000,}>")
_BREAKS = re.compile(r"\s*\n\s*")


def words_of(html: str) -> str:
    """The visible words of `html`, with a line for each block."""
    page = _Words()
    page.feed(closed_tags(html))
    page.close()
    return _BREAKS.sub("\n", "".join(page.parts)).strip()


def closed_tags(html: str) -> str:
    """`html` with only tags that end, none longer than 2,000 code points.

    The parser takes quadratic time for tags without an end and for thousands of attributes.
    """
    return _LONG_TAG.sub("", _OPEN_TAG.sub("&lt;", html))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _HIDDEN
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN and self._hidden > 0
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(re.sub(r"\s+", " ", data))
