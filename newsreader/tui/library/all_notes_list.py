"""The list of the notes on all articles, in groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType

from newsreader.library.article_entry import ArticleEntry, NoteExcerpt
from newsreader.library.note_groups import NoteGroup, NoteGrouping
from newsreader.locale import _
from newsreader.notebook.colour import Colour, colour_name
from newsreader.notebook.highlight import HighlightState
from newsreader.text.sanitize import clean_line
from newsreader.tui.bindings import bindings
from newsreader.tui.library.list_layout import WIDEST_PROSE
from newsreader.tui.library.rows import list_title
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.keyed_list import KeyedList
from newsreader.tui.widgets.typeset import Line, StyledText, fitted, rows_of, text_width

_MOST_ROWS = 6
"""Rows of the quote, and of the note, of the chosen highlight."""

_GROUP = "\ngroup:"
"""The beginning of the id of a heading; no path begins like that."""


class AllNotesList(KeyedList):
    """Each highlight with its note and tags, below the heading of its group."""

    key_group = "allnotes"

    BINDINGS: ClassVar[list[BindingType]] = bindings("allnotes")
    MENU = "allnotes.menu"

    def __init__(self, meanings: Mapping[Colour, str], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.nothing = ""
        self.listed: list[NoteExcerpt] = []
        """The listed highlights and notes in order, each once."""
        self.every = 0
        """The number of all highlights and notes, also of those that are not listed."""
        self._meanings = meanings
        self._grouping = NoteGrouping.ARTICLE
        self._groups: dict[str, NoteGroup] = {}
        self._excerpts: dict[str, NoteExcerpt] = {}
        self._entries: Mapping[Path, ArticleEntry] = {}

    def show_groups(
        self,
        groups: Sequence[NoteGroup],
        grouping: NoteGrouping,
        entries: Mapping[Path, ArticleEntry],
    ) -> None:
        """List `groups`; `entries` are the articles by path."""
        self._grouping, self._entries = grouping, entries
        self._groups = {_GROUP + group.key: group for group in groups}
        self._excerpts = {}
        items: list[str] = []
        for heading, group in self._groups.items():
            items.append(heading)
            for excerpt in group.excerpts:
                # Of two tags a highlight is listed twice, and each item needs an id of its own.
                item = f"{excerpt.path}\n{excerpt.id}"
                item = f"{item}\n{group.key}" if item in self._excerpts else item
                self._excerpts[item] = excerpt
                items.append(item)
        self.listed = list({(e.path, e.id): e for e in self._excerpts.values()}.values())
        self.show(items)

    @property
    def excerpt(self) -> NoteExcerpt | None:
        """The chosen highlight or note; None on a heading."""
        return self._excerpts.get(self.chosen_id)

    @property
    def path(self) -> Path | None:
        """The article of the chosen item, None on a heading of notes of several articles."""
        if self.excerpt is not None:
            return self.excerpt.path
        group = self._groups.get(self.chosen_id)
        on_article = group is not None and self._grouping is NoteGrouping.ARTICLE
        return Path(group.key) if group is not None and on_article else None

    def choose_article(self, path: Path) -> None:
        """Choose the first note on the article at `path`, if there is one."""
        for at, item in enumerate(self.items):
            if item in self._excerpts and self._excerpts[item].path == path:
                self.choose(at)
                return

    def counted(self) -> Sequence[str]:
        return list(self._excerpts)

    def heading(self) -> str:
        count = str(len(self.listed))
        if len(self.listed) < self.every:
            count = _("{listed} of {count}").format(listed=count, count=self.every)
        return _("Highlights and notes {count}").format(count=count)

    def _titled(self, width: int) -> StyledText:
        return list_title(self.heading(), text_width(width), self.palette)

    def empty(self) -> str:
        return self.nothing

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:
        if (group := self._groups.get(item)) is not None:
            aside = f"{self._group_day(group.key)} {len(group.excerpts)}"
            words = fitted(self._group_words(group.key), width - cell_len(aside))
            heading = StyledText(words, self.palette.heading, bold=True)
            return [[heading, StyledText(aside, self.palette.quiet)]]
        excerpt = self._excerpts[item]
        article = ""
        if self._grouping is not NoteGrouping.ARTICLE:
            article = self._article(excerpt.path)
        return note_lines(excerpt, article, width, self.palette, chosen=chosen)

    def _article(self, path: Path) -> str:
        known = self._entries.get(path)
        return clean_line(known.name if known else path.name)

    def _group_day(self, key: str) -> str:
        """The day of the article that a group is of, which a long title leaves room for."""
        entry = self._entries.get(Path(key)) if self._grouping is NoteGrouping.ARTICLE else None
        return f"  {entry.day}" if entry and entry.day else ""

    def _group_words(self, key: str) -> str:
        match self._grouping:
            case NoteGrouping.ARTICLE:
                return self._article(Path(key))
            case NoteGrouping.COLOUR if key:
                colour = Colour(key)
                words = f"{list(Colour).index(colour) + 1} {colour_name(colour)}"
                return f"{words} {clean_line(self._meanings.get(colour, ''))}".strip()
            case NoteGrouping.COLOUR:
                return _("on whole articles")
            case NoteGrouping.TAG:
                return f"#{clean_line(key)}" if key else _("without a tag")
            case NoteGrouping.SPEAKER:
                return clean_line(key) or _("without a speaker")
            case NoteGrouping.DATE:
                return clean_line(key) or _("without a date")


def note_lines(
    excerpt: NoteExcerpt, article: str, width: int, palette: Palette, *, chosen: bool
) -> list[Line]:
    """A quote, the note on it, its tags, and the name of the `article` if it is to be shown."""
    width, mark = min(width, WIDEST_PROSE), palette.marks[excerpt.colour]
    number = list(Colour).index(excerpt.colour) + 1
    most = _MOST_ROWS if chosen else 1
    lines: list[Line] = []
    if excerpt.id:
        rows = rows_of(clean_line(excerpt.quote), width - 3, most)
        lines += [
            [StyledText(f"{number}▌ " if at == 0 else " ▌ ", mark), StyledText(row, bold=chosen)]
            for at, row in enumerate(rows)
        ]
    elif not article:
        lines.append([StyledText("   " + fitted(_("On the whole article"), width - 3))])
    if excerpt.state is HighlightState.ORPHAN:
        words = _("Orphan: its place was not found")
        lines.append([StyledText("   " + fitted(words, width - 3), palette.warning)])
    if excerpt.note:
        rows = rows_of(excerpt.note, width - 5, most)
        lines += [
            [StyledText("   * " if at == 0 else "     ", mark), StyledText(row)]
            for at, row in enumerate(rows)
        ]
    tags = " ".join(f"#{clean_line(tag)}" for tag in excerpt.tags)
    foot = "  ".join(filter(None, (tags, article)))
    if foot:
        room = len(tags)
        shown = fitted(foot, width - 3)
        lines.append(
            [
                StyledText("   " + shown[:room], palette.accent),
                StyledText(shown[room:], palette.quiet),
            ]
        )
    return [*lines, [StyledText("")]]
