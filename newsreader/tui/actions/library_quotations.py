"""The quotations of all articles of the library, by speaker."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from newsreader.formats.quotation_files import QuotationRecord
from newsreader.library.library import Library
from newsreader.library.quotations import Said, all_quotations
from newsreader.locale import _
from newsreader.session.exports import export_folder
from newsreader.tui.actions.context import LibraryContext
from newsreader.tui.actions.quotation_export import offer_export
from newsreader.tui.dialogs.quotation_dialog import (
    EXPORT,
    QuotationList,
    QuotationRow,
    QuotationScreen,
)
from newsreader.tui.library.rows import names_read
from newsreader.tui.messages import ArticleChosen, Requested

_SECONDS = 0.5
"""Seconds between two batches."""

_MARKED = 60
"""Code points of a quotation that are marked in its article."""


def show_quotations(context: LibraryContext, _request: Requested) -> None:
    """List who says what; the article of the chosen quotation is opened there."""
    library = context.library
    if not library.entries:
        context.say(_("There is no article here yet."))
        return
    if not library.analysed()[0] and library.failure:
        context.say(_("Not all names could be found; restart newsreader."), warning=True)
        return
    if not library.analysed()[0]:
        context.say(_("No article has been read for names yet; look again in a moment."))
        return
    found: dict[str, Said] = {}

    def answered(chosen: str | None) -> None:
        if chosen == EXPORT:
            folder = export_folder(context.settings, library.folder)
            records = [_record(said) for said in found.values()]
            offer_export(context, records, folder, library.export_name)
        elif chosen is not None:
            said = found[chosen]
            words = said.quotation.words[:_MARKED].replace('"', " ")
            query = f'"{words}"' if words.strip() else ""
            context.post_message(ArticleChosen(said.entry.path, said.quotation.start, query))

    screen = QuotationScreen(context.item_list.palette, QuotationList(), _batches(library, found))
    context.ask(screen, answered)


def _batches(
    library: Library, found: dict[str, Said]
) -> Iterator[tuple[Sequence[QuotationRow], str]]:
    """Rows as they are found, which are added to `found`, with the progress in words."""
    progress = [0, 0]
    rows: list[QuotationRow] = []
    reported = time.monotonic()

    def looked(done: int, every: int) -> None:
        progress[:] = done, every

    for said in all_quotations(library, looked):
        found[said.id] = said
        rows.append(_row(said))
        if time.monotonic() - reported > _SECONDS:
            words = _("{done} of {every} articles looked at")
            yield rows, words.format(done=progress[0], every=progress[1])
            rows, reported = [], time.monotonic()
    yield rows, names_read(*library.analysed(), library.failure)


def _row(said: Said) -> QuotationRow:
    entry, quotation = said.entry, said.quotation
    words = f"“{quotation.words}”" if quotation.direct else quotation.words
    aside = "  ".join(filter(None, (entry.day, entry.source, entry.name)))
    return QuotationRow(said.id, quotation.speaker, words, aside)


def _record(said: Said) -> QuotationRecord:
    entry, quotation = said.entry, said.quotation
    return QuotationRecord(
        quotation.speaker,
        quotation.words,
        quotation.direct,
        str(entry.path),
        entry.title,
        entry.source,
        entry.day or entry.published,
        quotation.start,
        quotation.end,
    )
