"""Reports on the library: the dossier of a name."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.errors import SearchError
from newsreader.keys.display import key_for
from newsreader.library.article_entry import Appearance, ArticleEntry
from newsreader.locale import _
from newsreader.text.query_language import parse
from newsreader.tui.actions.context import LibraryContext
from newsreader.tui.library.view_state import LibraryView
from newsreader.tui.messages import Requested


def show_dossier(context: LibraryContext, name: Appearance) -> None:
    """Show all that the articles say about `name`."""
    from newsreader.tui.library.dossier_report import DossierReport  # noqa: PLC0415 (few need it)

    context.show_report(DossierReport(context.library, name))


def open_concordance(context: LibraryContext, _request: Requested) -> None:
    """Show the concordance of the chosen name, or ask for a word."""
    name = context.item_list.appearance
    if name is not None:
        _show_concordance(context, name.query, name.name, of_name=True)
        return

    def submitted(words: str) -> None:
        words = words.strip()
        if words:
            _show_concordance(context, words if _is_query(words) else f'"{words}"', words)

    context.bar.prompt(
        _("Word:"),
        context.view_state.words,
        on_submit=submitted,
        placeholder=_("every place of a word, with the words around it"),
    )


def open_timeline(context: LibraryContext, _request: Requested) -> None:
    """Show the times that the listed articles name, in order."""
    from newsreader.tui.library.timeline_report import TimelineReport  # noqa: PLC0415 (few need it)

    library, view_state = context.library, context.view_state
    is_search = view_state.words.strip() and view_state.view is LibraryView.ARTICLES
    found = set(context.item_list.listed_paths) if is_search else None

    def listed() -> Sequence[ArticleEntry]:
        entries = view_state.articles(library.entries)
        return [entry for entry in entries if found is None or entry.path in found]

    context.show_report(TimelineReport(library, listed))


def _is_query(words: str) -> bool:
    return '"' in words or ":" in words or " OR " in words


def _show_concordance(
    context: LibraryContext, query: str, words: str, *, of_name: bool = False
) -> None:
    from newsreader.tui.library.concordance_report import (  # noqa: PLC0415 (few need it)
        ConcordanceReport,
    )

    try:
        parse(query)
    except SearchError as error:
        context.say(str(error), warning=True)
        return
    context.show_report(ConcordanceReport(context.library, query, words, of_name=of_name))


def open_dossier(context: LibraryContext, _request: Requested) -> None:
    """Show the dossier of the name that is chosen in the list of names."""
    name = context.item_list.appearance
    if name is None:
        message = _("Choose a name first: {key} lists the names.")
        context.say(message.format(key=key_for("library.names")))
        return
    show_dossier(context, name)
