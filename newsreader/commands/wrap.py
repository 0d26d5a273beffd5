"""`wrap`: Chinese text broken into rows, like `fmt` for English."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.cells import cell_len

from newsreader.commands.output import columns, json_lines, say, write_objects
from newsreader.commands.sources import open_source
from newsreader.errors import UsageError
from newsreader.locale import _
from newsreader.text.reflow import rows_of, wrap_record
from newsreader.text.row import Setting

NARROWEST = 2
"""Cells: the width of one Chinese character."""


def wrap(arguments: Namespace) -> int:
    """Print the paragraphs of the file in rows, with a blank line between two."""
    if arguments.jsonl:
        write_objects(_results(json_lines([arguments.file])), lines=True)
        return 0
    setting = _setting(arguments)
    opened = open_source(
        None if arguments.file == "-" else Path(arguments.file), arguments.encoding
    )
    for paragraph in opened.article.paragraphs:
        if paragraph.index:
            say()
        for row in rows_of(opened.article.text, paragraph.span, setting, cell_len):
            say(row)
    return 0


def _setting(arguments: Namespace) -> Setting:
    width = columns() if arguments.width is None else arguments.width
    if width < NARROWEST or not 0 <= arguments.indent < width:
        raise UsageError(
            _("A row of {width} cells with an indent of {indent} holds no text.").format(
                width=width, indent=arguments.indent
            )
        )
    return Setting(width, arguments.indent, hang=arguments.hang)


def _results(lines: Iterable[tuple[int, dict[str, object]]]) -> Iterator[dict[str, object]]:
    """Each record with its rows. Raises UsageError at an invalid one."""
    for number, record in lines:
        try:
            yield wrap_record(record, cell_len)
        except ValueError as error:
            raise UsageError(
                _("Line {number}: {field} is missing or wrong.").format(number=number, field=error)
            ) from error
