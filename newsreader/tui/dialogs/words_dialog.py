"""The words of the article: how often, how rare, what they mean; known ones are taken off."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.widgets import Input

from newsreader.locale import _, ngettext
from newsreader.lookup.word_list import ListedWord
from newsreader.text.list_filter import ListFilter
from newsreader.text.sanitize import clean_line
from newsreader.text.script import Script
from newsreader.tui.background import run_in_background
from newsreader.tui.dialogs.dialog import KeyHints
from newsreader.tui.dialogs.picker import PickerScreen, SearchedList
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.item_list import Line, StyledText
from newsreader.tui.widgets.typeset import filled, fitted, rows_of

EXPORT = "\nexport"
"""The answer of a reader who wants the words in a file; no word is like it."""

_WORD, _PINYIN, _COUNT = 10, 15, 5
"""Cells of the columns."""
_ROOM_FOR_PINYIN = 50
_MOST_ROWS = 3
"""Rows of the sentence with the chosen word."""


class WordTable(SearchedList):
    """The words, one per line; the chosen one with its sentence."""

    def __init__(self, script: Script = Script.ORIGINAL) -> None:
        super().__init__()
        self.set_reactive(WordTable.script, script)
        self.order = 0
        self.remark = ""
        """What was done last, after the title."""
        self.words: dict[str, ListedWord] = {}
        self._untranslated = ""
        self._waiting = _("The words are being counted …")
        self._query = ""

    def show_words(self, words: Sequence[ListedWord], nothing: str, untranslated: str = "") -> None:
        """List `words`; without any say `nothing`.

        `untranslated` is said of the chosen word if it has no translation.
        """
        self.words = {word.word: word for word in words}
        self._untranslated = untranslated
        self._waiting = nothing
        self.search_again()

    def search(self, words: str) -> None:
        self._query = words
        query = ListFilter(words)
        found = [
            each
            for each in self._in_order()
            if not words or query.holds(f"{each.word} {each.pinyin} {each.translation}")
        ]
        self.show([each.word for each in found])

    def search_again(self) -> None:
        """List the words with what was searched for last."""
        self.search(self._query)

    def _in_order(self) -> list[ListedWord]:
        words = list(self.words.values())
        match self.order:
            case 1:
                words.sort(key=lambda word: (-word.count, word.start))
            case 2:
                words.sort(key=lambda word: (word.per_million, word.start))
            case 3:
                words.sort(key=lambda word: word.start)
            case _:
                words.sort(key=lambda word: (-word.weight, word.start))
        return words

    def sort_next(self) -> None:
        """List the words in the next order, from the first on."""
        self.order = (self.order + 1) % 4
        self.search_again()
        self.choose(0)

    def heading(self) -> str:
        count = len(self.items)
        words = ngettext("{count} word", "{count} words", count).format(count=count)
        orders = (_("worth learning"), _("by count"), _("rare first"), _("as in the text"))
        return " · ".join(filter(None, (words, orders[self.order], self.remark)))

    def empty(self) -> str:
        return super().empty() if self.words else self._waiting

    def enter_hint(self) -> str:
        return _("go there")

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:
        word = self.words[item]
        reading = filled(clean_line(word.pinyin), _PINYIN) if width >= _ROOM_FOR_PINYIN else ""
        count = f"{word.count:>{_COUNT - 1}} "
        room = width - _WORD - cell_len(reading) - len(count) - 1
        lines: list[Line] = [
            [
                StyledText(" " + filled(self.shown(word.word), _WORD), bold=chosen),
                StyledText(reading, self.palette.quiet),
                StyledText(count, self.palette.accent),
                StyledText(fitted(clean_line(word.translation), room)),
            ]
        ]
        if chosen:
            rows = rows_of(self.shown(word.sentence), max(8, width - 3), _MOST_ROWS)
            if self._untranslated and not word.translation:
                rows += rows_of(self._untranslated, max(8, width - 3))
            lines += [[StyledText("   " + row, self.palette.quiet)] for row in rows]
        return lines


class WordTools(NamedTuple):
    """What the dialog asks for: the words; knowing a word; translating it.

    `load` returns the words, and why there are none, or why some have no translation.
    `know` marks a word as known (True) or takes that back, and returns a sentence if it cannot.
    `translate` asks for a translation and passes it on.
    """

    load: Callable[[], Awaitable[tuple[Sequence[ListedWord], str]]]
    know: Callable[[str, bool], Awaitable[str]]
    translate: Callable[[str, Callable[[str], object]], object]


class WordsScreen(PickerScreen):
    """Lists the words; the result is the one to go to, EXPORT or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+k", "know", show=False, priority=True),
        Binding("ctrl+z", "take_back", show=False, priority=True),
        Binding("ctrl+t", "translate", show=False, priority=True),
        Binding("ctrl+s", "sort", show=False, priority=True),
        Binding("ctrl+e", "export", show=False, priority=True),
    ]
    OPENED_BY = ("lookup.words",)

    def __init__(self, palette: Palette, table: WordTable, tools: WordTools) -> None:
        super().__init__(palette, table)
        self._table = table
        self._tools = tools
        self._known: list[ListedWord] = []
        """The words that were marked as known here, the last one at the end."""

    def on_mount(self) -> None:
        run_in_background(self, self._load)

    async def _load(self) -> None:
        words, why = await self._tools.load()
        nothing = _("There is no word here that is new to you.")
        self._table.show_words(words, why or nothing, why)
        if not self.query_one(Input).value:
            self._fit()
        self._show_hints()

    def key_hints(self) -> KeyHints:
        if not self._table.words:
            return (("escape", _("close")),)
        undo = [("ctrl+z", _("undo"))] if self._known else []
        return (
            ("enter", self._table.enter_hint()),
            ("ctrl+k", _("known")),
            *undo,
            ("ctrl+t", _("term")),
            ("ctrl+e", _("export")),
            ("ctrl+s", _("sort")),
            ("escape", _("close")),
        )

    def action_know(self) -> None:
        if word := self._table.words.get(self._table.chosen_id):
            run_in_background(self, partial(self._know, word))

    async def _know(self, word: ListedWord) -> None:
        """Mark a word as known and take it off the list."""
        self._table.remark = await self._tools.know(word.word, True)
        if not self._table.remark:
            self._table.words.pop(word.word, None)
            self._known.append(word)
            self._table.remark = _("{word} is known").format(word=clean_line(word.word))
        self._refresh()

    def action_take_back(self) -> None:
        if self._known:
            run_in_background(self, partial(self._take_back, self._known.pop()))

    async def _take_back(self, word: ListedWord) -> None:
        self._table.remark = await self._tools.know(word.word, False)
        self._table.words[word.word] = word
        self._refresh()

    def _refresh(self) -> None:
        """List the words again. A term may be written after the reader has closed this."""
        self._table.search_again()
        self._show_hints()

    def action_translate(self) -> None:
        word = self._table.chosen_id

        def translated(translation: str) -> None:
            if word in self._table.words:
                found = self._table.words[word]
                self._table.words[word] = found._replace(translation=translation)
                self._refresh()

        if word:
            self._tools.translate(word, translated)

    def action_sort(self) -> None:
        self._table.sort_next()

    def action_export(self) -> None:
        if self._table.items:
            self.dismiss(EXPORT)

    @property
    def listed(self) -> list[ListedWord]:
        """The words that are listed, in their order."""
        return [self._table.words[item] for item in self._table.items]
