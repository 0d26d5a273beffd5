"""Annotations: highlights out of any JSON that follows the W3C's model, whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from newsreader.errors import FormatError
from newsreader.formats.entry import Entry, as_colour, as_span, as_text, as_time
from newsreader.formats.json_format import parse_json
from newsreader.locale import _
from newsreader.notebook.highlight import Colour
from newsreader.text.span import Span

_CONTAINERS = frozenset({"AnnotationCollection", "AnnotationPage"})


def read_annotations(text: str) -> list[Entry]:
    """The highlights in one annotation, a list, a page or a collection.

    Raises FormatError when there is no annotation in `text`.
    """
    annotations = list(_annotations(parse_json(text)))
    if not annotations:
        raise FormatError(_("There is no W3C Web Annotation in this file."))
    entries = (_entry(annotation) for annotation in annotations)
    return [entry for entry in entries if entry is not None]


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


def _entry(annotation: dict[str, object]) -> Entry | None:
    quote, prefix, suffix, span = _target(annotation.get("target"))
    notes, tags, colour = _bodies(annotation)
    if "bookmarking" in strings(annotation.get("motivation")) or not (quote or notes):
        return None
    return Entry(
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        span=span,
        colour=colour,
        tags=tuple(dict.fromkeys(tags)),
        note="\n\n".join(notes),
        created=as_time(annotation.get("created")),
        modified=as_time(annotation.get("modified")),
        id=_name(as_text(annotation.get("id"))),
    )


def _target(target: object) -> tuple[str, str, str, Span | None]:
    """Quote, prefix, suffix and span of the first target that quotes."""
    for place in objects(target):
        quote, prefix, suffix, span = "", "", "", None
        for selector in objects(place.get("selector")):
            kind = as_text(selector.get("type"))
            if kind == "TextQuoteSelector" and not quote:
                quote = as_text(selector.get("exact"))
                prefix, suffix = as_text(selector.get("prefix")), as_text(selector.get("suffix"))
            elif kind == "TextPositionSelector" and span is None:
                span = as_span(selector.get("start"), selector.get("end"))
        if quote:
            return quote, prefix, suffix, span
    return "", "", "", None


def _bodies(annotation: dict[str, object]) -> tuple[list[str], list[str], Colour | None]:
    """Notes, tags and colour; a body without a purpose is a note."""
    notes: list[str] = [as_text(annotation.get("bodyValue"))]
    tags: list[str] = []
    colour: Colour | None = None
    motivation = strings(annotation.get("motivation"))
    for body in objects(annotation.get("body")):
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
