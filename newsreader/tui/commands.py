"""Commands: every function of the program by its name, for the palette."""

from __future__ import annotations

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from newsreader.keys import KEYS, Key
from newsreader.tui.screens.reading import ReadingScreen

_NOT_BY_NAME = ("app.palette", "app.next_pane", "app.previous_pane")


class KeyCommands(Provider):
    """Offers what the keys do, from the same table, with the keys beside it."""

    async def discover(self) -> Hits:
        for key in self._offered():
            yield DiscoveryHit(self._words(key), partial(self._do, key.id), key.words)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for key in self._offered():
            words = f"{key.words} {key.en} {key.zh} {key.id}"
            score = matcher.match(words)
            if score > 0:
                yield Hit(score, self._words(key), partial(self._do, key.id), key.words)

    def _offered(self) -> list[Key]:
        """What can be done from the article, or anywhere."""
        if not isinstance(self.screen, ReadingScreen):
            return []
        side = ("entities.", "notes.", "editor.")
        return [key for key in KEYS if not key.id.startswith(side) and key.id not in _NOT_BY_NAME]

    def _do(self, key: str) -> None:
        if isinstance(self.screen, ReadingScreen):
            self.screen.do(key)

    def _words(self, key: Key) -> Content:
        keys = self.screen.keys[key.id] if isinstance(self.screen, ReadingScreen) else key.keys
        return Content("   ".join((key.words, *keys[:1])))
