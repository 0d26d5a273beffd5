"""A report on the library: rows that lead to places in articles. It is made on a thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.binding import BindingType
from textual.message import Message

from newsreader.errors import NewsreaderError
from newsreader.library.article_entry import ArticleEntry
from newsreader.library.report_file import ReportFile
from newsreader.locale import _
from newsreader.text.linebreak import wrap
from newsreader.text.row import Setting, cells
from newsreader.text.sanitize import clean
from newsreader.text.span import Span
from newsreader.tui.bindings import bindings
from newsreader.tui.library.rows import list_title
from newsreader.tui.page.runs import measure
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.keyed_list import KeyedList
from newsreader.tui.widgets.typeset import Line, StyledText, fitted, rows_of, text_width

_REPORT_SECONDS = 0.2
"""Seconds between two reports of the progress."""


class Place(NamedTuple):
    """A place in an article, in code points; `query` are words to light there."""

    path: Path
    offset: int
    query: str = ""


class ReportRow(NamedTuple):
    """An item: its id, how it is drawn, and the place that it leads to, if any.

    `lines` is called with the width in cells, the palette, and whether the item is chosen.
    """

    id: str
    lines: Callable[[int, Palette, bool], Sequence[Line]]
    place: Place | None = None


class Report:
    """What is collected and listed. `steps` runs on a thread; the rest on the screen's."""

    title = ""
    stem = "report"
    """The beginning of the name of an exported file."""

    @property
    def orders(self) -> Sequence[str]:
        """The names of the orders in which it can be sorted."""
        return ()

    def steps(self) -> Iterator[tuple[int, int]]:
        """Collect it: yields how many articles are read, and how many there are."""
        raise NotImplementedError

    def facts(self) -> str:
        """What is above the list, after the title."""
        return ""

    def rows(self, words: str, order: int, *, backwards: bool) -> Sequence[ReportRow]:
        """The rows that contain `words`, in one of the orders."""
        raise NotImplementedError

    def empty(self) -> str:
        """The words in an empty list: why it is empty, and what to do."""
        return _("Nothing is found.")

    def files(self) -> Sequence[ReportFile]:
        """The files that it can be exported as."""
        return ()


class ReportList(KeyedList):
    """The rows of a report."""

    key_group = "report"

    BINDINGS: ClassVar[list[BindingType]] = bindings("report")
    MENU = "report.menu"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.nothing = ""
        self.title = ""
        self._rows_by_id: dict[str, ReportRow] = {}

    def show_rows(self, rows: Sequence[ReportRow]) -> None:
        """List `rows`. The chosen one stays chosen, also where others come above it."""
        self._rows_by_id = {row.id: row for row in rows}
        self.show(tuple(self._rows_by_id))

    @property
    def row(self) -> ReportRow | None:
        """The chosen row."""
        return self._rows_by_id.get(self.chosen_id)

    @property
    def places(self) -> list[Place]:
        """The places that are listed, in order."""
        return [row.place for row in self._rows_by_id.values() if row.place is not None]

    def heading(self) -> str:
        return self.title

    def _titled(self, width: int) -> StyledText:
        return list_title(self.heading(), text_width(width), self.palette)

    def empty(self) -> str:
        return self.nothing

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:
        return list(self._rows_by_id[item].lines(width, self.palette, chosen))


@dataclass
class ReportProgress(Message):
    """`done` of `every` articles are read; the last message has `ended`."""

    maker: ReportMaker
    done: int
    every: int
    problem: str = ""
    ended: bool = False


class ReportMaker(threading.Thread):
    """Collects one report, and can be stopped. `post` is called on its thread."""

    def __init__(self, report: Report, post: Callable[[Message], object]) -> None:
        super().__init__(name="report", daemon=True)
        self._report = report
        self._post = post
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Stop after the current article. What is found so far is kept."""
        self._stopped.set()

    @property
    def stopped(self) -> bool:
        return self._stopped.is_set()

    def run(self) -> None:
        done, every, problem, reported = 0, 0, "", time.monotonic()
        try:
            for done, every in self._report.steps():
                if self._stopped.is_set():
                    break
                if time.monotonic() - reported > _REPORT_SECONDS:
                    reported = time.monotonic()
                    self._post(ReportProgress(self, done, every))
        except NewsreaderError as error:
            problem = str(error)
        finally:  # whatever happens: the screen waits for the end
            self._post(ReportProgress(self, done, every, problem, ended=True))


def fact_rows(
    label: str,
    items: Sequence[str],
    width: int,
    palette: Palette,
    chosen: bool,
    *,
    between: str = " · ",
) -> Sequence[Line]:
    """A label with items, in two rows; in all that they take if it is chosen.

    A row ends before an item that has no room in it.
    """
    words, at = label + "  ", cell_len(label) + 2
    for number, item in enumerate(items, 1):
        gap = between if number < len(items) else ""
        cells_of_item = cell_len(item)
        if at + cells_of_item + cell_len(gap.rstrip()) > width and number > 1:
            words, at = words.rstrip() + "\n", 0
        words += item + gap
        at += cells_of_item + cell_len(gap)
    rows = rows_of(words, width, 0 if chosen else 2)
    first = min(len(label), len(rows[0]))
    start = [StyledText(rows[0][:first], palette.quiet), StyledText(rows[0][first:], bold=chosen)]
    return [start, *([StyledText(row, bold=chosen)] for row in rows[1:])]


def spaced(row: ReportRow) -> ReportRow:
    """`row` with a blank row below it, which belongs to it: no key stops there."""
    lines = row.lines

    def with_gap(width: int, palette: Palette, chosen: bool) -> Sequence[Line]:
        return [*lines(width, palette, chosen), [StyledText("")]]

    return row._replace(lines=with_gap)


def article_line(entry: ArticleEntry, width: int, palette: Palette) -> Line:
    """The day, the source and the title of an article, as a heading."""
    head = "  ".join(filter(None, (entry.day, entry.source)))
    head = f"{head}  " if head else ""
    return [StyledText(fitted(head + entry.name, width), palette.quiet, bold=True)]


def marked_rows(
    words: str, marks: Sequence[Span], width: int, colour: str, *, bold: bool, most: int = 0
) -> list[Line]:
    """`words` in rows of `width` cells, with `marks` in `colour`; at most `most` rows if not 0."""
    words = clean(words.replace("\n", " "))
    setting = Setting(max(8, width))
    lines: list[Line] = []
    for row in wrap(words, Span(0, len(words)), setting, measure):
        laid = cells(words, row, setting, measure)
        pieces: list[StyledText] = []
        at = row.start
        for mark in marks:
            first, last = max(mark.start, at), min(mark.end, row.end)
            if first < last:
                pieces.append(StyledText(laid.painted(words, at, first), "", bold))
                pieces.append(StyledText(laid.painted(words, first, last), colour, bold=True))
                at = last
        pieces.append(StyledText(laid.painted(words, at, row.end), "", bold))
        lines.append([piece for piece in pieces if piece.text])
        if most and len(lines) == most:
            break
    return lines
