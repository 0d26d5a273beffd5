"""Following: what other programs did to the article and its notes is shown, and told."""

from __future__ import annotations

import asyncio

from newsreader.article.article import Article
from newsreader.hints import key_for
from newsreader.locale import _, ngettext
from newsreader.state import Place
from newsreader.tui.deeds.desk import Desk, Errand
from newsreader.tui.watching import look


async def watch(desk: Desk) -> None:
    """Look once, and show what has changed; nothing of it happens on the reader's own thread."""
    session = desk.session
    seen = await asyncio.to_thread(look, session)
    if seen.problem:
        desk.say(seen.problem, warning=True)
    if seen.notes:
        for sentence in session.refresh():
            desk.say(sentence)
        desk.show_notebook()
    if seen.article is not None:
        desk.say(followed(desk, seen.article))


def followed(desk: Desk, article: Article) -> str:
    """Show the text that the file has now, with the caret on the words it was on.

    The sentence says what became of the highlights.
    """
    session, pane = desk.session, desk.pane
    place = Place.on(session.article.text, pane.caret.offset)
    orphans = len(session.notebook.orphans())
    session.follow(article)
    desk.errand = Errand()
    desk.show_hits(())
    pane.follow(place.found_in(article.text))
    desk.show_entities()
    desk.show_notebook()
    lost = len(session.notebook.orphans()) - orphans
    if lost > 0:
        told = ngettext(
            "The article has changed; {count} highlight lost its place ({key} in the notes).",
            "The article has changed; {count} highlights lost their place ({key} in the notes).",
            lost,
        )
        return told.format(count=lost, key=key_for("notes.orphans"))
    if session.notebook.reviews():
        told = _(
            "The article has changed; some highlights are to be reviewed ({key} in the notes)."
        )
        return told.format(key=key_for("notes.orphans"))
    return _("The article has changed; every highlight has its place.")
