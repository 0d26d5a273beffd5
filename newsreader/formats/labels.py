"""Labels: highlights and mentions as the labelled spans that tools for language work take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsreader.entities.entity import Entity, Kind, Mention
from newsreader.formats.document import Document
from newsreader.formats.imported_highlight import ImportedHighlight, as_colour
from newsreader.notebook.highlight import Anchor, Highlight
from newsreader.text.span import Span


@dataclass(frozen=True, slots=True)
class Label:
    """A span with its label: a colour's name for a highlight, a kind for a mention.

    `highlight` is None for a mention, `entity` for a highlight.
    """

    span: Span
    name: str
    highlight: Highlight | None = None
    entity: Entity | None = None

    @property
    def id(self) -> str:
        """The id of the highlight or the entity."""
        marked = self.highlight or self.entity
        return marked.id if marked else ""


def labels(document: Document) -> Iterator[Label]:
    """Highlights in text order, then mentions in text order, but for those of white space only.

    No tool for language work has a token there to put a label on.
    """
    text = document.article.text
    marked = (excerpt.highlight for excerpt in document.excerpts())
    for label in (Label(one.span, one.colour.value, highlight=one) for one in marked):
        if label.span.of(text).strip():
            yield label
    yield from (label for label in mentions(document) if label.span.of(text).strip())


def mentions(document: Document) -> list[Label]:
    """The mentions of every entity, in text order, the longer one first."""
    found = [
        Label(span, entity.kind.value, entity=entity)
        for entity in document.entities
        for span in entity.mentions
    ]
    return sorted(found, key=lambda label: (label.span.start, -label.span.end, label.name))


def apart(found: Iterable[Label]) -> list[Label]:
    """Those that share no text, for formats in which spans may not overlap: the longest win."""
    kept: list[Label] = []
    taken: set[int] = set()
    for label in sorted(found, key=lambda label: (-len(label.span), label.span)):
        places = range(label.span.start, label.span.end)
        if places and taken.isdisjoint(places):
            taken.update(places)
            kept.append(label)
    return sorted(kept, key=lambda label: label.span)


def kind_named(name: str) -> Kind | None:
    """The kind of entity that a label names, or None."""
    try:
        return Kind(name)
    except ValueError:
        return None


def entry_at(text: str, span: Span, name: str) -> ImportedHighlight:
    """A highlight that another program set: its label is a colour, or else becomes a tag."""
    anchor = Anchor.on(text, span)
    colour = as_colour(name)
    return ImportedHighlight(
        quote=anchor.quote,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
        span=span,
        colour=colour,
        tags=() if colour else (name,),
    )


def mention_at(span: Span, name: str) -> Mention | None:
    """A mention that another program set on `span`, or None where the label is no kind."""
    kind = kind_named(name)
    return Mention(span, kind) if kind and span else None
