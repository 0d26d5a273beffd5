"""The timeline of a library as a list: each time with its sentence, by day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from newsreader.article.periods import Period
from newsreader.keys.display import key_for
from newsreader.library.article_entry import ArticleEntry
from newsreader.library.library import Library
from newsreader.library.report_file import ReportFile
from newsreader.library.timeline import Event, Timeline
from newsreader.locale import _, ngettext
from newsreader.text.list_filter import ListFilter
from newsreader.tui.library.list_layout import WIDEST_PROSE
from newsreader.tui.library.report import Place, Report, ReportRow, marked_rows
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.typeset import Line, StyledText, filled, fitted

_DAYS = 19
"""Cells of the days."""

_MOST_ROWS = 2


class TimelineReport(Report):
    """The times that the `listed` articles of `library` name."""

    def __init__(self, library: Library, listed: Callable[[], Sequence[ArticleEntry]]) -> None:
        """`listed` is asked each time it is collected, because articles come and change."""
        self._library = library
        self._listed = listed
        self._entries = listed()
        self.timeline = Timeline(library, self._entries)
        self.title = _("Timeline")
        self.stem = self.title

    @property
    def orders(self) -> Sequence[str]:
        return (_("time"), _("source"))

    def steps(self) -> Iterator[tuple[int, int]]:
        self._entries = self._listed()
        self.timeline = Timeline(self._library, self._entries)
        yield from self.timeline.steps()

    def facts(self) -> str:
        events = self.timeline.events
        times = ngettext("{count} time", "{count} times", len(events)).format(count=len(events))
        unsure = sum(1 for event in events if not event.certain)
        words = _("{count} uncertain (?)").format(count=unsure) if unsure else ""
        count = len(self._entries)
        articles = ngettext("{count} article", "{count} articles", count).format(count=count)
        return " · ".join(filter(None, (times, words, articles)))

    def rows(self, words: str, order: int, *, backwards: bool) -> Sequence[ReportRow]:
        wanted = ListFilter(words)
        found = [event for event in self.timeline.in_order() if wanted.holds(*_searched(event))]
        if order == 1:
            found.sort(key=lambda event: event.entry.source)
        if backwards:
            found.reverse()
        return [_event_row(event) for event in found]

    def empty(self) -> str:
        if self.timeline.events:
            template = _("Nothing is found; {key} drops the search.")
            return template.format(key=key_for("report.clear"))
        return _("These articles name no day, month or year.")

    def files(self) -> Sequence[ReportFile]:
        return self.timeline.files() if self.timeline.events else ()


def period_words(period: Period) -> str:
    """The days of a period, short: 2026-03-18, 2026-03, 2026, 2026-03-01 – 05, 2025 – 2026."""
    start, slash, end = period.iso.partition("/")
    if not slash:
        return start
    if (start[5:], end[5:]) == ("01-01", "12-31"):
        return f"{start[:4]} – {end[:4]}"
    if start[:7] == end[:7]:
        return f"{start} – {end[8:]}"
    return f"{start} – {end[5:]}" if start[:4] == end[:4] else f"{start[:7]} – {end[:7]}"


def _searched(event: Event) -> Iterator[str]:
    yield from (event.sentence, event.period.iso, event.entry.title, event.entry.source)


def _event_row(event: Event) -> ReportRow:
    entry = event.entry
    days = period_words(event.period) + ("" if event.certain else " ?")

    def lines(width: int, palette: Palette, chosen: bool) -> Sequence[Line]:
        colour = palette.accent if event.certain else palette.quiet
        room, most = min(width - _DAYS - 1, WIDEST_PROSE), 0 if chosen else _MOST_ROWS
        marks = [event.mark]
        rows = marked_rows(event.sentence, marks, room, colour, bold=chosen, most=most)
        shown = [
            [StyledText(filled(days if at == 0 else "", _DAYS) + " ", colour), *row]
            for at, row in enumerate(rows)
        ]
        if chosen:
            about = "  ".join(filter(None, (entry.day, entry.source, entry.name)))
            blank = StyledText(" " * (_DAYS + 1))
            shown.append([blank, StyledText(fitted(about, room), palette.quiet)])
        return shown

    query = f'"{event.words}"' if '"' not in event.words else ""
    return ReportRow(f"{entry.path}\n{event.start}", lines, Place(entry.path, event.start, query))
