"""Wrapped rows as plain strings and as JSON records, for output to a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from newsreader.text.linebreak import wrap
from newsreader.text.row import Measure, Row, Setting, gaps_in, visible_end
from newsreader.text.span import Span


def row_text(text: str, row: Row, setting: Setting) -> str:
    """`row` as one string with its indent and gaps, without blanks at its end.

    The text is not sanitized: do that before it is printed to a terminal.
    """
    end = visible_end(text, row)
    return " " * row.indent + "".join(_pieces(text, row.start, end, setting.pangu))


def rows_of(text: str, span: Span, setting: Setting, measure: Measure) -> Iterator[str]:
    """The rows of the paragraph `span` as plain text; `setting` says how wide, in cells."""
    return (row_text(text, row, setting) for row in wrap(text, span, setting, measure))


def wrap_record(record: Mapping[str, object], measure: Measure) -> dict[str, object]:
    """The answer to one line of `wrap --jsonl`: the record, its options, and its `rows`.

    `width` (cells) and `text` are required; `indent`, `hang`, `strict` and `pangu` are optional;
    other keys are passed through. Raises ValueError with the name of the field unless `width` is
    an integer above 0 and `text` a string.
    """
    width, text = record.get("width"), record.get("text")
    if not isinstance(width, int) or isinstance(width, bool) or width < 1:
        raise ValueError("width")
    if not isinstance(text, str):
        raise ValueError("text")  # noqa: TRY004 (a field of data, not an argument's type)
    indent = record.get("indent", 0)
    setting = Setting(
        width,
        indent if isinstance(indent, int) and 0 <= indent < width else 0,
        hang=record.get("hang") is True,
        strict=record.get("strict") is True,
        pangu=record.get("pangu") is True,
    )
    return {
        **record,
        "indent": setting.indent,
        "hang": setting.hang,
        "strict": setting.strict,
        "pangu": setting.pangu,
        "rows": list(rows_of(text, Span(0, len(text)), setting, measure)),
    }


def _pieces(text: str, start: int, end: int, pangu: bool) -> Iterator[str]:
    position = start
    for at, (before, own) in sorted(gaps_in(text, start, end, pangu).items()):
        yield text[position:at] + " " * before
        position = at
        if own >= 0:
            yield " " * own
            position = at + 1
    yield text[position:end]
