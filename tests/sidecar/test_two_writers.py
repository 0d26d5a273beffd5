"""Two programs on one notebook, in any order of their deeds: nothing that was written is lost."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.notebook.history import History
from newsreader.notebook.merge import merge
from newsreader.notebook.notebook import Notebook
from newsreader.sidecar.sidecar import Sidecar
from tests.notebooks import article, later, mark, sidecar

DEED_NAMES = ("add", "write", "undo", "save", "save behind", "look behind", "take")
ACTIONS = st.lists(
    st.tuples(st.sampled_from([0, 1]), st.sampled_from(DEED_NAMES)),
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
        self.answers: list[tuple[Notebook, Notebook]] = []

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
            self.stand(before, self.sidecar.save(before))
            self.take()
            return
        elif deed == "save behind":
            self.stand(before, self.sidecar.save(before))
            return
        elif deed == "look behind":
            self.stand(before, self.sidecar.refresh(before).notebook)
            return
        elif deed == "take":
            self.take()
            return
        self.history.record(before, self.screen)

    def stand(self, written: Notebook, stands: Notebook) -> None:
        """An answer of the writer's thread, which the screen has not taken yet."""
        self.answers.append((written, stands))

    def take(self) -> None:
        """The screen goes on while the disk is waited for, and takes the answers when it can."""
        for written, stands in self.answers:
            self.screen = merge(written, self.screen, stands)
        self.answers.clear()

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
@given(ACTIONS)
def test_what_either_wrote_is_there_in_the_end(deeds: list[tuple[int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        programs = [Program(Path(folder), name) for name in "ab"]
        for number, (who, deed) in enumerate(deeds):
            programs[who].do(deed, number)
        for program in programs * 3:  # until each has seen what the other saw late
            program.do("save", 0)
        end = sidecar(Path(folder)).load(article())
        assert not end.problems
        for program in programs:
            assert program.screen.highlights == end.notebook.highlights
            assert program.added <= set(end.notebook.highlights)
            for id_, words in program.written:
                highlight = end.notebook.highlights.get(id_)
                assert highlight is None or words in highlight.note


def test_what_could_not_be_saved_for_long_erases_nothing_that_came_meanwhile(
    tmp_path: Path,
) -> None:
    ours, other = sidecar(tmp_path), sidecar(tmp_path)
    pending = ours.load(article()).notebook.with_highlights([mark("海东港集团")])
    theirs = other.load(article()).notebook
    screen = pending
    for words in ("周明岚", "小客户", "分析人士"):
        theirs = other.save(theirs.with_highlights([mark(words)]))
        screen = ours.refresh(screen).notebook
    ours.save(pending)  # the disk takes it at last, as it was put down at first
    found = sidecar(tmp_path).load(article()).notebook
    assert set(found.highlights) == {"海东港集团", "周明岚", "小客户", "分析人士"}
    assert ours.save(screen).highlights == found.highlights
