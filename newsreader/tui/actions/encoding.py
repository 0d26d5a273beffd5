"""Recoding: the article read again in another encoding, which is remembered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from newsreader.decoding.decode import ENCODINGS
from newsreader.errors import NewsreaderError
from newsreader.locale import _
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.actions.external_changes import show_article
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.messages import Requested

_LETTERS: Sequence[str] = "123456"


def _choose(context: ReadingContext, _request: Requested) -> None:
    origin = context.session.sync.source
    if origin is None:
        context.say(_("Standard input cannot be read twice; use --encoding the next time."))
        return
    question = _("It is read as {encoding}. In which encoding shall it be read?").format(
        encoding=context.session.article.encoding
    )
    answers = [*zip(_LETTERS, ENCODINGS, strict=True), ("a", _("As it looks"))]

    def answered(letter: str | None) -> None:
        if letter:
            encoding = None if letter == "a" else dict(answers)[letter]
            context.undertake(_read_as(context, encoding))

    context.ask(ChoiceScreen(question, answers), answered)


async def _read_as(context: ReadingContext, encoding: str | None) -> None:
    origin = context.session.sync.source
    if origin is None:
        return
    try:
        await show_article(context, partial(origin.read_as, encoding))
    except NewsreaderError as error:
        context.say(str(error), warning=True)
        return
    told = _("Read as {encoding}, now and from now on.")
    context.say(told.format(encoding=context.session.article.encoding))


ACTIONS = {"article.encoding": _choose}
