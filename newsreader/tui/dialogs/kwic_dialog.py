"""The concordance of a word in one article: every occurrence in its column, to sort and jump to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from newsreader.article.article import Article
from newsreader.locale import _, ngettext, with_label
from newsreader.text import kwic
from newsreader.text.list_filter import ListFilter
from newsreader.text.script import Script, in_script
from newsreader.text.span import Span
from newsreader.text.words import Words
from newsreader.tui.dialogs.dialog import KeyHints
from newsreader.tui.dialogs.picker import PickerScreen, SearchedList
from newsreader.tui.library.kwic_row import as_row, kwic_row
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.item_list import Line, StyledText
from newsreader.tui.widgets.typeset import rows_of

_NEAR = "near"
_MOST_COLLOCATES = 15


class KwicList(SearchedList):
    """The occurrences of a word in the order of the text, or by the words before or after it."""

    def __init__(
        self,
        article: Article,
        word: str,
        places: Sequence[Span],
        words: Words | None = None,
        script: Script = Script.ORIGINAL,
    ) -> None:
        """`words` are the words of the article, for the collocates; None if they are not known."""
        super().__init__()
        self.set_reactive(KwicList.script, script)
        self._word = word
        text, paragraphs = article.text, article.paragraphs
        around = [(paragraphs[paragraphs.at(place.start)].span, place) for place in places]
        self._lines = [kwic.line_at(text, paragraph, place) for paragraph, place in around]
        self._by_id = {str(line.start): line for line in self._lines}
        near = [kwic.words_near(text, words, *each) for each in around] if words else ()
        self._near = kwic.collocates(self._lines, near)[:_MOST_COLLOCATES]
        self._query = ListFilter("")
        self._order = 0

    def heading(self) -> str:
        count = len(self._lines)
        words = ngettext(
            "{name}: {count} time, by {order}", "{name}: {count} times, by {order}", count
        )
        orders = (_("text order"), _("the words before"), _("the words after"))
        name, order = self.shown(self._word), orders[self._order]
        return words.format(name=name, count=count, order=order)

    def enter_hint(self) -> str:
        return _("go there")

    def search(self, words: str) -> None:
        self._query = ListFilter(words)
        self._list()

    def sort_next(self) -> None:
        """Sort in the next order."""
        self._order = (self._order + 1) % 3
        self._list()

    def _list(self) -> None:
        found = [line for line in self._lines if self._query.holds("".join(line[1:]))]
        if self._order == 1:
            found.sort(key=lambda line: line.by_left)
        elif self._order == 2:
            found.sort(key=lambda line: line.by_right)
        near = [_NEAR] if self._near and found else []
        self.show([*(str(line.start) for line in found), *near])

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:
        if item == _NEAR:
            words = " · ".join(f"{each.word} {each.lines}" for each in self._near)
            words = with_label(_("Near it"), words)
            rows = rows_of(self.shown(words), width)
            return [[StyledText("")], *([StyledText(row, self.palette.quiet)] for row in rows)]
        line = self._by_id[item]
        shown = kwic.Line(line.start, *(in_script(words, self.script) for words in line[1:]))
        return [as_row(kwic_row(shown, width, self.palette, chosen=chosen))]


class KwicScreen(PickerScreen):
    """Asks for an occurrence; the result is its offset as a string, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *PickerScreen.BINDINGS,
        Binding("tab", "sort", show=False, priority=True),
    ]

    def __init__(self, palette: Palette, items: KwicList) -> None:
        super().__init__(palette, items)
        self._kwic = items

    def key_hints(self) -> KeyHints:
        enter, *others = super().key_hints()
        return (enter, ("tab", _("sort")), *others)

    def action_sort(self) -> None:
        self._kwic.sort_next()

    def dismiss(self, result: str | None = None):  # type: ignore[no-untyped-def]
        """The row with the collocates is no place."""
        return super().dismiss(None if result == _NEAR else result)
