"""The word under the cursor in the reader's glossary and in the dictionary."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from newsreader.errors import NewsreaderError
from newsreader.locale import _
from newsreader.lookup.dictionary import Dictionary, load_dictionary
from newsreader.lookup.glossary import Glossary, Term
from newsreader.text import pinyin
from newsreader.text.sanitize import clean_line
from newsreader.text.span import Span
from newsreader.tui.actions.chosen_word import is_word, nearest_word
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.actions.own_commands import copy
from newsreader.tui.dialogs.lookup_dialog import Entry, LookupScreen
from newsreader.tui.messages import Requested

_LONGEST = 40
"""Code points of a selection that are looked up."""


def look_up(context: ReadingContext, request: Requested) -> None:
    """Show what the glossary and the dictionary have for the selection or the word, in a window.

    Where the words are not known yet, the longest match at the cursor is taken for the word.
    """
    text = context.session.article.text
    at = request.offset
    span = request.selection or nearest_word(context, at)
    at = max(span.start, min(at, span.end - 1))
    guessed = request.selection is None and context.session.analysis.words.is_guess(at)
    if guessed:
        span = Span(at, at + 1)
    span = Span(span.start, min(span.end, span.start + _LONGEST)).trimmed(text)
    word = "".join(span.of(text).split())
    if not is_word(word):
        context.say(_("There is no word here."))
        return
    if at not in span:
        at = span.start
    sought = "" if guessed else word
    line = context.session.article.paragraph_at(at).span
    window = LookupScreen(
        context.pane.palette, context.shown(word), _("The dictionary is being loaded …")
    )

    match = context.pane.term_at(at)
    term = match.term if match is not None else None

    async def show() -> None:
        own = await asyncio.to_thread(_own, context.glossary, word, term)
        entries, problem = await asyncio.to_thread(
            _found,
            context.settings.dictionary,
            sought,
            line.of(text),
            at - line.start,
            context.shown,
        )
        if problem:  # in all the rows that it needs
            entries = [Entry("", (problem,))]
        window.show_entries([*own, *entries], _("No entry for {word}.").format(word=word))

    context.ask(window, lambda copied: copy(context, copied))
    context.run_in_background(show, group="dictionary")


def _own(glossary: Glossary, word: str, term: Term | None) -> list[Entry]:
    """The reader's own entries for `word`, the longest term here, and each character of `word`."""
    found = [glossary.get(word), term, *map(glossary.get, word)]
    return [_own_entry(each) for each in dict.fromkeys(found) if each is not None]


def _own_entry(term: Term) -> Entry:
    reading = pinyin.pinyin(term.term) if pinyin.is_available() else ""
    heading = "  ".join(filter(None, (term.term, reading, _("(your glossary)"))))
    lines = (term.translation or _("(no translation yet)"), term.note)
    return Entry(clean_line(heading), tuple(clean_line(line) for line in lines if line))


def _found(
    path: str, word: str, text: str, at: int, shown: Callable[[str], str]
) -> tuple[list[Entry], str]:
    """The entries for `word`, the longest match at `at` in `text`, and each character of both.

    Where the dictionary has no `word`, as a selection may be several, also those of its parts.
    With "" for `word`, those of the longest match, or else of the character at `at`. `shown` is how
    words are shown on the page. Also why the dictionary cannot be used, or "".
    """
    try:
        dictionary = load_dictionary(path)
    except NewsreaderError as error:
        return [], str(error)
    return _entries(dictionary, word, text, at, shown), ""


def _entries(
    dictionary: Dictionary, word: str, text: str, at: int, shown: Callable[[str], str]
) -> list[Entry]:
    longest = dictionary.longest(text, at)
    words = [word] if dictionary.entries([word]) else dictionary.parts(word)
    found = dictionary.entries((*words, longest, *word, *longest, text[at]))
    return [
        Entry(
            clean_line(entry.heading(shown(written))),
            tuple(clean_line(f"{n}. {sense}") for n, sense in enumerate(entry.senses, 1)),
        )
        for entry, written in found.items()
    ]
