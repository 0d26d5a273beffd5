"""The question of the first start: plain keys, or keys as in vim."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from newsreader.keys.display import key_name
from newsreader.locale import _

_ANSWERS = {"P": "plain", "escape": "vim"}
"""The presets by their keys. P is no key of the program: nobody presses it for another reason."""


_ROOMY = 72
"""Columns of the screen from which the answers are explained."""


class KeysQuestion(Horizontal):
    """One row with two answers. It takes no other key, and none for itself that does something.

    A letter is an answer too, since only the keys of vim are letters; it still does what it does.
    """

    @dataclass
    class Answered(Message):
        """The reader chose the keys of `preset`; `is_explicit` unless by just using them."""

        preset: str
        is_explicit: bool = True

    def compose(self) -> ComposeResult:
        yield Static(Content(_("Which keys?")), classes="question")
        for key, preset in _ANSWERS.items():
            yield Answer(preset, key_name(key))

    def takes(self, event: events.Key) -> bool:
        """Whether this key is an answer and does nothing else."""
        key = event.character if event.character in _ANSWERS else event.key
        if key in _ANSWERS:
            self.answer(_ANSWERS[key])
            return True
        if event.character is not None and event.character.isalpha():
            self.answer("vim", is_explicit=False)
        return False

    def answer(self, preset: str, *, is_explicit: bool = True) -> None:
        """Close with this answer."""
        self.post_message(self.Answered(preset, is_explicit))
        self.remove()


class Answer(Static):
    """One of the answers, which can be clicked."""

    def __init__(self, preset: str, key: str) -> None:
        super().__init__()
        self._preset = preset
        self._key = key

    def on_mount(self) -> None:
        words = {
            "plain": _("plain, as in a word processor"),
            "vim": _("as in vim"),
        }
        roomy = self.app.size.width >= _ROOMY
        words_shown = words[self._preset] if roomy else self._preset
        self.update(Content(f"{self._key} {words_shown}"))

    def on_click(self) -> None:
        if isinstance(self.parent, KeysQuestion):
            self.parent.answer(self._preset)
