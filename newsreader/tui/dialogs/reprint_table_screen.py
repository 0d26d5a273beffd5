"""Several reprints in a table, over the whole screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from newsreader.compare.comparison import Progress
from newsreader.compare.reprint_table import ReprintTable, reprint_table
from newsreader.formats.comparison_table import to_csv, to_markdown
from newsreader.keys.display import key_for
from newsreader.library.report_file import ReportFile
from newsreader.locale import _, ngettext, with_label
from newsreader.session.versions import Version
from newsreader.tui.dialogs.comparing_screen import ComparingScreen
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.reprint_list import LETTERS, ReprintList


class ReprintTableScreen(ComparingScreen[ReprintTable]):
    """Shows which article has which sentence, and what each added or left out."""

    def __init__(
        self, palette: Palette, versions: Callable[[], Sequence[Version]], folder: Path
    ) -> None:
        """`versions` opens the articles; it is called on a thread."""
        shown = ReprintList()
        super().__init__(palette, shown, folder)
        self._shown = shown
        self._versions = versions
        self._names: list[str] = []

    def work(self, progress: Progress) -> ReprintTable:
        versions = self._versions()
        progress(0.3)
        table = reprint_table([version.article for version in versions])
        self._names = [versions[at].name for at in table.order]
        return table

    def show(self, result: ReprintTable) -> list[str]:
        self._shown.show_table(result)
        self._shown.go(1)
        return [
            with_label(f"{letter} {name}", _share_words(result, index))
            for index, (letter, name) in enumerate(zip(LETTERS, self._names, strict=False))
        ]

    def separator(self) -> str:
        return "\n"

    def files(self) -> Sequence[ReportFile]:
        table, names = self._shown.table, self._names
        if table is None:
            return ()
        return (
            ReportFile("markdown", ".md", lambda: to_markdown(table, names)),
            ReportFile("csv", ".csv", lambda: to_csv(table, names)),
        )

    def file_title(self) -> str:
        table = self._shown.table
        article = table.articles[0] if table is not None else None
        title = (article.title or article.name) if article is not None else ""
        return _("Reprints of {title}").format(title=title)

    def hints(self, leave: str) -> Iterator[str]:
        keys = f"{key_for('compare.next')} {key_for('compare.previous')} "
        yield keys + _("next, previous difference")
        yield leave
        yield f"{key_for('compare.export')} " + _("write to a file")
        yield f"{key_for('compare.copy')} " + _("copy")


def _share_words(table: ReprintTable, index: int) -> str:
    """How many sentences an article has, and how it differs from the first one."""
    share = table.share(index)
    count = ngettext("{count} sentence", "{count} sentences", share.sentences)
    parts = [count.format(count=share.sentences)]
    numbers = (
        (_("{count} new"), share.added),
        (_("{count} left out"), share.missing),
        (_("{count} in other words"), share.changed),
    )
    return _(", ").join([*parts, *(words.format(count=n) for words, n in numbers if n)])
