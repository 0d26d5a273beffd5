"""KOReader: the sidecar of a book (metadata.*.lua) and the JSON of its exporter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from newsreader.errors import FormatError
from newsreader.formats.imported_highlight import (
    ImportedHighlight,
    as_colour,
    as_text,
    objects,
    parse_json,
)
from newsreader.formats.lua_table import Table, items, parse_lua
from newsreader.locale import _

_PAGE_NOTE = re.compile(r"^(?:Page|第|S\.|Seite|页)\s?\d+.* @ \d{4}-\d\d-\d\d", re.DOTALL)
"""What old versions write by themselves as the text of a bookmark."""

_Row = dict[str, object]


class KoReader:
    """An importer only. Times are local, as the device writes them."""

    name = "koreader"

    @property
    def label(self) -> str:
        return _("KOReader sidecar or JSON")

    def read(self, text: str) -> list[ImportedHighlight]:
        """The highlights with their notes, of one book or several. Raises FormatError."""
        if text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
            return list(_json_entries(parse_json(text)))
        table = parse_lua(text)
        rows = [_row(item) for item in items(table.get("annotations"))] or list(_old_rows(table))
        if not rows and not {"annotations", "highlight", "bookmarks", "doc_props"} & table.keys():
            raise FormatError(_("This is not a settings file of KOReader: it has no annotations."))
        about = _row(table.get("doc_props") or table.get("stats"))
        title, author = as_text(about.get("title")), as_text(about.get("authors"))
        return [replace(_entry(row), title=title, author=author) for row in rows]


def _row(value: object) -> _Row:
    return {str(key): item for key, item in value.items()} if isinstance(value, dict) else {}


def _old_rows(table: Table) -> Iterator[_Row]:
    """The highlights of versions before 2024, with the notes that their bookmarks hold."""
    notes: dict[object, str] = {}
    for bookmark in map(_row, items(table.get("bookmarks"))):
        note = as_text(bookmark.get("text"))
        if note and note != bookmark.get("notes") and not _PAGE_NOTE.match(note):
            notes[bookmark.get("datetime")] = note
    for page in items(table.get("highlight")):
        for row in map(_row, items(page)):
            yield {**row, "note": notes.get(row.get("datetime"), "")}


def _entry(row: _Row) -> ImportedHighlight:
    quote, note = as_text(row.get("text")), as_text(row.get("note") or row.get("notes"))
    place = row.get("pageno", row.get("page"))
    bookmark = not row.get("drawer") and not row.get("pos0") and "sort" not in row
    problem = "" if quote or note else _("a highlight without words")
    if bookmark and not note and "pos0" not in row and "drawer" not in row and row.get("page"):
        problem = _("a bookmark without words")
    return ImportedHighlight(
        quote="" if bookmark and note else quote,
        note=note,
        colour=as_colour(row.get("color")),
        created=_time(row.get("datetime") or row.get("time")),
        modified=_time(row.get("datetime_updated")),
        position=f"{place} {as_text(row.get('pos0'))}".strip() if place or row.get("pos0") else "",
        problem=problem,
    )


def _time(value: object) -> datetime | None:
    """A local time as KOReader writes it, or seconds since 1970 in UTC."""
    try:
        if isinstance(value, int | float) and not isinstance(value, bool) and value > 0:
            return datetime.fromtimestamp(value, UTC)
        return datetime.fromisoformat(as_text(value)).astimezone()
    except (ValueError, OverflowError, OSError):
        return None


def _json_entries(export: object) -> Iterator[ImportedHighlight]:
    documents = export
    if isinstance(export, dict):
        documents = export.get("documents", [export])
    found = [document for document in objects(documents) if "entries" in document]
    if not found:
        raise FormatError(_("This is not an export of KOReader: it has no entries."))
    for document in found:
        title, author = as_text(document.get("title")), as_text(document.get("author"))
        for entry in objects(document.get("entries")):
            row = _entry({"sort": "", "drawer": "", **entry})
            yield replace(row, title=title, author=author)
