"""Terms and words of the article into a file, whose name says the format."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from newsreader.locale import _, ngettext
from newsreader.lookup import term_table, word_list
from newsreader.lookup.word_list import ListedWord
from newsreader.session.exports import exports_of
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.actions.new_file import NewFile, ask_for_file
from newsreader.tui.messages import Requested


def export_terms(context: ReadingContext, _request: Requested) -> None:
    """Write the terms and names with their translations to a new file."""
    session, table = context.session, term_table.TermTable()
    article, entities, glossary = session.article, session.analysis.entities, context.glossary
    unfinished = "" if session.analysis.progress >= 1 else _("Names are still being found.")
    if unfinished and session.failure:
        unfinished = _("Not all names could be found; restart newsreader.")

    def text(suffix: str) -> str:
        if not table.rows:
            table.add(article, entities, glossary)
        return term_table.WRITERS[term_table.SUFFIXES[suffix]](table.rows)

    def done(file: Path) -> str:
        words = ngettext(
            "{count} term or name is in {file}; {missing} without a translation.",
            "{count} terms and names are in {file}; {missing} without a translation.",
            len(table.rows),
        )
        missing = sum(1 for row in table.rows if row.state)
        shown = words.format(count=len(table.rows), file=file, missing=missing)
        return f"{shown} {unfinished}".strip()

    title = _("Write the terms to")
    _ask(context, NewFile(title, "terms", term_table.SUFFIXES, text, done))


def export_words(context: ReadingContext, words: Sequence[ListedWord]) -> None:
    """Write words to a new file; .txt is for Anki."""

    def done(file: Path) -> str:
        shown = ngettext("{count} word is in {file}.", "{count} words are in {file}.", len(words))
        return shown.format(count=len(words), file=file)

    def text(suffix: str) -> str:
        return word_list.WRITERS[word_list.SUFFIXES[suffix]](words)

    title = _("Write the words to (.txt for Anki)")
    _ask(context, NewFile(title, "words", word_list.SUFFIXES, text, done))


def _ask(context: ReadingContext, file: NewFile) -> None:
    """Offer a file that is called like the article, where the other exports go."""
    exports = exports_of(context.session, context.settings)
    ask_for_file(context, file, exports.folder, exports.name)
