"""Quotations into a file, whose name says the format."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from newsreader.errors import FormatError
from newsreader.formats.quotation_files import WRITERS, QuotationRecord, write_quotations
from newsreader.locale import _, ngettext
from newsreader.text.sanitize import clean_line
from newsreader.tui.actions.context import ScreenContext
from newsreader.user_paths import typed_path

_NAME = "quotations"


def offer_export(context: ScreenContext, records: Sequence[QuotationRecord], folder: Path) -> None:
    """Ask for the name of a new file, and write `records`, those of a speaker together.

    A name in `folder` is offered.
    """
    ordered = sorted(records, key=lambda r: (not r.speaker, r.speaker, r.published, r.file))

    def submitted(name: str) -> None:
        target = typed_path(name)
        if target.suffix.lower() not in WRITERS:
            message = _("The name of the file ends in {suffixes}.")
            context.say(message.format(suffixes=_(", ").join(WRITERS)), warning=True)
            return
        try:
            write_quotations(target, ordered)
        except FormatError as error:
            context.say(str(error), warning=True)
            return
        words = ngettext(
            "{count} quotation is in {file}.", "{count} quotations are in {file}.", len(ordered)
        )
        context.say(words.format(count=len(ordered), file=target))

    context.bar.prompt(
        _("Write the quotations to"),
        clean_line(str(_free_name(folder))),
        on_submit=submitted,
        placeholder=", ".join(f"{_NAME}{suffix}" for suffix in WRITERS),
    )


def _free_name(folder: Path) -> Path:
    """A name for a Markdown file in `folder` that is not taken."""
    names = (folder / f"{_NAME}{number or ''}.md" for number in range(1000))
    return next((name for name in names if not os.path.lexists(name)), folder / f"{_NAME}.md")
