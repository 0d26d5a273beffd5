"""doccano: JSON lines of text with labelled spans, in code points."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from newsreader.entities.entity import Mention
from newsreader.errors import FormatError
from newsreader.formats.document import Document, Part
from newsreader.formats.imported_highlight import (
    ImportedHighlight,
    as_span,
    as_tags,
    as_text,
    as_time,
    objects,
    parse_json,
)
from newsreader.formats.labels import highlight_at, labels, mention_at
from newsreader.locale import _
from newsreader.notebook.highlight import Highlight
from newsreader.text.span import Span


class Doccano:
    """One line for the article.

    Notes, tags and times are in `highlights`, which doccano keeps as metadata. When the file is
    read back, the labels decide which highlights there are, and `highlights` supplies the rest for
    the spans that have not changed.
    """

    name = "doccano"
    suffix = ".jsonl"
    includes_entities = True
    keeps = frozenset({Part.COLOUR, Part.TAGS, Part.NOTE, Part.TIMES, Part.OVERLAPS, Part.ENTITIES})

    @property
    def label(self) -> str:
        return _("doccano JSON lines")

    def write(self, document: Document) -> str:
        found = list(labels(document))
        line = {
            "text": document.article.text,
            "label": [[label.span.start, label.span.end, label.name] for label in found],
            "highlights": [_facts(one.highlight) for one in found if one.highlight is not None],
            "title": document.title,
        }
        return json.dumps(line, ensure_ascii=False) + "\n"

    def read(self, text: str) -> list[ImportedHighlight]:
        """The spans whose label is not a kind, as highlights. Raises FormatError."""
        return [
            _entry(found) for found in _spans(text) if mention_at(found.span, found.name) is None
        ]

    def mentions(self, text: str) -> list[Mention]:
        """The spans whose label is a kind, if the file has one text. Raises FormatError."""
        mentions = (mention_at(found.span, found.name) for found in _spans(text) if found.alone)
        return [mention for mention in mentions if mention is not None]


def _facts(highlight: Highlight) -> dict[str, object]:
    return {
        "id": highlight.id,
        "start": highlight.anchor.start,
        "end": highlight.anchor.end,
        "colour": highlight.colour.value,
        "tags": list(highlight.tags),
        "note": highlight.note,
        "created": highlight.created.isoformat(),
        "modified": highlight.modified.isoformat(),
    }


@dataclass(frozen=True, slots=True)
class _LabelledSpan:
    """A span with its label; `alone` if the file has one text, so that it is the article's.

    `facts` is the entry for it in `highlights`, empty if there is none.
    """

    text: str
    span: Span
    name: str
    facts: dict[str, object]
    title: str
    alone: bool


def _spans(text: str) -> Iterator[_LabelledSpan]:
    rows = [row for line in text.split("\n") if line.strip() for row in objects(parse_json(line))]
    texts = [row for row in rows if isinstance(row.get("text", row.get("data")), str)]
    if not texts:
        raise FormatError(_("This is not a file of doccano: no line holds a text with labels."))
    for row in texts:
        yield from _row_spans(row, alone=len(texts) == 1)


def _row_spans(row: dict[str, object], *, alone: bool) -> Iterator[_LabelledSpan]:
    text = as_text(row.get("text", row.get("data")))
    known: dict[tuple[object, object, object], list[dict[str, object]]] = {}
    for facts in reversed(objects(row.get("highlights"))):
        key = (facts.get("start"), facts.get("end"), as_text(facts.get("colour")))
        if as_span(*key[:2]) is not None:
            known.setdefault(key, []).append(facts)
    for span, name in _row_labels(row):
        if not span or span.end > len(text):
            raise FormatError(_("This file labels places that its text does not have."))
        same = known.get((span.start, span.end, name))
        facts = same.pop() if same else {}
        yield _LabelledSpan(text, span, name, facts, as_text(row.get("title")), alone)


def _row_labels(row: dict[str, object]) -> Iterator[tuple[Span, str]]:
    """The labels: lists in `label` or `labels`, or objects in `entities`."""
    listed = row.get("label", row.get("labels"))
    for item in listed if isinstance(listed, list) else []:
        if isinstance(item, list) and len(item) == 3:
            span = as_span(item[0], item[1])
            if span is not None:
                yield span, as_text(item[2])
    for item in objects(row.get("entities")):
        span = as_span(item.get("start_offset"), item.get("end_offset"))
        if span is not None:
            yield span, as_text(item.get("label"))


def _entry(found: _LabelledSpan) -> ImportedHighlight:
    entry = highlight_at(found.text, found.span, found.name)
    facts = found.facts
    return replace(
        entry,
        span=found.span if found.alone else None,
        tags=as_tags(facts.get("tags")) + entry.tags,
        note=as_text(facts.get("note")),
        created=as_time(facts.get("created")),
        modified=as_time(facts.get("modified")),
        id=as_text(facts.get("id")) or None,
        title=found.title,
    )
