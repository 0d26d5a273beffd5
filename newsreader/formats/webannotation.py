"""Web Annotation: the W3C's data model (2017) as JSON-LD, written and read.

Positions are code points (section 4.2.5 of the model). The source of an annotation is the address
of the article, or else the digest of its text (RFC 6920), because a local file has no address that
is valid elsewhere. Ids and bookmarks, which are positions only, always use the digest.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import quote as percent_encode

from newsreader.formats.collection import with_own_ids
from newsreader.formats.document import Document, Excerpt, Part
from newsreader.formats.imported_highlight import ImportedHighlight
from newsreader.formats.json_text import json_text
from newsreader.locale import _
from newsreader.notebook.highlight import Highlight, HighlightState
from newsreader.notebook.notebook import Bookmark

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_Json = dict[str, object]


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
        return json_text(_collection(document))

    def write_all(self, documents: Sequence[Document]) -> str:
        """A list of collections, which is a valid document of JSON-LD too."""
        return json_text([_collection(document) for document in with_own_ids(documents)])

    def read(self, text: str) -> list[ImportedHighlight]:
        """The annotations in `text`, of any program. Raises FormatError if there is none."""
        from newsreader.formats.webannotation_reader import read  # noqa: PLC0415 (imports only)

        return read(text)


def _collection(document: Document) -> _Json:
    source = _source(document)
    # Two files may have the same text.
    name = f"{source}?file={percent_encode(document.label)}" if document.label else source
    items = [_annotation(document, excerpt, source) for excerpt in document.all()]
    bookmarks = sorted(document.notebook.bookmarks.values(), key=lambda mark: mark.letter)
    items += [_bookmark(bookmark, source, name) for bookmark in bookmarks]
    if document.note:
        items.append(_article_note(document.note, source, name))
    return {
        "@context": _CONTEXT,
        "id": f"{name}#annotations",
        "type": "AnnotationCollection",
        "label": document.title,
        "total": len(items),
        "first": {
            "id": f"{name}#page",
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
        **_times(highlight),
        "body": bodies,
        "target": {"source": document.article.url or source, "selector": _selectors(highlight)},
    }


def _times(highlight: Highlight) -> _Json:
    times = {"created": highlight.created, "modified": highlight.modified}
    return {name: _timestamp(time) for name, time in times.items() if time is not None}


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


def _bookmark(bookmark: Bookmark, source: str, name: str) -> _Json:
    place = {"type": "TextPositionSelector", "start": bookmark.offset, "end": bookmark.offset}
    return {
        "id": f"{name}#bookmark-{percent_encode(bookmark.letter, safe='')}",
        "type": "Annotation",
        "motivation": "bookmarking",
        "body": [_text(bookmark.letter, "bookmarking")],
        "target": {"source": source, "selector": [place]},
    }


def _article_note(note: str, source: str, name: str) -> _Json:
    return {
        "id": f"{name}#note",
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
