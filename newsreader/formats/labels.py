"""Highlights and mentions as labelled spans, for annotation tools and corpora."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.formats.document import Document
from newsreader.formats.imported_highlight import ImportedHighlight
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Anchor, Highlight
from newsreader.text.span import Span


@dataclass(frozen=True, slots=True)
class Label:
    """A span with its label: the name of a colour for a highlight, a kind for a mention.

    `highlight` is None for a mention, `entity` is None for a highlight.
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
    """Highlights in text order, then mentions in text order.

    Spans of white space are left out, because these tools have no token there to label.
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


def without_overlaps(found: Iterable[Label]) -> list[Label]:
    """The labels in text order, and of those that overlap only the longest."""
    kept: list[Label] = []
    taken: set[int] = set()
    for label in sorted(found, key=lambda label: (-len(label.span), label.span)):
        places = range(label.span.start, label.span.end)
        if places and taken.isdisjoint(places):
            taken.update(places)
            kept.append(label)
    return sorted(kept, key=lambda label: label.span)


_KINDS = {
    "person": Kind.PER, "pers": Kind.PER, "name": Kind.PER, "人名": Kind.PER, "人物": Kind.PER,
    "organization": Kind.ORG, "organisation": Kind.ORG, "company": Kind.ORG, "nt": Kind.ORG,
    "government": Kind.ORG, "机构": Kind.ORG, "组织": Kind.ORG, "公司": Kind.ORG,
    "location": Kind.LOC, "gpe": Kind.LOC, "ns": Kind.LOC, "address": Kind.LOC, "scene": Kind.LOC,
    "地名": Kind.LOC, "地点": Kind.LOC, "nr": Kind.PER,
    "book": Kind.WORK, "movie": Kind.WORK, "game": Kind.WORK, "work_of_art": Kind.WORK,
    "date": Kind.TIME, "时间": Kind.TIME, "product": Kind.PRODUCT,
}  # fmt: skip
"""Labels of corpora for a kind, in small letters."""


def highlight_at(text: str, span: Span, name: str) -> ImportedHighlight:
    """The highlight for a label: it is a colour, or becomes a tag."""
    anchor = Anchor.on(text, span)
    return replace(
        labelled(name), quote=anchor.quote, prefix=anchor.prefix, suffix=anchor.suffix, span=span
    )


def labelled(name: str) -> ImportedHighlight:
    """An entry without a place for the label `name`."""
    colour = Colour(name) if name in list(Colour) else None
    tags = () if colour or not name else (name,)
    return ImportedHighlight(quote="", colour=colour, tags=tags, kind=kind_named(name))


def kind_named(name: str) -> Kind | None:
    """The kind that a label names, in this program or in a corpus; None for other labels."""
    try:
        return Kind(name.upper())
    except ValueError:
        return _KINDS.get(name.lower())
