"""The table of several reprints as Markdown, CSV and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsreader.compare.reprint_table import Cell, ReprintTable, Share
from newsreader.formats.markdown_text import escape_line
from newsreader.formats.spreadsheet import table_file
from newsreader.locale import _


def to_markdown(table: ReprintTable, names: Sequence[str]) -> str:
    """Two tables: what each outlet has, and each sentence. `names` are in the table's order."""
    lines = [
        *_markdown_table(_shares(table, names)),
        "",
        *_markdown_table(_sentences(table, names)),
    ]
    return "\n".join(lines) + "\n"


def to_csv(table: ReprintTable, names: Sequence[str]) -> str:
    """A row for each sentence, with its words in each outlet."""
    return table_file(_sentences(table, names))


def to_object(table: ReprintTable, names: Sequence[str]) -> dict[str, object]:
    """The object for JSON, as docs/compare.md describes it."""
    return {
        "articles": [
            {
                "file": name,
                "source": article.source,
                "published": article.published_iso,
                **table.share(index)._asdict(),
            }
            for index, (name, article) in enumerate(zip(names, table.articles, strict=True))
        ],
        "sentences": [
            {
                "text": row.text,
                "first": row.first,
                "articles": [cell._asdict() if cell else None for cell in row.cells],
            }
            for row in table.rows
        ],
    }


def _shares(table: ReprintTable, names: Sequence[str]) -> Iterator[list[str]]:
    yield [
        _("article"), _("source"), _("published"), _("sentences"),
        _("of them new"), _("left out of the first"), _("in other words"),
    ]  # fmt: skip
    for index, (name, article) in enumerate(zip(names, table.articles, strict=True)):
        share: Share = table.share(index)
        published = (article.published_iso or "").replace("T", " ")
        yield [name, article.source or "", published, *map(str, share)]


def _sentences(table: ReprintTable, names: Sequence[str]) -> Iterator[list[str]]:
    yield [_("sentence"), _("first in"), *names]
    for row in table.rows:
        yield [row.text, names[row.first], *map(_cell_words, row.cells)]


def _cell_words(cell: Cell | None) -> str:
    """● for the same sentence, its words where they differ, – where it is missing."""
    return "–" if cell is None else "●" if cell.same else cell.text


def _markdown_table(rows: Iterator[list[str]]) -> Iterator[str]:
    for number, row in enumerate(rows):
        cells = [escape_line(cell).replace("|", "\\|") if cell else "" for cell in row]
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield "|" + " --- |" * len(row)
