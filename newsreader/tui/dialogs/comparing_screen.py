"""The base of the screens that compare: a summary, a list and its keys, filled by a thread."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar, Generic, TypeVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from newsreader.compare.comparison import Progress
from newsreader.errors import NewsreaderError
from newsreader.formats.output_files import Existing, write_text
from newsreader.keys.display import key_for
from newsreader.library.new_article import free_path
from newsreader.library.report_file import ReportFile
from newsreader.locale import _
from newsreader.session.watched_work import watched_work
from newsreader.text.sanitize import clean_line
from newsreader.tui.background import run_in_background
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.comparison_list import ComparedList
from newsreader.tui.widgets.typeset import rows_of

Result = TypeVar("Result")

_LABELS = {"markdown": "Markdown", "csv": "CSV", "html": "HTML"}

_SHOW_SECONDS = 1.0
"""After how long the progress is shown, and how often."""

_MOST_ROWS = 4
"""Rows of the summary."""


class ComparingScreen(ModalScreen[int], Generic[Result]):
    """Compares on a thread and shows the result in a list over the whole screen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "leave", show=False)]

    def __init__(self, palette: Palette, shown: ComparedList, folder: Path) -> None:
        """Files are written to `folder`."""
        super().__init__()
        self._folder = folder
        self.list = shown
        self._palette = palette
        self._parts: list[str] = []
        self._notice = ""
        self._progress = ""
        """How far the comparison is, in words; "" at first and when it has ended."""
        self._done = False

    @abstractmethod
    def work(self, progress: Progress) -> Result:
        """Compare; called on a thread. Raises NewsreaderError."""

    @abstractmethod
    def show(self, result: Result) -> list[str]:
        """Show the result in the list; returns the parts of the summary."""

    @abstractmethod
    def hints(self, leave: str) -> Iterator[str]:
        """The keys that can be pressed, with `leave`; those that do not fit are left out."""

    @abstractmethod
    def files(self) -> Sequence[ReportFile]:
        """The files that it can be written as, Markdown first, when it is there."""

    @abstractmethod
    def file_title(self) -> str:
        """What its file is named for."""

    def separator(self) -> str:
        """What is between two parts of the summary."""
        return _("; ")

    def compose(self) -> ComposeResult:
        yield Static(id="compare-head")
        yield self.list
        yield Static(id="compare-foot", classes="foot")

    def on_mount(self) -> None:
        self.list.palette = self._palette
        self.list.focus()
        self.start()

    def start(self) -> None:
        """Compare, and show the progress if that takes long."""
        self._progress, self._done = "", False
        self._show_foot()
        run_in_background(self, self._compare, "compare")

    async def _compare(self) -> None:
        try:
            result = await watched_work(self.work, "compare", self._show_progress, _SHOW_SECONDS)
        except NewsreaderError as error:
            self._parts = [clean_line(str(error))]
        else:
            self._parts = self.show(result)
            self._done = True
        self._progress = ""
        self._show_head()
        self._show_foot()

    def _show_progress(self, share: float) -> None:
        self._progress = _("comparing {percent}%").format(percent=int(100 * share))
        self._show_foot()

    def _show_head(self) -> None:
        """The summary in a few rows; the most important parts come first."""
        rows = rows_of(self.separator().join(self._parts), self.size.width - 2, _MOST_ROWS)
        self.query_one("#compare-head", Static).update(Content("\n".join(rows)))

    def on_resize(self) -> None:
        self._show_head()
        self._show_foot()

    def _show_foot(self) -> None:
        leave = _("{key} close").format(key=key_for("compare.close"))
        hints = self.hints(leave) if self._done else iter((self._progress, leave))
        shown = self._notice
        for hint in filter(None, hints):
            longer = f"{shown} · {hint}" if shown else hint
            if cell_len(longer) <= self.size.width - 2:
                shown = longer
        self.query_one("#compare-foot", Static).update(Content(shown))

    def _ask_for_format(self) -> None:
        files = {file.format[0]: file for file in self.files()}

        def answered(letter: str | None) -> None:
            if letter in files:
                run_in_background(self, partial(self._export, files[letter]), "export")

        answers = [(letter, _LABELS[file.format]) for letter, file in files.items()]
        self.app.push_screen(ChoiceScreen(_("Export as:"), answers), answered)

    async def _export(self, file: ReportFile) -> None:
        """Write the file under a name that is free, and say where it is."""

        def write() -> Path:
            path = free_path(self.file_title(), self._folder, f".notes{file.suffix}")
            write_text(path, file.text(), Existing.REFUSE)
            return path

        try:
            path = await asyncio.to_thread(write)
        except NewsreaderError as error:
            self._notice = clean_line(str(error))
        else:
            self._notice = _("Exported to {file}.").format(file=clean_line(str(path)))
        self._show_foot()

    def action_leave(self) -> None:
        self.dismiss(None)

    @on(ComparedList.Asked)
    def _do(self, event: ComparedList.Asked) -> None:
        self._notice = ""
        self.do(event.id.partition(".")[2])
        self._show_foot()

    def do(self, verb: str) -> None:
        """Do what the key `compare.verb` does."""
        here = self.list
        match verb:
            case "down" | "up":
                here.choose(here.chosen + (1 if verb == "down" else -1))
            case "page_down" | "page_up":
                here.choose_page(1 if verb == "page_down" else -1)
            case "top" | "bottom":
                here.choose(0 if verb == "top" else len(here.items))
            case "next" | "previous":
                here.go(1 if verb == "next" else -1)
            case "copy" if self._done:
                self.app.copy_to_clipboard(self.files()[0].text())
                self._notice = _("Copied as Markdown.")
            case "export" if self._done:
                self._ask_for_format()
            case "close":
                self.dismiss(None)
