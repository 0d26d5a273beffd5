"""Retracting: what was said about the entities of an article, to take some of it back."""

from __future__ import annotations

from newsreader.entities.corrections import Correction
from newsreader.keys.display import key_for, key_name
from newsreader.locale import _
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.actions.correction_words import words_of
from newsreader.tui.actions.corrections import say_of
from newsreader.tui.dialogs.picker import Choice, ChoiceList, PickerScreen
from newsreader.tui.messages import Requested


def _corrections(context: ReadingContext, _request: Requested) -> None:
    """List what was said about the entities of this article, to take some of it back."""
    said = context.session.notes.corrections()
    if not said:
        none = _("Nothing was corrected in this article yet; {key} on a name does.")
        context.say(none.format(key=key_for("entity.mark")))
        return

    def done(chosen: str | None) -> None:
        if chosen is not None:
            told = _("Taken back; {undo} brings it again.").format(undo=key_for("app.undo"))
            say_of(context, lambda: context.session.notes.withdraw(chosen), told)

    title = _("Corrections, the last first; {enter} takes one back")
    title = title.format(enter=key_name("enter"))
    choices = [Choice(wish.id, words_of(wish), _where(wish)) for wish in reversed(said)]
    context.ask(PickerScreen(context.pane.palette, ChoiceList(title, choices)), done)


def _where(wish: Correction) -> str:
    return _("everywhere") if wish.everywhere else ""


ACTIONS = {"entity.corrections": _corrections, "entities.corrections": _corrections}
