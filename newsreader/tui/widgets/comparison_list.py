"""A comparison as a list: changes with a little context, unchanged stretches folded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, NamedTuple

from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive

from newsreader.compare.comparison import Place
from newsreader.compare.summary import stops
from newsreader.locale import _, ngettext
from newsreader.session.versions import ComparedVersions
from newsreader.tui.bindings import bindings
from newsreader.tui.widgets.comparison_rows import MARK, SEPARATOR, ComparisonRows, column
from newsreader.tui.widgets.item_list import ItemList, Line, StyledText
from newsreader.tui.widgets.typeset import filled

TWO_COLUMNS = 120
"""Cells of the screen from which on both texts are side by side."""

_CONTEXT = 1
"""Unchanged sentences that are shown before and after a change."""
_UNFOLDED = 200
"""Sentences of a folded stretch that are shown at once."""


class _Fold(NamedTuple):
    """Unchanged places that are folded."""

    first: int
    last: int


class ComparedList(ItemList):
    """A list whose keys are those of a comparison; the screen does what they ask."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("compare")

    @dataclass
    class Asked(Message):
        """The reader pressed the key with this id."""

        id: str

    def action_do(self, key: str) -> None:
        self.post_message(self.Asked(key))

    def go(self, way: int) -> bool:
        """Choose the next difference (1) or the previous one (-1); False if there is none."""
        raise NotImplementedError


class ComparisonList(ComparedList):
    """The places of a comparison, in two columns or in one with marks."""

    compared: reactive[ComparedVersions | None] = reactive(None, init=False)

    def __init__(self) -> None:
        super().__init__()
        self._entries: dict[str, int | _Fold] = {}
        self._stops: list[int] = []
        self._remarked: set[int] = set()
        """The places that end a stretch that has moved, by identity."""

    def watch_compared(self, compared: ComparedVersions | None) -> None:
        if compared is None:
            return
        self._stops = stops(compared.comparison)
        places = (*compared.comparison.places, None)
        self._remarked = {
            id(place)
            for place, after in pairwise(places)
            if place and place.passage.moved and not _goes_on(place, after)
        }
        self._fold()
        first = str(self._stops[0]) if self._stops else ""
        self.choose(self.items.index(first) if first in self.items else 0)

    @property
    def changes(self) -> int:
        """The number of changes to step through."""
        return len(self._stops)

    @property
    def at_change(self) -> int:
        """The number of the change at the chosen item, from 1; 0 before the first one."""
        index = self._place_at(self.chosen)
        return sum(stop <= index for stop in self._stops)

    @property
    def chosen_place(self) -> Place | None:
        entry = self._entries.get(self.chosen_id)
        return self._places[entry] if isinstance(entry, int) else None

    @property
    def two_columns(self) -> bool:
        return self.size.width >= TWO_COLUMNS

    @property
    def marks(self) -> bool:
        return True

    def heading(self) -> str:
        if self.compared is None:
            return ""
        names = self.shown(self.compared.old.name), self.shown(self.compared.new.name)
        if self.two_columns:
            left = filled(names[0], column(self.grid.room))
            return f"{' ' * MARK}{left}{SEPARATOR}{names[1]}"
        return " " * MARK + " → ".join(names)

    def empty(self) -> str:
        return "" if self.compared is None else _("There is no text to compare.")

    def go(self, way: int) -> bool:
        here = self._place_at(self.chosen)
        now = self.chosen_place is not None and here in self._stops
        ahead = [stop for stop in self._stops if stop > here or (stop == here and not now)]
        before = [stop for stop in self._stops if stop < here]
        found = (ahead[:1] if way > 0 else before[-1:]) or ()
        for stop in found:
            self.choose(self.items.index(str(stop)))
        return bool(found)

    def unfold(self) -> None:
        """Show the folded sentences of the chosen item, or fold all again."""
        entry = self._entries.get(self.chosen_id)
        if not isinstance(entry, _Fold):
            here = self._place_at(self.chosen)
            self._fold()
            self.choose(max(n for n in range(len(self.items)) if self._place_at(n) <= here))
            return
        entries: dict[str, int | _Fold] = {}
        for id_, each in self._entries.items():
            if each is not entry:
                entries[id_] = each
                continue
            end = min(entry.last, entry.first + _UNFOLDED)
            entries |= {str(place): place for place in range(entry.first, end)}
            if end < entry.last:
                entries[f"fold {end}"] = _Fold(end, entry.last)
        self._entries = entries
        chosen = self.chosen
        self.show(tuple(entries))
        self.choose(chosen)

    def go_to_other_place(self) -> bool:
        """From a moved passage go to its other place; False if the chosen one has not moved."""
        place = self.chosen_place
        if place is None or not place.passage.moved:
            return False
        for number, id_ in enumerate(self.items):
            entry = self._entries[id_]
            other = self._places[entry] if isinstance(entry, int) else place
            if other.passage is place.passage and other is not place:
                self.choose(number)
                return True
        return False

    @property
    def _places(self) -> Sequence[Place]:
        return self.compared.comparison.places if self.compared is not None else ()

    def _place_at(self, item: int) -> int:
        """The index of the place that the item shows first."""
        entry = self._entries.get(self.items[item]) if item < len(self.items) else None
        return entry.first if isinstance(entry, _Fold) else entry or 0

    def _fold(self) -> None:
        """Show the changes with their context, and fold the rest."""
        places = self._places
        near = {
            index + step
            for index, place in enumerate(places)
            if place.passage.changed
            for step in range(-_CONTEXT, _CONTEXT + 1)
        }
        self._entries = {}
        first = 0
        for index in (*sorted(index for index in near if 0 <= index < len(places)), len(places)):
            if index - first == 1:
                self._entries[str(first)] = first
            elif index > first:
                self._entries[f"fold {first}"] = _Fold(first, index)
            if index < len(places):
                self._entries[str(index)] = index
            first = index + 1
        self.show(tuple(self._entries))

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:  # noqa: ARG002
        entry = self._entries[item]
        if isinstance(entry, _Fold):
            count = entry.last - entry.first
            words = ngettext("{count} sentence unchanged", "{count} sentences unchanged", count)
            return [
                [StyledText("  ⋯ " + words.format(count=count) + " ⋯", self.palette.quiet)],
                [StyledText("")],
            ]
        place = self._places[entry]
        if self.compared is None:
            return []
        remarked = id(place) in self._remarked
        rows = ComparisonRows(self.compared, place, self.palette, self.script, remarked=remarked)
        lines = rows.lines(width, two=self.two_columns)
        return [*lines, [StyledText("")]] if self._ends_paragraph(entry) else lines

    def _ends_paragraph(self, index: int) -> bool:
        if index + 1 >= len(self._places):
            return True
        one, other = self._places[index].passage, self._places[index + 1].passage
        if one.new and other.new:
            return one.new[-1].paragraph != other.new[0].paragraph
        if one.old and other.old:
            return one.old[-1].paragraph != other.old[0].paragraph
        return False


def _goes_on(place: Place, after: Place | None) -> bool:
    """Whether the same stretch that has moved goes on in the place after this one."""
    return (
        after is not None
        and after.passage.moved
        and (after.in_old, after.in_new) == (place.in_old, place.in_new)
        and after.passage.old[0].paragraph == place.passage.old[-1].paragraph
        and after.passage.new[0].paragraph == place.passage.new[-1].paragraph
    )
