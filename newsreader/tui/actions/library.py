"""What the keys do in the library screen."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

from newsreader.errors import NewsreaderError
from newsreader.library.full_text import query_values
from newsreader.locale import _, ngettext
from newsreader.state import Mark
from newsreader.tui.actions.context import LibraryContext
from newsreader.tui.actions.context_menu import ask_in_menu, ids_of_list, nearest
from newsreader.tui.actions.keys_held import run_holding_keys
from newsreader.tui.actions.library_reports import show_dossier
from newsreader.tui.actions.registry import OF_ARTICLES
from newsreader.tui.actions.search import say_what_is_wrong
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.library.view_state import LibraryView, ViewState
from newsreader.tui.messages import ArticleChosen, Requested
from newsreader.tui.widgets.completion import QueryCompletion


def leave(context: LibraryContext, _request: Requested) -> None:
    context.stop_scan()
    context.app.exit()


def show_menu(context: LibraryContext, request: Requested) -> None:
    if context.view_state.view is LibraryView.NAMES:
        left_out = OF_ARTICLES | {"library.open", "library.mark_all"}
        listed = [id_ for id_ in ids_of_list("library") if id_ not in left_out]
        listed.sort(key=lambda id_: id_ != "library.dossier")  # it is what `enter` does there
    else:
        listed = ids_of_list("library")
    ask_in_menu(context, request, nearest(listed))


def open_chosen(context: LibraryContext, _request: Requested) -> None:
    """Open the chosen article, or the dossier of the chosen name."""
    item_list = context.item_list
    if (name := item_list.appearance) is not None:
        show_dossier(context, name)
    elif (path := item_list.path) is not None:
        entry = context.library.entry(path)
        if entry is not None and entry.problem:
            context.say(entry.problem, warning=True)
            return
        if entry is not None and entry.is_lost:
            context.show_notes(article=path)  # they are all that is there
            return
        title = entry.name if entry is not None else path.name
        context.foot.words = _("Opening {name} …").format(name=title)
        query = context.view_state.words if item_list.view is LibraryView.ARTICLES else ""
        context.post_message(ArticleChosen(path, item_list.place, query))


def ask(context: LibraryContext, _request: Requested) -> None:
    """Ask for a query; what matches is listed as it is typed."""

    def changed(words: str) -> None:
        context.bar.show_hint("")
        context.show_view(context.view_state.searching(words), from_top=True)

    state = context.library.state

    def submitted(words: str) -> None:
        if words:
            context.run_in_background(
                partial(asyncio.to_thread, state.remember_search, "library", words)
            )
        if context.view_state.view is not LibraryView.NAMES:
            say_what_is_wrong(context, words, context.library.meanings)
            # Keys that are pressed until the list is there are for what was found.
            run_holding_keys(context, context.until_found)

    def cancelled() -> None:
        context.show_view(context.view_state.searching(""))

    view_state, completion = context.view_state, QueryCompletion({})
    context.run_in_background(partial(_offer_values, context, completion), group="values")
    context.bar.prompt(
        view_state.prompt(),
        view_state.words,
        on_submit=submitted,
        on_change=changed,
        on_cancel=cancelled,
        completion=completion,
        placeholder=_('words, "phrase", -word, OR, #tag, name:, said:, is:unread, after:2026-03'),
    )
    context.bar.offer(lambda: state.searches("library"))


async def _offer_values(context: LibraryContext, completion: QueryCompletion) -> None:
    """Complete the values of fields, as soon as they are collected."""
    completion.offer(await asyncio.to_thread(query_values, context.library))


def star(context: LibraryContext, _request: Requested) -> None:
    _toggle(context, Mark.STARRED, _("{name} has a star."), _("{name} has no star any more."))


def archive(context: LibraryContext, _request: Requested) -> None:
    """Put the article at the end of every list, or take it back."""
    _toggle(context, Mark.ARCHIVED, _("{name} is archived."), _("{name} is not archived any more."))


def _toggle(context: LibraryContext, mark: Mark, on: str, off: str) -> None:
    path = context.item_list.path
    entry = context.library.entry(path) if path is not None else None
    if path is None or entry is None:
        return
    chosen = context.item_list.chosen
    has_it = context.library.toggle(path, mark)
    context.say((on if has_it else off).format(name=entry.name))
    context.show_view(context.view_state)
    if has_it and mark is Mark.ARCHIVED:
        context.item_list.choose(chosen)  # the next article, so that one key after the other works


def change_order(context: LibraryContext, _request: Requested) -> None:
    _reorder(context, context.view_state.sorted_next())


def reverse_order(context: LibraryContext, _request: Requested) -> None:
    _reorder(context, context.view_state.turned())


def _reorder(context: LibraryContext, view_state: ViewState) -> None:
    """List in another order; the chosen item stays chosen, unless it was the first."""
    context.show_view(view_state, from_top=context.item_list.chosen == 0)


def list_names(context: LibraryContext, _request: Requested) -> None:
    context.show_view(context.view_state.viewing(LibraryView.NAMES))


def scan(context: LibraryContext, _request: Requested) -> None:
    context.scan()


def clear(context: LibraryContext, _request: Requested) -> None:
    """Stop a job or the scan; without one drop the filter, or go back to all articles."""
    view_state = context.view_state
    stopped = context.stop_jobs() or context.stop_scan()
    context.show_view(view_state if stopped else view_state.widened())


def list_reprints(context: LibraryContext, _request: Requested) -> None:
    if (path := context.item_list.path) is not None:
        context.run_in_background(partial(_list_reprints, context, path), group="reprints")


async def _list_reprints(context: LibraryContext, path: Path) -> None:
    found = await asyncio.to_thread(context.library.reprints, path)
    if not found:
        context.say(_("No other article here has the same text."))
        return
    paths = frozenset((path, *(entry.path for entry, _share in found)))
    context.show_view(context.view_state.narrowed(paths, _("reprints")), from_top=True)


def offer_to_carry(context: LibraryContext, _request: Requested) -> None:
    """Offer to transfer the notes of the most similar reprint that has some."""
    if (path := context.item_list.path) is not None:
        context.run_in_background(partial(_offer_to_carry, context, path), group="reprints")


async def _offer_to_carry(context: LibraryContext, path: Path) -> None:
    found = await asyncio.to_thread(context.library.reprints, path)
    origin = next((entry for entry, _share in found if entry.highlights), None)
    if origin is None:
        context.say(_("No reprint of this article has notes."))
        return
    question = ngettext(
        "Carry {count} highlight over from {name}?",
        "Carry {count} highlights over from {name}?",
        origin.highlights,
    ).format(count=origin.highlights, name=f"{origin.name} ({origin.path.name})")
    answers = [("y", _("Carry them over")), ("n", _("Leave it"))]

    def answered(letter: str | None) -> None:
        if letter == "y":
            context.run_in_background(partial(_carry, context, origin.path, path), group="carry")

    context.ask(ChoiceScreen(question, answers), answered)


async def _carry(context: LibraryContext, origin: Path, target: Path) -> None:
    """Transfer the notes on `origin` to its reprint `target`, and report the result."""
    try:
        carried = await asyncio.to_thread(context.library.carry, origin, target)
    except NewsreaderError as error:
        context.say(str(error), warning=True)
        return
    context.say(
        _("{placed} placed, {review} to be reviewed, {orphans} orphans").format(
            placed=len(carried.placed),
            review=len(carried.review),
            orphans=len(carried.orphans),
        )
    )
    context.show_view(context.view_state)
