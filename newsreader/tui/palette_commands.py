"""Commands: every function of the program by its name, for the palette."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Protocol, runtime_checkable

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from newsreader.keys.display import key_name, words_of
from newsreader.keys.key_table import KEYS, Key
from newsreader.text.list_filter import ListFilter, initials

_BY_INITIALS = 0.5
"""How well a command fits whose first letters were typed, in pinyin."""

_NOT_BY_NAME = ("app.palette",)


@runtime_checkable
class Commanded(Protocol):
    """A screen whose functions can be asked for by name."""

    keys: Mapping[str, tuple[str, ...]]

    def offers(self, key: str) -> bool:
        """Whether the function with this id can be done here."""

    def do(self, key: str) -> None:
        """Do what the key with this id does."""


class KeyCommands(Provider):
    """Offers what the keys do, from the same table, with the keys beside it."""

    async def discover(self) -> Hits:
        for key in self._offered():
            yield DiscoveryHit(self._words(key), partial(self._do, key.id), key.words)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        by_initials = ListFilter(initials(query))
        for key in self._offered():
            words = f"{words_of(key)} {key.en} {key.zh} {key.id}"
            score = matcher.match(words)
            if not score and by_initials and by_initials.holds(key.words):
                score = _BY_INITIALS
            if score > 0:
                yield Hit(score, self._words(key), partial(self._do, key.id), key.words)

    def _offered(self) -> list[Key]:
        """What can be done from the article or the list, or anywhere."""
        screen = self.screen
        if not isinstance(screen, Commanded):
            return []
        return [key for key in KEYS if screen.offers(key.id) and key.id not in _NOT_BY_NAME]

    def _do(self, key: str) -> None:
        if isinstance(self.screen, Commanded):
            self.screen.do(key)

    def _words(self, key: Key) -> Content:
        keys = self.screen.keys[key.id] if isinstance(self.screen, Commanded) else key.keys
        return Content("   ".join((words_of(key), *map(key_name, keys[:1]))))
