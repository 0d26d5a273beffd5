"""Following: what other programs did to the article and its notes is shown, and told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from newsreader.anchoring.reanchoring import Reanchoring
from newsreader.article.article import Article
from newsreader.keys.display import key_for
from newsreader.locale import _, ngettext
from newsreader.state import ReadingPosition
from newsreader.tui.actions.context import InteractionState, ReadingContext
from newsreader.tui.actions.watching import look

_SOON = 1.0
"""Seconds after which the reader is told what is going on."""


async def watch(context: ReadingContext) -> None:
    """Look once, and show what has changed; nothing of it is found out on the reader's thread."""
    session = context.session
    if not session.ready or context.following.locked():
        return
    async with context.following:
        seen = await asyncio.to_thread(look, session)
        if seen.problem:
            context.say(seen.problem, warning=True)
        if seen.notes:
            await _catch_up(context)
        if seen.article is not None:
            context.say(await _follow(context, seen.article))


async def followed(context: ReadingContext, read: Callable[[], Article]) -> str:
    """Show the text that `read` finds, with the caret on the words it was on.

    The sentence says what became of the highlights. Raises what `read` does.
    """
    async with context.following:
        return await _follow(context, await asyncio.to_thread(read))


async def _catch_up(context: ReadingContext) -> None:
    """Show what another program wrote."""
    with _told(context, _("taking in the notes of another program")):
        caught = await asyncio.to_thread(context.session.catch_up)
    context.session.take(caught)
    for sentence in caught.loaded.problems:
        context.say(sentence)
    context.show_notebook()


async def _follow(context: ReadingContext, article: Article) -> str:
    session, pane = context.session, context.pane
    orphans = len(session.notebook.orphans())
    passage = Reanchoring(session.article, article)
    with _told(context, _("finding the highlights again")):
        while True:
            before = session.notes.standing()
            after = await asyncio.to_thread(session.move, passage, before)
            place = ReadingPosition.on(session.article.text, pane.caret.offset)
            if session.follow(article, before, after):  # else what was changed meanwhile comes too
                break
    context.interaction = InteractionState(since=monotonic())
    context.show_hits(())
    pane.show_article(article, session.analysis.words, place.found_in(article.text))
    context.show_entities()
    context.show_notebook()
    return outcome(context, len(session.notebook.orphans()) - orphans)


def outcome(context: ReadingContext, lost: int) -> str:
    """What became of the highlights in a changed text, where so many were `lost`."""
    if lost > 0:
        told = ngettext(
            "The article has changed; {count} highlight lost its place ({key} in the notes).",
            "The article has changed; {count} highlights lost their place ({key} in the notes).",
            lost,
        )
        return told.format(count=lost, key=key_for("notes.orphans"))
    if context.session.notebook.reviews():
        told = _(
            "The article has changed; some highlights are to be reviewed ({key} in the notes)."
        )
        return told.format(key=key_for("notes.orphans"))
    return _("The article has changed; every highlight has its place.")


@contextmanager
def _told(context: ReadingContext, doing: str) -> Iterator[None]:
    """Have the status line say what is being done, when it takes long."""
    timer = context.pane.set_timer(_SOON, lambda: context.busy(doing))
    try:
        yield
    finally:
        timer.stop()
        context.busy("")
