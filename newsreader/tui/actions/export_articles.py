"""Export the articles that the library lists, or the notes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from newsreader.formats.export_settings import export_style
from newsreader.library.all_notes import Step
from newsreader.library.article_entry import NoteExcerpt
from newsreader.library.export_job import ExportJob, ExportOrder
from newsreader.locale import _, ngettext, sentences
from newsreader.session.exports import export_folder, formats_of
from newsreader.state import Export
from newsreader.text.sanitize import clean_line
from newsreader.tui.actions.context import AllNotesContext, LibraryContext, NotesContext
from newsreader.tui.dialogs.export_articles_dialog import ExportArticlesDialog, ListedArticles
from newsreader.tui.library.job import Job
from newsreader.tui.library.view_state import LibraryView
from newsreader.tui.messages import Requested


def export(context: LibraryContext, request: Requested) -> None:
    """Open the export dialog for the articles that are listed."""
    noted: dict[Path, int] = {}
    for excerpt in context.notes.excerpts():
        noted[excerpt.path] = noted.get(excerpt.path, 0) + 1
    listed = context.item_list.listed_paths
    if context.item_list.view is not LibraryView.ARTICLES:
        listed = [entry.path for entry in context.library.entries]
    articles = {path: None for path in listed if path in noted}
    notes = sum(noted[path] for path in articles)
    _ask(context, articles, notes, request.subject, dict.fromkeys(listed))


def export_notes(context: AllNotesContext, request: Requested) -> None:
    """Open the export dialog for the notes that are listed."""
    excerpts = context.item_list.listed
    _ask(context, _by_article(excerpts), len(excerpts), request.subject)


def _by_article(excerpts: Iterable[NoteExcerpt]) -> dict[Path, frozenset[str] | None]:
    """The ids of the notes, by article in the order of the list."""
    shown: dict[Path, set[str]] = {}
    for excerpt in excerpts:
        shown.setdefault(excerpt.path, set()).add(excerpt.id)
    return {path: frozenset(ids) for path, ids in shown.items()}


def _ask(
    context: NotesContext,
    articles: dict[Path, frozenset[str] | None] | dict[Path, None],
    notes: int,
    form: str,
    cited: dict[Path, None] | None = None,
) -> None:
    """Open the dialog, with the format `form`, "" for that of the last time.

    Of the articles in `cited`, also those without notes have citations.
    """
    cited = cited if cited is not None else dict.fromkeys(articles)
    if not cited:
        context.say(_("None of the articles listed has notes to export."))
        return
    library, settings = context.notes.library, context.settings
    last = library.state.last_export()
    listed = ListedArticles(
        articles,
        notes,
        cited,
        export_folder(settings, library.folder),
        f"{library.export_name}.notes",
        form or (last.format if last else settings.export_format),
        formats_of(settings),
    )

    def answered(order: ExportOrder | None) -> None:
        if order is not None:
            _start(context, order)

    context.ask(ExportArticlesDialog(context.palette, listed), answered)


def _start(context: NotesContext, order: ExportOrder) -> None:
    """Export on a thread, and say what was written."""
    context.notes.library.state.remember_export(Export(order.format.name))
    job = ExportJob(context.notes.library, order, export_style(context.settings))

    def work(step: Step) -> bool:
        return all(step(done, job.total) for done in job.steps())

    def ended(whole: bool) -> None:
        if not whole:
            context.say(_("The export was stopped."), warning=True)
            return
        count = ngettext("{count} article", "{count} articles", job.written)
        message = _("{articles} exported to {file}.").format(
            articles=count.format(count=job.written), file=clean_line(str(order.target))
        )
        remarks = filter(None, (*job.problems[:1], job.unnamed_words))
        context.say(sentences(message, *remarks), warning=bool(job.problems or job.unnamed))

    context.start_job(Job(_("Exporting"), work, ended))
