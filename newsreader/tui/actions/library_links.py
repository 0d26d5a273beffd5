"""The [[links]] in notes of the library: completed while they are typed, and followed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.errors import NewsreaderError
from newsreader.library.library import Library
from newsreader.library.link_targets import link_targets
from newsreader.notebook.note_links import (
    ArticleTarget,
    HighlightTarget,
    LinkedArticle,
    LinkTargets,
    NameTarget,
)
from newsreader.notebook.notebook import Notebook
from newsreader.text.wiki_links import WikiLink
from newsreader.tui.actions.context import ScreenContext
from newsreader.tui.actions.links import choose_link, completing, offset_of
from newsreader.tui.messages import ArticleChosen
from newsreader.tui.widgets.link_list import LinkList


class LinkContext(ScreenContext, Protocol):
    """A screen over the library, as links see it."""

    @property
    def show_dossier(self) -> Callable[[Entity], None]:
        """Shows the dossier of an entity."""


def link_list(context: ScreenContext, library: Library, path: Path | None = None) -> LinkList:
    """The list that completes the links in a note on the article at `path`, or about a name."""

    async def load() -> LinkTargets:
        try:
            return await asyncio.to_thread(link_targets, library, path)
        except NewsreaderError:  # the article cannot be read, which is reported by saving the note
            return LinkTargets(Notebook())

    return completing(context, None, load)


def follow(context: LinkContext, library: Library, note: str, path: Path | None = None) -> None:
    """Follow the link in `note`, which is on the article at `path` or about a name."""

    def start(link: WikiLink) -> None:
        context.run_in_background(partial(_follow, context, library, link, path), group="links")

    choose_link(context, note, start)


async def _follow(
    context: LinkContext, library: Library, link: WikiLink, path: Path | None
) -> None:
    try:
        target = (await asyncio.to_thread(link_targets, library, path)).find(link)
        if isinstance(target, HighlightTarget) and path is not None:
            target = ArticleTarget(LinkedArticle(path, ""), target.id)
        if isinstance(target, ArticleTarget):
            offset = await asyncio.to_thread(partial(offset_of, target)) if target.highlight else -1
            context.post_message(ArticleChosen(target.article.path, offset))
    except NewsreaderError as error:
        context.say(str(error), warning=True)
        return
    if isinstance(target, NameTarget):
        found = library.names().named(Kind.PER, target.name)
        kind = found.kind if found is not None else Kind.PER
        context.show_dossier(Entity("", target.name, kind, ()))
