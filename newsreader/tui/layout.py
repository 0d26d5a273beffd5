"""Which panes are shown at which width of the screen."""

from __future__ import annotations

from newsreader.settings.settings import Settings

WIDE = 140
"""Columns from which article, entities and notes are side by side."""

TWO = 80
"""Columns from which the side panes are in one column right of the article."""

AIRY = 30
"""Rows from which one is blank above the page and the panes."""

LEAST_EDITOR_ROWS = 14
"""Rows of the notes panel from which a note can be written in its place."""

_ENTITIES = 30
_NOTES = 46
_WIDEST_NOTES = 64
_SPACIOUS = 160
"""Columns from which the notes are next to the page. Half of those beyond are for the notes."""


class Layout:
    """The panes that the reader wants to see, arranged by the width of the screen."""

    def __init__(self, settings: Settings) -> None:
        self._hidden: set[str] = set()
        self._zen = False
        self.arrange(settings)

    def arrange(self, settings: Settings) -> None:
        """Follow `settings`; what is hidden stays hidden."""
        self._wanted = settings.layout
        self._beside = settings.beside_page

    def toggle(self, request: str) -> None:
        """Show or hide a pane, or all but the article."""
        if request == "app.zen":
            self._zen = not self._zen
        else:
            self._hidden ^= {request.removeprefix("app.toggle_")}
            self._zen = False

    def show(self, pane: str) -> None:
        """Show the pane with this id, however it was hidden."""
        self._zen = False
        self._hidden.discard(pane)

    def shows(self, pane: str) -> bool:
        """Whether the pane with this id is visible, or reached by `tab`."""
        return pane not in ("entities", "notes") or not (self._zen or pane in self._hidden)

    @staticmethod
    def top(height: int) -> int:
        """Blank rows above the article and the side panes, on a screen of `height` rows."""
        return 1 if height >= AIRY else 0

    def classes(self, width: int, height: int, focused: str) -> dict[str, bool]:
        """The CSS classes of a screen of `width` columns and `height` rows."""
        arrangement = self._arrangement(width)
        none = not (self.shows("entities") or self.shows("notes"))
        single = arrangement == "one"
        return {
            "-airy": self.top(height) > 0,
            "-wide": arrangement == "wide",
            "-two": arrangement == "two",
            "-one": single,
            "-notes-first": self.notes_first(width),
            "-no-entities": not self.shows("entities") or (single and focused != "entities"),
            "-no-notes": not self.shows("notes") or (single and focused != "notes"),
            "-no-side": none or (single and focused not in ("entities", "notes")),
            "-no-article": single and focused in ("entities", "notes") and not none,
        }

    def shows_one_pane(self, width: int) -> bool:
        """Whether there is one pane at a time on a screen of `width` columns."""
        return self._arrangement(width) == "one"

    def notes_first(self, width: int) -> bool:
        """Whether the notes are between the page and the entities."""
        if self._arrangement(width) != "wide":
            return False
        return self._beside == "notes" if self._beside != "auto" else width >= _SPACIOUS

    def side_width(self, width: int) -> int:
        """Columns of the side panes on a screen of `width` columns."""
        entities, notes = self.shows("entities"), self.shows("notes")
        if not (entities or notes):
            return 0
        match self._arrangement(width):
            case "wide":
                more = max(0, width - _SPACIOUS) // 2
                return _ENTITIES * entities + min(_WIDEST_NOTES, _NOTES + more) * notes
            case "two":
                return max(26, min(40, width * 3 // 10))
            case _:
                return width

    def article_width(self, width: int) -> int:
        """Columns of the article pane on a screen of `width` columns."""
        return width if self._arrangement(width) == "one" else width - self.side_width(width)

    def _arrangement(self, width: int) -> str:
        if self._wanted != "auto":
            return self._wanted
        if width >= WIDE:
            return "wide"
        return "two" if width >= TWO else "one"
