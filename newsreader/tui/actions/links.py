"""Following the [[links]] in a note: to a highlight, a name or another article."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial

from newsreader.article.loader import open_article
from newsreader.directories import directories
from newsreader.errors import LinkError, NewsreaderError
from newsreader.library.linked_articles import linked_articles
from newsreader.locale import _
from newsreader.notebook.note_links import (
    ArticleTarget,
    HighlightTarget,
    LinkedArticles,
    LinkTargets,
    NameTarget,
)
from newsreader.session.links import LinkChoice, link_choices, link_targets, narrowed, path_of
from newsreader.sidecar.sidecar import Sidecar
from newsreader.text.wiki_links import WikiLink, wiki_links
from newsreader.tui.actions.chosen_highlight import chosen_highlight
from newsreader.tui.actions.context import ReadingContext, ScreenContext
from newsreader.tui.actions.navigation import open_entity
from newsreader.tui.actions.view import leave_for
from newsreader.tui.dialogs.picker import PickerItem, PickerList, PickerScreen
from newsreader.tui.messages import ArticleChosen, Requested
from newsreader.tui.widgets.link_list import LinkList


def follow(context: ReadingContext, request: Requested) -> None:
    """Follow the link of the note here; of several links the reader chooses one."""
    notebook = context.session.notebook
    here = notebook.highlights.get(request.subject) or notebook.at(request.offset)
    if here is None and not notebook.note:
        chosen_highlight(context, request)  # says that there is none
        return
    note = here.note if here is not None else notebook.note
    choose_link(context, note, partial(_start, context), request.link)


def choose_link(
    context: ScreenContext, note: str, start: Callable[[WikiLink], None], clicked: str = ""
) -> None:
    """Call `start` with the link in `note`: that to the `clicked` target, or the reader chooses."""
    links = wiki_links(note)
    found = [link for link in links if link.target == clicked]
    if not links:
        context.say(_("There is no link in this note; [[ in a note begins one."))
    elif found or len(links) == 1:
        start((found or links)[0])
    else:
        _choose(context, links, start)


def _choose(
    context: ScreenContext, links: Sequence[WikiLink], start: Callable[[WikiLink], None]
) -> None:
    def chosen(item: str | None) -> None:
        if item is not None:
            start(links[int(item)])

    items = [PickerItem(str(number), link.shown, _aside(link)) for number, link in enumerate(links)]
    picker = PickerList(_("Follow a link"), items)
    context.ask(PickerScreen(context.palette, picker), chosen)


def _aside(link: WikiLink) -> str:
    """Where a link leads, if its words do not say so; the id of a highlight says nothing."""
    if link.target == link.shown:
        return ""
    return link.page or _("highlight")


def _start(context: ReadingContext, link: WikiLink) -> None:
    context.run_in_background(partial(_follow, context, link), group="links")


async def _follow(context: ReadingContext, link: WikiLink) -> None:
    targets = link_targets(context.session)
    if link.page:
        targets = replace(targets, articles=await articles_of(context))
    try:
        target = await asyncio.to_thread(targets.find, link)
    except LinkError as error:
        context.say(str(error), warning=True)
        return
    match target:
        case HighlightTarget(id=highlight_id):
            _go_to_highlight(context, highlight_id)
        case NameTarget(name=name):
            _go_to_name(context, name)
        case ArticleTarget():
            await _go_to_article(context, target, targets)


async def articles_of(context: ReadingContext) -> LinkedArticles:
    """The articles that a note of this article may link to, found on a thread.

    There are none, and a message says why, if the index of the library cannot be read.
    """
    path = path_of(context.session)
    if path is None:
        return LinkedArticles()
    try:
        return await asyncio.to_thread(linked_articles, path)
    except NewsreaderError as error:
        context.say(str(error), warning=True)
        return LinkedArticles()


def link_list(context: ReadingContext) -> LinkList:
    """The list that completes the links in a note; the articles come a moment after the rest."""
    targets = link_targets(context.session)

    async def load() -> LinkTargets:
        return replace(targets, articles=await articles_of(context))

    return completing(context, targets, load)


def completing(
    context: ScreenContext, first: LinkTargets | None, load: Callable[[], Awaitable[LinkTargets]]
) -> LinkList:
    """A list of links to the `first` targets, and as soon as they are loaded to all."""
    known: list[LinkChoice] = []
    asked = False

    def choices(typed: str) -> Sequence[LinkChoice]:
        nonlocal asked
        if not asked:
            asked = True
            known.extend(link_choices(first) if first is not None else ())
            context.run_in_background(load_all, group="link list")
        return narrowed(known, typed)

    async def load_all() -> None:
        known[:] = await asyncio.to_thread(link_choices, await load())
        if made.is_attached:
            made.look_again()

    made = LinkList(context.palette, choices)
    return made


def _go_to_highlight(context: ReadingContext, highlight_id: str) -> None:
    highlight = context.session.notebook.highlights[highlight_id]
    if highlight.is_shown:
        context.jump(highlight.span.start)
        context.pane.focus()
    else:
        context.say(_("That highlight is an orphan: its place was not found."), warning=True)


def _go_to_name(context: ReadingContext, name: str) -> None:
    entities = context.session.analysis.entities
    found = next((e for e in entities if name in e.names), None)
    if found is not None:
        open_entity(context, Requested("entities.open", subject=found.id))
    else:
        context.jump(context.session.article.text.index(name))
    context.pane.focus()


async def _go_to_article(
    context: ReadingContext, target: ArticleTarget, targets: LinkTargets
) -> None:
    article = target.article
    if article.path == targets.own:
        context.say(_("The link is to this article."))
        return
    try:
        offset = await asyncio.to_thread(partial(offset_of, target)) if target.highlight else -1
    except NewsreaderError as error:
        context.say(str(error), warning=True)
        return
    own, before = targets.own, context.visit.came_from
    here = ArticleChosen(own, context.pane.caret.offset, came_from=before) if own else None
    leave_for(context, ArticleChosen(article.path, offset, came_from=here))


def offset_of(target: ArticleTarget) -> int:
    """The place of the highlight in another article. Raises NewsreaderError."""
    path = target.article.path
    article = open_article(path)
    notebook = Sidecar(path, directories().data).load(article).notebook
    [link] = wiki_links(f"[[#{target.highlight}]]")
    found = LinkTargets(notebook).find(link)
    highlight = notebook.highlights[found.id] if isinstance(found, HighlightTarget) else None
    return highlight.span.start if highlight is not None and highlight.is_shown else -1
