"""The quotations of one article or of many, by speaker."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.widgets import Input

from newsreader.locale import _, ngettext
from newsreader.text.linebreak import wrap
from newsreader.text.list_filter import ListFilter
from newsreader.text.row import Setting, cells
from newsreader.text.script import Script
from newsreader.text.span import Span
from newsreader.tui.background import run_in_background
from newsreader.tui.dialogs.dialog import KeyHints
from newsreader.tui.dialogs.picker import PickerScreen, SearchedList
from newsreader.tui.page.runs import measure
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.item_list import Line, StyledText
from newsreader.tui.widgets.typeset import fitted

EXPORT = "\nexport"
"""The answer of a reader who wants the quotations in a file; no id is like it."""

_INDENT = 2
_MOST_ROWS = 4
"""Rows of one quotation; of the chosen one all are shown."""


class QuotationRow(NamedTuple):
    """A quotation in the list. `speaker` is "" if nobody is certain; `aside` is its source."""

    id: str
    speaker: str
    words: str
    aside: str = ""


class QuotationList(SearchedList):
    """The quotations under the names of their speakers, those with most quotations first."""

    def __init__(self, script: Script = Script.ORIGINAL) -> None:
        super().__init__()
        self.set_reactive(QuotationList.script, script)
        self.loading_more = True
        """Whether more rows will come."""
        self.remark = ""
        """What the reader should know about the list, after its title."""
        self._by_id: dict[str, QuotationRow] = {}
        self._first_of_groups: dict[str, int] = {}
        """The ids that begin a group, with the number of its quotations."""
        self._query = ""

    def add(self, rows: Sequence[QuotationRow]) -> None:
        """List more rows; the chosen one stays chosen, unless it is the first."""
        at_top = not self.chosen
        self._by_id |= {row.id: row for row in rows}
        counts = Counter(row.speaker for row in self._by_id.values())
        order = sorted(
            self._by_id.values(),
            key=lambda row: (not row.speaker, -counts[row.speaker], row.speaker),
        )
        self._by_id = {row.id: row for row in order}
        self.search(self._query)
        if at_top:
            self.choose(0)

    def heading(self) -> str:
        count = len(self.items)
        words = ngettext("{count} quotation, by speaker", "{count} quotations, by speaker", count)
        return " · ".join(filter(None, (words.format(count=count), self.remark)))

    def empty(self) -> str:
        if self.loading_more:
            return _("Looking for quotations …")
        if self._by_id:
            return super().empty()
        return _("No quotation was found.")

    def enter_hint(self) -> str:
        return _("go there")

    def search(self, words: str) -> None:
        self._query = words
        query = ListFilter(words)
        found = [
            row
            for row in self._by_id.values()
            if not words or query.holds(f"{row.speaker} {row.words} {row.aside}")
        ]
        counts = Counter(row.speaker for row in found)
        self._first_of_groups = {}
        for row in found:
            if row.speaker in counts:
                self._first_of_groups[row.id] = counts.pop(row.speaker)
        self.show([row.id for row in found])

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:
        row = self._by_id[item]
        lines: list[Line] = []
        if item in self._first_of_groups:
            name = self.shown(row.speaker) or _("Speaker not certain")
            count = f" {self._first_of_groups[item]}"
            lines.append(
                [
                    StyledText(
                        fitted(name, width - cell_len(count)), self.palette.accent, bold=True
                    ),
                    StyledText(count, self.palette.quiet),
                ]
            )
        lines += self._words(row, width, chosen=chosen)
        if row.aside:
            aside = " " * _INDENT + fitted(self.shown(row.aside), width - _INDENT)
            lines.append([StyledText(aside, self.palette.quiet)])
        return lines

    def _words(self, row: QuotationRow, width: int, *, chosen: bool) -> Iterator[Line]:
        words = self.shown(row.words)
        setting = Setting(max(8, width - _INDENT))
        rows = list(wrap(words, Span(0, len(words)), setting, measure))
        for number, laid in enumerate(rows):
            if number == _MOST_ROWS - 1 and len(rows) > _MOST_ROWS and not chosen:
                yield [StyledText(" " * _INDENT + "…", self.palette.quiet)]
                return
            text = cells(words, laid, setting, measure).painted(words, laid.start, laid.end)
            yield [StyledText(" " * _INDENT + text, bold=chosen)]


class QuotationScreen(PickerScreen):
    """Asks for a quotation; the result is its id, EXPORT or None.

    `batches` yields the rows; each step of it is done on a thread while the dialog is open.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+e", "export", show=False, priority=True),
    ]

    def __init__(
        self,
        palette: Palette,
        found: QuotationList,
        batches: Iterator[tuple[Sequence[QuotationRow], str]],
    ) -> None:
        """A batch is rows, and what the title says of the progress."""
        super().__init__(palette, found)
        self._found = found
        self._batches = batches

    def on_mount(self) -> None:
        run_in_background(self, self._load, "load")

    async def _load(self) -> None:
        while (batch := await asyncio.to_thread(next, self._batches, None)) is not None:
            rows, self._found.remark = batch
            self._found.add(rows)
            self._grow()
        self._found.loading_more = False
        self._found.add(())
        self._grow()

    def _grow(self) -> None:
        """Keep the height of the list while the reader filters it."""
        if not self.query_one(Input).value:
            self._fit()

    def key_hints(self) -> KeyHints:
        return (*super().key_hints(), ("ctrl+e", _("export")))

    def action_export(self) -> None:
        if not self._found.loading_more and self._found.items:
            self.dismiss(EXPORT)
