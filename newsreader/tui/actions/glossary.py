"""The reader's glossary: its terms in the page, and new ones."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from newsreader.errors import NewsreaderError
from newsreader.keys.display import key_for
from newsreader.locale import _, sentences
from newsreader.lookup.glossary import LONGEST, Glossary, Term, may_have_glossary
from newsreader.session.watched_work import watched_work
from newsreader.text.sanitize import clean_line
from newsreader.text.span import Span
from newsreader.tui.actions.chosen_word import nearest_word
from newsreader.tui.actions.context import ReadingContext, WrittenTerm
from newsreader.tui.actions.keys_held import run_holding_keys
from newsreader.tui.messages import Requested
from newsreader.tui.page.caret import Caret
from newsreader.tui.widgets.status_line import in_short

if TYPE_CHECKING:
    from newsreader.lookup.glossaries import Glossaries
    from newsreader.notebook.history import Step


_SHOW_SECONDS = 1.0
"""After how long the status line says that a glossary is being read, and how often."""


async def follow(context: ReadingContext) -> None:
    """Show the terms as the files have them now. They are read on a thread."""
    place = context.settings.glossary, context.session.sync.folder
    if context.glossaries is not None and context.glossaries.place != place:
        context.glossaries, context.glossary = None, Glossary()  # the settings have changed
    if context.glossaries is None and not await asyncio.to_thread(may_have_glossary, *place):
        return
    if (found := await _read(context, _glossaries(context))) is None:
        return
    context.glossary, problems = found
    if problems:
        context.say(in_short(problems, "newsreader glossary FILE"), warning=True)


async def _read(
    context: ReadingContext, glossaries: Glossaries
) -> tuple[Glossary, list[str]] | None:
    """What `refresh` returns. The status line says how far it is if that takes long.

    The thread stops soon if the reader leaves the article meanwhile: it writes nothing.
    """
    shown = False

    def show(share: float) -> None:
        nonlocal shown
        shown = True
        context.busy(_("reading the glossary {percent}%").format(percent=int(100 * share)))

    found = await watched_work(glossaries.refresh, "glossary", show, _SHOW_SECONDS)
    if shown:
        context.busy("")
    return found


def _glossaries(context: ReadingContext) -> Glossaries:
    """The files of the glossary."""
    from newsreader.lookup.glossaries import Glossaries  # noqa: PLC0415 (most have no glossary)

    if context.glossaries is None:
        context.glossaries = Glossaries(context.settings.glossary, context.session.sync.folder)
    return context.glossaries


def add_term(context: ReadingContext, request: Requested) -> None:
    """Ask for the translation of the selection, the term, the name or the word here; keep it.

    Where the words are not known yet, the longest match of the dictionary is taken for the word,
    or else the character. Keys wait meanwhile: they are for the translation.
    """
    if (span := _span(context, request)) is not None:
        _ask(context, request, span.of(context.session.article.text))
        return
    run_holding_keys(context, partial(_ask_for_guess, context, request), group="term")


async def _ask_for_guess(context: ReadingContext, request: Requested) -> None:
    _ask(context, request, await asyncio.to_thread(_longest, context, request.offset))


def _longest(context: ReadingContext, at: int) -> str:
    """The longest word of the dictionary at `at`, or else the character there."""
    from newsreader.lookup.dictionary import load_dictionary  # noqa: PLC0415 (not at the start)

    article = context.session.article
    line, longest = article.paragraph_at(at).span, ""
    with suppress(NewsreaderError):  # it is optional
        dictionary = load_dictionary(context.settings.dictionary)
        longest = dictionary.longest(line.of(article.text), at - line.start)
    return longest or article.text[at]


def _ask(context: ReadingContext, request: Requested, text: str) -> None:
    if not (words := " ".join(text.split())):
        context.say(_("There is no word here."))
        return

    def written(_term: Term) -> None:
        if request.selection is not None:
            context.pane.move(Caret(request.selection.start))

    ask_for_term(context, words, written)


def _span(context: ReadingContext, request: Requested) -> Span | None:
    """What is meant; None where the words are not known yet."""
    if request.selection is not None:
        start, end = request.selection.start, request.selection.end
        return Span(start, min(end, start + LONGEST)).trimmed(context.session.article.text)
    if (match := context.pane.term_at(request.offset)) is not None:
        return match.span
    here = Span(request.offset, request.offset + 1)
    mentions = context.session.analysis.mentions_in(here)
    if mentions:
        return mentions[0].span
    guessed = context.session.analysis.words.is_guess(request.offset)
    return None if guessed else nearest_word(context, request.offset)


def ask_for_term(
    context: ReadingContext, words: str, then: Callable[[Term], object] = lambda _term: None
) -> None:
    """Ask for the translation of `words`, and write it to the glossary; call `then` after that."""
    from newsreader.tui.dialogs.term_dialog import TermScreen  # noqa: PLC0415 (not at the start)

    before = context.glossary.get(words)

    def answered(term: Term | None) -> None:
        if term is not None and term != before:
            context.run_in_background(partial(_write, context, term, before, then))

    context.ask(TermScreen(before or Term(clean_line(words)), known=before is not None), answered)


async def _write(
    context: ReadingContext, term: Term, before: Term | None, then: Callable[[Term], object]
) -> None:
    """Write a term on a thread, and say where it is."""
    try:
        path, line = await asyncio.to_thread(_glossaries(context).put, term, before)
    except NewsreaderError as error:
        context.say(str(error), warning=True)
    else:
        then(term)
        words = _("{term} = {translation} is line {line} of {file}.")
        shown = path.name if path.parent == context.session.sync.folder else path
        translation = term.translation or _("(no translation yet)")
        said = words.format(term=term.term, translation=translation, line=line, file=shown)
        undo = _("{undo} takes it back.").format(undo=key_for("app.undo"))
        context.say(sentences(said, undo))
        context.interaction.terms.append(WrittenTerm(term, before, _last_change(context)))
    await follow(context)


def take_back(context: ReadingContext) -> bool:
    """Undo the term that was written last; False if there is none or a note was changed later."""
    terms = context.interaction.terms
    if not terms or terms[-1].after is not _last_change(context):
        return False
    context.run_in_background(partial(_take_back, context, terms.pop()))
    return True


def _last_change(context: ReadingContext) -> Step | None:
    """The last change of the notes that can be undone."""
    return next(reversed(context.session.notes.history.done), None)


async def _take_back(context: ReadingContext, written: WrittenTerm) -> None:
    term = written.term
    try:
        await asyncio.to_thread(_glossaries(context).take_back, term, written.before)
    except NewsreaderError as error:
        context.say(str(error), warning=True)
    else:
        what = " = ".join(filter(None, (term.term, term.translation)))
        context.say(_("Undone: {what}").format(what=what))
    await follow(context)
