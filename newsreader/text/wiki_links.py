"""Links that are written in a note with double brackets, as wikis and Obsidian have them.

`[[target]]` and `[[target|shown words]]`. A target is the name of an article or of a person, an
organisation or a place; after a number sign it is the id of a highlight or the beginning of one,
in this article (`[[#7c9e6679]]`) or in another (`[[article#7c9e6679]]`). Obsidian's `#^hl-…`, which
an export has there, is understood as well. `![[…]]` is no link: it embeds. Neither is anything in
code: `[[ -f file ]]` is a condition of a shell.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple

from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.span import Span

_LINK = lazy_regex(r"(?<!!)\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]*))?\]\]")
_OPEN = lazy_regex(r"(?<!!)\[\[([^\[\]|\n]*)\Z")
_CODE = lazy_regex(
    r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?^ {0,3}(?P=fence)[`~]*[ \t]*$|.*\Z)"
    r"|(?<![\\`])(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`)",
    re.MULTILINE | re.DOTALL,
)
"""Fences and spans of code, as CommonMark has them."""

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
    code = [Span(*found.span()) for found in _CODE.finditer(text)]
    starts = [span.start for span in code]
    return [
        WikiLink(span, found[1].strip(), (found[2] or found[1]).strip())
        for found in _LINK.finditer(text)
        for span in [Span(*found.span())]
        if found[1].strip() and not _is_within(span, code, starts)
    ]


def _is_within(link: Span, code: Sequence[Span], starts: Sequence[int]) -> bool:
    """Whether `link` shares a code point with `code`, spans in order with these `starts`."""
    before = bisect_left(starts, link.end) - 1
    return before >= 0 and link.overlaps(code[before])


def without_links(text: str) -> str:
    """`text` with a blank in place of each link."""
    return _replaced(text, lambda _link: " ")


def with_shown_words(text: str) -> str:
    """`text` with the words that each link shows in place of the link."""
    return _replaced(text, lambda link: link.shown)


def _replaced(text: str, other: Callable[[WikiLink], str]) -> str:
    pieces, end = [], 0
    for link in wiki_links(text):
        pieces += [text[end : link.span.start], other(link)]
        end = link.span.end
    return "".join([*pieces, text[end:]])


def open_link(before: str) -> str | None:
    """What is typed of a link at the end of `before`, which is not closed yet; None if none is."""
    found = _OPEN.search(before)
    return found[1] if found else None
