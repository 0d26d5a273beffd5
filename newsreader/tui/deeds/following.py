"""Following: what other programs did to the article and its notes is shown, and told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from newsreader.article.article import Article
from newsreader.hints import key_for
from newsreader.locale import _, ngettext
from newsreader.notebook.passage import Passage
from newsreader.state import Place
from newsreader.tui.deeds.desk import Desk, Errand
from newsreader.tui.watching import look

_SOON = 1.0
"""Seconds after which the reader is told what is going on."""


async def watch(desk: Desk) -> None:
    """Look once, and show what has changed; nothing of it is found out on the reader's thread."""
    session = desk.session
    if not session.ready or desk.following.locked():
        return
    async with desk.following:
        seen = await asyncio.to_thread(look, session)
        if seen.problem:
            desk.say(seen.problem, warning=True)
        if seen.notes:
            await _catch_up(desk)
        if seen.article is not None:
            desk.say(await _follow(desk, seen.article))


async def followed(desk: Desk, read: Callable[[], Article]) -> str:
    """Show the text that `read` finds, with the caret on the words it was on.

    The sentence says what became of the highlights. Raises what `read` does.
    """
    async with desk.following:
        return await _follow(desk, await asyncio.to_thread(read))


async def _catch_up(desk: Desk) -> None:
    """Show what another program wrote."""
    with _told(desk, _("taking in the notes of another program")):
        caught = await asyncio.to_thread(desk.session.catch_up)
    desk.session.take(caught)
    for sentence in caught.loaded.problems:
        desk.say(sentence)
    desk.show_notebook()


async def _follow(desk: Desk, article: Article) -> str:
    session, pane = desk.session, desk.pane
    orphans = len(session.notebook.orphans())
    passage = Passage(session.article, article)
    with _told(desk, _("finding the highlights again")):
        while True:
            before = session.notes.standing()
            after = await asyncio.to_thread(session.move, passage, before)
            place = Place.on(session.article.text, pane.caret.offset)
            if session.follow(article, before, after):  # else what was changed meanwhile comes too
                break
    desk.errand = Errand(since=monotonic())
    desk.show_hits(())
    pane.follow(place.found_in(article.text))
    desk.show_entities()
    desk.show_notebook()
    return outcome(desk, len(session.notebook.orphans()) - orphans)


def outcome(desk: Desk, lost: int) -> str:
    """What became of the highlights in a changed text, where so many were `lost`."""
    if lost > 0:
        told = ngettext(
            "The article has changed; {count} highlight lost its place ({key} in the notes).",
            "The article has changed; {count} highlights lost their place ({key} in the notes).",
            lost,
        )
        return told.format(count=lost, key=key_for("notes.orphans"))
    if desk.session.notebook.reviews():
        told = _(
            "The article has changed; some highlights are to be reviewed ({key} in the notes)."
        )
        return told.format(key=key_for("notes.orphans"))
    return _("The article has changed; every highlight has its place.")


@contextmanager
def _told(desk: Desk, doing: str) -> Iterator[None]:
    """Have the status line say what is being done, when it takes long."""
    timer = desk.pane.set_timer(_SOON, lambda: desk.busy(doing))
    try:
        yield
    finally:
        timer.stop()
        desk.busy("")
