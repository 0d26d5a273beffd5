"""Quotations into a file, whose name says the format."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from newsreader.formats.quotation_files import WRITERS, QuotationRecord
from newsreader.locale import _, ngettext
from newsreader.tui.actions.context import ScreenContext
from newsreader.tui.actions.new_file import NewFile, ask_for_file


def offer_export(
    context: ScreenContext, records: Sequence[QuotationRecord], folder: Path, name: str
) -> None:
    """Write `records`, those of a speaker together, to a new file.

    A file in `folder` is offered that is called like `name`, their article or folder.
    """
    ordered = sorted(records, key=lambda r: (not r.speaker, r.speaker, r.published, r.file))

    def done(file: Path) -> str:
        words = ngettext(
            "{count} quotation is in {file}.", "{count} quotations are in {file}.", len(ordered)
        )
        return words.format(count=len(ordered), file=file)

    title = _("Write the quotations to")
    file = NewFile(title, "quotations", WRITERS, lambda suffix: WRITERS[suffix](ordered), done)
    ask_for_file(context, file, folder, name)
