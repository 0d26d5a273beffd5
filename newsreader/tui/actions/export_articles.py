"""Export the articles that the library lists."""

from __future__ import annotations

from pathlib import Path

from newsreader.locale import _
from newsreader.tui.actions.context import LibraryContext
from newsreader.tui.dialogs.export_articles_dialog import ExportArticlesDialog, ListedArticles
from newsreader.tui.library.view_state import LibraryView
from newsreader.tui.messages import Requested


def export(context: LibraryContext, _request: Requested) -> None:
    """Open the export dialog for the articles that are listed; from the notes, for those notes."""
    listed = _listed(context)
    if not listed.articles:
        context.say(_("None of the articles listed has notes to export."))
        return
    context.ask(
        ExportArticlesDialog(context.shelf.palette, listed),
        lambda order: context.export(order) if order is not None else None,
    )


def _listed(context: LibraryContext) -> ListedArticles:
    library, shelf = context.library, context.shelf
    by_path: dict[Path, list[str]] = {}
    for excerpt in library.index.excerpts(library.roots):
        by_path.setdefault(excerpt.path, []).append(excerpt.id)
    articles: dict[Path, frozenset[str] | None]
    match shelf.view:
        case LibraryView.NOTES:
            shown: dict[Path, set[str]] = {}
            for path, id_ in shelf.listed_notes:
                shown.setdefault(path, set()).add(id_)
            articles = {path: frozenset(ids) for path, ids in shown.items()}
            notes = sum(map(len, shown.values()))
        case LibraryView.ARTICLES:
            articles = {path: None for path in shelf.listed_paths if path in by_path}
            notes = sum(len(by_path[path]) for path in articles)
        case _:
            articles = {entry.path: None for entry in library.entries if entry.path in by_path}
            notes = sum(len(by_path[path]) for path in articles)
    settings, root = context.settings, library.roots[0]
    folder = Path(settings.export_folder).expanduser() if settings.export_folder else None
    beside = root if root.is_dir() else root.parent
    last = library.state.last_export()
    return ListedArticles(
        articles,
        notes,
        folder or beside,
        f"{beside.name or 'library'}.notes",
        last.format if last else settings.export_format,
    )
