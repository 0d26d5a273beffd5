"""NotesPanel: the reader's highlights and notes, in the order of the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import ClassVar

from textual.binding import BindingType
from textual.reactive import reactive

from newsreader.locale import _, ngettext
from newsreader.notebook.anchor import Candidate
from newsreader.notebook.highlight import Colour, Highlight, State
from newsreader.notebook.notebook import Notebook
from newsreader.text.control import clean_line
from newsreader.tui.bindings import bindings
from newsreader.tui.messages import Requested
from newsreader.tui.typeset import fitted, rows_of
from newsreader.tui.widgets.item_list import ItemList, Line, Piece


class View(StrEnum):
    """What the panel lists."""

    ALL = "all"
    DOUBTS = "doubts"
    TRASH = "trash"


_MOST_ROWS = 12
"""Rows of one quote or note that the chosen item shows at the most."""


class NotesPanel(ItemList):
    """Each highlight with its quote, tags and note; the chosen one in full."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("notes")

    notebook: reactive[Notebook] = reactive(Notebook, init=False, repaint=False)
    here: reactive[str] = reactive("", repaint=False)
    """The id of the highlight under the caret."""
    view: reactive[View] = reactive(View.ALL, repaint=False)
    only: reactive[Colour | None] = reactive(None, repaint=False)
    """The colour that alone is listed, or None for all."""

    def __init__(
        self,
        suggest: Callable[[str], Sequence[tuple[Candidate, str]]],
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """`suggest` gives the places where an orphan may belong, with what stands there."""
        super().__init__(id=id)
        self._suggest = lru_cache(maxsize=64)(suggest)
        self._by_id: dict[str, Highlight] = {}

    def heading(self) -> str:
        match self.view:
            case View.DOUBTS:
                return _("Orphans and reviews {count} (o: back)").format(count=len(self.items))
            case View.TRASH:
                return _("Trash {count} (T: back)").format(count=len(self.items))
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
        match self.view:
            case View.DOUBTS:
                return _("Every highlight has its place. o goes back to the notes.")
            case View.TRASH:
                return _("The trash is empty. T goes back to the notes.")
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
        if chosen and self.view is View.DOUBTS:
            lines += self._doubt(highlight, width)
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

    def _doubt(self, highlight: Highlight, width: int) -> list[Line]:
        """The old sentence, the places where it may belong, and what can be done."""
        anchor = highlight.was or highlight.anchor
        old = f"…{anchor.prefix[-12:]}【{anchor.quote}】{anchor.suffix[:12]}…"
        lines = self._labelled(_("Then"), old, width)
        for number, (candidate, words) in enumerate(self._suggest(highlight.id), 1):
            label = f"{_('Now')} {number}  {candidate.confidence:.0%} {candidate.reason}"
            lines += self._labelled(label, words, width)
        keys = _("enter: accept · r: the selection · x: keep as orphan · d: delete")
        return [
            *lines,
            *([Piece("   " + row, self.palette.accent)] for row in rows_of(keys, width - 3)),
        ]

    def _labelled(self, label: str, words: str, width: int) -> list[Line]:
        rows = rows_of(clean_line(words), width - 5, 3)
        return [
            [Piece("   " + fitted(label, width - 3), self.palette.heading)],
            *([Piece("     " + row, self.palette.quiet)] for row in rows),
        ]

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
            case "clear" if self.only is not None or self.filter or self.view is not View.ALL:
                self.only = None
                self.filter = ""
                self.view = View.ALL
            case "orphans":
                self.view = View.ALL if self.view is View.DOUBTS else View.DOUBTS
            case "trash":
                self.view = View.ALL if self.view is View.TRASH else View.TRASH
            case _:
                self.post_message(Requested(key, subject=self.chosen_id))

    def opened(self) -> None:
        self.action_do("notes.open")

    def _listed(self) -> tuple[Highlight, ...]:
        match self.view:
            case View.DOUBTS:
                return (*self.notebook.reviews(), *self.notebook.orphans())
            case View.TRASH:
                return self.notebook.trash()
            case _:
                return self.notebook.in_order()

    def _list(self) -> None:
        wanted = self.filter.casefold()
        found = [
            highlight
            for highlight in self._listed()
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

    def watch_view(self) -> None:
        self._suggest.cache_clear()
        self._list()
        self.refresh()

    def watch_here(self) -> None:
        self._draw()
