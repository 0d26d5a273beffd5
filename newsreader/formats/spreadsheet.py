"""CSV and TSV (RFC 4180) for spreadsheets: one highlight in each row, and no formulas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from newsreader.formats.document import (
    Document,
    Excerpt,
    Part,
    iso_time,
    lines_of,
    one_line,
    without_controls,
)
from newsreader.locale import _

_FORMULA = re.compile(
    r"[\s'\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]*[=+\-@＝＋－＠]"
)
_COLUMNS = (
    "title", "author", "source", "published", "section", "paragraph", "quote", "note", "colour",
    "meaning", "tags", "state", "created", "modified", "id", "start", "end", "file",
    "url", "captured", "published_iso", "speaker",
)  # fmt: skip


class _Table:
    """The common part of CSV and TSV. The names of columns are the same in every language."""

    includes_entities = False
    keeps = frozenset(Part) - {Part.ARTICLE_NOTE, Part.BOOKMARKS, Part.ENTITIES, Part.CONTEXT}
    delimiter = ","

    def write(self, document: Document) -> str:
        # Excel recognizes UTF-8 by the byte order mark.
        return "\ufeff" + table([_COLUMNS, *_rows(document)], self.delimiter)


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
    tail = (article.name, one_line(article.url or ""), captured, article.published_iso or "")
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
