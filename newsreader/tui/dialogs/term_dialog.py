"""The term dialog: a term of the glossary, its translation and a note on it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from newsreader.locale import _
from newsreader.lookup.glossary import LONGEST, Term
from newsreader.tui.dialogs.choice import unsaved_question
from newsreader.tui.dialogs.dialog import Dialog, KeyHints
from newsreader.tui.widgets.prompt_bar import CleanInput


class TermField(CleanInput):
    """One field of the term."""


class TermScreen(Dialog[Term]):
    """Asks for a term; the result is None if the reader leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, term: Term, *, known: bool) -> None:
        """`term` is in the fields; `known` if it is in the glossary already."""
        super().__init__()
        self._term = term
        self._known = known

    def compose(self) -> ComposeResult:
        labels = (_("Term"), _("Translation"), _("Usage note"))
        with Vertical(classes="box") as box:
            box.border_title = Content(
                _("Change a term of the glossary") if self._known else _("New term of the glossary")
            )
            for name, label, value in zip(Term._fields, labels, self._term, strict=True):
                with Horizontal(classes="term-row"):
                    yield Static(Content(label), classes="term-label")
                    yield TermField(value, id=f"term-{name}")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#term-translation", TermField).focus()

    def key_hints(self) -> KeyHints:
        return (("enter", _("save")), ("tab", _("next field")), ("escape", _("close")))

    @property
    def term(self) -> Term:
        """What is in the fields."""
        return Term(*(self.query_one(f"#term-{n}", Input).value.strip() for n in Term._fields))

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Answer with the term, if there is one."""
        term = self.term
        if term.term and len(term.term) <= LONGEST:
            self.dismiss(term)
            return
        self.query_one("#term-term", Input).focus()
        message = _("A term has 1 to {most} characters.").format(most=LONGEST)
        self.query_one(".box", Vertical).border_subtitle = Content(message)

    def action_cancel(self) -> None:
        """Close the dialog; ask first if something was typed."""
        if self.term == Term(*(value.strip() for value in self._term)):
            self.dismiss(None)
            return

        def answered(letter: str | None) -> None:
            if letter == "s":
                self.action_save()
            elif letter == "d":
                self.dismiss(None)

        question = _("This term has changes that are not saved.")
        self.app.push_screen(unsaved_question(question, ("ctrl+s",)), answered)
