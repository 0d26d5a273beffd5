"""CSV and TSV (RFC 4180) for spreadsheets: one highlight in each row, and no formulas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsreader.errors import FormatError
from newsreader.formats.document import (
    Document,
    Excerpt,
    Part,
    iso_time,
    lines_of,
    one_line,
    without_controls,
)
from newsreader.formats.imported_highlight import (
    ImportedHighlight,
    as_colour,
    as_span,
    as_time,
    without_surrogates,
)
from newsreader.locale import _

_FORMULA = re.compile(
    r"[\s'\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]*[=+\-@＝＋－＠]"
)
_COLUMNS = (
    "title", "author", "source", "published", "section", "paragraph", "quote", "note", "colour",
    "meaning", "tags", "state", "created", "modified", "id", "start", "end", "file",
    "url", "captured", "published_iso", "sha256_text", "speaker",
)  # fmt: skip


_NEEDED = frozenset({"quote", "note", "colour", "start", "end", "id"})
_BETWEEN_TAGS = re.compile(r"[,，、]")


class _Table:
    """The common part of CSV and TSV. The names of columns are the same in every language."""

    includes_entities = False
    keeps = frozenset(Part) - {Part.ARTICLE_NOTE, Part.BOOKMARKS, Part.ENTITIES, Part.CONTEXT}
    delimiter = ","

    def write(self, document: Document) -> str:
        return self.write_all([document])

    def write_all(self, documents: Sequence[Document]) -> str:
        rows = (row for document in documents for row in _rows(document))
        return table_file([_COLUMNS, *rows], self.delimiter)

    def read(self, text: str) -> list[ImportedHighlight]:
        """The rows of a file that this program wrote, and another may have saved again.

        Raises FormatError if its columns are missing.
        """
        return list(_entries(text))


class Csv(_Table):
    """Comma-separated values."""

    name = "csv"
    suffix = ".csv"

    @property
    def label(self) -> str:
        return _("CSV for spreadsheets")


class Tsv(_Table):
    """Tab-separated values, quoted as in CSV."""

    name = "tsv"
    suffix = ".tsv"
    delimiter = "\t"

    @property
    def label(self) -> str:
        return _("TSV for spreadsheets")


def table(rows: Iterable[Sequence[object]], delimiter: str = ",") -> str:
    """The rows in the form of RFC 4180, with every string made harmless.

    Line ends are LF in a cell, and other control characters, which a terminal would obey, U+FFFD.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_cell(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue()


def table_file(rows: Iterable[Sequence[object]], delimiter: str = ",") -> str:
    """`table` as the text of a file. Excel recognizes UTF-8 by the byte order mark."""
    return "\ufeff" + table(rows, delimiter)


def _cell(cell: str) -> str:
    return harmless(without_controls("\n".join(lines_of(cell))))


def harmless(cell: str) -> str:
    """`cell`, after an apostrophe if a spreadsheet would take it for a formula.

    White space, invisible characters and apostrophes before the sign of a formula are ignored, so
    that `original` can undo this.
    """
    cell = cell.replace("\0", "\ufffd")
    return f"'{cell}" if _FORMULA.match(cell) else cell


def original(cell: str) -> str:
    """The cell that `harmless` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def _rows(document: Document) -> Iterator[tuple[object, ...]]:
    article = document.article
    head = (
        document.title,
        one_line(article.author or ""),
        one_line(article.source or ""),
        one_line(article.published or ""),
    )
    captured = article.captured.isoformat() if article.captured else ""
    tail = (
        document.file,
        one_line(article.url or ""),
        captured,
        article.published_iso or "",
        article.sha256_text,
    )
    for excerpt in document.all():
        yield head + _cells(document, excerpt) + tail + (one_line(excerpt.highlight.speaker),)


def _cells(document: Document, excerpt: Excerpt) -> tuple[object, ...]:
    highlight = excerpt.highlight
    return (
        excerpt.section,
        excerpt.number,
        highlight.quote,
        highlight.note,
        highlight.colour.value,
        document.meaning(highlight.colour),
        ", ".join(one_line(tag) for tag in highlight.tags),
        highlight.state.value,
        iso_time(highlight.created),
        iso_time(highlight.modified),
        highlight.id,
        highlight.anchor.start,
        highlight.anchor.end,
    )


def is_header(line: str) -> bool:
    """Whether `line` names the columns that an import needs."""
    return {name.strip().strip('"').lower() for name in re.split("[,;\t]", line)} >= _NEEDED


def _entries(text: str) -> Iterator[ImportedHighlight]:
    text = text.removeprefix("\ufeff")
    header = text.partition("\n")[0].rstrip("\r")
    if not is_header(header):
        message = _("This is not a table that newsreader exported: columns are missing.")
        raise FormatError(message)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=header.count))
    try:
        columns = [name.strip().lower() for name in next(rows, [])]
        for cells in rows:
            if any(cell.strip() for cell in cells):
                plain = (original(without_surrogates(cell)) for cell in cells)
                yield _entry(dict(zip(columns, plain, strict=False)))
    except csv.Error as error:
        raise FormatError(_("This is not a CSV file: {reason}.").format(reason=error)) from error


def _entry(row: Mapping[str, str]) -> ImportedHighlight:
    quote = row.get("quote", "")
    start, end = (_number(row.get(name, "")) for name in ("start", "end"))
    tags = (tag.strip() for tag in _BETWEEN_TAGS.split(row.get("tags", "")))
    return ImportedHighlight(
        quote=quote,
        span=as_span(start, end),
        colour=as_colour(row.get("colour")),
        tags=tuple(dict.fromkeys(filter(None, tags))),
        note=row.get("note", ""),
        created=as_time(row.get("created")),
        modified=as_time(row.get("modified")),
        id=row.get("id") or None,
        title=row.get("title", ""),
        author=row.get("author", ""),
        uri=row.get("url", ""),
        document=row.get("sha256_text", ""),
        file=row.get("file", ""),
        problem="" if quote.strip() or row.get("note", "").strip() else _("a row without words"),
    )


def _number(cell: str) -> int | None:
    return int(cell) if cell.isascii() and cell.isdecimal() and len(cell) < 12 else None
