"""The export dialog: the notebook to a file or the clipboard, in a format of choice."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Input, Static

from newsreader.errors import NewsreaderError
from newsreader.formats.output_files import Existing
from newsreader.locale import _
from newsreader.session.exports import Exports
from newsreader.text.sanitize import clean_line
from newsreader.tui.background import DelayedCall, run_in_background
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.dialogs.dialog import MOVING_KEYS, Dialog, KeyHints
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.item_list import ItemList, Line, StyledText
from newsreader.tui.widgets.prompt_bar import CleanInput
from newsreader.tui.widgets.typeset import fitted, rows_of

Written = TypeVar("Written")

_SOON = 0.2
"""Seconds after which a preview that is not ready is announced."""

_LONGEST = 4000
"""Code points that the preview shows at most."""


class FormatList(ItemList):
    """The formats, one per line."""

    FRAMED = True
    BINDINGS: ClassVar[list[BindingType]] = [
        *MOVING_KEYS,
        Binding("enter", "screen.save", show=False),
    ]

    @dataclass
    class FormatChosen(Message):
        """Another format is chosen and shown in the preview."""

        format: str

    def __init__(self, formats: Sequence[tuple[str, str]], palette: Palette) -> None:
        """`formats` are (name, label)."""
        super().__init__(id="export-formats")
        self._labels = dict(formats)
        self.set_reactive(ItemList.palette, palette)
        self.items = tuple(self._labels)

    def heading(self) -> str:
        return _("Export")

    @property
    def marks(self) -> bool:
        """Always: the preview shows the chosen one."""
        return True

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:
        return [[StyledText(fitted(self._labels[item], width), bold=chosen)]]

    def choose(self, index: int) -> None:
        super().choose(index)
        self.post_message(self.FormatChosen(self.chosen_id))


class ExportDialog(Dialog[str]):
    """Exports the notebook; the result is a message on what was done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("ctrl+y", "copy", show=False, priority=True),
    ]

    def __init__(
        self,
        palette: Palette,
        exports: Exports,
        prepare: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """`prepare` is awaited before anything is written; the dialog is there meanwhile."""
        super().__init__()
        self._palette = palette
        self._exports = exports
        self._prepare = prepare
        self._prepared = asyncio.Event()
        if prepare is None:
            self._prepared.set()
        self._suggested = ""
        """The path in the field, unless the reader has changed it."""
        self._saving: Path | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="box tall") as box:
            box.border_title = Content(_("Export"))
            with Horizontal(id="export-choice"):
                yield FormatList(self._exports.formats(), self._palette)
                with VerticalScroll(id="export-preview", can_focus=True):
                    yield Static(id="export-text")
            with Horizontal(id="export-to"):
                yield Static(Content(_("File")), id="export-label")
                yield CleanInput(id="export-path")
            with Horizontal(classes="buttons"):
                yield Button(Content(_("Save")), id="save", compact=True)
                yield Button(Content(_("Copy")), id="copy", compact=True)
                yield Button(Content(_("Close")), id="close", compact=True)

    def key_hints(self) -> KeyHints:
        return (("ctrl+s", _("save")), ("ctrl+y", _("copy")), ("escape", _("close")))

    def on_mount(self) -> None:
        formats = self.query_one(FormatList)
        formats.choose(formats.items.index(self._exports.last()))
        formats.focus()
        if self._prepare is not None:
            run_in_background(self, partial(self._get_ready, self._prepare))

    async def _get_ready(self, prepare: Callable[[], Awaitable[None]]) -> None:
        """Prepare; what is found then may give the file another name."""
        await prepare()
        self._prepared.set()
        if self.query_one("#export-path", Input).value == self._suggested:
            self._suggest_path()

    @property
    def format(self) -> str:
        """The name of the chosen format."""
        return self.query_one(FormatList).chosen_id

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_preview)

    @on(FormatList.FormatChosen)
    def _suggest(self) -> None:
        self._suggest_path()
        self._show_preview()

    def _suggest_path(self) -> None:
        self._suggested = clean_line(str(self._exports.suggested(self.format)))
        self.query_one("#export-path", Input).value = self._suggested

    def _show_preview(self) -> None:
        run_in_background(self, self._preview, "preview")

    async def _preview(self) -> None:
        """Show what would be written, and first what that lacks."""
        preview = self.query_one("#export-text", Static)
        made = Content(_("The preview is made …"))
        waiting = DelayedCall(self, _SOON, lambda: preview.update(made))
        try:
            text = await self._on_thread(Exports.plain)
        except NewsreaderError as error:
            text = str(error)
        finally:
            waiting.stop()
        lost = [f"! {sentence}" for sentence in self._exports.losses(self.format)]
        rows = self._rows("\n".join([*lost, "", text] if lost else [text]))
        preview.update(Content("\n").join(rows))

    async def _on_thread(self, write: Callable[[Exports, str], Written]) -> Written:
        """What `write` returns for the chosen format; a template may take seconds to fill."""
        await self._prepared.wait()
        name, exports = self.format, self._exports.as_of_now()
        try:
            return await asyncio.to_thread(write, exports, name)
        except asyncio.CancelledError:
            exports.stop(name)
            raise

    def _rows(self, text: str) -> Iterator[Content]:
        """The beginning of `text` in rows, and a remark on what a saved file has besides."""
        width = self.query_one("#export-preview").size.width - 3
        quiet = "dim" if self._palette.ansi else self._palette.quiet
        for line in text[:_LONGEST].split("\n"):
            yield from map(Content, rows_of(line, width))
        if len(text) > _LONGEST:
            yield Content.styled("…", quiet)
        if self._exports.can_update(self.format):
            remark = _(
                "A saved file also has comment lines between the pieces: exported again, "
                "it is brought up to date, and what you write in it stays."
            )
            yield from (Content.styled(row, quiet) for row in rows_of(remark, width))

    @on(Input.Submitted)
    def _save_on_enter(self) -> None:
        self.action_save()

    @on(Button.Pressed)
    def _press_button(self, event: Button.Pressed) -> None:
        match event.button.id:
            case "save":
                self.action_save()
            case "copy":
                self.action_copy()
            case _:
                self.dismiss(None)

    def action_copy(self) -> None:
        if self._saving is None:  # else nothing would say whether the file is written
            run_in_background(self, self._copy, "write")

    async def _copy(self) -> None:
        try:
            text = await self._on_thread(Exports.plain)
        except NewsreaderError as error:
            self._show_error(error)
            return
        self.app.copy_to_clipboard(text)
        self._exports.remember(self.format)
        self.dismiss(_("Copied to the clipboard."))

    @property
    def _path(self) -> Path:
        return self._exports.path(self.query_one("#export-path", Input).value)

    def action_save(self) -> None:
        if self._path != self._saving:  # A key pressed twice saves once.
            run_in_background(self, self._ask_and_save, "write")

    async def _ask_and_save(self) -> None:
        """Save the file; ask first if there is one."""
        await self._prepared.wait()
        path = self._path
        if not self._exports.exists(path):
            await self._save(path, Existing.REFUSE)
            return
        answers = [("r", _("Replace it")), ("k", _("Keep it"))]
        if self._exports.can_update(self.format):
            answers.insert(0, ("u", _("Update it, keeping what was written there")))

        def answered(letter: str | None) -> None:
            if letter in ("u", "r"):
                existing = Existing.UPDATE if letter == "u" else Existing.REPLACE
                run_in_background(self, partial(self._save, path, existing), "write")

        question = _("{file} is there already.").format(file=clean_line(str(path)))
        self.app.push_screen(ChoiceScreen(question, answers), answered)

    async def _save(self, path: Path, existing: Existing) -> None:
        def save(exports: Exports, name: str) -> None:
            exports.save(name, path, existing)

        self._saving = path
        try:
            await self._on_thread(save)
        except NewsreaderError as error:
            self._show_error(error)
        else:
            self.dismiss(_("Exported to {file}.").format(file=clean_line(str(path))))
        finally:
            self._saving = None

    def _show_error(self, error: NewsreaderError) -> None:
        self.app.push_screen(ChoiceScreen(str(error), [("k", _("Close"))]))
