"""The dossier of a name as a list: what is known, the reader's note, and every sentence."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from newsreader.entities.kind import kind_name
from newsreader.keys.display import key_for
from newsreader.library.article_entry import Appearance, ArticleEntry, NoteExcerpt
from newsreader.library.dossier import Companion, Dossier, DossierMaker, Passage
from newsreader.library.dossier_files import dossier_files
from newsreader.library.library import Library
from newsreader.library.names import FolderNames
from newsreader.library.report_file import ReportFile
from newsreader.locale import _, ngettext
from newsreader.text.list_filter import ListFilter
from newsreader.text.sanitize import clean_line
from newsreader.tui.library.list_layout import WIDEST_PROSE
from newsreader.tui.library.report import (
    Place,
    Report,
    ReportRow,
    article_line,
    fact_rows,
    marked_rows,
    spaced,
)
from newsreader.tui.library.rows import names_read
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.typeset import Line, StyledText, fitted, rows_of

_SHOW_SECONDS = 0.5
"""Seconds between two states that are shown while it is collected."""

_MARGIN = "   "
_MOST_ROWS = 2
"""Rows of a sentence that is not chosen."""

_MOST_COMPANIONS = 20
COMPANIONS, NOTE = "!companions", "!note"
"""The ids of the rows with the names beside it, and with the reader's note."""


class DossierReport(Report):
    """The dossier of `name` in `library`."""

    def __init__(self, library: Library, name: Appearance) -> None:
        self.library = library
        self._name = name
        self.names: FolderNames | None = None
        self.dossier = Dossier(name)
        self._read = 0, 0
        """The number of articles that were read for names, and of all."""
        self.title = clean_line(name.name)
        self.stem = self.title

    @property
    def orders(self) -> Sequence[str]:
        return (_("date"), _("source"))

    def steps(self) -> Iterator[tuple[int, int]]:
        self._read = self.library.analysed()
        self.names = self.library.names()
        kind = self._name.kind
        found = filter(None, (self.names.named(kind, each) for each in self._name.names))
        name = next(found, None) or Appearance(self._name.name, kind, {})
        maker = DossierMaker(self.library, self.names, name)
        made = time.monotonic()
        for step in maker.steps():
            if time.monotonic() - made > _SHOW_SECONDS:
                self.dossier, made = maker.dossier(), time.monotonic()
            yield step
        self.dossier = maker.dossier()

    def reload_note(self) -> None:
        """Show the note as it is saved now."""
        name = self.dossier.name
        note = self.library.name_notes().note(name.kind, name.names)
        self.dossier = replace(self.dossier, note=note)

    def facts(self) -> str:
        name = self.dossier.name
        articles = ngettext("{count} article", "{count} articles", len(name.counts))
        mentions = ngettext("{count} mention", "{count} mentions", name.mentions)
        days = " – ".join(dict.fromkeys(filter(None, (name.first, name.last))))
        parts = (
            kind_name(name.kind, name.subkind),
            articles.format(count=len(name.counts)),
            mentions.format(count=name.mentions),
            days,
            names_read(*self._read, self.library.failure),
        )
        return " · ".join(filter(None, parts))

    def rows(self, words: str, order: int, *, backwards: bool) -> Sequence[ReportRow]:
        wanted = ListFilter(words)
        found = [p for p in self.dossier.passages if wanted.holds(*_searched(p))]
        by_source = order == 1
        found.sort(key=lambda p: (p.entry.source if by_source else "", *_when(p)))
        if backwards:
            found = _turned(found)
        rows = list(self._head()) if found and not wanted else []
        entry: ArticleEntry | None = None
        for passage in found:
            if passage.entry is not entry:
                entry = passage.entry
                rows.append(_article_row(entry, passage))
            rows.append(self._passage_row(passage))
        return rows

    def empty(self) -> str:
        if self.dossier.passages:
            template = _("Nothing is found; {key} drops the search.")
            return template.format(key=key_for("report.clear"))
        return _("No article that was read mentions this name any more.")

    def files(self) -> Sequence[ReportFile]:
        return dossier_files(self.dossier)

    def _head(self) -> Iterator[ReportRow]:
        dossier, name = self.dossier, self.dossier.name
        if name.aliases:
            also = [clean_line(each) for each in name.aliases]
            yield ReportRow("!also", partial(fact_rows, _("Also"), also, between="、"))
        if dossier.roles:
            roles = [clean_line(role) for role, _count in dossier.roles]
            yield ReportRow("!roles", partial(fact_rows, _("Roles"), roles, between="、"))
        if dossier.companions:
            shown = dossier.companions[:_MOST_COMPANIONS]
            beside = [clean_line(f"{c.name} {c.sentences}") for c in shown]
            yield ReportRow(COMPANIONS, partial(fact_rows, _("Together with"), beside))
        marked = len(dossier.highlights)
        if marked:
            words = ngettext("{count} highlight", "{count} highlights", marked)
            rows = partial(fact_rows, _("Marked"), [words.format(count=marked)])
            yield ReportRow("!marked", rows)
        none = _("{key} writes a note about this name").format(key=key_for("report.note"))
        yield spaced(ReportRow(NOTE, partial(_note, dossier.note, none)))

    def _passage_row(self, passage: Passage) -> ReportRow:
        place = Place(passage.entry.path, passage.start, self.dossier.name.query)
        kind = self.dossier.name.kind

        def lines(width: int, palette: Palette, chosen: bool) -> Sequence[Line]:
            return _passage(passage, palette.kinds[kind], width, palette, chosen=chosen)

        return ReportRow(passage.id, lines, place)


