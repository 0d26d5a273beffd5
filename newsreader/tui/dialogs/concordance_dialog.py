"""The concordance: each mention of an entity in its sentence, to search and to jump to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from newsreader.article.article import Article
from newsreader.locale import _, ngettext
from newsreader.session.concordance import Occurrence, concordance, within
from newsreader.text.linebreak import wrap
from newsreader.text.list_filter import ListFilter
from newsreader.text.row import Setting, cells
from newsreader.text.sanitize import clean
from newsreader.text.script import Script, in_script
from newsreader.text.span import Span
from newsreader.tui.dialogs.picker import SearchedList
from newsreader.tui.page.runs import measure
from newsreader.tui.widgets.item_list import Line, StyledText

_AGAIN_SECONDS = 0.3
"""How often new mentions are looked for while names are being found."""

_NUMBER = 5
"""Cells of the number of the paragraph and the blank after it."""


class ConcordanceList(SearchedList):
    """The sentences, with the mentions in the colour of their kind."""

    def __init__(
        self,
        article: Article,
        name: str,
        mentions: Callable[[], tuple[Sequence[Span], str]],
        colour: str,
        script: Script = Script.ORIGINAL,
        caret: int = -1,
    ) -> None:
        """`mentions` returns those that are known, and why others may be missing, or "".

        `colour` is that of the mentions. The mention at `caret` is chosen first.
        """
        super().__init__()
        self.set_reactive(ConcordanceList.script, script)
        self._article = article
        self._text = article.text
        self._entity_name = name
        self._now = mentions
        self._colour = colour
        self._query = ListFilter("")
        self._take()
        self.chosen = next((n for n, mention in enumerate(self._mentions) if caret in mention), 0)

    def on_mount(self) -> None:
        if self._missing:
            self._waiting = self.set_interval(_AGAIN_SECONDS, self._look_again)

    def _take(self) -> None:
        """Take the mentions that are known now."""
        self._mentions, self._missing = self._now()
        found = concordance(self._article, self._mentions)
        self._by_id = {str(occurrence.mention.start): occurrence for occurrence in found}

    def _look_again(self) -> None:
        """Show the mentions that were found since."""
        if self._now() != (self._mentions, self._missing):
            self._take()
            self._list()
        if not self._missing:
            self._waiting.stop()

    def heading(self) -> str:
        count = len(self.items)
        words = ngettext(
            "{name}: {count} mention, by paragraph", "{name}: {count} mentions, by paragraph", count
        )
        words = words.format(name=self.shown(self._entity_name), count=count)
        return f"{words} · {self._missing}" if self._missing else words

    def enter_hint(self) -> str:
        return _("go there")

    def search(self, words: str) -> None:
        self._query = ListFilter(words)
        self._list()

    def _list(self) -> None:
        self.show(
            [
                id_
                for id_, occurrence in self._by_id.items()
                if self._query.holds(occurrence.sentence.of(self._text))
            ]
        )

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:  # noqa: ARG002
        occurrence = self._by_id[item]
        words = in_script(clean(occurrence.sentence.of(self._text)), self.script)
        setting = Setting(max(8, width - _NUMBER))
        lines: list[Line] = []
        for row in wrap(words, Span(0, len(words)), setting, measure):
            lead = str(occurrence.paragraph) if not lines else ""
            laid = cells(words, row, setting, measure)
            pieces = [StyledText(lead.rjust(_NUMBER - 1) + " ", self.palette.quiet)]
            for start, end, colour in self._parts(occurrence, row.start, row.end):
                bold = colour != "" and self._is_here(occurrence, start)
                pieces.append(
                    StyledText(laid.painted(words, start, end), colour, bold, underline=bold)
                )
            lines.append(pieces)
        return [*lines, [StyledText("")]]

    def _parts(self, occurrence: Occurrence, start: int, end: int) -> list[tuple[int, int, str]]:
        """A row of the sentence cut at the mentions: start, end and colour of each part."""
        shift = -occurrence.sentence.start
        parts: list[tuple[int, int, str]] = []
        for mention in within(self._mentions, occurrence.sentence):
            first, last = max(mention.start + shift, start), min(mention.end + shift, end)
            if first < last:
                parts += [(start, first, ""), (first, last, self._colour)]
                start = last
        parts.append((start, end, ""))
        return [part for part in parts if part[0] < part[1]]

    @staticmethod
    def _is_here(occurrence: Occurrence, start: int) -> bool:
        """Whether the item is about the mention that is painted at `start` of the sentence."""
        return start + occurrence.sentence.start in occurrence.mention
