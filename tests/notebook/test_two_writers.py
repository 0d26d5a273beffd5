"""Two programs on one notebook, in any order of their deeds: nothing that was written is lost."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.notebook.history import History
from newsreader.notebook.notebook import Notebook
from newsreader.notebook.sidecar import Sidecar
from tests.notebook.notebooks import article, later, mark, sidecar

DEEDS = st.lists(
    st.tuples(st.sampled_from([0, 1]), st.sampled_from(["add", "write", "undo", "save", "look"])),
    max_size=24,
)


class Program:
    """One running program: its sidecar, what is on its screen, and its undo."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.sidecar: Sidecar = sidecar(folder)
        self.screen: Notebook = self.sidecar.load(article()).notebook
        self.history = History()
        self.added: set[str] = set()
        self.written: list[tuple[str, str]] = []

    def do(self, deed: str, number: int) -> None:
        before = self.screen
        if deed == "add":
            id_ = f"{self.name}{number}"
            self.screen = before.with_highlights([mark("周明岚", id_)])
            self.added.add(id_)
        elif deed == "write" and before.highlights:
            one = sorted(before.highlights.values(), key=lambda h: h.id)[0]
            words = f"<{self.name}{number}>"
            changed = one.changed(later(number), note=one.note + words)
            self.screen = before.with_highlights([changed])
            self.written.append((one.id, words))
        elif deed == "undo":
            self.undo()
            return
        elif deed == "save":
            self.screen = self.sidecar.save(before)
            return
        elif deed == "look":
            self.screen = self.sidecar.refresh(before).notebook
            return
        self.history.record(before, self.screen)

    def undo(self) -> None:
        undone = self.history.undo(self.screen)
        if undone is None:
            return
        gone = set(self.screen.highlights) - set(undone.highlights)
        assert gone <= self.added
        self.added -= gone
        kept = [(id_, words) for id_, words in self.written if id_ not in gone]
        notes = {id_: h.note for id_, h in undone.highlights.items()}
        self.written = [(id_, words) for id_, words in kept if words in notes.get(id_, words)]
        self.screen = undone


@settings(max_examples=60, deadline=None)
@given(DEEDS)
def test_what_either_wrote_is_there_in_the_end(deeds: list[tuple[int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        programs = [Program(Path(folder), name) for name in "ab"]
        for number, (who, deed) in enumerate(deeds):
            programs[who].do(deed, number)
        for program in (*programs, *programs):
            program.do("save", 0)
        end = sidecar(Path(folder)).load(article())
        assert not end.problems
        for program in programs:
            assert program.screen.highlights == end.notebook.highlights
            assert program.added <= set(end.notebook.highlights)
            for id_, words in program.written:
                highlight = end.notebook.highlights.get(id_)
                assert highlight is None or words in highlight.note
