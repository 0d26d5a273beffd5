"""Finding: search as one types, the hits, and the filters of the side panes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from newsreader.article.article import Article
from newsreader.errors import NewsreaderError
from newsreader.locale import _
from newsreader.text.filter import initials
from newsreader.text.search import Query
from newsreader.text.span import Span
from newsreader.tui.deeds.desk import Desk
from newsreader.tui.messages import Requested
from newsreader.tui.page.caret import Caret


def _open(desk: Desk, request: Requested) -> None:
    desk.errand.origin = request.offset
    hint = _("search; re: a regular expression, py: initials of pinyin")
    desk.bar.open(request.id, "/", hint=hint)


def search(desk: Desk, words: str) -> None:
    """Mark every hit of `words` and show the first one from where the search began."""
    found = _find(desk, words)
    if found:
        at = bisect_left(found, desk.errand.origin, key=lambda hit: hit.start) % len(found)
        _show(desk, found, at)
    else:
        desk.pane.go_to(desk.errand.origin)


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


def _find(desk: Desk, words: str) -> tuple[Span, ...]:
    try:
        found = tuple(_hits(desk.session.article, words)) if words else ()
        desk.bar.tell(_("not found") if words and not found else "")
    except NewsreaderError as error:
        found = ()
        desk.bar.tell(str(error))
    desk.show_hits(found)
    return found


def _show(desk: Desk, found: tuple[Span, ...], at: int) -> None:
    desk.pane.go_to(found[at].start)
    desk.bar.tell(f"{at + 1}/{len(found)}")


def searched(desk: Desk, words: str) -> None:
    """Stay at the hit that is shown."""
    desk.errand.words = words
    found = desk.pane.hits
    if words and not found:
        desk.say(_("“{words}” is not found.").format(words=words))
    elif found:
        at = bisect_left(found, desk.pane.caret.offset, key=lambda hit: hit.start)
        desk.say(f"{words} {at + 1}/{len(found)}")
    if desk.pane.caret.offset != desk.errand.origin:
        desk.errand.jumps.leave(desk.errand.origin)


def search_cancelled(desk: Desk) -> None:
    """Go back to where the search began."""
    desk.show_hits(())
    desk.pane.go_to(desk.errand.origin)


def _next(desk: Desk, request: Requested) -> None:
    _step(desk, request.offset, 1)


def _previous(desk: Desk, request: Requested) -> None:
    _step(desk, request.offset, -1)


def _step(desk: Desk, offset: int, way: int) -> None:
    found = desk.pane.hits or _find(desk, desk.errand.words)
    if not found:
        words = desk.errand.words
        told = _("“{words}” is not found.") if words else _("Nothing was searched for yet.")
        desk.say(told.format(words=words))
        return
    starts = [hit.start for hit in found]
    at = bisect_right(starts, offset) if way > 0 else bisect_left(starts, offset) - 1
    desk.jump(starts[at % len(found)])
    desk.say(f"{desk.errand.words} {at % len(found) + 1}/{len(found)}")


def _word(desk: Desk, request: Requested) -> None:
    """Search for the selection, else the entity, else the word under the caret."""
    knowledge = desk.session.knowledge
    mention = next(iter(knowledge.mentions_in(Span(request.offset, request.offset + 1))), None)
    span = request.selection or (mention.span if mention else knowledge.words.at(request.offset))
    words = span.of(desk.session.article.text).strip()
    if words:
        desk.errand.words = words
        _find(desk, words)
        _step(desk, span.start, 1)


def _escape(desk: Desk, request: Requested) -> None:
    desk.errand.ranging = ""
    desk.show_hits(())
    if request.selection is not None:
        desk.pane.move(Caret(request.offset))


def _filter(desk: Desk, request: Requested) -> None:
    side = desk.sidebar if request.id.startswith("entities") else desk.panel
    desk.bar.open(request.id, _("Filter"), side.filter)


def filter_side(desk: Desk, purpose: str, words: str) -> None:
    """Keep in a side pane what holds `words`."""
    side = desk.sidebar if purpose.startswith("entities") else desk.panel
    side.filter = words


DEEDS = {
    "search.open": _open,
    "search.next": _next,
    "search.previous": _previous,
    "search.word": _word,
    "selection.cancel": _escape,
    "entities.filter": _filter,
    "notes.filter": _filter,
}
