"""Readwise: the CSV that it imports, written, and that and the CSV that it exports, read.

The CSV for import has no columns for tags and colours. Readwise takes them from the first line of
the note, where each word after a full stop is a tag.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from newsreader.errors import FormatError
from newsreader.formats.document import Document, Excerpt, Part, iso_time
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
        return self.write_all([document])

    def write_all(self, documents: Sequence[Document]) -> str:
        rows = [_row(document, excerpt) for document in documents for excerpt in document.all()]
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
        iso_time(highlight.created, " "),
    )


def _word(tag: str) -> str:
    """`tag` as one word: tags in Readwise have no spaces."""
    return "_".join(tag.split())


def _entries(text: str) -> Iterator[ImportedHighlight]:
    text = text.removeprefix("\ufeff")
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        columns = [name.strip().lower() for name in next(rows, [])]
        if "highlight" not in columns:
            raise FormatError(_("This is not a CSV file of Readwise: it has no Highlight column."))
        for cells in rows:
            row = dict(zip(columns, cells, strict=False))
            if any(cell.strip() for cell in cells):
                yield _entry(row)
    except csv.Error as error:
        raise FormatError(_("This is not a CSV file: {reason}.").format(reason=error)) from error


def _entry(row: dict[str, str]) -> ImportedHighlight:
    quote = _cell(row, "highlight")
    labels, note = _split_note(_cell(row, "note"))
    colour = as_colour(_cell(row, "color")) or as_colour(_cell(row, "colour"))
    if colour is None and labels and labels[0].lower() in list(Colour):
        colour = Colour(labels.pop(0).lower())
    labels += [tag.strip() for tag in _cell(row, "tags").split(",")]
    title = _cell(row, "title") or _cell(row, "book title")
    # A row of another reader without a quote is a note on the whole article.
    problem = "" if quote or note else _("a row without words")
    return ImportedHighlight(
        quote=quote,
        colour=colour,
        tags=tuple(dict.fromkeys(label for label in labels if label)),
        note=note,
        created=as_time(_cell(row, "date") or _cell(row, "highlighted at")),
        title=title,
        author=_cell(row, "author") or _cell(row, "book author"),
        uri=_cell(row, "url") or _cell(row, "source url"),
        position=_cell(row, "location"),
        problem=problem,
    )


def _split_note(note: str) -> tuple[list[str], str]:
    """The tags on the first line of a note, if it has nothing else, and the rest."""
    first, _newline, rest = note.partition("\n")
    words = first.split()
    if not words or not all(word.startswith(".") and len(word) > 1 for word in words):
        return [], note
    tags = [word[1:] for word in words]
    # This program begins with a colour; others may leave a line empty after their tags.
    return tags, rest if tags[0].lower() in list(Colour) else rest.lstrip("\n")


def _cell(row: dict[str, str], name: str) -> str:
    value = row.get(name)
    return without_surrogates(original(value)) if isinstance(value, str) else ""
