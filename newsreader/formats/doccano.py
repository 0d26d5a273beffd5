"""doccano: JSON lines of text with labelled spans, in code points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsreader.errors import FormatError
from newsreader.formats.document import Document, Part
from newsreader.formats.imported_highlight import (
    ImportedHighlight,
    as_span,
    as_tags,
    as_text,
    objects,
    own_time,
    parse_json,
)
from newsreader.formats.json_text import json_text
from newsreader.formats.labels import highlight_at, labels
from newsreader.locale import _
from newsreader.notebook.highlight import Highlight, known_time
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
        line: dict[str, object] = {
            "text": document.article.text,
            "label": [[label.span.start, label.span.end, label.name] for label in found],
            "highlights": [_facts(one.highlight) for one in found if one.highlight is not None],
            "title": document.title,
        }
        if document.label:
            line["file"] = document.label
        return json_text(line, indent=None)

    def write_all(self, documents: Sequence[Document]) -> str:
        return "".join(map(self.write, documents))

    def read(self, text: str) -> list[ImportedHighlight]:
        """The labelled spans of doccano, CLUENER and spaCy. Raises FormatError."""
        return list(_entries(text))


def _facts(highlight: Highlight) -> dict[str, object]:
    return {
        "id": highlight.id,
        "start": highlight.anchor.start,
        "end": highlight.anchor.end,
        "colour": highlight.colour.value,
        "tags": list(highlight.tags),
        "note": highlight.note,
        "created": known_time(highlight.created),
        "modified": known_time(highlight.modified),
    }


def _entries(text: str) -> Iterator[ImportedHighlight]:
    rows = _rows(text)
    texts = [row for row in rows if _text(row)]
    if not texts:
        raise FormatError(_("This is not a file of doccano: no line holds a text with labels."))
    for row in texts:
        yield from _row_entries(row, alone=len(texts) == 1)


def _rows(text: str) -> list[dict[str, object]]:
    """The objects of JSON lines, or of one JSON value."""
    try:
        filled = (line for line in text.split("\n") if line.strip())
        return [row for line in filled for row in objects(parse_json(line))]
    except FormatError:
        return objects(parse_json(text))


def _text(row: dict[str, object]) -> str:
    return next(
        (text for key in ("text", "data", "content") if (text := as_text(row.get(key)))), ""
    )


def _row_entries(row: dict[str, object], *, alone: bool) -> Iterator[ImportedHighlight]:
    """The entries of one text; `alone` if the file has no other, so that it is the article's."""
    text = _text(row)
    known: dict[tuple[object, object, object], list[dict[str, object]]] = {}
    for facts in reversed(objects(row.get("highlights"))):
        key = (facts.get("start"), facts.get("end"), as_text(facts.get("colour")))
        if as_span(*key[:2]) is not None:
            known.setdefault(key, []).append(facts)
    for span, name in _row_labels(row):
        if span is None or not span or span.end > len(text):
            yield ImportedHighlight(quote=name, problem=_("a label outside of its text"))
            continue
        same = known.get((span.start, span.end, name))
        facts = same.pop() if same else {}
        yield _entry(text, span, name, facts, row, alone=alone)


def _row_labels(row: dict[str, object]) -> Iterator[tuple[Span | None, str]]:
    """The labels with their spans, None for one that is not understood."""
    for key in ("label", "labels", "annotations", "entities", "ents"):
        value = row.get(key)
        if isinstance(value, dict):
            yield from _cluener_labels(value)
            continue
        for item in value if isinstance(value, list) else []:
            yield _label(item)


def _label(item: object) -> tuple[Span | None, str]:
    """A label as a list of start, end and name, or as an object."""
    if isinstance(item, list) and len(item) >= 3:
        return as_span(item[0], item[1]), _label_name(item[2])
    if isinstance(item, dict):
        start = item.get("start_offset", item.get("start"))
        end = item.get("end_offset", item.get("end"))
        return as_span(start, end), _label_name(item.get("label", item.get("entity")))
    return None, _label_name(item)


def _label_name(value: object) -> str:
    """A label as words: old versions export its number, some an object with its text."""
    if isinstance(value, dict):
        value = value.get("text", value.get("name"))
    return str(value) if type(value) is int else as_text(value)


def _cluener_labels(value: dict[str, object]) -> Iterator[tuple[Span | None, str]]:
    """The labels of CLUENER: {label: {words: [[first, last], …]}}, both ends included."""
    for name, words in value.items():
        for places in words.values() if isinstance(words, dict) else []:
            for place in places if isinstance(places, list) else []:
                if isinstance(place, list) and len(place) == 2 and type(place[1]) is int:
                    yield as_span(place[0], place[1] + 1), name
                else:
                    yield None, name


def _entry(
    text: str,
    span: Span,
    name: str,
    facts: dict[str, object],
    row: dict[str, object],
    *,
    alone: bool,
) -> ImportedHighlight:
    """The entry for a label; `facts` is what this program wrote about it in `highlights`."""
    entry = highlight_at(text, span, name)
    return replace(
        entry,
        span=span if alone else None,
        tags=as_tags(facts.get("tags")) + entry.tags,
        note=as_text(facts.get("note")),
        created=own_time(facts, "created"),
        modified=own_time(facts, "modified"),
        id=as_text(facts.get("id")) or None,
        title=as_text(row.get("title")),
        file=as_text(row.get("file")),
        found="highlights" in row and not facts,
    )
