"""calibre: the highlights that its viewer and its library export as JSON."""

from __future__ import annotations

from newsreader.errors import FormatError
from newsreader.formats.imported_highlight import (
    ImportedHighlight,
    as_colour,
    as_text,
    as_time,
    objects,
    parse_json,
)
from newsreader.locale import _


class Calibre:
    """An importer only."""

    name = "calibre"

    @property
    def label(self) -> str:
        return _("calibre highlights")

    def read(self, text: str) -> list[ImportedHighlight]:
        """The highlights, without those that were removed in calibre. Raises FormatError."""
        export = parse_json(text)
        rows = export
        if isinstance(export, dict):
            rows = export.get("highlights", export.get("annotations"))
        found = [_annotation(row) for row in objects(rows)]
        if not any("highlighted_text" in row or row.get("type") for row in found):
            raise FormatError(_("This is not an export of calibre: it has no highlights."))
        kept = (row for row in found if not row.get("removed"))
        return [_entry(row) for row in kept if row.get("type", "highlight") == "highlight"]


def _annotation(row: dict[str, object]) -> dict[str, object]:
    """The annotation of a row, which the library puts into a row about the book."""
    inner = row.get("annotation")
    return {**row, **inner} if isinstance(inner, dict) else row


def _entry(row: dict[str, object]) -> ImportedHighlight:
    quote, style = as_text(row.get("highlighted_text")), row.get("style")
    colour = style.get("which", style.get("background-color")) if isinstance(style, dict) else None
    book = row.get("book_id")
    return ImportedHighlight(
        quote=quote,
        note=as_text(row.get("notes")),
        colour=as_colour(colour),
        created=as_time(row.get("timestamp")),
        id=as_text(row.get("uuid")) or None,
        title=as_text(row.get("title")) or (f"calibre {book}" if book is not None else ""),
        author=as_text(row.get("authors")),
        problem="" if quote else _("a highlight without words"),
    )
