"""JSON with all that a notebook holds; docs/notebook.schema.json is its schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace

from newsreader.entities.entity import entity_dict
from newsreader.errors import FormatError
from newsreader.formats.document import Document, Excerpt, Part
from newsreader.formats.imported_highlight import (
    ImportedHighlight,
    as_colour,
    as_span,
    as_tags,
    as_text,
    objects,
    own_time,
    parse_json,
)
from newsreader.formats.json_text import json_text
from newsreader.locale import _
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import known_time

NAME = "newsreader-export"
NAME_OF_SEVERAL = "newsreader-exports"
NAMES = (NAME, NAME_OF_SEVERAL)
SCHEMA = 1


class Json:
    """The JSON of this program, written and read."""

    name = "json"
    suffix = ".json"
    includes_entities = True
    keeps = frozenset(Part)

    @property
    def label(self) -> str:
        return _("JSON, complete")

    def write(self, document: Document) -> str:
        return _text(_export(document))

    def write_all(self, documents: Sequence[Document]) -> str:
        exports = [_export(document) for document in documents]
        return _text({"format": NAME_OF_SEVERAL, "schema": SCHEMA, "exports": exports})

    def read(self, text: str) -> list[ImportedHighlight]:
        """The highlights of an export. Raises FormatError if `text` is something else."""
        return list(_entries(text))


def _text(export: dict[str, object]) -> str:
    return json_text(export, default=_plain)


def _export(document: Document) -> dict[str, object]:
    article = document.article
    meanings = {c.value: document.meaning(c) for c in Colour if document.meaning(c)}
    return {
        "format": NAME,
        "schema": SCHEMA,
        "offset_unit": "codepoint",
        "article": {
            "file": document.file,
            "title": article.title,
            "author": article.author,
            "source": article.source,
            "published": article.published,
            "published_iso": article.published_iso,
            "url": article.url,
            "captured": article.captured.isoformat() if article.captured else None,
            "length": article.length,
            "sha256_text": article.sha256_text,
            "note": document.note,
        },
        "meanings": meanings,
        "highlights": [_highlight(document, excerpt) for excerpt in document.all()],
        "bookmarks": [
            {"letter": b.letter, "offset": b.offset, "before": b.before, "context": b.context}
            for b in sorted(document.notebook.bookmarks.values(), key=lambda b: b.letter)
        ],
        "entities": [entity_dict(entity) for entity in document.entities],
        "corrections": [dict(table) for table in document.notebook.entities],
        "extra": dict(document.notebook.extra),
    }


def _highlight(document: Document, excerpt: Excerpt) -> dict[str, object]:
    highlight = excerpt.highlight
    return {
        "id": highlight.id,
        **asdict(highlight.anchor),
        "colour": highlight.colour.value,
        "meaning": document.meaning(highlight.colour),
        "tags": list(highlight.tags),
        "note": highlight.note,
        "speaker": highlight.speaker,
        "section": excerpt.section,
        "paragraph": excerpt.number,
        "state": highlight.state.value,
        "reason": highlight.reason,
        "created": known_time(highlight.created),
        "modified": known_time(highlight.modified),
        "was": asdict(highlight.was) if highlight.was else None,
        "extra": dict(highlight.extra),
    }


def _plain(value: object) -> object:
    """TOML values that JSON lacks: mappings as dicts, dates and times as strings (ISO 8601)."""
    return dict(value) if isinstance(value, Mapping) else str(value)


def _entries(text: str) -> Iterator[ImportedHighlight]:
    export = parse_json(text)
    if not isinstance(export, dict) or export.get("format") not in NAMES:
        raise FormatError(_("This is not JSON that newsreader exported; name its format."))
    if type(export.get("schema")) is not int or export["schema"] > SCHEMA:
        raise FormatError(_("A newer newsreader wrote this export; update newsreader to read it."))
    several = export.get("format") == NAME_OF_SEVERAL
    for each in objects(export.get("exports")) if several else [export]:
        yield from _entries_of(each)


def _entries_of(export: Mapping[str, object]) -> Iterator[ImportedHighlight]:
    article = export.get("article")
    about = article if isinstance(article, dict) else {}
    whole = ImportedHighlight(
        quote="",
        note=as_text(about.get("note")),
        title=as_text(about.get("title")),
        author=as_text(about.get("author")),
        uri=as_text(about.get("url")),
        document=as_text(about.get("sha256_text")),
        file=as_text(about.get("file")),
    )
    if whole.note:
        yield whole
    rows = export.get("highlights")
    for row in rows if isinstance(rows, list) else []:
        yield _entry(row if isinstance(row, dict) else {}, whole)


def _entry(row: dict[str, object], whole: ImportedHighlight) -> ImportedHighlight:
    quote = as_text(row.get("quote"))
    return replace(
        whole,
        quote=quote,
        prefix=as_text(row.get("prefix")),
        suffix=as_text(row.get("suffix")),
        span=as_span(row.get("start"), row.get("end")),
        colour=as_colour(row.get("colour")),
        tags=as_tags(row.get("tags")),
        note=as_text(row.get("note")),
        speaker=as_text(row.get("speaker")),
        created=own_time(row, "created"),
        modified=own_time(row, "modified"),
        id=as_text(row.get("id")) or None,
        problem="" if quote else _("a highlight without words"),
    )
