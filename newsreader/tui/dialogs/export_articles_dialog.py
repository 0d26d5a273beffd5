"""The export dialog of the library: the articles listed, to one file or to a file each."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from newsreader.formats.output_files import Existing
from newsreader.formats.registry import Citing, Combinable, Format, Updatable
from newsreader.library.export_job import ExportOrder
from newsreader.locale import _, ngettext
from newsreader.text.sanitize import clean_line
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.dialogs.dialog import Dialog, KeyHints
from newsreader.tui.dialogs.export_dialog import FormatList
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.prompt_bar import CleanInput
from newsreader.tui.widgets.typeset import rows_of
from newsreader.user_paths import is_folder, typed_path


@dataclass(frozen=True, slots=True)
class ListedArticles:
    """What can be exported: the articles, as in `ExportOrder`, and how many notes they have.

    `cited` are those for formats that cite articles. `folder` is where exports go, `name` the
    beginning of their name. `format` is the name of the one of `formats` that is offered first.
    """

    articles: Mapping[Path, frozenset[str] | None]
    notes: int
    cited: Mapping[Path, None]
    folder: Path
    name: str
    format: str
    formats: Mapping[str, Format]


class ExportArticlesDialog(Dialog[ExportOrder]):
    """Asks for a format and a file; a path that ends in a slash is a folder for a file each."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("ctrl+t", "turn_each", show=False, priority=True),
    ]

    def __init__(self, palette: Palette, listed: ListedArticles) -> None:
        super().__init__()
        self._palette = palette
        self._listed = listed

    def compose(self) -> ComposeResult:
        with Vertical(classes="box tall") as box:
            box.border_title = Content(_("Export"))
            with Horizontal(id="export-choice"):
                labels = [
                    (name, form.label)
                    for name, form in self._listed.formats.items()
                    if self._articles_for(form)
                ]
                yield FormatList(labels, self._palette)
                with VerticalScroll(id="export-preview"):
                    yield Static(id="export-text")
            with Horizontal(id="export-to"):
                yield Static(Content(_("File")), id="export-label")
                yield CleanInput(id="export-path")
            with Horizontal(classes="buttons"):
                yield Button(Content(_("Save")), id="save", compact=True)
                yield Button(Content(_("One file / a file each")), id="each", compact=True)
                yield Button(Content(_("Close")), id="close", compact=True)

    def key_hints(self) -> KeyHints:
        return (
            ("ctrl+s", _("save")),
            ("ctrl+t", _("one file / a file each")),
            ("escape", _("close")),
        )

    def on_mount(self) -> None:
        formats = self.query_one(FormatList)
        known = self._listed.format in formats.items
        formats.choose(formats.items.index(self._listed.format) if known else 0)
        formats.focus()

    @property
    def _path(self) -> Input:
        return self.query_one("#export-path", Input)

    @property
    def _format(self) -> Format:
        return self._listed.formats[self.query_one(FormatList).chosen_id]

    def _articles_for(self, form: Format) -> Mapping[Path, frozenset[str] | None]:
        return self._listed.cited if isinstance(form, Citing) else self._listed.articles

    @property
    def _is_for_folder(self) -> bool:
        words = self._path.value
        return words.endswith(("/", os.sep)) or is_folder(typed_path(words))

    def _suggest(self, *, each: bool) -> None:
        if not isinstance(self._format, Combinable):
            each = True
        end = "/" if each else self._format.suffix
        self._path.value = clean_line(f"{self._listed.folder / self._listed.name}{end}")

    @on(FormatList.FormatChosen)
    def _choose_format(self) -> None:
        self._suggest(each=self._path.value.endswith("/"))
        self._show_facts()

    @on(Input.Changed)
    def on_resize(self) -> None:
        self.call_after_refresh(self._show_facts)

    def _show_facts(self) -> None:
        """Say what will be written."""
        listed, cites = self._listed, isinstance(self._format, Citing)
        count = len(self._articles_for(self._format))
        words = [ngettext("{count} article", "{count} articles", count).format(count=count), ""]
        if not listed.articles:
            words.insert(1, _("None of the articles listed has notes to export."))
        elif not cites:
            notes = ngettext(
                "{count} highlight or note", "{count} highlights and notes", listed.notes
            )
            words[0] += f" · {notes.format(count=listed.notes)}"
        if self._is_for_folder:
            words.append(_("A file for each article, in the folder below."))
        elif isinstance(self._format, Combinable):
            words.append(_("One file with all articles. A path that ends in / is a folder."))
        else:
            words.append(
                _("This format holds one article in a file; name a folder with / at its end.")
            )
        width = max(10, self.query_one("#export-preview").size.width - 3)
        rows = (Content(row) for line in words for row in rows_of(line, width) or [""])
        self.query_one("#export-text", Static).update(Content("\n").join(rows))

    @on(Input.Submitted)
    def _save_on_enter(self) -> None:
        self.action_save()

    @on(Button.Pressed)
    def _press_button(self, event: Button.Pressed) -> None:
        match event.button.id:
            case "save":
                self.action_save()
            case "each":
                self.action_turn_each()
            case _:
                self.dismiss(None)

    def action_turn_each(self) -> None:
        self._suggest(each=not self._is_for_folder)
        self._show_facts()

    def action_save(self) -> None:
        target, each = typed_path(self._path.value), self._is_for_folder
        if not each and not isinstance(self._format, Combinable):
            return  # the dialog says so
        if each or not os.path.lexists(target):
            self._answer(target, Existing.REFUSE, each=each)
            return
        answers = [("r", _("Replace it")), ("k", _("Keep it"))]
        if isinstance(self._format, Updatable):
            answers.insert(0, ("u", _("Update it, keeping what was written there")))

        def answered(letter: str | None) -> None:
            if letter in ("u", "r"):
                existing = Existing.UPDATE if letter == "u" else Existing.REPLACE
                self._answer(target, existing, each=False)

        question = _("{file} is there already.").format(file=clean_line(str(target)))
        self.app.push_screen(ChoiceScreen(question, answers), answered)

    def _answer(self, target: Path, existing: Existing, *, each: bool) -> None:
        articles = self._articles_for(self._format)
        order = ExportOrder(articles, self._format, target, each, existing)
        self.dismiss(order)