def companion_words(companion: Companion) -> str:
    """The number of sentences in which a companion is beside the name."""
    words = ngettext("{count} sentence", "{count} sentences", companion.sentences)
    return words.format(count=companion.sentences)


def _when(passage: Passage) -> tuple[str, str, int]:
    return (passage.entry.day or "9999", str(passage.entry.path), passage.start)


def _turned(passages: Sequence[Passage]) -> list[Passage]:
    """The articles in the reverse order, each with its passages in text order."""
    articles: dict[ArticleEntry, list[Passage]] = {}
    for passage in passages:
        articles.setdefault(passage.entry, []).append(passage)
    return [passage for entry in reversed(articles) for passage in articles[entry]]


def _searched(passage: Passage) -> Iterator[str]:
    entry = passage.entry
    yield from (passage.sentence, entry.title, entry.source, entry.day)
    for highlight in passage.highlights:
        yield from (highlight.note, *(f"#{tag}" for tag in highlight.tags))


def _article_row(entry: ArticleEntry, passage: Passage) -> ReportRow:
    def lines(width: int, palette: Palette, chosen: bool) -> Sequence[Line]:  # noqa: ARG001
        return [article_line(entry, width, palette)]

    return ReportRow(f"@{passage.id}", lines, Place(entry.path, -1))


def _note(
    note: str,
    none: str,
    width: int,
    palette: Palette,
    chosen: bool,
) -> Sequence[Line]:
    """The reader's note, or the key that writes one."""
    if not note:
        return [[StyledText(fitted(f"* {none}", width), palette.quiet)]]
    return [
        [StyledText("* " if at == 0 else "  ", palette.accent), StyledText(row, bold=chosen)]
        for at, row in enumerate(rows_of(note, width - 2, 0 if chosen else 3))
    ]


def _passage(
    passage: Passage, colour: str, width: int, palette: Palette, *, chosen: bool
) -> list[Line]:
    room = min(width, WIDEST_PROSE) - len(_MARGIN)
    most = 0 if chosen else _MOST_ROWS
    rows = marked_rows(passage.sentence, passage.marks, room, colour, bold=chosen, most=most)
    lines: list[Line] = [[StyledText(_MARGIN), *row] for row in rows]
    for highlight in passage.highlights:
        lines += _highlight(highlight, room, palette, chosen=chosen)
    return lines


def _highlight(
    highlight: NoteExcerpt, width: int, palette: Palette, *, chosen: bool
) -> Iterator[Line]:
    words = " – ".join(filter(None, (highlight.quote, highlight.note)))
    words += "".join(f" #{tag}" for tag in highlight.tags)
    colour = palette.marks[highlight.colour]
    for row in rows_of(words, width - 2, 0 if chosen else 1):
        yield [StyledText(f"{_MARGIN}▌ ", colour), StyledText(row)]
