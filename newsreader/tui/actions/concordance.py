"""The concordance of selected words in the article."""

from __future__ import annotations

from newsreader.errors import SearchError
from newsreader.locale import _
from newsreader.text.search import Query
from newsreader.text.span import Span
from newsreader.tui.actions.context import ReadingContext, ask_about_text

_LONGEST = 60
"""Code points of a selection at most."""


def show_places(context: ReadingContext, selection: Span) -> None:
    """List every place that has the selected words, aligned, to sort and to jump to."""
    from newsreader.tui.dialogs.kwic_dialog import KwicList, KwicScreen  # noqa: PLC0415

    article = context.session.article
    span = selection.trimmed(article.text)
    word = span.of(article.text)
    if not word or "\n" in word or len(word) > _LONGEST:
        message = _("Select a word or a short phrase on one line, at most {count} characters.")
        context.say(message.format(count=_LONGEST))
        return
    try:
        places = Query(word, literal=True).spans(article.text)
    except SearchError as error:
        context.say(str(error), warning=True)
        return

    def answered(chosen: str | None) -> None:
        if chosen is not None:
            context.jump(int(chosen))
            context.focus_article()

    analysis = context.session.analysis
    read = analysis.progress >= 1
    words = analysis.words if read else None
    found = KwicList(article, word, places, words, context.script)
    ask_about_text(context, KwicScreen(context.pane.palette, found), answered)
