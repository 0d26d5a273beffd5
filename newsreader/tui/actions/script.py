"""Showing: the script that the article is shown in, and its pinyin."""

from __future__ import annotations

from newsreader.errors import SearchError
from newsreader.locale import _
from newsreader.text.pinyin import pinyin
from newsreader.text.script import Script
from newsreader.text.span import Span
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.messages import Requested

_LONGEST = 120
"""Code points whose pinyin is shown at the most: what fits on a few rows."""


def _script(context: ReadingContext, _request: Requested) -> None:
    """Show the article in the next script: its own, simplified, traditional."""
    script = context.script = context.script.following
    words = {
        Script.ORIGINAL: _("The article's own characters."),
        Script.SIMPLIFIED: _("Shown in simplified characters; the text is as it was."),
        Script.TRADITIONAL: _("Shown in traditional characters; the text is as it was."),
    }
    context.say(words[script])


def _pinyin(context: ReadingContext, request: Requested) -> None:
    """Say the pinyin of the selection, else of the word under the caret."""
    word = context.session.analysis.words.at(request.offset)
    span = request.selection or word
    text = Span(span.start, min(span.end, span.start + _LONGEST)).of(context.session.article.text)
    try:
        context.say(f"{text.strip()}  {pinyin(text)}")
    except SearchError as error:
        context.say(str(error), warning=True)


ACTIONS = {
    "article.script": _script,
    "selection.pinyin": _pinyin,
}
