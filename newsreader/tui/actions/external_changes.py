"""Show what other programs do to the article and its notes while they are open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from newsreader.article.article import Article
from newsreader.keys.display import key_for
from newsreader.locale import _, ngettext
from newsreader.lookup.glossary import glossary_paths
from newsreader.session.file_watcher import FileWatcher
from newsreader.sidecar.loaded import Loaded
from newsreader.state import ReadingPosition
from newsreader.tui.actions.context import InteractionState, ReadingContext
from newsreader.tui.background import DelayedCall
from newsreader.tui.messages import FilesChanged

_SOON = 1.0
"""Seconds after which the status line says what is being done."""


def file_watcher(context: ReadingContext) -> FileWatcher:
    """What posts FilesChanged for the article, its notes and its glossary, once it is started."""

    def paths() -> list[Path]:
        folder = context.session.sync.folder
        return [*context.session.sync.paths, *glossary_paths(context.settings.glossary, folder)]

    return FileWatcher(paths, lambda: context.post_message(FilesChanged()))


async def watch(context: ReadingContext) -> None:
    """Look once, and show what has changed. The disk is never read on the screen's thread."""
    session = context.session
    if not session.ready:
        return
    async with context.following:
        seen = await asyncio.to_thread(session.sync.look)
        if seen.problem:
            context.say(seen.problem, warning=True)
        if seen.notes:
            await _show_notes(context)
        if seen.article is not None:
            from newsreader.tui.actions import (  # noqa: PLC0415 (not needed at the start)
                compare,
                last_reading,
            )

            former = compare.version_of(context, _("before the file changed"))
            await compare.offer(context, former, await _show_article(context, seen.article))
            await last_reading.keep_text(context)


async def show_article(context: ReadingContext, read: Callable[[], Article]) -> str:
    """Show the article that `read` returns, with the caret on the words it was on.

    Returns a sentence on what became of the highlights. Raises what `read` raises.
    """
    async with context.following:
        return await _show_article(context, await asyncio.to_thread(read))


async def _show_notes(context: ReadingContext) -> None:
    """Show what another program wrote."""
    with _busy(context, _("merging the notes of another program")):
        loaded = await asyncio.to_thread(context.session.sync.refresh)
        await _commit(context, loaded=loaded)
    if loaded.problems:
        context.say("\n".join(loaded.problems))
    context.show_notebook()


async def _show_article(context: ReadingContext, article: Article) -> str:
    session, pane = context.session, context.pane
    orphans = len(session.notebook.orphans())
    with _busy(context, _("finding the highlights again")):
        place = await _commit(context, article)
    context.interaction = InteractionState(since=monotonic())
    context.hits = ()
    offset = place.found_in(article.text)
    analysis = session.analysis
    pane.show_article(article, analysis.words, offset, session.notebook, analysis.index)
    context.show_entities()
    context.show_notebook()
    return outcome(context, len(session.notebook.orphans()) - orphans)


async def _commit(
    context: ReadingContext, article: Article | None = None, loaded: Loaded | None = None
) -> ReadingPosition:
    """Prepare a change, again if the reader changed something meanwhile, and commit it.

    Returns where the caret was before, by the text around it.
    """
    session = context.session
    while True:
        prepared = await asyncio.to_thread(session.sync.prepare, article, loaded)
        place = ReadingPosition.on(session.article.text, context.pane.caret.offset)
        if session.commit(prepared):
            return place


def outcome(context: ReadingContext, lost: int) -> str:
    """A sentence on the highlights in a changed text, where `lost` of them became orphans."""
    if lost > 0:
        message = ngettext(
            "The article has changed; {count} highlight lost its place ({key} in the notes).",
            "The article has changed; {count} highlights lost their place ({key} in the notes).",
            lost,
        )
        return message.format(count=lost, key=key_for("notes.orphans"))
    if context.session.notebook.reviews():
        message = _(
            "The article has changed; some highlights are to be reviewed ({key} in the notes)."
        )
        return message.format(key=key_for("notes.orphans"))
    return _("The article has changed; every highlight has its place.")


@contextmanager
def _busy(context: ReadingContext, doing: str) -> Iterator[None]:
    """Say in the status line what is being done, if it takes long."""
    late = DelayedCall(context.pane, _SOON, lambda: context.busy(doing))
    try:
        yield
    finally:
        late.stop()
        context.busy("")
