"""Terms and words of the article into a file, whose name says the format."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from newsreader.errors import NewsreaderError
from newsreader.formats.output_files import Existing, write_text
from newsreader.locale import _, ngettext
from newsreader.lookup import term_table, word_list
from newsreader.lookup.word_list import ListedWord
from newsreader.text.sanitize import clean_line
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.actions.glossary import folder_of
from newsreader.tui.messages import Requested
from newsreader.user_paths import typed_path


class _Export(NamedTuple):
    """What is asked for, the beginning of the file's name, and its formats by suffix.

    `text` makes the text in a format, on a thread; `done` says afterwards what is in the file.
    """

    title: str
    name: str
    suffixes: Mapping[str, str]
    text: Callable[[str], str]
    done: Callable[[Path], str]


def export_terms(context: ReadingContext, _request: Requested) -> None:
    """Write the terms and names with their translations to a new file."""
    session, table = context.session, term_table.TermTable()
    article, entities, glossary = session.article, session.analysis.entities, context.glossary
    unfinished = "" if session.analysis.progress >= 1 else _("Names are still being found.")
    if unfinished and session.failure:
        unfinished = _("Not all names could be found; restart newsreader.")

    def text(name: str) -> str:
        if not table.rows:
            table.add(article, entities, glossary)
        return term_table.WRITERS[name](table.rows)

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
    _ask(context, _Export(title, "terms", term_table.SUFFIXES, text, done))


def export_words(context: ReadingContext, words: Sequence[ListedWord]) -> None:
    """Write words to a new file; .txt is for Anki."""

    def done(file: Path) -> str:
        shown = ngettext("{count} word is in {file}.", "{count} words are in {file}.", len(words))
        return shown.format(count=len(words), file=file)

    title = _("Write the words to (.txt for Anki)")
    suffixes, writers = word_list.SUFFIXES, word_list.WRITERS
    _ask(context, _Export(title, "words", suffixes, lambda name: writers[name](words), done))


def _ask(context: ReadingContext, export: _Export) -> None:
    def submitted(name: str) -> None:
        target = typed_path(name)
        if target.suffix.lower() in export.suffixes:
            context.run_in_background(_write(context, export, target))
        elif name.strip():
            message = _("The name of the file ends in {suffixes}.")
            context.say(message.format(suffixes=_(", ").join(export.suffixes)), warning=True)

    context.bar.prompt(
        export.title,
        clean_line(str(_free_name(context, export))),
        on_submit=submitted,
        placeholder=", ".join(f"{export.name}{suffix}" for suffix in export.suffixes),
    )


def _free_name(context: ReadingContext, export: _Export) -> Path:
    """The path of a file beside the article, or in the current folder, that is not taken."""
    folder, stem = folder_of(context) or Path(), Path(context.session.article.name).stem
    suffix = next(iter(export.suffixes))
    names = (folder / f"{stem}.{export.name}{n or ''}{suffix}" for n in range(1000))
    free = (name for name in names if not os.path.lexists(name))
    return next(free, folder / f"{export.name}{suffix}")


async def _write(context: ReadingContext, export: _Export, target: Path) -> None:
    name = export.suffixes[target.suffix.lower()]

    def work() -> None:
        write_text(target, export.text(name), Existing.REFUSE)

    try:
        await asyncio.to_thread(work)
    except NewsreaderError as error:
        context.say(str(error), warning=True)
    else:
        context.say(export.done(target))
