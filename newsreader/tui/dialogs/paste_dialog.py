"""The paste dialog: shows what is understood of a pasted text before it is saved."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from newsreader.article.article import Article, Role
from newsreader.errors import NewsreaderError
from newsreader.library.new_article import pasted_article
from newsreader.locale import _, ngettext
from newsreader.text.sanitize import clean, clean_line
from newsreader.tui.background import run_in_background
from newsreader.tui.dialogs.dialog import Dialog, KeyHints
from newsreader.tui.widgets.typeset import filled, fitted, rows_of

_PREVIEW_ROWS = 6
_PREVIEW_CHARACTERS = 2000
_BOX_COLUMNS = 8
"""Cells of the box beside the text."""


class PasteScreen(Dialog[Article]):
    """Takes the clipboard or a paste; the result is the article in it, None to leave it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "save", show=False)]
    OPENED_BY = ("library.paste",)

    def __init__(self, folder: str) -> None:
        """`folder` is where the article will be saved."""
        super().__init__()
        self._folder = folder
        self._article: Article | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = Content(_("New article"))
            yield Static(id="paste")

    def on_mount(self) -> None:
        self._show(_("Looking at the clipboard …"))
        run_in_background(self, self._take_clipboard, "paste")

    def key_hints(self) -> KeyHints:
        if self._article is None:
            return [("escape", _("leaves it"))]
        return [("enter", _("saves and opens it")), ("escape", _("leaves it"))]

    async def _take_clipboard(self) -> None:
        from newsreader.tui.clipboard import read_desktop  # noqa: PLC0415 (rarely needed)

        text = await asyncio.to_thread(read_desktop)
        if text.strip():
            await self._understand(text)
        else:
            self._show(_ask())

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        run_in_background(self, partial(self._understand, event.text), "paste")

    async def _understand(self, text: str) -> None:
        """Show what the text is, or why it is no article."""
        self._article = None
        self._show(_("Reading …"))
        try:
            self._article = await asyncio.to_thread(pasted_article, text)
        except NewsreaderError as error:
            self._show(f"{clean(str(error))}\n\n{_ask()}")
        else:
            self._show("\n".join(self._about(self._article)))

    def _about(self, article: Article) -> Iterator[str]:
        room = max(20, self.query_one("#paste").size.width or self.size.width - _BOX_COLUMNS)
        size = ngettext("{count} character", "{count} characters", article.length)
        facts = (
            (_("Title"), article.title),
            (_("Author"), article.author),
            (_("Source"), article.source),
            (_("Date"), article.published),
            (_("Length"), size.format(count=article.length)),
        )
        widest = max(cell_len(label) for label, _value in facts)
        for label, value in facts:
            yield fitted(f"{filled(label, widest)}  {clean_line(value or _('not found'))}", room)
        yield ""
        yield from rows_of(_beginning(article), room, _PREVIEW_ROWS)
        yield ""
        yield from rows_of(_("It will be saved in {folder}.").format(folder=self._folder), room, 3)
        yield fitted(_("Another paste replaces it."), room)

    def _show(self, words: str) -> None:
        self.query_one("#paste", Static).update(Content(words))
        self._show_hints()

    def action_save(self) -> None:
        if self._article is not None:
            self.dismiss(self._article)


def _ask() -> str:
    return _("Paste the text of an article here, with the key of your terminal for that.")


def _beginning(article: Article) -> str:
    """The first paragraphs of the body, or of all there is without a body."""
    body = [p.span for p in article.paragraphs if p.role is Role.BODY]
    spans = body or [p.span for p in article.paragraphs]
    return "\n".join(span.of(article.text) for span in spans[:_PREVIEW_ROWS])[:_PREVIEW_CHARACTERS]
