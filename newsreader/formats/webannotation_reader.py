"""Web Annotations (W3C, 2017), read: those of this program, of other readers and of libraries."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from urllib.parse import unquote

from newsreader.errors import FormatError
from newsreader.formats.html_words import words_of
from newsreader.formats.imported_highlight import (
    ImportedHighlight,
    as_colour,
    as_span,
    as_text,
    as_time,
    nearest_colour,
    objects,
    parse_json,
    strings,
    with_note,
)
from newsreader.locale import _
from newsreader.notebook.colour import Colour
from newsreader.text.span import Span

_Json = dict[str, object]

_CONTAINERS = frozenset({"AnnotationCollection", "AnnotationPage", "AnnotationSet"})
_SETS = frozenset({"Choice", "List", "Composite", "Independents"})
_DIGEST = re.compile(r"ni:///sha-256;([A-Za-z0-9_-]{43})")


class _Target(NamedTuple):
    """What an annotation is about; `source` is the address of the text."""

    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    span: Span | None = None
    until: str = ""
    source: str = ""
    selected: bool = False
    """Whether a part of the source is meant, and not the whole."""


@dataclass(slots=True)
class _Body:
    notes: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    colour: Colour | None = None


def read(text: str) -> list[ImportedHighlight]:
    """The entries of one annotation, a list, a page, a set or a collection, replies merged.

    Raises FormatError if there is no annotation in `text`.
    """
    found = list(_annotations(parse_json(text)))
    if not found:
        raise FormatError(_("There is no W3C Web Annotation in this file."))
    known = {as_text(annotation.get("id")) for annotation, _title in found}
    entries: list[ImportedHighlight] = []
    by_id: dict[str, int] = {}
    replies: list[tuple[str, str, _Json]] = []
    for annotation, title in found:
        iri = as_text(annotation.get("id"))
        answered = next((s for s in _sources(annotation) if s in known and s and s != iri), "")
        if answered:
            replies.append((answered, iri, annotation))
            continue
        by_id[iri] = len(entries)
        entries += _entries(annotation, title)
    _answer(entries, by_id, replies)
    return entries


def _answer(
    entries: list[ImportedHighlight],
    by_id: dict[str, int],
    replies: list[tuple[str, str, _Json]],
) -> None:
    """Add each reply to the note that began its thread."""
    above = {iri: answered for answered, iri, _annotation in replies}
    for first, iri, annotation in replies:
        answered, seen = first, {iri}
        while answered in above and answered not in seen:
            seen.add(answered)
            answered = above[answered]
        number = by_id.get(answered)
        words = "\n\n".join(_read_bodies(annotation).notes)
        if number is None or number >= len(entries) or not words:
            problem = _("a reply without words, or to nothing")
            entries.append(ImportedHighlight(quote=words, id=iri or None, problem=problem))
            continue
        creator = _name(annotation.get("creator"))
        head = entries[number]
        line = f"{creator}: {words}" if creator else words
        entries[number] = replace(head, note=with_note(head.note, line))


def _name(creator: object) -> str:
    found = objects(creator)
    return as_text(found[0].get("name")) if found else ""


def _annotations(value: object) -> Iterator[tuple[_Json, str]]:
    """Every annotation in lists, pages, sets and collections, with the title of its container."""
    waiting: list[tuple[object, str]] = [(value, "")]
    while waiting:
        item, title = waiting.pop()
        if isinstance(item, list):
            waiting.extend((inner, title) for inner in reversed(item))
        elif isinstance(item, dict):
            kinds = set(strings(item.get("type")) + strings(item.get("@type")))
            if kinds & _CONTAINERS:
                title = _container_title(item) or title
                waiting += [(item.get("items"), title), (item.get("first"), title)]
            elif kinds & {"Annotation", "oa:Annotation"}:
                yield item, title


def _container_title(item: _Json) -> str:
    about = item.get("about")
    title = about.get("dc:title", about.get("title")) if isinstance(about, dict) else None
    return as_text(title) or as_text(item.get("label"))


def _entries(annotation: _Json, title: str) -> Iterator[ImportedHighlight]:
    """An entry for each target, each with the bodies."""
    body = _read_bodies(annotation)
    targets = [_target(part) for part in _parts(annotation.get("target"))] or [_Target()]
    chosen = [target for target in targets if target.quote or target.span]
    entry = ImportedHighlight(
        quote="",
        colour=body.colour,
        tags=tuple(dict.fromkeys(body.tags)),
        note="\n\n".join(body.notes),
        created=as_time(annotation.get("created")),
        modified=as_time(annotation.get("modified")),
        id=_id(as_text(annotation.get("id"))),
        title=title,
    )
    if "bookmarking" in strings(annotation.get("motivation")) and not entry.note:
        return  # a place without words
    if not chosen:
        source = next(iter(_sources(annotation)), "")
        uri, document = _identity(source)
        problem = ""
        if any(target.selected for target in targets):
            problem = _("its selectors do not name words or positions")
        elif not entry.note:
            problem = _("neither words nor a note")
        yield replace(entry, uri=uri, document=document, problem=problem)
    for target in chosen:
        uri, document = _identity(target.source)
        yield replace(
            entry,
            quote=target.quote,
            prefix=target.prefix,
            suffix=target.suffix,
            span=target.span,
            until=target.until,
            uri=uri,
            document=document,
        )
        # An id is that of one highlight; those of further targets get new ones.
        entry = replace(entry, id=None)


def _identity(source: str) -> tuple[str, str]:
    """The address and the digest of the text that a source names, each "" if it is the other."""
    if found := _DIGEST.match(source):
        return "", urlsafe_b64decode(found[1] + "=").hex()
    return source, ""


def _sources(annotation: _Json) -> list[str]:
    """What the targets name: texts, or other annotations."""
    value = annotation.get("target")
    plain = strings(value)
    parts = _parts(value)
    named = [as_text(part.get(key)) for part in parts for key in ("source", "id") if part.get(key)]
    return plain + named


def _target(target: _Json) -> _Target:
    """The words and the position of a target.

    A position inside another selector is relative to that one, so it is ignored.
    """
    source = target.get("source")
    if isinstance(source, dict):
        source = source.get("id")
    selectors = objects(target.get("selector"))
    found = _Target(source=as_text(source), selected=bool(selectors))
    waiting = [(selector, True) for selector in reversed(selectors)]
    while waiting:
        selector, outermost = waiting.pop()
        kind = as_text(selector.get("type")).removeprefix("oa:")
        if kind == "TextQuoteSelector" and not found.quote:
            found = _with_quote(found, selector)
        elif kind == "TextPositionSelector" and outermost and found.span is None:
            span = as_span(selector.get("start"), selector.get("end"))
            found = found._replace(span=span or None)
        elif kind == "RangeSelector" and not found.quote and found.span is None:
            found = _with_range(found, selector)
        waiting += [(inner, False) for inner in objects(selector.get("refinedBy"))]
    return found


def _with_quote(target: _Target, selector: _Json) -> _Target:
    return target._replace(
        quote=as_text(selector.get("exact")),
        prefix=as_text(selector.get("prefix")),
        suffix=as_text(selector.get("suffix")),
    )


def _with_range(target: _Target, selector: _Json) -> _Target:
    """`target` from the start of one selector to that of another (section 4.2.9 of the model)."""
    ends = [objects(selector.get(name)) for name in ("startSelector", "endSelector")]
    first, last = (
        _target({"selector": [s for s in end if s.get("type") != "RangeSelector"]}) for end in ends
    )
    if first.span and last.span:
        return target._replace(span=as_span(first.span.start, last.span.start) or None)
    if first.quote and last.quote:
        return first._replace(until=last.quote, source=target.source, selected=True)
    return target


def _parts(value: object) -> list[_Json]:
    """The objects in a target or body, also those in sets (section 3.2.4 of the model)."""
    found = objects(value)
    sets = [part for part in found if not _SETS.isdisjoint(strings(part.get("type")))]
    return [part for part in found if part not in sets] + [
        item for part in sets for item in objects(part.get("items"))
    ]


def _read_bodies(annotation: _Json) -> _Body:
    """Notes, tags and colour; a body without a purpose is a note, and so is the address of one."""
    body = _Body(notes=[as_text(annotation.get("bodyValue")), *strings(annotation.get("body", []))])
    motivation = strings(annotation.get("motivation"))
    for part in _parts(annotation.get("body")):
        value = as_text(part.get("value"))
        if "html" in as_text(part.get("format")):
            value = words_of(value)
        purposes = set(strings(part.get("purpose"))) or set(motivation)
        if "tagging" in purposes:
            body.tags.append(value)
        elif "classifying" in purposes:
            body.colour = body.colour or as_colour(value)
        elif not purposes & {"identifying", "assessing", "bookmarking"}:
            body.notes.append(value)
        # Thorium keeps the colour and a tag in the body.
        body.colour = body.colour or nearest_colour(as_text(part.get("color")).lower())
        body.tags += strings(part.get("tag", []))
    body.notes = [note for note in body.notes if note]
    body.tags = [tag for tag in body.tags if tag]
    return body


def _id(iri: str) -> str | None:
    """The id in one of our own IRIs, else the IRI itself."""
    if iri.startswith("urn:newsreader:"):
        return unquote(iri.removeprefix("urn:newsreader:"))
    return iri.removeprefix("urn:uuid:") or None
