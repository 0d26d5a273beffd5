"""Quotations of many articles as text: Markdown, CSV or JSON, each with its source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from newsreader.formats.document import one_line
from newsreader.formats.json_text import records_json
from newsreader.formats.markdown_text import escape_line
from newsreader.formats.spreadsheet import table_file
from newsreader.locale import _


class QuotationRecord(NamedTuple):
    """A quotation with its source. `speaker`, `title` and the like are "" if unknown.

    `start` and `end` are code points of the article's text.
    """

    speaker: str
    words: str
    direct: bool
    file: str
    title: str
    source: str
    published: str
    start: int
    end: int


def _markdown(records: Sequence[QuotationRecord]) -> str:
    return "\n".join(_blocks(records)) + "\n"


def _blocks(records: Sequence[QuotationRecord]) -> Iterator[str]:
    title, nobody = _("Quotations"), _("Speaker not certain")
    yield "<!-- newsreader:quotations -->"  # so that the library does not take it for an article
    yield f"# {title}"
    for speaker, group in groupby(records, lambda record: record.speaker):
        yield ""
        yield f"## {escape_line(one_line(speaker) or nobody)}"
        for record in group:
            facts = (record.title or record.file, record.source, record.published)
            yield ""
            words = one_line(record.words)
            yield f"> {escape_line(f'“{words}”' if record.direct else words)}"
            yield ""
            yield " · ".join(escape_line(one_line(fact)) for fact in facts if fact)


def _csv(records: Sequence[QuotationRecord]) -> str:
    rows = [(*r[:2], "direct" if r.direct else "indirect", *r[3:]) for r in records]
    head = ("speaker", "words", "speech", *QuotationRecord._fields[3:])
    return table_file([head, *rows])


WRITERS: Mapping[str, Callable[[Sequence[QuotationRecord]], str]] = {
    ".md": _markdown,
    ".csv": _csv,
    ".json": partial(records_json, "quotations"),
}
"""The formats by the suffix of the file."""
