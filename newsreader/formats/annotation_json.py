"""Annotations: highlights out of any JSON that follows the W3C's model, whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from newsreader.errors import FormatError
from newsreader.formats.imported_highlight import (
    ImportedHighlight,
    as_colour,
    as_span,
    as_text,
    as_time,
)
from newsreader.formats.json_format import parse_json
from newsreader.locale import _
from newsreader.notebook.colour import Colour
from newsreader.text.span import Span

_CONTAINERS = frozenset({"AnnotationCollection", "AnnotationPage"})
_SETS = frozenset({"Choice", "List", "Composite", "Independents"})
_Place = tuple[str, str, str, Span | None]
_NOWHERE: _Place = ("", "", "", None)


def read_annotations(text: str) -> list[ImportedHighlight]:
    """The highlights in one annotation, a list, a page or a collection.

    Raises FormatError when there is no annotation in `text`.
    """
    annotations = list(_annotations(parse_json(text)))
    if not annotations:
        raise FormatError(_("There is no W3C Web Annotation in this file."))
    return [entry for annotation in annotations for entry in _entries(annotation)]


def _annotations(value: object) -> Iterator[dict[str, object]]:
    """Every annotation in `value`: in lists, in pages, in a collection's first page."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, dict):
            kinds = set(strings(item.get("type")))
            if kinds & _CONTAINERS:
                waiting.extend([item.get("items"), item.get("first")])
            elif "Annotation" in kinds:
                yield item


def _entries(annotation: dict[str, object]) -> Iterator[ImportedHighlight]:
    """An entry for each target that quotes; one without a quote when there is only a note."""
    notes, tags, colour = _bodies(annotation)
    places = [place for place in map(_place, _parts(annotation.get("target"))) if place[0]]
    name = _name(as_text(annotation.get("id")))
    for quote, prefix, suffix, span in places or ([_NOWHERE] if notes else []):
        yield ImportedHighlight(
            quote=quote,
            prefix=prefix,
            suffix=suffix,
            span=span,
            colour=colour,
            tags=tuple(dict.fromkeys(tags)),
            note="\n\n".join(notes),
            created=as_time(annotation.get("created")),
            modified=as_time(annotation.get("modified")),
            id=name,
        )
        # An id means one highlight: the others of an annotation on several places get their own.
        name = None


def _place(target: dict[str, object]) -> _Place:
    """Quote, prefix, suffix and span of a target.

    A position inside another selector counts from where that one begins, so it is not taken.
    """
    quote, prefix, suffix, span = _NOWHERE
    waiting = [(selector, True) for selector in reversed(objects(target.get("selector")))]
    while waiting:
        selector, outermost = waiting.pop()
        kind = as_text(selector.get("type"))
        if kind == "TextQuoteSelector" and not quote:
            quote = as_text(selector.get("exact"))
            prefix, suffix = as_text(selector.get("prefix")), as_text(selector.get("suffix"))
        elif kind == "TextPositionSelector" and outermost and span is None:
            span = as_span(selector.get("start"), selector.get("end"))
        waiting += [(inner, False) for inner in objects(selector.get("refinedBy"))]
    return quote, prefix, suffix, span


def _parts(value: object) -> list[dict[str, object]]:
    """The objects in a target or body, those in its sets too (section 3.2.4 of the model)."""
    found = objects(value)
    sets = [part for part in found if not _SETS.isdisjoint(strings(part.get("type")))]
    return [part for part in found if part not in sets] + [
        item for part in sets for item in objects(part.get("items"))
    ]


def _bodies(annotation: dict[str, object]) -> tuple[list[str], list[str], Colour | None]:
    """Notes, tags and colour; a body without a purpose is a note."""
    notes: list[str] = [as_text(annotation.get("bodyValue"))]
    tags: list[str] = []
    colour: Colour | None = None
    motivation = strings(annotation.get("motivation"))
    for body in _parts(annotation.get("body")):
        value = as_text(body.get("value"))
        purposes = set(strings(body.get("purpose"))) or set(motivation)
        if "tagging" in purposes:
            tags.append(value)
        elif "classifying" in purposes:
            colour = colour or as_colour(value)
        elif not purposes & {"identifying", "assessing", "bookmarking"}:
            notes.append(value)
    return [note for note in notes if note], [tag for tag in tags if tag], colour


def _name(iri: str) -> str | None:
    """The id that one of our IRIs holds, else the IRI itself."""
    if iri.startswith("urn:newsreader:"):
        return unquote(iri.removeprefix("urn:newsreader:"))
    return iri.removeprefix("urn:uuid:") or None


def objects(value: object) -> list[dict[str, object]]:
    """The objects in a value that may be one, a list of them, or something else."""
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, dict)]


def strings(value: object) -> list[str]:
    """The strings in a value that may be one, a list of them, or something else."""
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, str)]
