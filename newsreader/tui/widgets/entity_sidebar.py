"""The sidebar: the entities of the article by kind, with the number of their mentions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive

from newsreader.entities.entity import Entity, group_of
from newsreader.entities.kind import Kind, groups
from newsreader.keys.display import key_for
from newsreader.locale import _
from newsreader.session.entity_index import EntityIndex
from newsreader.text.list_filter import ListFilter
from newsreader.tui.bindings import bindings
from newsreader.tui.widgets.item_list import Line, StyledText
from newsreader.tui.widgets.keyed_list import KeyedList
from newsreader.tui.widgets.typeset import filled, fitted, rows_of

GROUP_PREFIX = "group:"
_WATCHED = "watched"

_MOST_ROWS = 4
"""Rows of roles or of aliases that the chosen entity shows at most."""


class EntitySidebar(KeyedList):
    """A list of kinds, each with its entities unless it is folded; the watch list comes first."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("entities")
    MENU = "entities.menu"
    key_group = "entities"

    entities: reactive[EntityIndex] = reactive(EntityIndex, init=False, repaint=False)
    watched: reactive[tuple[Entity, ...]] = reactive((), init=False, repaint=False)
    """Those of the watch list; they come first and not under their kind."""
    here: reactive[str] = reactive("", repaint=False)
    """The id of the entity under the caret."""
    waiting: reactive[str] = reactive("", repaint=False)
    """Why there are no entities yet, or no more: reading, failed."""
    by_count: reactive[bool] = reactive(False, init=False, repaint=False)
    """Whether the order is by number of mentions, and not by first mention."""

    @dataclass
    class Pointed(Message):
        """The reader points at an entity, or with an empty id at none any more."""

        entity: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._folded = {Kind.TIME.value, Kind.MONEY.value, Kind.PERCENT.value}
        self._by_id: dict[str, Entity] = {}
        self._group_sizes: Counter[str] = Counter()
        self._pointed = ""
        self._unfiltered = ""
        """The item that was chosen before there was a filter."""
        self.still = True
        """Whether the caret has not moved yet; until then the list stays at its top."""

    def heading(self) -> str:
        words = _("Entities {count}").format(count=len(self.entities))
        if self.by_count:
            words += " · " + _("by count")
        return f"{words}  {self.waiting}" if self.waiting and self.entities else words

    def empty(self) -> str:
        return self.waiting or (
            _("Nothing matches; {key} drops the filter.").format(key=key_for("entities.clear"))
            if self.filter
            else _("No people, places or organisations were found in this article.")
        )

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:
        if item.startswith(GROUP_PREFIX):
            return [self._group_line(item.removeprefix(GROUP_PREFIX), width)]
        entity = self._by_id[item]
        here, count = item == self.here, str(len(entity.mentions))
        room = width - len(count) - 3
        name = fitted(self.shown(entity.name), room)
        role = room - cell_len(name) - 1
        aside = filled(
            f" {self.shown(entity.roles[0])}" if entity.roles and role >= 4 else "", role + 1
        )
        lines: list[Line] = [
            [
                StyledText("› " if here else "  ", self.palette.accent),
                StyledText(name, self.palette.kinds[entity.kind], bold=here),
                StyledText(aside, self.palette.quiet),
                StyledText(f" {count}", self.palette.quiet),
            ]
        ]
        if chosen:
            names = ("= " + "、".join(entity.aliases)) if entity.aliases else ""
            for more in ("、".join(entity.roles), names):
                rows = rows_of(self.shown(more), width - 4, _MOST_ROWS) if more else []
                lines += [[StyledText("    " + row, self.palette.quiet)] for row in rows]
        return lines

    def action_do(self, key: str) -> None:
        match key.partition(".")[2]:
            case "fold":
                self._fold()
            case "open" if self.chosen_id.startswith(GROUP_PREFIX):
                self._fold()
            case "sort":
                self.by_count = not self.by_count
            case _:
                super().action_do(key)

    def choose(self, index: int) -> None:
        super().choose(index)
        self._point()

    def point_at(self, entity_id: str) -> None:
        """Choose the entity if it is listed."""
        if entity_id in self.items:
            self.choose(self.items.index(entity_id))

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        self._point()

    def _point(self) -> None:
        """Report the entity that is pointed at: the chosen one, while the sidebar has the focus."""
        pointed = self.chosen_id if self.has_focus and self.chosen_id in self._by_id else ""
        if pointed != self._pointed:
            self._pointed = pointed
            self.post_message(self.Pointed(pointed))

    def _group_line(self, group: str, width: int) -> Line:
        sign = "▸ " if group in self._folded and not self.filter else "▾ "
        name = _("Watch list") if group == _WATCHED else groups()[group].many
        words = fitted(name, width - 8)
        return [
            StyledText(sign + words, self.palette.text, bold=True),
            StyledText(f" {self._group_sizes[group]}", self.palette.quiet),
        ]

    def _fold(self) -> None:
        item = self.chosen_id
        if not item:
            return
        name = item.removeprefix(GROUP_PREFIX)
        group = name if item.startswith(GROUP_PREFIX) else self._group_of(self._by_id[item])
        self._folded ^= {group}
        self._list()
        self.choose(self.items.index(GROUP_PREFIX + group))

    def _group_of(self, entity: Entity) -> str:
        return _WATCHED if entity in self.watched else group_of(entity)

    def _list(self) -> None:
        query = ListFilter(self.filter)
        is_active = {entity.id for entity in self.watched}
        others = [entity for entity in self.entities if entity.id not in is_active]
        found = [entity for entity in (*self.watched, *others) if _matches(entity, query)]
        if self.by_count:
            found.sort(key=lambda entity: -len(entity.mentions))
        self._by_id = {entity.id: entity for entity in found}
        of_group: dict[str, list[str]] = {group: [] for group in (_WATCHED, *groups())}
        for entity in found:
            of_group[_WATCHED if entity.id in is_active else group_of(entity)].append(entity.id)
        self._group_sizes = Counter({group: len(ids) for group, ids in of_group.items()})
        items: list[str] = []
        for group, ids in of_group.items():
            items += [GROUP_PREFIX + group] if ids else []
            items += ids if query or group not in self._folded else []
        self.show(items)

    def watch_watched(self) -> None:
        self._list()

    def watch_entities(self, before: EntityIndex, after: EntityIndex) -> None:
        if before.entities is not after.entities:
            self._list()

    def watch_filter(self, before: str, after: str) -> None:
        """List what matches; without a filter again, return to the item from before if need be."""
        if not before:
            self._unfiltered = self.chosen_id
        chosen = self.chosen_id
        self._list()
        if not after and chosen not in self.items:
            self.point_at(self._unfiltered)

    def watch_by_count(self) -> None:
        self._list()
        self.refresh()

    def watch_here(self) -> None:
        """Choose the entity under the caret, unless the reader is choosing one here."""
        if self.here in self.items and not self.has_focus and not self.still:
            self.choose(self.items.index(self.here))
        else:
            self._draw()

    def watch_waiting(self) -> None:
        self._draw()


def _matches(entity: Entity, query: ListFilter) -> bool:
    return query.holds(*entity.names, *entity.roles)
