"""The quotations of all articles of the library, by speaker."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from newsreader.formats.quotation_files import QuotationRecord
from newsreader.library.library import Library
from newsreader.library.quotations import ArticleQuotation, all_quotations
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
    found: dict[str, ArticleQuotation] = {}

    def answered(chosen: str | None) -> None:
        if chosen == EXPORT:
            folder = export_folder(context.settings, library.folder)
            records = [_record(quoted) for quoted in found.values()]
            offer_export(context, records, folder, library.export_name)
        elif chosen is not None:
            quoted = found[chosen]
            words = quoted.quotation.words[:_MARKED].replace('"', " ")
            query = f'"{words}"' if words.strip() else ""
            context.post_message(ArticleChosen(quoted.entry.path, quoted.quotation.start, query))

    screen = QuotationScreen(context.item_list.palette, QuotationList(), _batches(library, found))
    context.ask(screen, answered)


def _batches(
    library: Library, found: dict[str, ArticleQuotation]
) -> Iterator[tuple[Sequence[QuotationRow], str]]:
    """Rows as they are found, which are added to `found`, with the progress in words."""
    progress = [0, 0]
    rows: list[QuotationRow] = []
    reported = time.monotonic()

    def looked(done: int, every: int) -> None:
        progress[:] = done, every

    for quoted in all_quotations(library, looked):
        found[quoted.id] = quoted
        rows.append(_row(quoted))
        if time.monotonic() - reported > _SECONDS:
            words = _("{done} of {every} articles looked at")
            yield rows, words.format(done=progress[0], every=progress[1])
            rows, reported = [], time.monotonic()
    yield rows, names_read(*library.analysed(), library.failure)


def _row(quoted: ArticleQuotation) -> QuotationRow:
    entry, quotation = quoted.entry, quoted.quotation
    words = f"“{quotation.words}”" if quotation.direct else quotation.words
    aside = "  ".join(filter(None, (entry.day, entry.source, entry.name)))
    return QuotationRow(quoted.id, quotation.speaker, words, aside)


def _record(quoted: ArticleQuotation) -> QuotationRecord:
    entry, quotation = quoted.entry, quoted.quotation
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
