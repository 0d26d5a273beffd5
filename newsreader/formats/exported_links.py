"""The [[links]] of notes in exports: working links where a format has them, otherwise their words.

The text of a note is escaped with a placeholder for each link, so that no format needs to know how
the others escape.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from newsreader.errors import LinkError
from newsreader.formats.document import Document
from newsreader.notebook.note_links import ArticleTarget, HighlightTarget, NameTarget
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.span import Span
from newsreader.text.wiki_links import WikiLink, wiki_links

_BEFORE, _AFTER = "\ue000", "\ue001"
_PLACE = lazy_regex(f"{_BEFORE}(\\d+){_AFTER}")


class SectionTarget(NamedTuple):
    """Another article in the same file, by the key of its document."""

    key: str


Found = HighlightTarget | NameTarget | ArticleTarget | SectionTarget | None
Markup = Callable[[WikiLink, Found], str]
"""What a format writes for a link and its target, None for one that is not there."""


def with_links(
    document: Document, note: str, escape: Callable[[str], list[str]], markup: Markup
) -> list[str]:
    """The lines that `escape` makes of `note`, with what `markup` makes of each link in them."""
    links = wiki_links(note)
    if not links or _BEFORE in note:
        return escape(note)
    written = [markup(link, _target(document, link)) for link in links]
    text, end = "", 0
    for number, link in enumerate(links):
        text += f"{note[end : link.span.start]}{_BEFORE}{number}{_AFTER}"
        end = link.span.end
    lines = escape(text + Span(end, len(note)).of(note))
    return [_PLACE.sub(lambda found: written[int(found[1])], line) for line in lines]


def _target(document: Document, link: WikiLink) -> Found:
    """What the link is to, None if that is not there or not in this export."""
    try:
        found = document.targets().find(link)
    except LinkError:
        return None
    if isinstance(found, HighlightTarget):
        highlight = document.notebook.highlights[found.id]
        return found if document.filter.keeps(highlight) else None
    if isinstance(found, ArticleTarget) and document.label:
        # In a file with several articles nothing says where those are that it does not have.
        key = document.beside.get(found.article.path.absolute())
        return SectionTarget(key) if key else None
    return found
