"""Finding: search as one types, the hits, and the filters of the side panes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from newsreader.article.article import Article
from newsreader.errors import NewsreaderError
from newsreader.locale import _
from newsreader.text.list_filter import initials
from newsreader.text.search import Query
from newsreader.text.span import Span
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.messages import Requested
from newsreader.tui.page.caret import Caret


def _open(context: ReadingContext, request: Requested) -> None:
    context.interaction.origin = request.offset
    hint = _("search; re: a regular expression, py: initials of pinyin")
    context.bar.open(request.id, "/", hint=hint)


def search(context: ReadingContext, words: str) -> None:
    """Mark every hit of `words` and show the first one from where the search began."""
    found = _find(context, words)
    if found:
        at = bisect_left(found, context.interaction.origin, key=lambda hit: hit.start) % len(found)
        _show(context, found, at)
    else:
        context.pane.go_to(context.interaction.origin)


def _hits(article: Article, words: str) -> list[Span]:
    """Every hit; one may run over a line break only where reading joins the two lines.

    Letters that stand nowhere may be the initials of words in pinyin.
    """

    def joined(newline: int) -> bool:
        return newline in article.paragraph_at(newline).span

    found = Query(words).spans(article.text, joined=joined)
    if not found and (by_pinyin := initials(words)):
        found = Query(by_pinyin).spans(article.text, joined=joined)
    return found


def _find(context: ReadingContext, words: str) -> tuple[Span, ...]:
    try:
        found = tuple(_hits(context.session.article, words)) if words else ()
        context.bar.tell(_("not found") if words and not found else "")
    except NewsreaderError as error:
        found = ()
        context.bar.tell(str(error))
    context.show_hits(found)
    return found


def _show(context: ReadingContext, found: tuple[Span, ...], at: int) -> None:
    context.pane.go_to(found[at].start)
    context.bar.tell(f"{at + 1}/{len(found)}")


def searched(context: ReadingContext, words: str) -> None:
    """Stay at the hit that is shown."""
    context.interaction.words = words
    found = context.pane.hits
    if words and not found:
        context.say(_("“{words}” is not found.").format(words=words))
    elif found:
        at = bisect_left(found, context.pane.caret.offset, key=lambda hit: hit.start)
        context.say(f"{words} {at + 1}/{len(found)}")
    if context.pane.caret.offset != context.interaction.origin:
        context.interaction.jumps.leave(context.interaction.origin)


def search_cancelled(context: ReadingContext) -> None:
    """Go back to where the search began."""
    context.show_hits(())
    context.pane.go_to(context.interaction.origin)


def _next(context: ReadingContext, request: Requested) -> None:
    _step(context, request.offset, 1)


def _previous(context: ReadingContext, request: Requested) -> None:
    _step(context, request.offset, -1)


def _step(context: ReadingContext, offset: int, way: int) -> None:
    found = context.pane.hits or _find(context, context.interaction.words)
    if not found:
        words = context.interaction.words
        told = _("“{words}” is not found.") if words else _("Nothing was searched for yet.")
        context.say(told.format(words=words))
        return
    starts = [hit.start for hit in found]
    at = bisect_right(starts, offset) if way > 0 else bisect_left(starts, offset) - 1
    context.jump(starts[at % len(found)])
    context.say(f"{context.interaction.words} {at % len(found) + 1}/{len(found)}")


def _word(context: ReadingContext, request: Requested) -> None:
    """Search for the selection, else the entity, else the word under the caret."""
    analysis = context.session.analysis
    mention = next(iter(analysis.mentions_in(Span(request.offset, request.offset + 1))), None)
    span = request.selection or (mention.span if mention else analysis.words.at(request.offset))
    words = span.of(context.session.article.text).strip()
    if words:
        context.interaction.words = words
        _find(context, words)
        _step(context, span.start, 1)


def _escape(context: ReadingContext, request: Requested) -> None:
    context.interaction.ranging = ""
    context.show_hits(())
    if request.selection is not None:
        context.pane.move(Caret(request.offset))


def _filter(context: ReadingContext, request: Requested) -> None:
    side = context.sidebar if request.id.startswith("entities") else context.panel
    context.bar.open(request.id, _("Filter"), side.filter)


def filter_side(context: ReadingContext, purpose: str, words: str) -> None:
    """Keep in a side pane what holds `words`."""
    side = context.sidebar if purpose.startswith("entities") else context.panel
    side.filter = words


ACTIONS = {
    "search.open": _open,
    "search.next": _next,
    "search.previous": _previous,
    "search.word": _word,
    "selection.cancel": _escape,
    "entities.filter": _filter,
    "notes.filter": _filter,
}
