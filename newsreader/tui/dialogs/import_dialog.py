"""The import dialog: what a file would add to the notes, before anything is changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from newsreader.errors import NewsreaderError
from newsreader.formats.format_detection import UncertainFormatError
from newsreader.formats.import_report import (
    NOT_USED,
    assumed_words,
    each_entry,
    left_out_words,
    numbers,
)
from newsreader.formats.imported_file import ImportedFile
from newsreader.formats.importing import Outcome, Report
from newsreader.keys.display import key_for
from newsreader.locale import _, sentences
from newsreader.session.imports import NotesImport, PreparedImport
from newsreader.session.watched_work import watched_work
from newsreader.text.sanitize import clean_line
from newsreader.tui.background import run_in_background
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.dialogs.dialog import MOVING_KEYS, Dialog, KeyHints
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.item_list import ItemList, Line, StyledText
from newsreader.tui.widgets.typeset import SEPARATOR, fitted, rows_of

_SHOW_SECONDS = 1.0
"""After how long the dialog says how far it is, and how often."""

_MOST_ROWS = 6
"""Rows of one sentence above the list."""

_BELOW = 2
"""Rows of the buttons and the gap above them."""

_WIDEST, _FRAME = 110, 6
"""Cells of the box at the most, and of its frame and padding."""


class ImportList(ItemList):
    """The entries, one per line: what becomes of each, and its words."""

    FRAMED = True
    BINDINGS: ClassVar[list[BindingType]] = [
        *MOVING_KEYS,
        Binding("enter", "screen.accept", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="import-entries")
        self._entries: Sequence[tuple[Outcome, str, str]] = ()

    def heading(self) -> str:
        return _("Import notes")

    def show_report(self, report: Report) -> None:
        """Show the entries of `report`; those that are not understood are the first."""
        entries = each_entry(report)
        self._entries = sorted(entries, key=lambda entry: entry[0] is not Outcome.UNKNOWN)
        self.show([str(number) for number in range(len(self._entries))])

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:
        outcome, label, words = self._entries[int(item)]
        label = _("{outcome}: {quote}").format(outcome=label, quote="")
        line = fitted(label + words, width)
        colour = self.palette.warning if outcome in NOT_USED else self.palette.quiet
        return [
            [StyledText(line[: len(label)], colour), StyledText(line[len(label) :], bold=chosen)]
        ]


class ImportScreen(Dialog[Report]):
    """Shows what an import would do; the result is the report once it is done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", show=False),
        Binding("space", "switch", show=False),
    ]

    AUTO_FOCUS = ""
    """Nothing has the focus before there is a list: no button is pressed by accident."""

    def __init__(self, palette: Palette, source: NotesImport) -> None:
        super().__init__()
        self._palette = palette
        self._source = source
        self._file: ImportedFile | None = None
        self._prepared: PreparedImport | None = None
        self._everything = False
        """Whether entries of other titles are imported too."""
        self._has_others = False
        self._failed = False
        self._said = ""
        """How far it is, why it cannot go on, or a remark."""
        # Kept, not asked for: the work may say how far it is while the dialog is being closed.
        self._above = Static(id="import-facts")
        self._entries = ImportList()
        self._accept = Button(Content(_("Import")), id="accept", compact=True)
        self._switch = Button(id="switch", compact=True)

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield self._above
            yield self._entries
            with Horizontal(classes="buttons"):
                yield self._accept
                yield self._switch
                yield Button(Content(_("Close")), id="close", compact=True)

    def on_mount(self) -> None:
        self._entries.palette = self._palette
        self._show()
        self._begin()

    def on_resize(self) -> None:
        self.call_after_refresh(self._show)

    def key_hints(self) -> KeyHints:
        accept = [("enter", _("import"))] if self._adds else []
        switch = [("space", self._switch_words())] if self._has_others else []
        return (*accept, ("escape", _("close")), *switch)

    @property
    def _adds(self) -> bool:
        return self._prepared is not None and self._prepared.adds

    def _switch_words(self) -> str:
        return _("without other titles") if self._everything else _("other titles too")

    def _begin(self, name: str | None = None) -> None:
        run_in_background(self, partial(self._read, name), "import")

    async def _read(self, name: str | None) -> None:
        """Read the file, in the format called `name` if its content does not show one."""
        work = partial(self._source.read, name=name)
        doing = _("Reading the file: {percent}%")
        try:
            self._file = await watched_work(work, "import", self._progress(doing), _SHOW_SECONDS)
        except UncertainFormatError as error:
            self._ask_for_format(error)
        except NewsreaderError as error:
            self._failed, self._said = True, str(error)
            self._show()
        else:
            await self._prepare(self._file)

    def _progress(self, doing: str) -> partial[None]:
        return partial(self._show_progress, doing)

    def _show_progress(self, doing: str, share: float) -> None:
        self._said = doing.format(percent=int(100 * share))
        self._show()

    def _ask_for_format(self, error: UncertainFormatError) -> None:
        def answered(letter: str | None) -> None:
            if letter is None:
                self.dismiss(None)
            else:
                self._begin(error.names[int(letter) - 1])

        answers = [
            (str(number), self._source.label(name)) for number, name in enumerate(error.names, 1)
        ]
        question = _("This file may be in two formats; which one is it?")
        self.app.push_screen(ChoiceScreen(question, answers), answered)

    async def _prepare(self, file: ImportedFile, accepted: Report | None = None) -> None:
        """Find out what the import would do.

        If the reader has `accepted` just that before the notes were changed by others, do it.
        """
        self._prepared = None
        prepared = await watched_work(
            partial(self._source.prepare, file, everything=self._everything),
            "import",
            self._progress(_("Looking for their places: {percent}%")),
            _SHOW_SECONDS,
        )
        self._prepared = prepared
        self._has_others = self._everything or bool(prepared.chosen.others)
        self._said = ""
        if prepared.report == accepted and self.is_active:
            self.action_accept()
            return
        if accepted is not None:
            self._said = _("Your notes have changed meanwhile; now it would do this.")
        elif not prepared.adds:
            self._said = _("Nothing would be imported.")
            if prepared.report.count(Outcome.TRASH):
                words = _("What is in the trash stays there; {key} shows it.")
                self._said = sentences(self._said, words.format(key=key_for("notes.trash")))
        self._entries.show_report(prepared.report)
        self._show()
        self._entries.focus()

    def action_switch(self) -> None:
        """Import the entries of other titles too, or leave them out again."""
        if self._has_others and self._prepared is not None and self._file is not None:
            self._everything = not self._everything
            run_in_background(self, partial(self._prepare, self._file), "import")

    def action_accept(self) -> None:
        """Import; close if there is nothing to import. While the file is read, do nothing."""
        prepared = self._prepared
        if self._failed or (prepared is not None and not prepared.adds):
            self.dismiss(None)
        elif prepared is None or self._file is None:
            return
        elif self._source.commit(prepared):
            self.dismiss(prepared.report)
        else:
            work = partial(self._prepare, self._file, prepared.report)
            run_in_background(self, work, "import")

    @on(Button.Pressed)
    def _press_button(self, event: Button.Pressed) -> None:
        match event.button.id:
            case "accept":
                self.action_accept()
            case "switch":
                self.action_switch()
            case _:
                self.dismiss(None)

    def _show(self) -> None:
        """Show the facts, and the list below them in the rows that are left."""
        known = self._above.size.width  # 0 before it is laid out
        width = known or min(_WIDEST, self.size.width * 92 // 100) - _FRAME
        rows = [*self._facts(width)]
        self._above.update(Content("\n".join(rows)))
        self._entries.display = bool(self._entries.items)
        self._entries.fit(max(2, self.rows() - len(rows) - _BELOW))
        self._accept.display, self._switch.display = self._adds, self._has_others
        self._switch.label = Content(self._switch_words().capitalize())
        self._show_hints()

    def _facts(self, width: int) -> Iterator[str]:
        """The rows above the list."""
        file = clean_line(self._source.path.name)
        form = [self._source.label(self._file.format)] if self._file is not None else []
        yield fitted(SEPARATOR.join([_("From: {file}").format(file=file), *form]), width)
        yield fitted(_("For: {title}").format(title=self._source.title), width)
        prepared, said = self._prepared, [self._said]
        if prepared is not None:
            left_out = _("Left out: {entries} of {titles} ({names}).")
            said = [
                numbers(prepared.report),
                assumed_words(prepared.chosen),
                left_out_words(prepared.chosen, left_out),
                self._said,
            ]
        for sentence in filter(None, said):
            yield from rows_of(clean_line(sentence), width, _MOST_ROWS)
        if self._entries.items and not self.has_class("-low"):
            yield ""
