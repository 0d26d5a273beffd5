"""Offer the notes of an article that was renamed or moved, when it is opened without notes."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.article.article import Article
from newsreader.errors import IndexAccessError, NewsreaderError
from newsreader.locale import _, ngettext, sentences
from newsreader.text.sanitize import clean_line
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.actions.external_changes import watch
from newsreader.tui.dialogs.choice import ChoiceScreen

if TYPE_CHECKING:
    from newsreader.library.former_notes import FormerNotes

_PAUSE_SECONDS = 0.5
"""Before the search, which should not hold up the first keys."""

_DEAF_SECONDS = 0.6
"""The question comes up by itself: keys that were meant for the article do not answer it."""


async def offer(context: ReadingContext) -> None:
    """Look for such notes on a thread, and ask the reader about them."""
    source = context.session.sync.source
    if source is None:
        return
    await asyncio.sleep(_PAUSE_SECONDS)
    try:
        former = await asyncio.to_thread(_find, source.path, context.session.article)
    except IndexAccessError as error:
        context.say(str(error), warning=True)
        return
    notebook = context.session.notebook
    if former is None or notebook.highlights or notebook.note:
        return
    if (
        context.app.screen is not context.pane.screen or context.bar.display
    ):  # the reader is writing already
        message = _("{question} Open the article again to answer.")
        context.say(message.format(question=_question(former)))
        return

    def answered(letter: str | None) -> None:
        if letter in ("m", "c"):
            taken = partial(_take, context, former, source.path, move=letter == "m")
            context.run_in_background(taken)

    answers = [("m", _("Move them here")), ("c", _("Copy them here")), ("n", _("Not now"))]
    context.ask(ChoiceScreen(_question(former), answers, deaf_seconds=_DEAF_SECONDS), answered)


def _find(path: Path, article: Article) -> FormerNotes | None:
    # Imported on this thread, which holds up no key.
    from newsreader.library.former_notes import former_notes  # noqa: PLC0415

    if (near := former_notes(path, article)) is not None:
        return near
    from newsreader.library.index_path import index_path  # noqa: PLC0415

    if not index_path().exists():
        return None
    from newsreader.library.index import Index  # noqa: PLC0415 (SQLite takes a megabyte)

    index = Index.open(index_path())
    try:
        known = index.sidecars()
    finally:
        index.close()
    return former_notes(path, article, known) if known else None


def _question(former: FormerNotes) -> str:
    message = _("The notes of {name} ({count}) may belong here: most of the text is the same.")
    if former.same_text:
        message = _("The notes of {name} ({count}) are on this very text, and have no article.")
    count = ngettext("{count} highlight", "{count} highlights", former.highlights)
    question = message.format(
        name=clean_line(former.name), count=count.format(count=former.highlights)
    )
    return sentences(question, _("Take them over?"))


async def _take(context: ReadingContext, former: FormerNotes, source: Path, *, move: bool) -> None:
    from newsreader.library.former_notes import take_over  # noqa: PLC0415 (as above)

    try:
        await asyncio.to_thread(take_over, former, source, move=move)
    except NewsreaderError as error:
        context.say(str(error), warning=True)
        return
    await watch(context)
    message = _("The notes of {name} are here now.")
    context.say(message.format(name=clean_line(former.name)))
