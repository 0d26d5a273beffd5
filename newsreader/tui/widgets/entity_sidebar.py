"""EntitySidebar: who and what the article is about, by kind, with how often each is mentioned."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.reactive import reactive

from newsreader.entities.entity import Entity, Kind
from newsreader.entities.kinds import kind_names
from newsreader.locale import _
from newsreader.text.control import clean_line
from newsreader.tui.bindings import bindings
from newsreader.tui.messages import Requested
from newsreader.tui.typeset import filled, fitted
from newsreader.tui.widgets.item_list import ItemList, Line, Piece

KIND_PREFIX = "kind:"


class EntitySidebar(ItemList):
    """A list of kinds and, under each that is not folded, its entities in order of mention."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("entities")

    entities: reactive[tuple[Entity, ...]] = reactive((), init=False, repaint=False)
    here: reactive[str] = reactive("", repaint=False)
    """The id of the entity under the caret."""
    waiting: reactive[str] = reactive("", repaint=False)
    """Why there is nothing yet, or no longer: reading, failed."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._folded = {Kind.TIME, Kind.MONEY, Kind.PERCENT}
        self._by_id: dict[str, Entity] = {}

    def heading(self) -> str:
        counted = _("Entities {count}").format(count=len(self.entities))
        return f"{counted}  {self.waiting}" if self.waiting and self.entities else counted

    def empty(self) -> str:
        return self.waiting or (
            _("Nothing matches; escape drops the filter.")
            if self.filter
            else _("No people, places or organisations were found in this article.")
        )

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:
        if item.startswith(KIND_PREFIX):
            return [self._kind_line(Kind(item.removeprefix(KIND_PREFIX)), width)]
        entity = self._by_id[item]
        count = str(len(entity.mentions))
        name = filled(clean_line(entity.name), width - len(count) - 3)
        here = item == self.here
        colour = self.palette.kinds[entity.kind]
        lines: list[Line] = [
            [
                Piece("› " if here else "  ", self.palette.accent),
                Piece(name, colour, bold=here),
                Piece(f" {count}", self.palette.quiet),
            ]
        ]
        if chosen and (more := "、".join((*entity.roles, *entity.aliases))):
            lines.append([Piece("    " + fitted(more, width - 4), self.palette.quiet)])
        return lines

    def action_do(self, key: str) -> None:
        match key.partition(".")[2]:
            case "down":
                self.choose(self.chosen + 1)
            case "up":
                self.choose(self.chosen - 1)
            case "fold":
                self._fold()
            case "open" if self.chosen_id.startswith(KIND_PREFIX):
                self._fold()
            case _:
                self.post_message(Requested(key, subject=self.chosen_id))

    def opened(self) -> None:
        self.action_do("entities.open")

    def _kind_line(self, kind: Kind, width: int) -> Line:
        found = [entity for entity in self._by_id.values() if entity.kind is kind]
        sign = "▸ " if kind in self._folded and not self.filter else "▾ "
        words = fitted(kind_names(kind), width - 8)
        return [
            Piece(sign + words, self.palette.text, bold=True),
            Piece(f" {len(found)}", self.palette.quiet),
        ]

    def _fold(self) -> None:
        item = self.chosen_id
        if not item:
            return
        name = item.removeprefix(KIND_PREFIX)
        kind = Kind(name) if item.startswith(KIND_PREFIX) else self._by_id[item].kind
        self._folded ^= {kind}
        self._list()
        self.choose(self.items.index(KIND_PREFIX + kind))

    def _list(self) -> None:
        wanted = self.filter.casefold()
        found = [
            entity
            for entity in self.entities
            if any(wanted in name.casefold() for name in (entity.name, *entity.aliases))
        ]
        self._by_id = {entity.id: entity for entity in found}
        items: list[str] = []
        for kind in Kind:
            of_kind = [entity for entity in found if entity.kind is kind]
            if of_kind:
                items.append(KIND_PREFIX + kind)
            if wanted or kind not in self._folded:
                items += [entity.id for entity in of_kind]
        self.show(items)

    def watch_entities(self) -> None:
        self._list()

    def watch_filter(self) -> None:
        self._list()

    def watch_here(self) -> None:
        self._draw()

    def watch_waiting(self) -> None:
        self._draw()
