"""Keep the text that is read, and offer what has changed in it since the last time.

This runs in every session, and most texts have not changed: what compares two texts is loaded
when one has.
"""

from __future__ import annotations

import asyncio

from newsreader.article.article import Article
from newsreader.directories import directories
from newsreader.locale import _
from newsreader.session.read_texts import MEGABYTE, ReadTexts
from newsreader.tui.actions.context import ReadingContext


async def offer_changes(context: ReadingContext) -> None:
    """Keep the text that is read now, and offer what has changed since the last time."""
    article = context.session.article
    former = await asyncio.to_thread(_read_texts(context).last, context.session.place_key)
    await keep_text(context)
    if former is not None and former != article.text and context.session.article is article:
        await _offer(context, article, former)


async def keep_text(context: ReadingContext) -> None:
    """Keep the text that is read now, for the next time."""
    session = context.session
    keep = _read_texts(context).keep
    await asyncio.to_thread(keep, session.place_key, session.article)


async def _offer(context: ReadingContext, article: Article, former: str) -> None:
    from newsreader.article.loader import read_article  # noqa: PLC0415
    from newsreader.session.versions import Version  # noqa: PLC0415
    from newsreader.tui.actions import compare  # noqa: PLC0415 (as said above)

    old = await asyncio.to_thread(read_article, former.encode(), article.name, "utf-8")
    await compare.offer(context, Version(_("when it was last read"), old))


def _read_texts(context: ReadingContext) -> ReadTexts:
    return ReadTexts(directories().data / "texts", context.settings.read_texts * MEGABYTE)
