"""Recoding: the article read again in another encoding, which is remembered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from newsreader.article.decoding import ENCODINGS
from newsreader.errors import NewsreaderError
from newsreader.locale import _
from newsreader.tui.deeds.desk import Desk
from newsreader.tui.deeds.following import followed
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.messages import Requested

_LETTERS: Sequence[str] = "123456"


def _choose(desk: Desk, _request: Requested) -> None:
    origin = desk.session.origin
    if origin is None:
        desk.say(_("Standard input cannot be read twice; use --encoding the next time."))
        return
    question = _("It is read as {encoding}. In which encoding shall it be read?").format(
        encoding=desk.session.article.encoding
    )
    answers = [*zip(_LETTERS, ENCODINGS, strict=True), ("a", _("As it looks"))]

    def answered(letter: str | None) -> None:
        if letter:
            encoding = None if letter == "a" else dict(answers)[letter]
            desk.undertake(_read_as(desk, encoding))

    desk.ask(ChoiceScreen(question, answers), answered)


async def _read_as(desk: Desk, encoding: str | None) -> None:
    origin = desk.session.origin
    if origin is None:
        return
    try:
        await followed(desk, partial(origin.read_as, encoding))
    except NewsreaderError as error:
        desk.say(str(error), warning=True)
        return
    told = _("Read as {encoding}, now and from now on.")
    desk.say(told.format(encoding=desk.session.article.encoding))


DEEDS = {"article.encoding": _choose}
