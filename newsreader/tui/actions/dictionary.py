"""The word under the cursor in the dictionary."""

from __future__ import annotations

import asyncio

from newsreader.errors import NewsreaderError
from newsreader.locale import _
from newsreader.lookup.dictionary import Dictionary, load_dictionary
from newsreader.text.span import Span
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.actions.own_commands import copy
from newsreader.tui.dialogs.lookup_dialog import Entry, LookupScreen
from newsreader.tui.messages import Requested

_LONGEST = 40
"""Code points of a selection that are looked up."""


def look_up(context: ReadingContext, request: Requested) -> None:
    """Show what the dictionary has for the selection, or the word at the caret, in a window."""
    text = context.session.article.text
    at = request.offset
    span = request.selection or context.session.analysis.words.at(at)
    span = Span(span.start, min(span.end, span.start + _LONGEST)).trimmed(text)
    word = "".join(span.of(text).split())
    if not word:
        context.say(_("There is no word here."))
        return
    if not span.start <= at < span.end:
        at = span.start
    line = context.session.article.paragraph_at(at).span
    window = LookupScreen(
        context.pane.palette, context.shown(word), _("The dictionary is being loaded …")
    )

    async def show() -> None:
        entries, problem = await asyncio.to_thread(
            _found, context.settings.dictionary, word, line.of(text), at - line.start
        )
        window.show_entries(entries, problem or _("No entry for {word}.").format(word=word))

    context.ask(window, lambda copied: copy(context, copied))
    context.run_in_background(show(), group="dictionary")


def _found(path: str, word: str, text: str, at: int) -> tuple[list[Entry], str]:
    """The entries for `word`, the longest match at `at` in `text`, and each character of both.

    Also why the dictionary cannot be used, or "".
    """
    try:
        dictionary = load_dictionary(path)
    except NewsreaderError as error:
        return [], str(error)
    return _entries(dictionary, word, text, at), ""


def _entries(dictionary: Dictionary, word: str, text: str, at: int) -> list[Entry]:
    longest = dictionary.longest(text, at)
    found = dictionary.entries((word, longest, *word, *longest))
    return [
        Entry(each.heading, tuple(f"{n}. {sense}" for n, sense in enumerate(each.senses, 1)))
        for each in found
    ]
