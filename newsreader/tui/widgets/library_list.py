"""LibraryList: the articles of a library, what was written on them, or who appears in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.binding import BindingType

from newsreader.library.entry import Appearance, Entry, Excerpt
from newsreader.locale import _, ngettext
from newsreader.notebook.highlight import Colour
from newsreader.text.control import clean_line
from newsreader.tui.arrangement import View
from newsreader.tui.bindings import bindings
from newsreader.tui.messages import Requested
from newsreader.tui.typeset import filled, fitted, rows_of
from newsreader.tui.widgets.item_list import ItemList, Line, Piece


class Column(NamedTuple):
    """One column beside the title, shown from `least` cells of the list on."""

    words: str
    width: int
    least: int
    value: Callable[[Entry], str]
    right: bool = True


def columns(width: int) -> list[Column]:
    """The columns that have room in a list of `width` cells."""
    found = [
        Column(_("source"), 14, 110, lambda e: e.source, right=False),
        Column(_("date"), 10, 46, lambda e: e.day, right=False),
        Column(_("chars"), 7, 64, lambda e: str(e.length or "")),
        Column(_("read"), 4, 56, lambda e: f"{e.progress:.0%}" if e.progress else ""),
        Column(_("marked"), 6, 72, lambda e: str(e.highlights or "")),
        Column(_("notes"), 5, 84, lambda e: str(e.notes or "")),
        Column(_("orphans"), 7, 96, lambda e: str(e.orphans or "")),
    ]
    return [column for column in found if width >= column.least]


class LibraryList(ItemList):
    """One of three lists; the screen says which, and hands over what it holds."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("library")

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.view = View.ARTICLES
        self.nothing = ""
        self.reprinted: Mapping[Path, int] = {}
        self._entries: dict[str, Entry] = {}
        self._excerpts: dict[str, Excerpt] = {}
        self._names: dict[str, Appearance] = {}

    def show_articles(self, entries: Sequence[Entry]) -> None:
        self.view = View.ARTICLES
        self._entries = {str(entry.path): entry for entry in entries}
        self.show(tuple(self._entries))

    def show_notes(self, excerpts: Sequence[Excerpt], entries: Mapping[Path, Entry]) -> None:
        """`entries` are the articles that the excerpts are of."""
        self.view = View.NOTES
        self._excerpts = {f"{excerpt.path}\n{excerpt.id}": excerpt for excerpt in excerpts}
        self._entries = {str(path): entry for path, entry in entries.items()}
        self.show(tuple(self._excerpts))

    def show_names(self, names: Sequence[Appearance]) -> None:
        self.view = View.NAMES
        self._names = {f"{name.kind} {name.name}": name for name in names}
        self.show(tuple(self._names))

    @property
    def path(self) -> Path | None:
        """The article that is chosen, or that the chosen highlight stands in."""
        if not self.chosen_id or self.view is View.NAMES:
            return None
        return Path(self.chosen_id.partition("\n")[0])

    @property
    def excerpt(self) -> Excerpt | None:
        return self._excerpts.get(self.chosen_id) if self.view is View.NOTES else None

    @property
    def appearance(self) -> Appearance | None:
        return self._names.get(self.chosen_id) if self.view is View.NAMES else None

    def heading(self) -> str:
        width = self.size.width - 2
        match self.view:
            case View.ARTICLES:
                shown = columns(width)
                heads = [_aligned(c.words, c) for c in shown]
                return filled(_("title"), _title_width(width, shown)) + "".join(heads)
            case View.NOTES:
                return _("Highlights and notes {count}").format(count=len(self.items))
            case View.NAMES:
                return _("People and organisations {count}").format(count=len(self.items))

    def empty(self) -> str:
        return self.nothing

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:
        match self.view:
            case View.ARTICLES:
                return self._article(self._entries[item], width, chosen=chosen)
            case View.NOTES:
                return self._excerpt(self._excerpts[item], width, chosen=chosen)
            case View.NAMES:
                return self._appearance(self._names[item], width, chosen=chosen)

    def _article(self, entry: Entry, width: int, *, chosen: bool) -> list[Line]:
        shown = columns(width)
        same = self.reprinted.get(entry.path, 0)
        copies = f" ~{same}" if same else ""
        room = _title_width(width, shown) - cell_len(copies)
        colour = self.palette.warning if entry.problem else ""
        line = [
            Piece(filled(entry.name, room), colour, bold=chosen),
            Piece(copies, self.palette.accent),
            *(Piece(_aligned(c.value(entry), c), self.palette.quiet) for c in shown),
        ]
        if not chosen:
            return [line]
        where = f"{entry.path.parent.name}/{entry.path.name}"
        more = [where, entry.author, entry.source] if len(shown) < 7 else [where, entry.author]
        if same:
            copies = ngettext("{count} reprint", "{count} reprints", same).format(count=same)
            more.append(_("{reprints} (r lists, c carries notes over)").format(reprints=copies))
        words = entry.problem or " · ".join(part for part in more if part)
        return [line, [Piece("  " + fitted(words, width - 2), colour or self.palette.quiet)]]

    def _excerpt(self, excerpt: Excerpt, width: int, *, chosen: bool) -> list[Line]:
        mark = self.palette.marks[excerpt.colour]
        number = list(Colour).index(excerpt.colour) + 1
        lines: list[Line] = []
        most = 6 if chosen else 1
        if excerpt.quote:
            rows = rows_of(clean_line(excerpt.quote), width - 3, most)
            lines += [
                [Piece(f"{number}▌ " if at == 0 else " ▌ ", mark), Piece(row, bold=chosen)]
                for at, row in enumerate(rows)
            ]
        if excerpt.note:
            rows = rows_of(excerpt.note, width - 5, most)
            lines += [
                [Piece("   * " if at == 0 else "     ", mark), Piece(row)]
                for at, row in enumerate(rows)
            ]
        entry = self._entries.get(str(excerpt.path))
        tags = "".join(f"#{clean_line(tag)} " for tag in excerpt.tags)
        name = entry.name if entry else excerpt.path.name
        foot = [
            Piece("   " + fitted(tags, width - 3), self.palette.accent),
            Piece(fitted(name, max(0, width - 3 - cell_len(tags))), self.palette.quiet),
        ]
        return [*lines, foot, [Piece("")]]

    def _appearance(self, name: Appearance, width: int, *, chosen: bool) -> list[Line]:
        articles = ngettext("{count} article", "{count} articles", len(name.counts))
        counted = articles.format(count=len(name.counts))
        mentions = ngettext("{count} mention", "{count} mentions", name.mentions)
        more = f"  {counted} · {mentions.format(count=name.mentions)}"
        return [
            [
                Piece(filled(name.name, width - 30), self.palette.kinds[name.kind], bold=chosen),
                Piece(fitted(more, 30), self.palette.quiet),
            ]
        ]

    def action_do(self, key: str) -> None:
        page = max(1, self.size.height - 3)
        match key.partition(".")[2]:
            case "down":
                self.choose(self.chosen + 1)
            case "up":
                self.choose(self.chosen - 1)
            case "page_down":
                self.choose(self.chosen + page)
            case "page_up":
                self.choose(self.chosen - page)
            case "top":
                self.choose(0)
            case "bottom":
                self.choose(len(self.items))
            case _:
                self.post_message(Requested(key, subject=self.chosen_id))

    def opened(self) -> None:
        self.action_do("library.open")


def _title_width(width: int, shown: Sequence[Column]) -> int:
    return max(8, width - sum(column.width + 2 for column in shown))


def _aligned(words: str, column: Column) -> str:
    """`words` in the room of a column, with the gap before it."""
    fit = fitted(words, column.width)
    gap = " " * (column.width - cell_len(fit))
    return "  " + (gap + fit if column.right else fit + gap)
