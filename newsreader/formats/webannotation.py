"""Web Annotation: the W3C's data model (2017) as JSON-LD, written and read.

Positions are code points (section 4.2.5 of the model). The source of an annotation is the address
of the article, or else the digest of its text (RFC 6920), because a local file has no address that
is valid elsewhere. Ids and bookmarks, which are positions only, always use the digest.
"""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import quote as percent_encode
from urllib.parse import unquote

from newsreader.errors import FormatError
from newsreader.formats.document import Document, Excerpt, Part
from newsreader.formats.imported_highlight import (
    ImportedHighlight,
    as_colour,
    as_span,
    as_text,
    as_time,
    objects,
    parse_json,
    strings,
)
from newsreader.locale import _
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight, HighlightState
from newsreader.notebook.notebook import Bookmark
from newsreader.text.span import Span

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_Json = dict[str, object]

_CONTAINERS = frozenset({"AnnotationCollection", "AnnotationPage"})
_SETS = frozenset({"Choice", "List", "Composite", "Independents"})
_Target = tuple[str, str, str, Span | None]
"""Quote, prefix, suffix and span."""
_NO_TARGET: _Target = ("", "", "", None)


class WebAnnotation:
    """W3C Web Annotations, written and read."""

    name = "webannotation"
    suffix = ".jsonld"
    includes_entities = False
    keeps = frozenset(Part) - {Part.SECTION, Part.ENTITIES}

    @property
    def label(self) -> str:
        return _("W3C Web Annotation")

    def write(self, document: Document) -> str:
        return json.dumps(_collection(document), ensure_ascii=False, indent=2) + "\n"

    def read(self, text: str) -> list[ImportedHighlight]:
        """The highlights in one annotation, a list, a page or a collection.

        Raises FormatError if there is no annotation in `text`.
        """
        annotations = list(_annotations(parse_json(text)))
        if not annotations:
            raise FormatError(_("There is no W3C Web Annotation in this file."))
        return [entry for annotation in annotations for entry in _entries(annotation)]


def _collection(document: Document) -> _Json:
    source = _source(document)
    items = [_annotation(document, excerpt, source) for excerpt in document.all()]
    bookmarks = sorted(document.notebook.bookmarks.values(), key=lambda mark: mark.letter)
    items += [_bookmark(bookmark, source) for bookmark in bookmarks]
    if document.notebook.note:
        items.append(_article_note(document.notebook.note, source))
    return {
        "@context": _CONTEXT,
        "id": f"{source}#annotations",
        "type": "AnnotationCollection",
        "label": document.title,
        "total": len(items),
        "first": {
            "id": f"{source}#page",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }


def _source(document: Document) -> str:
    digest = bytes.fromhex(document.article.sha256_text)
    return "ni:///sha-256;" + urlsafe_b64encode(digest).decode().rstrip("=")


def _annotation(document: Document, excerpt: Excerpt, source: str) -> _Json:
    highlight = excerpt.highlight
    bodies = _bodies(document, highlight)
    return {
        "id": _iri(highlight.id),
        "type": "Annotation",
        "motivation": "commenting" if highlight.note else "highlighting",
        "created": _timestamp(highlight.created),
        "modified": _timestamp(highlight.modified),
        "body": bodies,
        "target": {"source": document.article.url or source, "selector": _selectors(highlight)},
    }


def _bodies(document: Document, highlight: Highlight) -> list[_Json]:
    bodies: list[_Json] = []
    if highlight.note:
        bodies.append(_text(highlight.note, "commenting"))
    bodies += [_text(tag, "tagging") for tag in highlight.tags]
    bodies.append(_text(highlight.colour.value, "classifying"))
    meaning = document.meaning(highlight.colour)
    if meaning:
        bodies.append(_text(meaning, "identifying"))
    if highlight.reason:
        bodies.append(_text(highlight.reason, "assessing"))
    return bodies


def _text(value: str, purpose: str) -> _Json:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _selectors(highlight: Highlight) -> list[_Json]:
    anchor = highlight.anchor
    selectors: list[_Json] = [
        {
            "type": "TextQuoteSelector",
            "exact": anchor.quote,
            "prefix": anchor.prefix,
            "suffix": anchor.suffix,
        }
    ]
    if highlight.state is not HighlightState.ORPHAN:
        selectors.append({"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end})
    return selectors


def _bookmark(bookmark: Bookmark, source: str) -> _Json:
    place = {"type": "TextPositionSelector", "start": bookmark.offset, "end": bookmark.offset}
    return {
        "id": f"{source}#bookmark-{percent_encode(bookmark.letter, safe='')}",
        "type": "Annotation",
        "motivation": "bookmarking",
        "body": [_text(bookmark.letter, "bookmarking")],
        "target": {"source": source, "selector": [place]},
    }


def _article_note(note: str, source: str) -> _Json:
    return {
        "id": f"{source}#note",
        "type": "Annotation",
        "motivation": "commenting",
        "body": [_text(note, "commenting")],
        "target": source,
    }


def _iri(name: str) -> str:
    """An id as an IRI: a UUID as in RFC 9562, else one of our own."""
    if _UUID.fullmatch(name):
        return f"urn:uuid:{name}"
    return "urn:newsreader:" + percent_encode(name.encode("utf-8", "replace"), safe="")


def _timestamp(time: datetime) -> str:
    """An xsd:dateTime; in UTC if the offset of its zone is not in whole minutes."""
    offset = time.utcoffset()
    if offset is None or offset.total_seconds() % 60:
        time = time.astimezone(UTC)
    return time.isoformat()


def _annotations(value: object) -> Iterator[_Json]:
    """Every annotation in `value`, in lists, pages and the first page of collections."""
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


def _entries(annotation: _Json) -> Iterator[ImportedHighlight]:
    """An entry for each target with a quote, or one without a quote if there is only a note."""
    notes, tags, colour = _read_bodies(annotation)
    targets = [target for target in map(_target, _parts(annotation.get("target"))) if target[0]]
    entry_id = _id(as_text(annotation.get("id")))
    for quote, prefix, suffix, span in targets or ([_NO_TARGET] if notes else []):
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
            id=entry_id,
        )
        # An id is that of one highlight; those of further targets get new ones.
        entry_id = None


def _target(target: _Json) -> _Target:
    """The quote and the position of a target.

    A position inside another selector is relative to that one, so it is ignored.
    """
    quote, prefix, suffix, span = _NO_TARGET
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


def _parts(value: object) -> list[_Json]:
    """The objects in a target or body, also those in sets (section 3.2.4 of the model)."""
    found = objects(value)
    sets = [part for part in found if not _SETS.isdisjoint(strings(part.get("type")))]
    return [part for part in found if part not in sets] + [
        item for part in sets for item in objects(part.get("items"))
    ]


def _read_bodies(annotation: _Json) -> tuple[list[str], list[str], Colour | None]:
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


def _id(iri: str) -> str | None:
    """The id in one of our own IRIs, else the IRI itself."""
    if iri.startswith("urn:newsreader:"):
        return unquote(iri.removeprefix("urn:newsreader:"))
    return iri.removeprefix("urn:uuid:") or None
