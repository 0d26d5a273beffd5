"""Links that are written in a note with double brackets, as wikis and Obsidian have them.

`[[target]]` and `[[target|shown words]]`. A target is the name of an article or of a person, an
organisation or a place; after a number sign it is the id of a highlight or the beginning of one,
in this article (`[[#7c9e6679]]`) or in another (`[[article#7c9e6679]]`). Obsidian's `#^hl-…`, which
an export has there, is understood as well. `![[…]]` is no link: it embeds.
"""

from __future__ import annotations

from typing import NamedTuple

from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.span import Span

_LINK = lazy_regex(r"(?<!!)\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]*))?\]\]")
_OPEN = lazy_regex(r"(?<!!)\[\[([^\[\]|\n]*)\Z")
_BLOCK = "^hl-"


class WikiLink(NamedTuple):
    """A link in a text: where it is, what it links to, and what is shown of it."""

    span: Span
    target: str
    shown: str

    @property
    def page(self) -> str:
        """The article or the name; "" for a highlight of the same article."""
        return self.target.partition("#")[0].strip()

    @property
    def highlight(self) -> str:
        """The id of a highlight, or its beginning; "" if the link is to none."""
        return self.target.partition("#")[2].strip().removeprefix(_BLOCK).casefold()


def wiki_links(text: str) -> list[WikiLink]:
    """The links in `text`, in order."""
    if "[[" not in text:
        return []
    return [
        WikiLink(Span(*found.span()), found[1].strip(), (found[2] or found[1]).strip())
        for found in _LINK.finditer(text)
        if found[1].strip()
    ]


def without_links(text: str) -> str:
    """`text` with a blank in place of each link."""
    return _LINK.sub(" ", text) if "[[" in text else text


def with_shown_words(text: str) -> str:
    """`text` with the words that each link shows in place of the link."""
    pieces, end = [], 0
    for link in wiki_links(text):
        pieces += [text[end : link.span.start], link.shown]
        end = link.span.end
    return "".join([*pieces, text[end:]])


def open_link(before: str) -> str | None:
    """What is typed of a link at the end of `before`, which is not closed yet; None if none is."""
    found = _OPEN.search(before)
    return found[1] if found else None
