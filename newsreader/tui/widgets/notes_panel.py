"""The notes panel: the reader's highlights and notes, in the order of the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.binding import BindingType
from textual.reactive import reactive

from newsreader.anchoring.resolve import Candidate
from newsreader.keys.display import key_for
from newsreader.locale import _, ngettext
from newsreader.notebook.colour import Colour, colour_name
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.notebook import Notebook
from newsreader.session.grouping import Grouping, HighlightOrder
from newsreader.text.sanitize import clean_line
from newsreader.tui.bindings import bindings
from newsreader.tui.messages import Requested
from newsreader.tui.widgets.highlight_rows import HighlightRows, link_at, note_rows, with_links
from newsreader.tui.widgets.item_list import ItemList, Line, StyledText
from newsreader.tui.widgets.notes_listing import (
    ARTICLE,
    Arrangement,
    Listing,
    PanelView,
    list_notes,
)
from newsreader.tui.widgets.typeset import fitted

if TYPE_CHECKING:
    from newsreader.text.query_expression import Item


Option = TypeVar("Option", HighlightOrder, Grouping)


class NotesPanel(ItemList):
    """Each highlight with its quote, note and tags; the note of the chosen one is whole."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("notes")
    MENU = "notes.menu"

    notebook: reactive[Notebook] = reactive(Notebook, init=False, repaint=False)
    here: reactive[str] = reactive("", repaint=False)
    """The id of the highlight under the caret."""
    view: reactive[PanelView] = reactive(PanelView.ALL, repaint=False)
    only: reactive[Colour | None] = reactive(None, repaint=False)
    """The only colour that is listed, or None for all."""
    order: reactive[HighlightOrder] = reactive(HighlightOrder.TEXT, init=False, repaint=False)
    grouping: reactive[Grouping] = reactive(Grouping.NONE, init=False, repaint=False)
    meanings: reactive[Mapping[Colour, str]] = reactive({}, init=False, repaint=False)

    def __init__(
        self,
        suggest: Callable[[str], Sequence[tuple[Candidate, str]]],
        section: Callable[[Highlight], str],
        meanings: Mapping[Colour, str],
        query_item: Callable[[Highlight, Mapping[Colour, str]], Item],
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """`suggest` returns the places where the orphan with an id may belong, with their text.

        `section` returns the heading above a highlight, `meanings` are what colours mean to the
        reader, `query_item` returns what the filter searches.
        """
        super().__init__(id=id)
        self._suggest = lru_cache(maxsize=64)(suggest)
        self._section = section
        self.set_reactive(NotesPanel.meanings, meanings)
        self._query_item = query_item
        self._listing = Listing()
        self._counts = 0, 0, 0
        """Highlights, notes and orphans, for the title, which is drawn at every key."""

    def heading(self) -> str:
        match self.view:
            case PanelView.ORPHANS:
                words = _("Orphans and reviews {count} ({key}: back)")
                return words.format(count=len(self.items), key=key_for("notes.orphans"))
            case PanelView.TRASH:
                words = _("Trash {count} ({key}: back)")
                return words.format(count=len(self.items), key=key_for("notes.trash"))
        count, notes, orphans = self._counts
        words = _("Notes {notes} · highlights {count}").format(notes=notes, count=count)
        if orphans:
            words += " · " + ngettext("{count} orphan", "{count} orphans", orphans).format(
                count=orphans
            )
        words += f"  [{self._colour(self.only)}]" if self.only else ""
        return " · ".join([words, *self._arrangement()])

    def _arrangement(self) -> list[str]:
        """The order and the grouping in words, where they are not the default."""
        orders = {
            HighlightOrder.NEWEST: _("newest first"),
            HighlightOrder.COLOUR: _("sorted by colour"),
        }
        groupings = {
            Grouping.SECTION: _("by section"),
            Grouping.COLOUR: _("by colour"),
            Grouping.TAG: _("by tag"),
        }
        words = (orders.get(self.order), groupings.get(self.grouping))
        return [each for each in words if each]

    def empty(self) -> str:
        if self.filter or self.only:
            return _("Nothing matches; {key} drops the filter.").format(key=key_for("notes.clear"))
        match self.view:
            case PanelView.ORPHANS:
                words = _("Every highlight has its place. {key} goes back to the notes.")
                return words.format(key=key_for("notes.orphans"))
            case PanelView.TRASH:
                words = _("The trash is empty. {key} goes back to the notes.")
                return words.format(key=key_for("notes.trash"))
        words = _(
            "Nothing is marked yet.\n\n"
            "In the article, {sentence} takes a sentence and {start} starts a selection; "
            "{first} to {last} highlight it in a colour, {note} writes a note on it.\n\n"
            "Everything is saved beside the article at once."
        )
        return words.format(
            sentence=key_for("selection.sentence"),
            start=key_for("selection.start"),
            first=key_for("highlight.colour_1"),
            last=key_for("highlight.colour_5"),
            note=key_for("highlight.note"),
        )

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:
        if item == ARTICLE:
            return self._article_lines(width, chosen=chosen)
        if item in self._listing.groups:
            key, count = self._listing.groups[item]
            words = fitted(self._group_words(key), width - 6)
            heading = StyledText(words, self.palette.heading, bold=True)
            return [[heading, StyledText(f" {count}", self.palette.quiet)]]
        highlight = self._listing.highlights[item]
        rows = HighlightRows(highlight, self.palette, width, self.shown)
        in_text = self.view is PanelView.ALL and highlight.is_shown
        lines = rows.lines(chosen=chosen, here=highlight.id == self.here, in_text=in_text)
        if chosen and self.view is PanelView.ORPHANS:
            lines += rows.suggestions(self._suggest(highlight.id))
        return [*lines, [StyledText("")]]

    def _article_lines(self, width: int, *, chosen: bool) -> list[Line]:
        """The note on the whole article."""
        note = note_rows(self.notebook.note, width - 3, 0 if chosen else 3)
        words = fitted(_("On the whole article"), width)
        return [
            [StyledText(words, self.palette.heading, bold=True)],
            *([StyledText("   "), *with_links(row, self.palette)] for row in note),
            [StyledText("")],
        ]

    def action_do(self, key: str) -> None:
        name = key.partition(".")[2]
        match name:
            case "down" | "up":
                self.step(1 if name == "down" else -1)
            case "page_down" | "page_up":
                self.choose_page(1 if name == "page_down" else -1)
            case "all":
                self.only = None
            case _ if name.startswith("colour_"):
                self.only = list(Colour)[int(name[-1]) - 1]
            case "clear" if self.only is not None or self.filter or self.view is not PanelView.ALL:
                self.only = None
                self.filter = ""
                self.view = PanelView.ALL
            case "orphans":
                self.view = PanelView.ALL if self.view is PanelView.ORPHANS else PanelView.ORPHANS
            case "trash":
                self.view = PanelView.ALL if self.view is PanelView.TRASH else PanelView.TRASH
            case "sort" | "group":
                self._arrange(name)
            case "open" | "edit" if self.chosen_id == ARTICLE:
                self.post_message(Requested("notes.article"))
            case _:
                self.post_message(Requested(key, subject=self.subject))

    def _arrange(self, by: str) -> None:
        """Change to the next order, or to the next grouping."""
        if by == "sort":
            self.order = _next(self.order)
        else:
            self.grouping = _next(self.grouping)

    @property
    def subject(self) -> str:
        """The id of the chosen highlight, or of the chosen item if that is none."""
        chosen = self._listing.highlights.get(self.chosen_id)
        return chosen.id if chosen is not None else self.chosen_id

    def opened(self) -> None:
        self.action_do("notes.open")

    def clicked(self, line: Line, cell: int) -> bool:
        """Follow a link that was clicked."""
        link = link_at(line, cell, self._note_of(self.chosen_id))
        if link is not None:
            self.post_message(Requested("notes.follow", subject=self.subject, link=link.target))
        return link is not None

    def _note_of(self, item: str) -> str:
        highlight = self._listing.highlights.get(item)
        return highlight.note if highlight is not None else self.notebook.note

    def _list(self) -> None:
        # Each is read once: a reactive is slow to read, and there may be thousands of highlights.
        wanted = Arrangement(self.view, self.only, self.filter, self.order, self.grouping)
        about = (self._section, self.meanings, self._query_item)
        self._listing = list_notes(self.notebook, wanted, *about)
        self.show(self._listing.items)

    def _colour(self, colour: Colour) -> str:
        """The number and name of a colour, with its meaning."""
        words = f"{list(Colour).index(colour) + 1} {colour_name(colour)}"
        meaning = self.meanings.get(colour, "")
        return f"{words} {clean_line(meaning)}" if meaning else words

    def _group_words(self, key: str) -> str:
        match self.grouping:
            case Grouping.COLOUR:
                return self._colour(Colour(key))
            case Grouping.TAG:
                return f"#{clean_line(key)}" if key else _("without a tag")
        return self.shown(key) or _("under no heading")

    def watch_notebook(self) -> None:
        highlights = self.notebook.in_order()
        notes = sum(1 for highlight in highlights if highlight.note) + bool(self.notebook.note)
        self._counts = len(highlights), notes, len(self.notebook.orphans())
        self._suggest.cache_clear()  # the text may have been replaced
        self._list()

    def watch_meanings(self) -> None:
        self._list()

    def watch_filter(self) -> None:
        self._list()

    def watch_only(self) -> None:
        self._list()

    def watch_order(self) -> None:
        self._list()
        self.refresh()

    def watch_grouping(self) -> None:
        self._list()
        self.refresh()

    def watch_view(self) -> None:
        self._suggest.cache_clear()
        self._list()
        self.refresh()

    def watch_here(self) -> None:
        """Choose the highlight under the caret, unless the reader is choosing one here."""
        if self.here in self.items and not self.has_focus:
            self.choose(self.items.index(self.here))
        else:
            self._draw()


def _next(option: Option) -> Option:
    """The option after this one; the first after the last."""
    options = list(type(option))
    return options[(options.index(option) + 1) % len(options)]
