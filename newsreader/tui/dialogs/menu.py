"""Menu: a few things that can be done, each by a key, some of them for all articles too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from newsreader.keys.display import key_name
from newsreader.locale import _
from newsreader.tui.dialogs.dialog import LIST_KEYS, Dialog, Ways
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.item_list import ItemList, Line, StyledText
from newsreader.tui.widgets.typeset import filled, fitted


class Course(NamedTuple):
    """One thing that can be done: its id, the key that does it too, and what it is called.

    `spreads` when it can be meant for all articles.
    """

    id: str
    key: str
    words: str
    spreads: bool = False


class Chosen(NamedTuple):
    """What was chosen, and whether it is meant for all articles."""

    id: str
    everywhere: bool = False


def _is_key(key: str, event: events.Key) -> bool:
    return key != "" and key in (event.character, event.key)


class CourseList(ItemList):
    """The courses on a line each."""

    FRAMED = True

    def __init__(self, title: str, courses: Sequence[Course]) -> None:
        super().__init__()
        self._title = title
        self._by_id = {course.id: course for course in courses}
        self._key_width = max((cell_len(key_name(c.key)) for c in courses if c.key), default=0) + 2

    def heading(self) -> str:
        return self._title

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:
        course = self._by_id[item]
        key = key_name(course.key) if course.key else ""
        return [
            [
                StyledText(" " + filled(key, self._key_width), self.palette.accent, bold=True),
                StyledText(fitted(course.words, width - self._key_width - 1), bold=chosen),
            ]
        ]

    @property
    def course(self) -> Course:
        return self._by_id[self.chosen_id]

    def opened(self) -> None:
        if isinstance(self.screen, MenuScreen):
            self.screen.action_open()


class Switch(Static):
    """Says whether it is meant for all articles; a click changes that."""

    def on_click(self) -> None:
        if isinstance(self.screen, MenuScreen):
            self.screen.spread()


class MenuScreen(Dialog[Chosen]):
    """Answers with what was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [*LIST_KEYS]
    OPENED_BY = ("selection.menu", "entities.menu", "notes.menu", "library.menu")

    def __init__(self, palette: Palette, title: str, courses: Sequence[Course]) -> None:
        super().__init__()
        self._palette = palette
        self._title = title
        self._courses = courses
        self._everywhere = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield CourseList(self._title, self._courses)
            if any(course.spreads for course in self._courses):
                yield Switch()

    def on_mount(self) -> None:
        found = self.query_one(CourseList)
        found.palette = self._palette
        found.show([course.id for course in self._courses])
        found.focus()

    def on_resize(self) -> None:
        """As high as the courses are many; on a small screen the list scrolls."""
        switches = len(self.query(Switch))
        self.query_one(CourseList).fit(self.rows() - 2 * switches)
        self.call_after_refresh(self._say_where)

    def ways(self) -> Ways:
        return (("enter", _("do it")), ("escape", _("close")))

    def _say_where(self) -> None:
        sign = "[x]" if self._everywhere else "[ ]"
        words = _("{key}: in all articles, by your own lexicon")
        for switch in self.query(Switch):
            words = words.format(key=key_name("space"))
            switch.update(Content(fitted(f" {sign} {words}", switch.size.width)))

    def spread(self) -> None:
        self._everywhere = not self._everywhere
        self._say_where()

    def action_open(self) -> None:
        self._answer(self.query_one(CourseList).course)

    def on_key(self, event: events.Key) -> None:
        course = next((each for each in self._courses if _is_key(each.key, event)), None)
        if course is None and event.key != "space":
            return
        event.stop()
        event.prevent_default()
        # Both come this one way, so that keys that are typed fast are taken in their order.
        if course is not None:
            self._answer(course)
        else:
            self.spread()

    def _answer(self, course: Course) -> None:
        self.dismiss(Chosen(course.id, self._everywhere and course.spreads))

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)
