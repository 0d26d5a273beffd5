"""Showing: the script that the article is shown in, its pinyin, and the menu of a place."""

from __future__ import annotations

from newsreader.errors import SearchError
from newsreader.keys import BY_ID
from newsreader.locale import _
from newsreader.text.pinyin import pinyin
from newsreader.text.script import Script
from newsreader.text.span import Span
from newsreader.tui.deeds.desk import Desk
from newsreader.tui.messages import Requested
from newsreader.tui.screens.menu import Chosen, Course, MenuScreen

_LONGEST = 120
"""Code points whose pinyin is shown at the most: what fits on a few rows."""

_IN_MENU = (
    *(f"highlight.colour_{number}" for number in range(1, 6)),
    "highlight.note",
    "highlight.tags",
    "highlight.delete",
    "selection.copy",
    "selection.quote",
    "selection.pinyin",
    "mention.next",
    "search.open",
    "app.export",
    "app.help",
)


def _script(desk: Desk, _request: Requested) -> None:
    """Show the article in the next script: its own, simplified, traditional."""
    script = desk.pane.script = desk.pane.script.following
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


def _menu(desk: Desk, request: Requested) -> None:
    """What can be done at the caret or with the selection, for whoever would rather choose."""

    def done(chosen: Chosen | None) -> None:
        if chosen is not None:
            again = Requested(chosen.id, request.offset, request.selection)
            desk.pane.post_message(again)

    courses = [_course(desk, key) for key in _IN_MENU]
    desk.ask(MenuScreen(desk.pane.palette, _("Here"), courses), done)


def _course(desk: Desk, key: str) -> Course:
    words = BY_ID[key].words
    number = key.removeprefix("highlight.colour_")
    if number != key and (meaning := desk.settings.colours[int(number) - 1]):
        words = f"{words} · {meaning}"
    short = [name for name in desk.keys[key] if len(name) <= 2]
    return Course(key, short[0] if short else "", words)


DEEDS = {
    "article.script": _script,
    "selection.pinyin": _pinyin,
    "selection.menu": _menu,
}
