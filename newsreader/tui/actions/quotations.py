"""The quotations of the article: listed by speaker, and selected."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from functools import partial

from newsreader.article.article import Article
from newsreader.entities.quotations import Quotation, find_quotations
from newsreader.formats.quotation_files import QuotationRecord
from newsreader.locale import _
from newsreader.session.exports import exports_of
from newsreader.text.span import Span
from newsreader.tui.actions.context import ReadingContext, ask_about_text
from newsreader.tui.actions.names_missing import names_missing
from newsreader.tui.actions.quotation_export import offer_export
from newsreader.tui.dialogs.quotation_dialog import (
    EXPORT,
    QuotationList,
    QuotationRow,
    QuotationScreen,
)
from newsreader.tui.messages import Requested


def show_quotations(context: ReadingContext, _request: Requested) -> None:
    """List who says what; the caret goes to the chosen quotation, which is marked."""
    context.run_in_background(partial(_show, context), group="quotations")


def select_quotation(context: ReadingContext, request: Requested) -> None:
    """Select the whole quotation that the caret is in."""
    context.run_in_background(partial(_select, context, request.offset), group="quotations")


async def _found(context: ReadingContext) -> Sequence[Quotation] | None:
    """The quotations of the article, found on a thread; None if the text was replaced meanwhile."""
    session = context.session
    analysis, article = session.analysis, session.article
    if (known := analysis.quotations) is not None:
        return known
    roster = analysis.roster
    context.busy(_("looking for quotations"))
    found = await asyncio.to_thread(find_quotations, article, roster)
    context.busy("")
    analysis.keep_quotations(roster, found)
    return found if session.article is article else None


async def prepare(context: ReadingContext) -> None:
    """Find the quotations, so that a selection can grow through them."""
    await _found(context)


async def _select(context: ReadingContext, offset: int) -> None:
    found = await _found(context)
    if found is None or context.pane.caret.offset != offset:
        return
    here = next((q for q in found if q.span.start - 1 <= offset <= q.span.end), None)
    if here is None:
        context.say(_("There is no quotation here."))
        return
    context.pane.move(context.pane.caret.over(here.span))
    if here.speaker:
        context.say(_("said by {name}").format(name=context.shown(here.speaker)))


async def _show(context: ReadingContext) -> None:
    found = await _found(context)
    if found is None:
        return
    article = context.session.article
    by_id = {str(each.span.start): each for each in found}
    missing = names_missing(context.session)

    def batches() -> Iterator[tuple[Sequence[QuotationRow], str]]:
        rows = [_row(article, each) for each in found]
        yield rows, missing

    def answered(chosen: str | None) -> None:
        if chosen == EXPORT:
            exports = exports_of(context.session, context.settings)
            records = [_record(article, each) for each in found]
            offer_export(context, records, exports.folder, exports.name)
        elif chosen is not None:
            span = by_id[chosen].span
            context.jump(span.start)
            context.hits = (span,)
            context.pane.focus()

    listed = QuotationList(context.script)
    ask_about_text(context, QuotationScreen(context.pane.palette, listed, batches()), answered)


def _row(article: Article, quotation: Quotation) -> QuotationRow:
    words = " ".join(quotation.span.of(article.text).split())
    return QuotationRow(
        str(quotation.span.start),
        quotation.speaker or "",
        f"“{words}”" if quotation.direct else words,
    )


def _record(article: Article, quotation: Quotation) -> QuotationRecord:
    span: Span = quotation.span
    return QuotationRecord(
        quotation.speaker or "",
        " ".join(span.of(article.text).split()),
        quotation.direct,
        article.name,
        article.title or "",
        article.source or "",
        article.published_iso or article.published or "",
        span.start,
        span.end,
    )
