"""Readwise: the CSV that it imports, written, and that and the CSV that it exports, read.

The CSV for import has no columns for tags and colours. Readwise takes them from the first line of
the note, where each word after a full stop is a tag.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from newsreader.errors import FormatError
from newsreader.formats.document import Document, Excerpt, Part
from newsreader.formats.imported_highlight import (
    ImportedHighlight,
    as_colour,
    as_time,
    without_surrogates,
)
from newsreader.formats.spreadsheet import original, table
from newsreader.locale import _
from newsreader.notebook.colour import Colour

_COLUMNS = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")


class Readwise:
    """Written as Readwise imports it, read in both forms."""

    name = "readwise"
    suffix = ".csv"
    includes_entities = False
    keeps = frozenset({Part.COLOUR, Part.TAGS, Part.NOTE, Part.TIMES, Part.ORPHANS, Part.OVERLAPS})

    @property
    def label(self) -> str:
        return _("Readwise CSV")

    def write(self, document: Document) -> str:
        rows = [_row(document, excerpt) for excerpt in document.all()]
        return table([_COLUMNS, *rows])

    def read(self, text: str) -> list[ImportedHighlight]:
        """The rows of a Readwise file. Raises FormatError if its columns are missing."""
        return list(_entries(text))


def _row(document: Document, excerpt: Excerpt) -> tuple[object, ...]:
    highlight = excerpt.highlight
    article = document.article
    labels = " ".join(f".{_word(tag)}" for tag in (highlight.colour.value, *highlight.tags))
    return (
        highlight.quote,
        document.title,
        article.author or article.source or "",
        article.url or "",
        f"{labels}\n{highlight.note}" if highlight.note else labels,
        highlight.anchor.start,
        highlight.created.isoformat(sep=" "),
    )


def _word(tag: str) -> str:
    """`tag` as one word: tags in Readwise have no spaces."""
    return "_".join(tag.split())


def _entries(text: str) -> Iterator[ImportedHighlight]:
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    try:
        columns = set(rows.fieldnames or ())
        if not {"Highlight", "Note"} <= columns or not {"Title", "Book Title"} & columns:
            raise FormatError(_("This is not a CSV file of Readwise: it has no Highlight column."))
        for row in rows:
            quote = _cell(row, "Highlight")
            if quote:
                yield _entry(row, quote)
    except csv.Error as error:
        raise FormatError(_("This is not a CSV file: {reason}.").format(reason=error)) from error


def _entry(row: dict[str, str], quote: str) -> ImportedHighlight:
    labels, note = _split_note(_cell(row, "Note"))
    colour = as_colour(_cell(row, "Color"))
    if colour is None and labels and as_colour(labels[0]) is not None:
        colour = Colour(labels.pop(0).lower())
    labels += [tag.strip() for tag in _cell(row, "Tags").split(",")]
    return ImportedHighlight(
        quote=quote,
        colour=colour,
        tags=tuple(dict.fromkeys(label for label in labels if label)),
        note=note,
        created=as_time(_cell(row, "Date") or _cell(row, "Highlighted at")),
        title=_cell(row, "Title") or _cell(row, "Book Title"),
    )


def _split_note(note: str) -> tuple[list[str], str]:
    """The tags on the first line of a note, if it has nothing else, and the rest."""
    first, _newline, rest = note.partition("\n")
    words = first.split()
    if not words or not all(word.startswith(".") and len(word) > 1 for word in words):
        return [], note
    return [word[1:] for word in words], rest


def _cell(row: dict[str, str], name: str) -> str:
    value = row.get(name)
    return without_surrogates(original(value)) if isinstance(value, str) else ""
