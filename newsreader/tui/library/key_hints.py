"""Ways: the library's keys on its last row, those that lead on from what is listed."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from newsreader.keys.display import key_for
from newsreader.locale import _
from newsreader.tui.library.view_state import LibraryView, ViewState

_BETWEEN = " · "
_LAST = 2
"""The keys that stay longest: that which opens, and before it the way back."""


def keys_in_short(arrangement: ViewState, room: int) -> str:
    """The keys in at most `room` cells where that can be; the help's stays, and the way back."""
    ways = [words.format(key=key_for(f"library.{name}")) for name, words in _ways(arrangement)]
    help_ = _("{help} all keys").format(help=key_for("app.help"))
    while ways and cell_len(_BETWEEN.join([*ways, help_])) > room:
        ways.pop(-1 if len(ways) > _LAST else 0)
    return _BETWEEN.join([*ways, help_])


def _ways(arrangement: ViewState) -> Iterator[tuple[str, str]]:
    """Names of keys, and what each of them does now."""
    view = arrangement.view
    yield "open", _OPENS[view]()
    if arrangement.words:
        yield "clear", _("{key} drops the filter")
    elif arrangement.narrow:
        yield "clear", _("{key} all articles")
    yield "filter", _("{key} searches") if view is LibraryView.NOTES else _("{key} filters")
    if not arrangement.narrow:
        yield "sort", _("{key} sorts")
    if view is not LibraryView.NOTES:
        yield "notes", _("{key} notes")
    if view is not LibraryView.NAMES:
        yield "names", _("{key} people")


_OPENS = {
    LibraryView.ARTICLES: lambda: _("{key} opens"),
    LibraryView.NOTES: lambda: _("{key} goes there"),
    LibraryView.NAMES: lambda: _("{key} lists articles"),
}
