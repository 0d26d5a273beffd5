"""The concordance of a word in the library as a list, with what it sums up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from newsreader.keys.display import key_for
from newsreader.library.concordance import Concordance, Occurrence
from newsreader.library.library import Library
from newsreader.library.report_file import ReportFile
from newsreader.locale import _, ngettext
from newsreader.text import kwic
from newsreader.text.list_filter import ListFilter
from newsreader.text.sanitize import clean_line
from newsreader.tui.library.kwic_row import as_row, kwic_row
from newsreader.tui.library.report import Place, Report, ReportRow, fact_rows, spaced
from newsreader.tui.library.rows import names_read
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.typeset import Line, StyledText, filled, fitted

_ROOM_FOR_DAY = 70
_DAY = 11
_ROOM_FOR_SOURCE = 110
_SOURCE = 13
_MOST_COLLOCATES = 30


class ConcordanceReport(Report):
    """Every occurrence of what `query` asks for; `words` are the same for the reader.

    With `of_name` these are all forms of a name that were found so far.
    """

    def __init__(self, library: Library, query: str, words: str, *, of_name: bool = False) -> None:
        self._library = library
        self._query = query
        self._words = words
        self.concordance = Concordance(library, query)
        self._of_name = of_name
        self._read = 0, 0
        """The number of articles that were read for names, and of all."""
        self.title = clean_line(words)
        self.stem = f"{self.title} kwic"

    @property
    def orders(self) -> Sequence[str]:
        return (_("date"), _("the words before"), _("the words after"), _("source"))

    def steps(self) -> Iterator[tuple[int, int]]:
        self._read = self._library.analysed() if self._of_name else (0, 0)
        concordance = Concordance(self._library, self._query)
        self.concordance = concordance
        yield from concordance.steps()

    def facts(self) -> str:
        found = self.concordance.occurrences
        times = ngettext("{count} time", "{count} times", len(found)).format(count=len(found))
        count = len({occurrence.entry.path for occurrence in found})
        articles = ngettext("{count} article", "{count} articles", count).format(count=count)
        read = names_read(*self._read, self._library.failure)
        return " · ".join(filter(None, (times, articles, read)))

    def rows(self, words: str, order: int, *, backwards: bool) -> Sequence[ReportRow]:
        wanted = ListFilter(words)
        found = [
            each
            for each in list(self.concordance.occurrences)
            if wanted.holds("".join(each.line[1:]), each.entry.title, each.entry.source)
        ]
        match order:
            case 1:
                found.sort(key=lambda each: each.line.by_left)
            case 2:
                found.sort(key=lambda each: each.line.by_right)
            case 3:
                found.sort(key=lambda each: each.entry.source)
        if backwards:
            found.reverse()
        head = [] if wanted or not found else list(self._head(found))
        head[-1:] = map(spaced, head[-1:])
        return [*head, *map(self._row, found)]

    def _head(self, found: Sequence[Occurrence]) -> Iterator[ReportRow]:
        periods = kwic.periods(each.entry.day for each in found)
        if periods:
            bars = kwic.sparkline([count for _name, count in periods])
            each = [f"{name} {count}" for name, count in periods if count]
            span = " – ".join(dict.fromkeys((periods[0][0], periods[-1][0])))
            items = [f"{span}  {bars}", *each]
            yield ReportRow("!periods", partial(fact_rows, _("When"), items, between="  "))
        sources = self.concordance.sources()
        if sources:
            named = [clean_line(f"{source} {count}") for source, count in sources]
            yield ReportRow("!sources", partial(fact_rows, _("Sources"), named))
        near = kwic.collocates([o.line for o in found], [o.near for o in found])
        near = [each for each in near if each.word != self._words][:_MOST_COLLOCATES]
        if near:
            words = [clean_line(f"{c.word} {c.left}+{c.right}") for c in near]
            yield ReportRow("!near", partial(fact_rows, _("Near it (before+after)"), words))
        dated = [each for each in found if each.entry.day]
        if dated:
            first = min(dated, key=lambda each: each.entry.day)
            about = clean_line(f"{first.entry.day}  {first.entry.source}  {first.entry.name}")
            rows = partial(fact_rows, _("First"), [about])
            yield ReportRow("!first", rows, self._place(first))

    def _place(self, occurrence: Occurrence) -> Place:
        return Place(occurrence.entry.path, occurrence.line.start, self._query)

    def _row(self, occurrence: Occurrence) -> ReportRow:
        entry, line, _near = occurrence

        def lines(width: int, palette: Palette, chosen: bool) -> Sequence[Line]:
            room = width
            source = day = ""
            if width >= _ROOM_FOR_DAY:
                day, room = filled(entry.day, _DAY), room - _DAY
            if width >= _ROOM_FOR_SOURCE:
                source, room = "  " + filled(entry.source, _SOURCE - 2), room - _SOURCE
            row = kwic_row(line, room, palette, chosen=chosen)
            shown = as_row(
                [StyledText(day, palette.quiet), *row, StyledText(source, palette.quiet)]
            )
            if not chosen:
                return [shown]
            about = "  ".join(filter(None, (entry.day, entry.source, entry.name)))
            return [shown, [StyledText(fitted(about, width), palette.quiet)]]

        return ReportRow(f"{entry.path}\n{line.start}", lines, self._place(occurrence))

    def empty(self) -> str:
        if self.concordance.occurrences:
            template = _("Nothing is found; {key} drops the search.")
            return template.format(key=key_for("report.clear"))
        template = _("No article here has {words}; {key} goes back, to try another word.")
        return template.format(words=self.title, key=key_for("report.clear"))

    def files(self) -> Sequence[ReportFile]:
        return self.concordance.files() if self.concordance.occurrences else ()
