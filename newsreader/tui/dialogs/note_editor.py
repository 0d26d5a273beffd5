"""The note editor: a text of many lines below the quote that it is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Protocol, runtime_checkable

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Static, TextArea

from newsreader.keys.display import key_for, keys_for
from newsreader.keys.key_table import BY_ID
from newsreader.locale import _
from newsreader.text.linebreak import wrap
from newsreader.text.newlines import with_line_feeds
from newsreader.text.row import Setting
from newsreader.text.sanitize import clean, clean_line
from newsreader.text.span import Span
from newsreader.text.wiki_links import open_link
from newsreader.tui.background import DelayedCall
from newsreader.tui.bindings import bindings
from newsreader.tui.compat import sanitize_edit, use_line_breaks
from newsreader.tui.dialogs.choice import unsaved_question
from newsreader.tui.dialogs.dialog import WritingScreen
from newsreader.tui.page.runs import measure
from newsreader.tui.widgets import terminal_cursor
from newsreader.tui.widgets.link_list import LinkList
from newsreader.tui.widgets.typeset import rows_of

_PAUSE_SECONDS = 0.2

_QUOTE_ROWS = 3

_BORDER_CELLS = 6
"""Cells of the lower border that its words cannot take."""


@runtime_checkable
class HasEditor(Protocol):
    """An app that can open a text in the reader's own editor and return the result."""

    def edit_elsewhere(self, text: str) -> str: ...


def _line_breaks(line: str, width: int) -> list[int]:
    """Where the rows of `line` begin after the first, by the rules of the page."""
    found = wrap(line, Span(0, len(line)), Setting(width), measure)
    return [row.start for row in found[1:]]


use_line_breaks(_line_breaks)


def _over_the_page() -> None:
    """The place of a box over the page."""


