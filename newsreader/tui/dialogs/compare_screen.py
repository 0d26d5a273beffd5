"""The comparison of two versions, over the whole screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from newsreader.article.article import Article
from newsreader.compare.comparison import Progress
from newsreader.compare.summary import summary
from newsreader.formats.comparison import to_html, to_markdown
from newsreader.keys.display import key_for
from newsreader.library.report_file import ReportFile
from newsreader.locale import _
from newsreader.session.versions import ComparedVersions
from newsreader.text.script import Script
from newsreader.tui.dialogs.comparing_screen import ComparingScreen
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.comparison_list import ComparisonList

Make = Callable[[bool, Progress], ComparedVersions]
"""Compares; the first argument says whether script, width and punctuation count. On a thread."""


class CompareScreen(ComparingScreen[ComparedVersions]):
    """Shows a comparison; the result is the offset in the open article to go to, or None.

    `goes_to` is the open article, where enter goes to; without one it goes nowhere.
    """

    def __init__(
        self,
        palette: Palette,
        script: Script,
        make: Make,
        folder: Path,
        *,
        goes_to: Article | None = None,
    ) -> None:
        shown = ComparisonList()
        shown.set_reactive(ComparisonList.script, script)
        super().__init__(palette, shown, folder)
        self._shown = shown
        self._make = make
        self._goes_to = goes_to
        self._exact = False

    def work(self, progress: Progress) -> ComparedVersions:
        return self._make(self._exact, progress)

    def show(self, result: ComparedVersions) -> list[str]:
        self._shown.compared = result
        return summary(result.comparison).parts()

    def files(self) -> Sequence[ReportFile]:
        compared = self._shown.compared
        if compared is None:
            return ()
        found, names = compared.comparison, (compared.old.name, compared.new.name)
        return (
            ReportFile("markdown", ".md", lambda: to_markdown(found, names)),
            ReportFile("html", ".html", lambda: to_html(found, names)),
        )

    def file_title(self) -> str:
        compared = self._shown.compared
        article = compared.new.article if compared is not None else None
        title = (article.title or article.name) if article is not None else ""
        return _("Changes in {title}").format(title=title)

    def hints(self, leave: str) -> Iterator[str]:
        here = self._shown
        if here.changes:
            keys = f"{key_for('compare.next')} {key_for('compare.previous')} "
            yield f"{here.at_change}/{here.changes}"
            yield keys + _("next, previous change")
        yield leave
        place = here.chosen_place
        enter = _("go there") if self._goes_to is not None else ""
        enter = _("its other place") if place is not None and place.passage.moved else enter
        if enter and place is not None:
            yield f"{key_for('compare.open')} {enter}"
        yield f"{key_for('compare.unfold')} " + _("fold, unfold")
        exact = _("without punctuation") if self._exact else _("with punctuation")
        yield f"{key_for('compare.exact')} {exact}"
        yield f"{key_for('compare.copy')} " + _("copy")
        yield f"{key_for('compare.export')} " + _("write to a file")

    def do(self, verb: str) -> None:
        match verb:
            case "unfold":
                self._shown.unfold()
            case "open":
                self._open()
            case "exact":
                self._exact = not self._exact
                self.start()
            case _:
                super().do(verb)

    def _open(self) -> None:
        place, compared = self._shown.chosen_place, self._shown.compared
        if place is None or compared is None:
            self._shown.unfold()
        elif not self._shown.go_to_other_place() and self._goes_to is not None:
            in_new = compared.new.article is self._goes_to
            span = place.passage.new_span if in_new else place.passage.old_span
            if span is not None:
                self.dismiss(span.start)
