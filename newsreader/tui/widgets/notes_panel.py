"""NotesPanel: the reader's highlights and notes, in the order of the text."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.reactive import reactive

from newsreader.locale import _, ngettext
from newsreader.notebook.highlight import Colour, Highlight, State
from newsreader.notebook.notebook import Notebook
from newsreader.text.control import clean_line
from newsreader.tui.bindings import bindings
from newsreader.tui.messages import Requested
from newsreader.tui.typeset import fitted, rows_of
from newsreader.tui.widgets.item_list import ItemList, Line, Piece

_MOST_ROWS = 12
"""Rows of one quote or note that the chosen item shows at the most."""


class NotesPanel(ItemList):
    """Each highlight with its quote, tags and note; the chosen one in full."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("notes")

    notebook: reactive[Notebook] = reactive(Notebook, init=False, repaint=False)
    here: reactive[str] = reactive("", repaint=False)
    """The id of the highlight under the caret."""
    only: reactive[Colour | None] = reactive(None, repaint=False)
    """The colour that alone is listed, or None for all."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._by_id: dict[str, Highlight] = {}

    def heading(self) -> str:
        entries = self.notebook.in_order()
        notes = sum(1 for highlight in entries if highlight.note)
        words = _("Notes {notes} · highlights {count}").format(notes=notes, count=len(entries))
        orphans = len(self.notebook.orphans())
        if orphans:
            words += " · " + ngettext("{count} orphan", "{count} orphans", orphans).format(
                count=orphans
            )
        return words + (f"  [{list(Colour).index(self.only) + 1}]" if self.only else "")

    def empty(self) -> str:
        if self.filter or self.only:
            return _("Nothing matches; escape drops the filter.")
        return _(
            "Nothing is marked yet.\n\n"
            "In the article, s takes a sentence and v starts a selection; "
            "1 to 5 highlight it in a colour, a writes a note on it.\n\n"
            "Everything is saved beside the article at once."
        )

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:
        highlight = self._by_id[item]
        mark = self.palette.marks[highlight.colour]
        orphan = highlight.state is State.ORPHAN
        quiet = self.palette.quiet if orphan else ""
        number = list(Colour).index(highlight.colour) + 1
        quote = rows_of(clean_line(highlight.quote), width - 3, _MOST_ROWS if chosen else 2)
        lines: list[Line] = []
        for at, row in enumerate(quote):
            lead = f"{number}▌" if at == 0 else " ▌"
            lines.append([Piece(lead, mark), Piece(" " + row, quiet, bold=item == self.here)])
        if highlight.state in (State.ORPHAN, State.REVIEW):
            lines.append(
                [Piece("   " + fitted(self._standing(highlight), width - 3), self.palette.warning)]
            )
        if highlight.note:
            note = rows_of(highlight.note, width - 5, _MOST_ROWS if chosen else 2)
            lines += [
                [Piece("   * " if at == 0 else "     ", mark), Piece(row)]
                for at, row in enumerate(note)
            ]
        if highlight.tags:
            tags = " ".join(f"#{clean_line(tag)}" for tag in highlight.tags)
            lines.append([Piece("   " + fitted(tags, width - 3), self.palette.accent)])
        return [*lines, [Piece("")]]

    @staticmethod
    def _standing(highlight: Highlight) -> str:
        if highlight.state is State.ORPHAN:
            words = _("Orphan: its place was not found")
        else:
            words = _("Review: found again, please check")
        return f"{words} ({clean_line(highlight.reason)})" if highlight.reason else words

    def action_do(self, key: str) -> None:
        name = key.partition(".")[2]
        match name:
            case "down":
                self.choose(self.chosen + 1)
            case "up":
                self.choose(self.chosen - 1)
            case "all":
                self.only = None
            case _ if name.startswith("colour_"):
                self.only = list(Colour)[int(name[-1]) - 1]
            case "clear" if self.only is not None or self.filter:
                self.only = None
                self.filter = ""
            case _:
                self.post_message(Requested(key, subject=self.chosen_id))

    def opened(self) -> None:
        self.action_do("notes.open")

    def _list(self) -> None:
        wanted = self.filter.casefold()
        found = [
            highlight
            for highlight in self.notebook.in_order()
            if (self.only is None or highlight.colour is self.only)
            and wanted in "\n".join((highlight.quote, highlight.note, *highlight.tags)).casefold()
        ]
        self._by_id = {highlight.id: highlight for highlight in found}
        self.show([highlight.id for highlight in found])

    def watch_notebook(self) -> None:
        self._list()

    def watch_filter(self) -> None:
        self._list()

    def watch_only(self) -> None:
        self._list()

    def watch_here(self) -> None:
        self._draw()
