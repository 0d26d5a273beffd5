"""Search as one types, the hits, and the filters of the side panes."""

from __future__ import annotations

import asyncio
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from newsreader.article.article import Article
from newsreader.errors import NewsreaderError
from newsreader.keys.display import key_for
from newsreader.locale import _
from newsreader.notebook.colour import Colour, colour_meanings
from newsreader.notebook.query_item import note_query, note_readings
from newsreader.text.list_filter import initials
from newsreader.text.query_expression import Field, places
from newsreader.text.query_language import readings
from newsreader.text.search import Query
from newsreader.text.span import Span
from newsreader.tui.actions.chosen_word import nearest_word
from newsreader.tui.actions.context import ReadingContext, ScreenContext
from newsreader.tui.messages import NextArticle, Requested
from newsreader.tui.page.caret import Caret
from newsreader.tui.widgets.completion import QueryCompletion


def ask(context: ReadingContext, request: Requested) -> None:
    """Ask for words; their hits are shown as they are typed."""
    article, offset = context.session.article, request.offset

    def start() -> int:
        """Where the search began; in a replaced text the place where the caret is now."""
        return offset if context.session.article is article else context.pane.caret.offset

    def changed(words: str) -> None:
        context.interaction.found_by_query = False
        hits = _find(context, words)
        if hits:
            index = bisect_left(hits, start(), key=lambda hit: hit.start) % len(hits)
            context.pane.go_to(hits[index].start)
            context.bar.show_hint(f"{index + 1}/{len(hits)}")
        else:
            context.pane.go_to(start())

    session = context.session

    def submitted(words: str) -> None:
        context.pane.focus()
        if words:
            remembered = partial(asyncio.to_thread, session.state.remember_search, "article", words)
            context.run_in_background(remembered)
        _stay_at_hit(context, words, start())

    def cancelled() -> None:
        context.pane.focus()
        context.hits = ()
        context.pane.go_to(start())

    context.bar.prompt(
        "/",
        on_submit=submitted,
        on_cancel=cancelled,
        on_change=changed,
        placeholder=_("search; ↑ earlier ones, re: a regular expression, py: initials of pinyin"),
    )
    context.bar.offer(lambda: session.state.searches("article"))


def _stay_at_hit(context: ReadingContext, words: str, start: int) -> None:
    """Keep the hits and stay at the one that is shown; `start` is where the search began."""
    context.interaction.searched, context.interaction.found_by_query = words, False
    hits, offset = context.pane.hits, context.pane.caret.offset
    if words and not hits:
        context.say(_("“{words}” is not found.").format(words=words))
    elif hits:
        index = bisect_left(hits, offset, key=lambda hit: hit.start)
        context.say(f"{words} {index + 1}/{len(hits)}")
    if offset != start:
        context.interaction.jumps.leave(start)


def _find(context: ReadingContext, words: str) -> tuple[Span, ...]:
    """Find and mark every hit; what is wrong with `words` is shown in the bar."""
    try:
        find = _query_hits if context.interaction.found_by_query else _hits
        hits = tuple(find(context.session.article, words)) if words else ()
        context.bar.show_hint(_("not found") if words and not hits else "")
    except NewsreaderError as error:
        hits = ()
        context.bar.show_hint(str(error))
    context.hits = hits
    return hits


def _hits(article: Article, words: str) -> list[Span]:
    """Every hit in text order. One may cross a line break only within a paragraph.

    Letters that are not found are searched for as the initials of words in pinyin.
    """

    joined = _joined_in(article)
    hits = Query(words).spans(article.text, joined=joined)
    if not hits and (by_pinyin := initials(words)):
        hits = Query(by_pinyin).spans(article.text, joined=joined)
    return hits


def _query_hits(article: Article, query: str) -> list[Span]:
    """The places of all words of a query of the library, in text order, without overlap."""
    joined = _joined_in(article)
    found = (places(expression, article.text, joined) for expression in readings(query))
    return next(filter(None, found), [])


def _joined_in(article: Article) -> Callable[[int], bool]:
    """Whether the line break at an offset is within a paragraph of `article`."""
    return lambda newline: newline in article.paragraph_at(newline).span


def mark_found(context: ReadingContext, query: str) -> None:
    """Mark what the library found in this article; the keys for hits go through it."""
    context.interaction.searched, context.interaction.found_by_query = query, True
    hits = _find(context, query)
    if hits:
        context.say(f"{query} {_number(hits, context.pane.caret.offset)}/{len(hits)}")


