"""The screen of a report on the library: a dossier, a concordance or a timeline."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from textual import on

from newsreader.entities.entity import Entity
from newsreader.keys.display import key_for
from newsreader.library.library import Library
from newsreader.locale import _
from newsreader.text.sanitize import clean_line
from newsreader.tui.actions.registry import REPORT
from newsreader.tui.library.report import Place, Report, ReportList, ReportMaker, ReportProgress
from newsreader.tui.library.view_state import Head, hints_within
from newsreader.tui.messages import ArticleChosen, NextArticle, Requested
from newsreader.tui.screens.list_screen import ListScreen, beside
from newsreader.tui.theme.themes import Palette

_OF_DOSSIER = frozenset(f"report.{name}" for name in ("note", "follow", "correct", "concordance"))
"""What only the dossier of a name offers."""

_FEW = 100
"""Rows up to which the list is shown while it grows; a longer one is shown at the end."""


class LibraryBelow(Protocol):
    """The library screen that a report is shown over."""

    library: Library
    keys: Mapping[str, tuple[str, ...]]

    async def come_back(self, path: Path) -> None: ...
    def stop_scan(self) -> bool: ...
    def show_dossier(self, entity: Entity) -> None: ...
    def show_list(self) -> None: ...


class ReportScreen(ListScreen[ReportList]):
    """Collects a report on a thread and lists its rows; enter goes to the place of one."""

    ACTIONS = REPORT

    def __init__(self, report: Report, below: LibraryBelow, palette: Palette) -> None:
        super().__init__(ReportList(id="library"), below.keys, palette)
        self.report = report
        self.below = below
        self.library = below.library
        self.words = ""
        self.order = 0
        self.backwards = False
        self._maker: ReportMaker | None = None
        self._progress = ""
        self._is_early = False
        """Whether the folder was still being read when this was begun, so that more will come."""
        self._stopped = False
        """Whether the reader stopped it, so that something is missing."""
        self._place: Place | None = None
        """The place that was opened last."""

    def on_mount(self) -> None:
        self.item_list.focus()
        self.collect()

    def on_unmount(self) -> None:
        self.stop()

    def collect(self) -> None:
        """Collect the report on a thread."""
        self.stop()
        self._is_early, self._stopped = self.library.scan.is_running, False
        self._maker = ReportMaker(self.report, self.post_message)
        self._maker.start()
        self._progress = self._reading(0, "…")
        self.show_rows()

    def follow_scan(self) -> None:
        """Collect it again when the folder has been read, of which it has only a part."""
        if self._is_early and not self.library.scan.is_running:
            self.collect()

    @staticmethod
    def _reading(done: int, every: object) -> str:
        words = _("Reading the articles: {done} of {every} ({key} stops)")
        return words.format(done=done, every=every, key=key_for("report.clear"))

    def stop(self) -> bool:
        """Stop collecting; returns whether it ran. What is found so far is shown."""
        maker, self._maker = self._maker, None
        if maker is not None:
            maker.stop()
            self._progress, self._is_early, self._stopped = "", False, True
        return maker is not None

    @on(ReportProgress)
    def _show_progress(self, event: ReportProgress) -> None:
        if event.maker is not self._maker:
            return
        self._progress = self._reading(event.done, event.every)
        if event.ended:
            self._maker, self._progress = None, ""
        problems = self.library.name_notes().problems if event.ended else ()
        if said := "\n".join(filter(None, (event.problem, *problems))):
            self.say(said, warning=True)
        if event.ended or len(self.item_list.items) < _FEW:
            self.show_rows()
        else:
            self.show_progress()

    def show_rows(self, *, from_top: bool = False) -> None:
        """Show the report as it is now, and choose its first row if `from_top`."""
        report, item_list = self.report, self.item_list
        item_list.nothing = "" if self._maker is not None else report.empty()
        item_list.title = " · ".join(filter(None, (report.facts(), self._lack())))
        item_list.show_rows(report.rows(self.words, self.order, backwards=self.backwards))
        if from_top:
            item_list.choose(0)
        self.show_progress()

    def _lack(self) -> str:
        """Why the counts are not complete, "" if they are."""
        if self._stopped:
            return _("stopped before the end")
        return _("still reading") if self._is_early or self._maker is not None else ""

    def open_row(self) -> None:
        """Go to the place of the chosen row."""
        row = self.item_list.row
        if row is not None and row.place is not None:
            self._place = row.place
            self.foot.words = _("Opening {name} …").format(name=row.place.path.name)
            self.post_message(ArticleChosen(*row.place))

    async def come_back(self, path: Path) -> None:
        """Collect the report again after the reader was in the article at `path`."""
        await self.below.come_back(path)
        self.collect()

    def article_after(self, path: Path, wanted: NextArticle) -> ArticleChosen | None:
        """The first place in the article that is `wanted` after the one at `path`."""
        places = [place for place in self.item_list.places if place.offset >= 0]
        found = beside(path, (place.path for place in places), wanted.way)
        return next((ArticleChosen(*place) for place in places if place.path == found), None)

    def show_list(self) -> None:
        """Show the report, because an article cannot be opened."""
        self.show_rows()

    def show_progress(self) -> None:
        """Show above the list what it lists, and below it the progress or the keys."""
        orders = self.report.orders
        order = _("by {order}").format(order=orders[self.order]) if orders else ""
        order += _(", the other way round") if self.backwards and order else ""
        facts = " · ".join(filter(None, (order, f"/{self.words}" if self.words else "")))
        self.head.head = Head(self.report.title, facts, str(self.library.folder))
        self.foot.words = (
            self._progress
            or self.job_words
            or hints_within(self.layout_of_list.words, self._hints())
        )

    def _hints(self) -> list[str]:
        hints = [("report.open", _("{key} goes there"))] if self.item_list.items else []
        hints.append(("report.clear", _("{key} back")))
        hints += [
            (id_, words)
            for id_, words in (
                ("report.note", _("{key} note")),
                ("report.correct", _("{key} corrects")),
                ("report.filter", _("{key} filters")),
                ("report.sort", _("{key} sorts")),
                ("app.export", _("{key} exports")),
            )
            if self.offers(id_)
        ]
        return [words.format(key=key_for(id_)) for id_, words in hints]

    def offers(self, key: str) -> bool:
        """Whether the function with this id is available here."""
        if key in _OF_DOSSIER:
            return hasattr(self.report, "dossier")
        if key in ("report.sort", "report.backwards"):
            return bool(self.report.orders)
        return super().offers(key)

    def perform(self, request: Requested) -> None:
        """Do what is requested, if this report offers it."""
        if self.offers(request.id):
            super().perform(request)

    def leave(self) -> None:
        """Go back to the list below."""
        self.dismiss(None)

    def show_dossier(self, entity: Entity) -> None:
        """Show the dossier of an entity of an article."""
        self.below.show_dossier(entity)

    def show_report(self, report: Report) -> None:
        """Show another report over this one."""
        self.app.push_screen(ReportScreen(report, self.below, self.palette))

    def shown(self, words: str) -> str:
        return clean_line(words)
