"""The concordance of selected words, or of an entity, in the article."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.entities.entity import Entity
from newsreader.errors import SearchError
from newsreader.locale import _
from newsreader.text.search import Query
from newsreader.text.span import Span
from newsreader.tui.actions.chosen_entity import on_entity
from newsreader.tui.actions.context import ReadingContext, ask_about_text
from newsreader.tui.actions.names_missing import names_missing
from newsreader.tui.dialogs.concordance_dialog import ConcordanceList
from newsreader.tui.dialogs.picker import PickerScreen
from newsreader.tui.messages import Requested

_LONGEST = 60
"""Code points of a selection at most."""


def show_concordance(context: ReadingContext, request: Requested) -> None:
    """List the mentions of the entity here in their sentences, or every place of the selection."""
    if request.selection is not None:
        _show_places(context, request.selection)
    else:
        _of_chosen_entity(context, request)


def show_entity_concordance(context: ReadingContext, entity: Entity) -> None:
    article, colour = context.session.article, context.pane.palette.kinds[entity.kind]
    caret = context.pane.caret.offset
    analysis = context.session.analysis

    def mentions() -> tuple[Sequence[Span], str]:
        """All that are known now, and why others may be missing."""
        now = analysis.entity(entity.id) or entity
        return now.mentions, names_missing(context.session)

    found = ConcordanceList(article, entity.name, mentions, colour, context.script, caret)

    def answered(chosen: str | None) -> None:
        if chosen is not None:
            context.interaction.entity = entity.id
            context.jump(int(chosen))
            context.pane.focus()

    ask_about_text(context, PickerScreen(context.pane.palette, found), answered)


_of_chosen_entity = on_entity(show_entity_concordance, watched=True)


def _show_places(context: ReadingContext, selection: Span) -> None:
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
            context.pane.focus()

    analysis = context.session.analysis
    read = analysis.progress >= 1
    words = analysis.words if read else None
    found = KwicList(article, word, places, words, context.script)
    ask_about_text(context, KwicScreen(context.pane.palette, found), answered)
