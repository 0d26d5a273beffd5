"""What the keys do in a report on the library."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

from newsreader.entities.entity import Entity
from newsreader.formats.output_files import Existing, write_text
from newsreader.keys.display import key_for
from newsreader.library.all_notes import Step
from newsreader.library.new_article import file_name
from newsreader.library.report_file import ReportFile
from newsreader.locale import _
from newsreader.session.exports import export_folder
from newsreader.text.sanitize import clean_line
from newsreader.tui.actions import library_links
from newsreader.tui.actions.context import LibraryContext, ListContext
from newsreader.tui.actions.context_menu import ask_in_menu, ids_of_list, nearest
from newsreader.tui.actions.name_corrections import NameCorrector
from newsreader.tui.actions.name_notes import edit_name_note
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.dialogs.picker import PickerItem, PickerList, PickerScreen
from newsreader.tui.library.concordance_report import ConcordanceReport
from newsreader.tui.library.dossier_report import (
    COMPANIONS,
    NOTE,
    DossierReport,
    companion_words,
)
from newsreader.tui.library.job import Job
from newsreader.tui.library.report import Report, ReportList
from newsreader.tui.messages import Requested
from newsreader.tui.theme.themes import Palette
from newsreader.user_paths import typed_path


class ReportContext(ListContext, Protocol):
    """The screen of a report as actions see it."""

    report: Report
    below: LibraryContext
    words: str
    order: int
    backwards: bool

    @property
    def item_list(self) -> ReportList: ...
    @property
    def palette(self) -> Palette: ...
    def show_rows(self, *, from_top: bool = False) -> None: ...
    def collect(self) -> None: ...
    def open_row(self) -> None: ...
    def stop(self) -> bool: ...
    def leave(self) -> None: ...
    def show_report(self, report: Report) -> None: ...
    def show_dossier(self, entity: Entity) -> None: ...


def leave_program(context: ReportContext, _request: Requested) -> None:
    context.stop()
    context.below.stop_scan()
    context.app.exit()


def leave(context: ReportContext, _request: Requested) -> None:
    context.leave()


def show_menu(context: ReportContext, request: Requested) -> None:
    ids = [*ids_of_list("report"), "app.export", "app.library", "app.help"]
    ask_in_menu(context, request, nearest(id_ for id_ in ids if context.offers(id_)))


def open_row(context: ReportContext, request: Requested) -> None:
    """Go to the place of the row, write the note, or choose a name that is beside it."""
    match context.item_list.chosen_id:
        case item if item == NOTE:
            edit_note(context, request)
        case item if item == COMPANIONS:
            _choose_companion(context)
        case _:
            context.open_row()


def _choose_companion(context: ReportContext) -> None:
    """Ask for one of the names beside this one, and show its dossier."""
    report = context.report
    if not isinstance(report, DossierReport):
        return
    companions = report.dossier.companions
    colours = context.palette.kinds
    items = [
        PickerItem(str(at), clean_line(each.name), companion_words(each), colours[each.kind])
        for at, each in enumerate(companions)
    ]

    def answered(chosen: str | None) -> None:
        if chosen is None or report.names is None:
            return
        each = companions[int(chosen)]
        if (name := report.names.named(each.kind, each.name)) is not None:
            context.show_report(DossierReport(report.library, name))

    title = _("In one sentence with {name}").format(name=report.title)
    context.ask(PickerScreen(context.palette, PickerList(title, items)), answered)


def edit_note(context: ReportContext, _request: Requested) -> None:
    """Write a note about the name of a dossier."""
    report = context.report
    if not isinstance(report, DossierReport):
        return

    def saved() -> None:
        report.reload_note()
        context.show_rows()

    edit_name_note(context, report.library, report.dossier.name, saved)


def follow(context: ReportContext, _request: Requested) -> None:
    """Follow the link of the note about the name of a dossier."""
    report = context.report
    if isinstance(report, DossierReport):
        library_links.follow(context, report.library, report.dossier.note)


def open_concordance(context: ReportContext, _request: Requested) -> None:
    """Show the concordance of the name of a dossier."""
    report = context.report
    if isinstance(report, DossierReport):
        name = report.dossier.name
        found = ConcordanceReport(report.library, name.query, name.name, of_name=True)
        context.show_report(found)


def correct(context: ReportContext, _request: Requested) -> None:
    """Correct the name of a dossier in all articles of the folder."""
    report = context.report
    if not isinstance(report, DossierReport) or report.names is None:
        return

    def done() -> None:
        message = _("Corrected in all articles; {key} can take it back.")
        context.say(message.format(key=key_for("report.correct")))
        context.collect()

    name = report.dossier.name
    NameCorrector(context, context.palette, report.library, report.names, name, done).ask()


def ask_filter(context: ReportContext, _request: Requested) -> None:
    def changed(words: str) -> None:
        context.words = words
        _show_rows(context)

    context.bar.prompt(
        _("Filter:"), context.words, on_change=changed, on_cancel=lambda: changed("")
    )


def change_order(context: ReportContext, _request: Requested) -> None:
    context.order = (context.order + 1) % max(1, len(context.report.orders))
    context.backwards = False
    _show_rows(context)


def reverse_order(context: ReportContext, _request: Requested) -> None:
    context.backwards = not context.backwards
    _show_rows(context)


def _show_rows(context: ReportContext) -> None:
    """Show other rows, or another order; the chosen row stays chosen, unless it was the first."""
    context.show_rows(from_top=context.item_list.chosen == 0)


def clear(context: ReportContext, _request: Requested) -> None:
    """Stop collecting; without that drop the filter; without one go back."""
    if context.stop():
        context.say(_("Stopped: the list is not complete."))
        context.show_rows()
    elif context.words:
        context.words = ""
        _show_rows(context)
    else:
        context.leave()


def export(context: ReportContext, _request: Requested) -> None:
    """Ask for a format and a file, and write the report."""
    files = context.report.files()
    if not files:
        context.say(_("There is nothing to export."))
        return

    def answered(letter: str | None) -> None:
        file = next((each for each in files if each.format[0] == letter), None)
        if file is not None:
            _ask_where(context, file)

    if len(files) == 1:
        _ask_where(context, files[0])
        return
    answers = [(each.format[0], _label(each)) for each in files]
    context.ask(ChoiceScreen(_("Export as:"), answers), answered)


def _label(file: ReportFile) -> str:
    return {"markdown": "Markdown", "csv": "CSV", "json": "JSON"}[file.format]


def _ask_where(context: ReportContext, file: ReportFile) -> None:
    name = file_name(context.report.stem)
    below = context.below
    folder = export_folder(below.settings, below.library.folder)
    path = folder / f"{name}.notes{file.suffix}"

    def submitted(words: str) -> None:
        if words.strip():
            _write(context, typed_path(words), file)

    context.bar.prompt(_("File"), clean_line(str(path)), on_submit=submitted)


def _write(context: ReportContext, path: Path, file: ReportFile) -> None:
    shown = clean_line(str(path))

    def write(existing: Existing) -> None:
        def work(_step: Step) -> None:
            write_text(path, file.text(), existing)

        done = _("Exported to {file}.").format(file=shown)
        context.start_job(Job(_("Exporting"), work, lambda _none: context.say(done)))

    if not os.path.lexists(path):
        write(Existing.REFUSE)
        return

    def answered(letter: str | None) -> None:
        if letter == "r":
            write(Existing.REPLACE)

    question = _("{file} is there already.").format(file=shown)
    context.ask(ChoiceScreen(question, [("r", _("Replace it")), ("k", _("Keep it"))]), answered)
