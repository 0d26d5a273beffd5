"""Two machines with one notebook, and a program that synchronises them: nothing is lost for good.

Where both changed the file since the last time, one side wins, and the other's lies beside it as a
copy, as Syncthing and its kin do it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.notebook.notebook import Notebook
from tests.notebooks import OpenSidecar, article, later, mark, sidecar

NAME = "article.txt.notes.toml"
ACTIONS = ("add", "write", "delete", "save", "look", "synchronise", "synchronise slowly", "reopen")
ROUNDS = 8
"""After so many rounds without an action both are the same; copies of copies would never end."""


class Machine:
    """A folder, and the program in which its article is open."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder / name
        self.folder.mkdir()
        self.name = name
        self.count = 0
        self.living: set[str] = set()
        self.written: list[tuple[str, str]] = []
        self.open()

    def open(self) -> None:
        self.sidecar: OpenSidecar = sidecar(self.folder)
        loaded = self.sidecar.load(article())
        self.screen: Notebook = loaded.notebook
        if loaded.joined:
            self.save()

    def do(self, action: str) -> None:
        getattr(self, action)()

    def add(self) -> None:
        self.count += 1
        id_ = f"{self.name}{self.count}"
        self.screen = self.screen.with_highlights([mark("周明岚", id_)])
        self.living.add(id_)

    def write(self) -> None:
        for highlight in self.screen.in_order()[:1]:
            self.count += 1
            words = f"<{self.name}{self.count}>"
            changed = highlight.changed(later(self.count), note=highlight.note + words)
            self.screen = self.screen.with_highlights([changed])
            self.written.append((highlight.id, words))

    def delete(self) -> None:
        """One of one's own that nobody wrote on."""
        for id_ in sorted(self.living)[:1]:
            highlight = self.screen.highlights.get(id_)
            if highlight is not None and not highlight.note:
                self.count += 1
                gone = highlight.deleted(later(self.count))
                self.screen = self.screen.with_highlights([gone])
                self.living.discard(id_)

    def save(self) -> None:
        self.screen = self.sidecar.save(self.screen)

    def look(self) -> None:
        for _time in range(2):
            if self.sidecar.changed():
                loaded = self.sidecar.refresh(self.screen)
                self.screen = loaded.notebook
                if loaded.joined:
                    self.save()

    def reopen(self) -> None:
        self.save()
        self.open()

    def file(self) -> bytes | None:
        path = self.folder / NAME
        return path.read_bytes() if path.exists() else None

    def put(self, data: bytes, name: str = NAME) -> None:
        temporary = self.folder / ".syncthing.tmp"
        temporary.write_bytes(data)
        temporary.replace(self.folder / name)


class Synchroniser:
    """Brings two folders together, as of when it last did."""

    def __init__(self, one: Machine, other: Machine) -> None:
        self.machines = one, other
        self.known: bytes | None = None
        self.conflicts = 0

    def run(self, *, slowly: bool) -> None:
        """`slowly`: everybody looks between the coming of the copy and that of the winner."""
        one, other = self.machines
        ours, theirs = one.file(), other.file()
        if ours == theirs:
            self.known = ours
            return
        if theirs is not None and self.known not in (ours, theirs):
            self.conflicts += 1
            for machine in self.machines:
                machine.put(theirs, f"article.txt.notes.sync-conflict-{self.conflicts}.toml")
                if slowly:
                    machine.look()
            if other.file() != theirs:
                return  # changed meanwhile: not written over
            ours = one.file()
        if ours is not None and (ours != self.known or theirs is None):
            other.put(ours)
            self.known = ours
        elif theirs is not None:
            one.put(theirs)
            self.known = theirs


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([0, 1]), st.sampled_from(ACTIONS)), max_size=30))
def test_what_either_wrote_is_on_both_in_the_end(actions: list[tuple[int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        machines = [Machine(Path(folder), name) for name in "ab"]
        program = Synchroniser(*machines)
        for who, action in actions:
            if action.startswith("synchronise"):
                program.run(slowly=action.endswith("slowly"))
            else:
                machines[who].do(action)
        for machine in machines:
            machine.save()
        for _round in range(ROUNDS):
            program.run(slowly=False)
            for machine in machines:
                machine.look()
        assert machines[0].file() == machines[1].file()
        for machine in machines:
            found = machine.screen
            for each in machines:
                assert each.living <= {highlight.id for highlight in found.in_order()}
                for id_, words in each.written:
                    assert words in found.highlights[id_].note
