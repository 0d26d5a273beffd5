"""The concordance of selected words in the article."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice

from newsreader.errors import SearchError
from newsreader.locale import _
from newsreader.text.kwic import Line
from newsreader.text.search import Query
from newsreader.text.span import Span
from newsreader.text.words import Words
from newsreader.tui.actions.context import ReadingContext, ask_about_text

_NEAR = 6
"""Words and marks on either side that count as near."""

_LONGEST = 60
"""Code points of a selection at most."""


def show_places(context: ReadingContext, selection: Span) -> None:
    """List every place that has the selected words, aligned, to sort and to jump to."""
    from newsreader.tui.dialogs.kwic_dialog import KwicList, KwicScreen  # noqa: PLC0415

    article = context.session.article
    span = selection.trimmed(article.text)
    word = span.of(article.text)
    if not word or "\n" in word or len(word) > _LONGEST:
        message = _("Select a word or a short phrase on one line, at most {count} characters.")
        context.say(message.format(count=_LONGEST))
        return
    try:
        places = Query(word, literal=True).spans(article.text)
    except SearchError as error:
        context.say(str(error), warning=True)
        return

    def answered(chosen: str | None) -> None:
        if chosen is not None:
            context.jump(int(chosen))
            context.focus_article()

    analysis = context.session.analysis
    read = analysis.progress >= 1
    near = partial(_words_near, article.text, analysis.words, len(word)) if read else None
    found = KwicList(article, word, places, near, context.script)
    ask_about_text(context, KwicScreen(context.pane.palette, found), answered)


def _words_near(text: str, words: Words, length: int, line: Line) -> tuple[list[str], list[str]]:
    """The words before a place and those after it, in its paragraph."""
    before = islice(_words_before(text, words, line.start), _NEAR)
    after = islice(_words_after(text, words, line.start + length), _NEAR)
    return [w for w in before if _counts(w)], [w for w in after if _counts(w)]


def _counts(word: str) -> bool:
    return len(word) > 1 and word.isalnum() and not word.isdecimal()


def _words_before(text: str, words: Words, at: int) -> Iterator[str]:
    while at > 0 and text[at - 1] != "\n":
        word = words.at(at - 1)
        yield text[word.start : at]
        at = word.start


def _words_after(text: str, words: Words, at: int) -> Iterator[str]:
    while at < len(text) and text[at] != "\n":
        word = words.at(at)
        yield text[at : word.end]
        at = word.end