class NoteArea(TextArea):
    """A text area that sanitizes its text, whether typed or pasted, and completes links in it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "go_to_start", show=False),
        Binding("ctrl+end", "go_to_end", show=False),
    ]

    links: LinkList | None = None
    """The list of what a link may be to, shown while one is typed; None if none is completed."""

    def edit(self, edit):  # type: ignore[no-untyped-def]
        """Sanitize the change; all changes pass through here: typed, pasted, cut, composed."""
        return super().edit(sanitize_edit(edit, lambda text: clean(with_line_feeds(text))))

    @on(TextArea.Changed)
    @on(TextArea.SelectionChanged)
    def offer_links(self) -> None:
        """Show what the link before the cursor may be to, if one is begun there."""
        if self.links is not None:
            self.links.offer(self._open_link())

    def action_go_to_start(self) -> None:
        self.move_cursor((0, 0))

    def action_go_to_end(self) -> None:
        self.move_cursor(self.document.end)

    def _open_link(self) -> str | None:
        row, column = self.cursor_location
        return open_link(self.document.get_line(row)[:column])

    def on_key(self, event: events.Key) -> None:
        """Let the keys of the list of links go there while it is shown."""
        if self.links is None or not self.links.display:
            return
        match event.key:
            case "up" | "down":
                self.links.step(1 if event.key == "down" else -1)
            case "tab" | "enter":
                self.take_link()
            case "escape":
                self.links.offer(None)
            case _:
                return
        event.prevent_default()
        event.stop()

    def take_link(self) -> None:
        """Write the chosen link in place of what was typed of it."""
        typed = self._open_link()
        if self.links is not None and typed is not None:
            row, column = self.cursor_location
            rest = self.document.get_line(row)[column:]
            end = column + 2 if rest.startswith("]]") else column
            self.replace(f"{self.links.link}]]", (row, column - len(typed)), (row, end))

    def on_resize(self) -> None:
        """Show the cursor and place it after the layout, when its position is known."""
        self.call_after_refresh(self._show_cursor)

    def _show_cursor(self) -> None:
        self.scroll_cursor_visible()
        self.place_terminal_cursor()

    def place_terminal_cursor(self) -> None:
        if self.has_focus:
            terminal_cursor.put(self, self.cursor_screen_offset)


class Quote(Static):
    """The first rows of the quote that a note is about, at the width that it has."""

    def __init__(self, words: str) -> None:
        super().__init__(id="note-quote")
        self._words = clean_line(words)

    def on_resize(self) -> None:
        rows = rows_of(self._words, max(10, self.size.width), _QUOTE_ROWS)
        self.update(Content("\n".join(rows)))


class NoteEditor(WritingScreen):
    """Asks for the text of a note; the result is None when the note stays as it was."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("editor")

    def __init__(
        self,
        quote: str,
        note: str,
        save: Callable[[str], object],
        keep: Callable[[str], object],
        typed: str | None = None,
        place: Callable[[], Region | None] = _over_the_page,
        links: LinkList | None = None,
    ) -> None:
        """`save` is called when the program ends while the note is written.

        `keep` is called at each pause in the typing. `typed` is an unsaved text from before, shown
        in place of `note`. `place` returns the region of the screen that the editor takes, None
        for a box over the page. `links` completes links to other things.
        """
        super().__init__()
        self._save = save
        self._keep = keep
        self._place = place
        self._typed = typed
        self._links = links
        self._keeping: DelayedCall | None = None
        self._quote = quote
        self._note = clean(with_line_feeds(note))

    def compose(self) -> ComposeResult:
        with Vertical(classes="box", id="note-box") as box:
            box.border_title = _("Note")
            yield Quote(self._quote)
            yield NoteArea(
                self._note if self._typed is None else clean(with_line_feeds(self._typed)),
                id="note-text",
                soft_wrap=True,
                tab_behavior="focus",
                placeholder=_("Write here …"),
            )
            if self._links is not None:
                yield self._links

    def on_mount(self) -> None:
        area = self.query_one(NoteArea)
        area.action_go_to_end()
        area.links = self._links
        area.focus()
        self._take_place()
        for below in self.app.screen_stack[-2:-1]:
            arranged = below.screen_layout_refresh_signal
            arranged.subscribe(self, lambda _screen: self._take_place())

    def on_resize(self) -> None:
        self.call_after_refresh(self._take_place)
        # The quote may take another number of rows now, which moves the text.
        self.call_after_refresh(terminal_cursor.put_back, self)

    def _take_place(self) -> None:
        """Move the box to its place."""
        region, box = self._place(), self.query_one("#note-box")
        self.set_class(region is not None, "-in-place")
        box.styles.offset = (0, 0) if region is None else region.offset
        box.styles.width = None if region is None else region.width
        box.styles.height = None if region is None else region.height
        width = region.width if region is not None else box.outer_size.width
        box.border_subtitle = Content(_keys(width - _BORDER_CELLS))

    def action_do(self, key: str) -> None:
        match key:
            case "editor.save":
                self.dismiss(self.text)
            case "editor.cancel":
                self._cancel()
            case "editor.external":
                self._write_elsewhere()

    @property
    def text(self) -> str:
        """The text in the editor, without blank lines around it."""
        return self.query_one(NoteArea).text.strip("\n").rstrip()

    def keep(self) -> None:
        """Save the text because the program is about to end, and as a draft until that is done."""
        if self._keeping is not None:
            self._keeping.stop()
        self._keep(self.text)
        self._save(self.text)

    @on(LinkList.Taken)
    def _take_link(self) -> None:
        area = self.query_one(NoteArea)
        area.take_link()
        area.focus()

    @on(TextArea.Changed)
    def _keep_soon(self) -> None:
        """Keep a draft at the next pause in the typing, so that it survives a crash."""
        if self._keeping is not None:
            self._keeping.stop()
        self._keeping = DelayedCall(self, _PAUSE_SECONDS, self._keep_draft)

    def _keep_draft(self) -> None:
        if self in self.app.screen_stack:  # else the note is saved or discarded, without a draft
            self._keep(self.text)

    def _cancel(self) -> None:
        if self.text == self._note.strip("\n").rstrip():
            self.dismiss(None)
            return

        def answered(letter: str | None) -> None:
            if letter == "s":
                self.dismiss(self.text)
            elif letter == "d":
                self.dismiss(None)

        question = _("This note has changes that are not saved.")
        self.app.push_screen(unsaved_question(question, keys_for("editor.save")), answered)

    def _write_elsewhere(self) -> None:
        if isinstance(self.app, HasEditor):
            area = self.query_one(NoteArea)
            area.load_text(clean(with_line_feeds(self.app.edit_elsewhere(self.text))))
            area.action_go_to_end()


def _keys(room: int) -> str:
    """The keys that save and close, in as many words as fit into `room` cells."""
    save, close = key_for("editor.save"), key_for("editor.cancel")
    choices = (
        f"{save} {BY_ID['editor.save'].words} · {close} {BY_ID['editor.cancel'].words}",
        f"{save} {_('save')} · {close} {_('close')}",
        f"{save} {_('save')} · {close}",
    )
    return next((words for words in choices if cell_len(words) <= room), choices[-1])
