"""The timeline of the open article."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from newsreader.article.times import find_times, spans_with_times
from newsreader.locale import _
from newsreader.tui.actions.context import ReadingContext, ask_about_text
from newsreader.tui.dialogs.picker import PickerItem, PickerList, PickerScreen
from newsreader.tui.library.timeline_report import period_words
from newsreader.tui.messages import Requested

_AFTER = 60
"""Code points of the text after a time that are listed with it."""


def show_timeline(context: ReadingContext, _request: Requested) -> None:
    """List the times in the article by day; the caret goes to the chosen one."""
    article = context.session.article
    published = None
    with suppress(ValueError):
        published = date.fromisoformat((article.published_iso or "")[:10])
    found = find_times(article.text, spans_with_times(article), published)
    if not found:
        context.say(_("This article names no day, month or year."))
        return
    items = [
        PickerItem(
            str(each.span.start),
            period_words(each.period)
            + ("" if each.certain else " ?")
            + "  "
            + context.shown(article.text[each.span.start : each.span.end + _AFTER]),
        )
        for each in sorted(found, key=lambda each: (each.period, each.span))
    ]

    def answered(chosen: str | None) -> None:
        if chosen is not None:
            context.jump(int(chosen))
            context.pane.focus()

    title = _("Timeline; ? marks what is uncertain")
    ask_about_text(context, PickerScreen(context.pane.palette, PickerList(title, items)), answered)
