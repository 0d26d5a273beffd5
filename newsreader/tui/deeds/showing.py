"""Showing: the script that the article is shown in, and its pinyin."""

from __future__ import annotations

from newsreader.errors import SearchError
from newsreader.locale import _
from newsreader.text.pinyin import pinyin
from newsreader.text.script import Script
from newsreader.text.span import Span
from newsreader.tui.deeds.desk import Desk
from newsreader.tui.messages import Requested

_LONGEST = 120
"""Code points whose pinyin is shown at the most: what fits on a few rows."""


def _script(desk: Desk, _request: Requested) -> None:
    """Show the article in the next script: its own, simplified, traditional."""
    script = desk.script = desk.script.following
    words = {
        Script.ORIGINAL: _("The article's own characters."),
        Script.SIMPLIFIED: _("Shown in simplified characters; the text is as it was."),
        Script.TRADITIONAL: _("Shown in traditional characters; the text is as it was."),
    }
    desk.say(words[script])


def _pinyin(desk: Desk, request: Requested) -> None:
    """Say the pinyin of the selection, else of the word under the caret."""
    word = desk.session.knowledge.words.at(request.offset)
    span = request.selection or word
    text = Span(span.start, min(span.end, span.start + _LONGEST)).of(desk.session.article.text)
    try:
        desk.say(f"{text.strip()}  {pinyin(text)}")
    except SearchError as error:
        desk.say(str(error), warning=True)


DEEDS = {
    "article.script": _script,
    "selection.pinyin": _pinyin,
}
