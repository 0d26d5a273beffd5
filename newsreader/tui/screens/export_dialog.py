"""ExportDialog: a notebook out, in a format and to a place that the reader chooses."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from newsreader.errors import NewsreaderError
from newsreader.formats.files import Existing
from newsreader.hints import key_name
from newsreader.locale import _
from newsreader.session.reading_session import ReadingSession
from newsreader.settings import Settings
from newsreader.text.control import clean_line
from newsreader.tui.lists.typeset import rows_of
from newsreader.tui.looks.themes import Palette
from newsreader.tui.screens.choice import ChoiceScreen
from newsreader.tui.screens.dialog import Dialog
from newsreader.tui.widgets.search_bar import CleanInput


class ExportDialog(Dialog[str]):
    """Answers with a sentence on what was done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("ctrl+y", "copy", show=False, priority=True),
    ]

    def __init__(self, palette: Palette, session: ReadingSession, settings: Settings) -> None:
        super().__init__()
        self._palette = palette
        self._session = session
        self._exports = session.exports(settings)

    def compose(self) -> ComposeResult:
        with Vertical(classes="box tall") as box:
            box.border_title = _("Export")
            with Horizontal(id="export-choice"):
                options = [
                    Option(Content(label), id=name) for name, label in self._exports.formats()
                ]
                yield OptionList(*options, id="export-formats")
                with VerticalScroll(id="export-preview", can_focus=True):
                    yield Static(id="export-text")
            yield CleanInput(id="export-path")
            with Horizontal(classes="buttons"):
                yield Button(
                    Content(_("Save") + f" ({key_name('ctrl+s')})"), id="save", compact=True
                )
                yield Button(
                    Content(_("Copy") + f" ({key_name('ctrl+y')})"), id="copy", compact=True
                )
                yield Button(
                    Content(_("Close") + f" ({key_name('escape')})"), id="close", compact=True
                )

    def on_mount(self) -> None:
        formats = self.query_one(OptionList)
        chosen = self._exports.last()
        formats.highlighted = formats.get_option_index(chosen)
        formats.focus()

    @property
    def format(self) -> str:
        """The name of the format that is chosen."""
        option = self.query_one(OptionList).highlighted_option
        return (option.id or "") if option else ""

    def on_resize(self) -> None:
        self.call_after_refresh(self._preview)

    @on(OptionList.OptionHighlighted)
    def _preview(self) -> None:
        text = self._written()
        lost = [f"! {sentence}" for sentence in self._exports.losses(self.format)]
        width = self.query_one("#export-preview").size.width - 3
        rows = rows_of("\n".join([*lost, "", text] if lost else [text]), width)
        self.query_one("#export-text", Static).update(Content("\n".join(rows)))
        self.query_one("#export-path", Input).value = clean_line(
            str(self._exports.suggested(self.format))
        )

    def _written(self) -> str:
        try:
            return self._exports.write(self.format)
        except NewsreaderError as error:
            return str(error)

    @on(OptionList.OptionSelected)
    @on(Input.Submitted)
    def _enter(self) -> None:
        self.action_save()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        match event.button.id:
            case "save":
                self.action_save()
            case "copy":
                self.action_copy()
            case _:
                self.dismiss(None)

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self._written())
        self._exports.remember(self.format)
        self.dismiss(_("Copied to the clipboard."))

    def action_save(self) -> None:
        path = self._exports.path(self.query_one("#export-path", Input).value)
        if not self._exports.exists(path):
            self._save(path, Existing.REFUSE)
            return
        answers = [("r", _("Replace it")), ("k", _("Keep it"))]
        if self._exports.updatable(self.format):
            answers.insert(0, ("u", _("Update it, keeping what was written there")))

        def answered(letter: str | None) -> None:
            if letter in ("u", "r"):
                self._save(path, Existing.UPDATE if letter == "u" else Existing.REPLACE)

        question = _("{file} is there already.").format(file=clean_line(str(path)))
        self.app.push_screen(ChoiceScreen(question, answers), answered)

    def _save(self, path: Path, existing: Existing) -> None:
        try:
            self._exports.save(self.format, path, existing)
        except NewsreaderError as error:
            self.app.push_screen(ChoiceScreen(str(error), [("k", _("Close"))]))
        else:
            self.dismiss(_("Exported to {file}.").format(file=clean_line(str(path))))
