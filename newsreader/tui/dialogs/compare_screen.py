"""The comparison of two versions, over the whole screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widgets import Static

from newsreader.article.article import Article
from newsreader.compare.comparison import Progress
from newsreader.compare.summary import summary
from newsreader.errors import NewsreaderError
from newsreader.keys.display import key_for
from newsreader.locale import _
from newsreader.session.versions import ComparedVersions
from newsreader.text.sanitize import clean_line
from newsreader.text.script import Script
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.comparison_list import ComparisonList
from newsreader.tui.widgets.typeset import rows_of

Make = Callable[[bool, Progress], ComparedVersions]
"""Compares; the first argument says whether script, width and punctuation count. On a thread."""

_SOON = 1.0
"""Seconds after which the progress is shown."""

_MOST_ROWS = 4
"""Rows of the summary."""


class CompareScreen(ModalScreen[int]):
    """Shows a comparison; the result is the offset in the open article to go to, or None.

    `goes_to` is the open article, where enter goes to; without one it goes nowhere.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "leave", show=False)]

    share: reactive[float] = reactive(0.0, init=False)

    def __init__(
        self, palette: Palette, script: Script, make: Make, *, goes_to: Article | None = None
    ) -> None:
        super().__init__()
        self._palette = palette
        self._script = script
        self._make = make
        self._goes_to = goes_to
        self._exact = False
        self._parts: list[str] = []
        self._late = False

    def compose(self) -> ComposeResult:
        yield Static(id="compare-head")
        yield ComparisonList()
        yield Static(id="compare-foot", classes="foot")

    @property
    def _list(self) -> ComparisonList:
        return self.query_one(ComparisonList)

    def on_mount(self) -> None:
        self._list.palette = self._palette
        self._list.set_reactive(ComparisonList.script, self._script)
        self._list.focus()
        self._start()

    def _start(self) -> None:
        self._late = False
        self._show_foot()
        self.set_timer(_SOON, self._show_progress)
        self.run_worker(self._compare(), exclusive=True, group="compare")

    async def _compare(self) -> None:
        """Compare on a thread and show the result. A closed screen drops it."""
        app = self.app

        def progress(share: float) -> None:
            app.call_later(self._set_share, share)

        try:
            compared = await asyncio.to_thread(self._make, self._exact, progress)
        except NewsreaderError as error:
            self._show_head([clean_line(str(error))])
            return
        self._parts = summary(compared.comparison).parts()
        self._show_head(self._parts)
        self._list.compared = compared
        self._show_foot()

    def _set_share(self, share: float) -> None:
        if self.is_attached:
            self.share = share
            if self._late:
                self._show_foot()

    def _show_progress(self) -> None:
        self._late = True
        self._show_foot()

    def _show_head(self, parts: list[str]) -> None:
        """The summary in a few rows; the most important parts come first."""
        rows = rows_of(_("; ").join(parts), self.size.width - 2, _MOST_ROWS)
        self.query_one("#compare-head", Static).update(Content("\n".join(rows)))

    def on_resize(self) -> None:
        self._show_head(self._parts)
        self._show_foot()

    def _show_foot(self) -> None:
        compared = self._list.compared
        leave = _("{key} close").format(key=key_for("compare.close"))
        if compared is None:
            words = _("comparing {percent}%").format(percent=int(100 * self.share))
            hints = [words if self._late else "", leave]
        else:
            hints = self._hints(leave)
        shown = ""
        for hint in filter(None, hints):  # those that fit; the first ones matter most
            longer = f"{shown} · {hint}" if shown else hint
            if cell_len(longer) <= self.size.width - 2:
                shown = longer
        self.query_one("#compare-foot", Static).update(Content(shown))

    def _hints(self, leave: str) -> list[str]:
        here = self._list
        enter = _("go there") if self._goes_to is not None else ""
        place = here.chosen_place
        if place is not None and place.passage.moved:
            enter = _("its other place")
        elif place is None:
            enter = _("unfold")
        changes = f"{key_for('compare.next')} {key_for('compare.previous')} "
        exact = _("without punctuation") if self._exact else _("with punctuation")
        return [
            f"{here.at_change}/{here.changes}" if here.changes else "",
            changes + _("next, previous change") if here.changes else "",
            leave,
            f"{key_for('compare.open')} {enter}" if enter else "",
            f"{key_for('compare.unfold')} " + _("fold, unfold"),
            f"{key_for('compare.exact')} {exact}",
        ]

    def action_leave(self) -> None:
        self.dismiss(None)

    @on(ComparisonList.Asked)
    def _do(self, event: ComparisonList.Asked) -> None:
        here = self._list
        match event.id.partition(".")[2]:
            case "down" | "up" as way:
                here.choose(here.chosen + (1 if way == "down" else -1))
            case "page_down" | "page_up" as way:
                here.choose_page(1 if way == "page_down" else -1)
            case "top" | "bottom" as end:
                here.choose(0 if end == "top" else len(here.items))
            case "next" | "previous" as way:
                here.go(1 if way == "next" else -1)
            case "unfold":
                here.unfold()
            case "open":
                self._open()
            case "exact":
                self._exact = not self._exact
                self._start()
            case _:
                self.dismiss(None)
        self._show_foot()

    def _open(self) -> None:
        place, compared = self._list.chosen_place, self._list.compared
        if place is None or compared is None:
            self._list.unfold()
        elif not self._list.go_to_other_place() and self._goes_to is not None:
            in_new = compared.new.article is self._goes_to
            span = place.passage.new_span if in_new else place.passage.old_span
            if span is not None:
                self.dismiss(span.start)
