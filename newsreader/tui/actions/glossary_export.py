"""The terms and names of the article with their translations into a file."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from newsreader.errors import NewsreaderError
from newsreader.formats.output_files import Existing, write_text
from newsreader.locale import _, ngettext
from newsreader.lookup.term_table import SUFFIXES, WRITERS, TermTable
from newsreader.text.sanitize import clean_line
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.actions.glossary import folder_of
from newsreader.tui.messages import Requested
from newsreader.user_paths import typed_path


def export_terms(context: ReadingContext, _request: Requested) -> None:
    """Ask for the name of a new file, which says the format, and write the table."""

    def submitted(name: str) -> None:
        target = typed_path(name)
        if target.suffix.lower() in SUFFIXES:
            context.run_in_background(_write(context, target))
        elif name.strip():
            message = _("The name of the file ends in {suffixes}.")
            context.say(message.format(suffixes=", ".join(SUFFIXES)), warning=True)

    context.bar.prompt(
        _("Write the terms to"),
        clean_line(str(free_name(context, "terms", ".tsv"))),
        on_submit=submitted,
        placeholder=", ".join(f"terms{suffix}" for suffix in SUFFIXES),
    )


def free_name(context: ReadingContext, what: str, suffix: str) -> Path:
    """The path of a file beside the article, or in the current folder, that is not taken."""
    folder, stem = folder_of(context) or Path(), Path(context.session.article.name).stem
    names = (folder / f"{stem}.{what}{number or ''}{suffix}" for number in range(1000))
    return next((name for name in names if not os.path.lexists(name)), folder / f"{what}{suffix}")


async def _write(context: ReadingContext, target: Path) -> None:
    session, glossary = context.session, context.glossary
    unfinished = session.analysis.progress < 1

    def work() -> TermTable:
        table = TermTable()
        table.add(session.article, session.analysis.entities, glossary)
        write_text(target, WRITERS[SUFFIXES[target.suffix.lower()]](table.rows), Existing.REFUSE)
        return table

    try:
        table = await asyncio.to_thread(work)
    except NewsreaderError as error:
        context.say(str(error), warning=True)
        return
    missing = sum(1 for row in table.rows if row.state)
    words = ngettext(
        "{count} term or name is in {file}; {missing} without a translation.",
        "{count} terms and names are in {file}; {missing} without a translation.",
        len(table.rows),
    ).format(count=len(table.rows), file=target, missing=missing)
    context.say(" ".join([words, _("Names are still being found.") if unfinished else ""]).strip())
