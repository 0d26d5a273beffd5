"""Corrections of a name for all articles of the folder, from its dossier."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from newsreader.entities.corrections import Correction, CorrectionAction, from_tables, to_table
from newsreader.entities.kind import COMPANY, Kind, groups, kind_name, kind_of
from newsreader.library.all_notes import Step
from newsreader.library.article_entry import Appearance
from newsreader.library.library import Library
from newsreader.library.names import FolderNames
from newsreader.locale import _
from newsreader.sidecar.names_file import NameNotes
from newsreader.text.sanitize import clean_line
from newsreader.tui.actions.context import JobContext
from newsreader.tui.dialogs.menu import Chosen, MenuItem, MenuScreen
from newsreader.tui.dialogs.picker import PickerItem, PickerList, PickerScreen
from newsreader.tui.library.job import Job
from newsreader.tui.theme.themes import Palette

Done = Callable[[], object]


class NameCorrector:
    """Asks how to correct `name`, and saves the answer in the folder's file of names.

    `done` is called after that.
    """

    def __init__(
        self,
        context: JobContext,
        palette: Palette,
        library: Library,
        names: FolderNames,
        name: Appearance,
        done: Done,
    ) -> None:
        self._context = context
        self._palette = palette
        self._library = library
        self._names = names
        self._name = name
        self._done = done

    def ask(self) -> None:
        """Offer the corrections."""
        items = [
            MenuItem("rename", "r", _("give it another name")),
            MenuItem("merge", "m", _("it is the same as another one")),
            MenuItem("retype", "t", _("it is of another kind")),
            MenuItem("hide", "x", _("it is not an entity")),
            MenuItem("back", "b", _("take a correction back")),
        ]
        asked: dict[str, Done] = {
            "rename": self._rename,
            "merge": self._merge,
            "retype": self._retype,
            "hide": lambda: self._save(CorrectionAction.HIDE),
            "back": self._take_back,
        }

        def answered(chosen: Chosen | None) -> None:
            if chosen is not None:
                asked[chosen.id]()

        title = _("{name}, in all articles of the folder").format(name=clean_line(self._name.name))
        self._context.ask(MenuScreen(self._palette, title, items), answered)

    def _rename(self) -> None:
        def submitted(value: str) -> None:
            name = value.strip()
            if name and name != self._name.name:
                self._save(CorrectionAction.RENAME, to=name)

        self._context.bar.prompt(_("Name"), self._name.name, on_submit=submitted)

    def _merge(self) -> None:
        others = [each for each in self._names.appearances() if each is not self._name]
        others.sort(
            key=lambda each: (
                not are_similar(self._name.names, each.names),
                each.kind is not self._name.kind,
            )
        )
        colours = self._palette.kinds
        items = [
            PickerItem(
                str(at),
                clean_line("、".join(each.names)),
                f"{kind_name(each.kind, each.subkind)} {each.mentions}",
                colours[each.kind],
            )
            for at, each in enumerate(others)
        ]

        def answered(chosen: str | None) -> None:
            if chosen is None:
                return
            into = others[int(chosen)]
            if into.kind is not self._name.kind:
                self._save(CorrectionAction.RETYPE, into.kind, subkind=into.subkind)
            self._save(CorrectionAction.MERGE, into.kind, to=into.name)

        title = _("{name} is the same as …").format(name=clean_line(self._name.name))
        self._context.ask(PickerScreen(self._palette, PickerList(title, items)), answered)

    def _retype(self) -> None:
        subkind = self._name.subkind
        present = COMPANY if subkind == COMPANY else self._name.kind.value
        items = [
            MenuItem(group, str(number % 10), words.one)
            for number, (group, words) in enumerate(groups().items(), 1)
            if group != present
        ]

        def answered(chosen: Chosen | None) -> None:
            if chosen is not None:
                kind, subkind = kind_of(chosen.id)
                self._save(CorrectionAction.RETYPE, kind, subkind=subkind)

        title = _("What is {name}?").format(name=clean_line(self._name.name))
        self._context.ask(MenuScreen(self._palette, title, items), answered)

    def _take_back(self) -> None:
        known = from_tables(self._library.name_notes().corrections)
        if not known:
            self._context.say(_("No name was corrected for all articles yet."))
            return
        items = [PickerItem(each.id, correction_words(each)) for each in reversed(known)]

        def answered(chosen: str | None) -> None:
            if chosen is not None:
                self._write([], [chosen])

        found = PickerList(_("Corrections, the last first"), items, _("take back"))
        self._context.ask(PickerScreen(self._palette, found), answered)

    def _save(
        self,
        action: CorrectionAction,
        kind: Kind | None = None,
        to: str = "",
        subkind: str = "",
    ) -> None:
        name, kind = self._name.name, kind or self._name.kind
        new = Correction.new(action, name, kind, to, everywhere=True, subkind=subkind)
        self._write([new])

    def _write(self, added: Sequence[Correction], removed: Sequence[str] = ()) -> None:
        tables = [to_table(each) for each in added]

        def save(_step: Step) -> NameNotes:
            return self._library.names_file.save_corrections(tables, removed)

        self._context.start_job(Job(_("Correcting the name"), save, lambda _notes: self._done()))


def correction_words(correction: Correction) -> str:
    """A correction as a sentence."""
    sentences = {
        CorrectionAction.ADD: _("{name} is an entity: {kind}"),
        CorrectionAction.HIDE: _("{name} is not an entity"),
        CorrectionAction.RETYPE: _("{name} is of another kind: {kind}"),
        CorrectionAction.RENAME: _("{name} is called {to}"),
        CorrectionAction.MERGE: _("{name} is merged with {to}"),
        CorrectionAction.SPLIT: _("{name} is an entity of its own"),
        CorrectionAction.BOUND: _("{name} is in full {to}"),
        CorrectionAction.WORD: _("{name} is one word"),
    }
    kind = kind_name(correction.kind, correction.subkind) if correction.kind is not None else ""
    sentence = sentences[correction.action]
    return sentence.format(name=correction.name, to=correction.to, kind=kind)


def are_similar(names: Sequence[str], others: Sequence[str]) -> bool:
    """Whether one of `names` is part of one of `others`, or the other way round."""
    return any(name in other or other in name for name in names for other in others)