def _number(hits: Sequence[Span], offset: int) -> int:
    """The number of the hit at `offset`, from 1."""
    return max(1, bisect_right(hits, offset, key=lambda hit: hit.start))


def go_to_next(context: ReadingContext, request: Requested) -> None:
    _step(context, request.offset, 1)


def go_to_previous(context: ReadingContext, request: Requested) -> None:
    _step(context, request.offset, -1)


def _step(context: ReadingContext, offset: int, way: int) -> None:
    """Jump to the next hit from `offset`, or with -1 to the previous one, round the ends."""
    words = context.interaction.searched
    hits = context.pane.hits or _find(context, words)
    if not hits:
        message = _("“{words}” is not found.") if words else _("Search first, with {key}.")
        context.say(message.format(words=words, key=key_for("search.open")))
        return
    starts = [hit.start for hit in hits]
    index = bisect_right(starts, offset) if way > 0 else bisect_left(starts, offset) - 1
    if context.interaction.found_by_query and not 0 <= index < len(hits):
        _leave_hits(context, way)
        return
    context.interaction.at_last_hit = False
    index %= len(hits)
    context.jump(starts[index])
    context.say(f"{words} {index + 1}/{len(hits)}")


def _leave_hits(context: ReadingContext, way: int) -> None:
    """Past the last hit: say so, and open the next article when asked once more."""
    article = context.visit.article_after(NextArticle(way, among_found=True))
    if article is None:
        last = _("This is the last hit; no article with hits follows.")
        first = _("This is the first hit; no article with hits comes before.")
        context.say(last if way > 0 else first)
        return
    if context.interaction.at_last_hit:
        from newsreader.tui.actions.view import leave_for  # noqa: PLC0415 (hits need no dialog)

        leave_for(context, article)
        return
    context.interaction.at_last_hit = True
    key = key_for("search.next" if way > 0 else "search.previous")
    message = (
        _("This is the last hit; {key} once more opens the next article with hits.")
        if way > 0
        else _("This is the first hit; {key} once more opens the previous article with hits.")
    )
    context.say(message.format(key=key))


def search_word(context: ReadingContext, request: Requested) -> None:
    """Search for the selection, or else the entity, or else the word under the caret."""
    analysis = context.session.analysis
    mention = next(iter(analysis.mentions_in(Span(request.offset, request.offset + 1))), None)
    here = mention.span if mention else nearest_word(context, request.offset)
    span = request.selection or here
    words = span.of(context.session.article.text).strip()
    if words:
        context.interaction.searched, context.interaction.found_by_query = words, False
        _find(context, words)
        _step(context, span.start, 1)
    else:
        context.say(_("There is no word here."))


def cancel(context: ReadingContext, request: Requested) -> None:
    """Drop the hits, the selection, the moving of a highlight's ends; stop a running command."""
    if context.interaction.stop is not None:
        context.interaction.stop()
    context.interaction.resizing = ""
    context.hits = ()
    if request.selection is not None:
        context.pane.move(Caret(request.offset))


def filter_pane(context: ReadingContext, request: Requested) -> None:
    """Ask for words; the side pane lists only what contains them."""
    pane = context.sidebar if request.id == "entities.filter" else context.panel

    completion = None
    meanings = colour_meanings(context.settings.colours)

    def changed(words: str) -> None:
        try:
            if pane is context.panel:  # the names of entities are filtered by any words
                next(note_readings(words, meanings))
        except NewsreaderError as error:
            context.bar.show_hint(str(error))
        else:
            context.bar.show_hint("")
            pane.filter = words

    def submitted(words: str) -> None:
        if pane is context.panel:
            say_what_is_wrong(context, words, meanings)

    if pane is context.panel:
        from newsreader.tui.actions.tags import codebook_of  # noqa: PLC0415 (for notes only)

        completion = QueryCompletion(
            {Field.TAG: [*context.session.notes.tags(), *codebook_of(context).codes]}
        )
    context.bar.prompt(
        _("Filter"),
        pane.filter,
        on_submit=submitted,
        on_change=changed,
        on_cancel=lambda: changed(""),
        completion=completion,
    )


def say_what_is_wrong(context: ScreenContext, query: str, meanings: Mapping[Colour, str]) -> None:
    """Say what a complete `query` cannot mean; while it is typed, its last word may go on."""
    try:
        note_query(query, meanings)
    except NewsreaderError as error:
        context.say(str(error), warning=True)
