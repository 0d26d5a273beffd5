"""Two programs on one notebook, in any order of their actions: nothing that was written is lost."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.notebook.snapshot import Snapshot
from newsreader.sidecar.loaded import Loaded
from newsreader.sidecar.sidecar import Sidecar
from tests.notebooks import article, later, mark, sidecar

NAMES = (
    "add",
    "write",
    "undo",
    "redo",
    "save",
    "save behind",
    "look behind",
    "take",
    "take one",
    "take the last",
)
ACTIONS = st.lists(
    st.tuples(st.sampled_from([0, 1]), st.sampled_from(NAMES)),
    max_size=24,
)


class Program:
    """One running program: its sidecar, and what is on its screen."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.sidecar = Sidecar(folder / "article.txt", folder / "data")
        loaded = self.sidecar.load(article())
        self.screen: Snapshot = loaded.changed(loaded.notebook)
        self.added: set[str] = set()
        self.undone: set[str] = set()
        self.written: list[tuple[str, str]] = []
        self.touched: set[str] = set()
        self.answers: list[Loaded] = []

    def do(self, action: str, number: int) -> None:
        match action:
            case "add":
                self.add(f"{self.name}{number}")
            case "write":
                self.write(number)
            case _:
                getattr(self, action.replace(" ", "_"))()

    def save(self) -> None:
        self.save_behind()
        self.take()

    def save_behind(self) -> None:
        self.answers.append(self.sidecar.save(self.screen))

    def look_behind(self) -> None:
        self.answers.append(self.sidecar.refresh(self.screen.article))

    def add(self, id_: str) -> None:
        value = self.screen.notebook
        self.screen = self.screen.changed(value.with_highlights([mark("周明岚", id_)]))
        self.added.add(id_)

    def write(self, number: int) -> None:
        value = self.screen.notebook
        for one in sorted(value.highlights.values(), key=lambda h: h.id)[:1]:
            words = f"<{self.name}{number}>"
            changed = one.changed(later(number), note=one.note + words)
            self.screen = self.screen.changed(value.with_highlights([changed]))
            self.written.append((one.id, words))
            self.touched.add(one.id)

    def take(self) -> None:
        """The screen continues while the disk is waited for, and takes the answers later."""
        for answer in self.answers:
            self.screen = answer.merged_into(self.screen)
        self.answers.clear()

    def take_one(self) -> None:
        late, self.answers = self.answers[1:], self.answers[:1]
        self.take()
        self.answers = late

    def take_the_last(self) -> None:
        self.answers.reverse()
        self.take()

    def undo(self) -> None:
        undone = self.screen.undone()
        if undone is None:
            return
        gone = set(self.screen.notebook.highlights) - set(undone.notebook.highlights)
        assert gone <= self.added
        self.added -= gone
        self.undone |= gone
        kept = [(id_, words) for id_, words in self.written if id_ not in gone]
        notes = {id_: h.note for id_, h in undone.notebook.highlights.items()}
        self.written = [(id_, words) for id_, words in kept if words in notes.get(id_, words)]
        self.screen = undone

    def redo(self) -> None:
        redone = self.screen.redone()
        if redone is None:
            return
        back = set(redone.notebook.highlights) - set(self.screen.notebook.highlights)
        assert back <= self.undone
        self.undone -= back
        self.added |= back
        self.screen = redone


@settings(max_examples=100, deadline=None)
@given(ACTIONS)
def test_what_either_wrote_is_there_in_the_end(actions: list[tuple[int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        programs = [Program(Path(folder), name) for name in "ab"]
        for number, (who, action) in enumerate(actions):
            programs[who].do(action, number)
        for program in programs * 3:  # until each has seen what the other saw late
            program.do("save", 0)
        end = sidecar(Path(folder)).load(article())
        assert not end.problems
        for program in programs:
            assert program.screen.notebook.highlights == end.notebook.highlights
            assert program.added <= set(end.notebook.highlights)
            touched = programs[0].touched | programs[1].touched
            for id_ in program.undone:  # only what somebody wrote on comes back
                assert id_ not in end.notebook.highlights or id_ in touched
            for id_, words in program.written:
                highlight = end.notebook.highlights.get(id_)
                assert highlight is None or words in highlight.note


def test_what_could_not_be_saved_for_long_erases_nothing_that_came_meanwhile(
    tmp_path: Path,
) -> None:
    ours = Sidecar(tmp_path / "article.txt", tmp_path / "data")
    other = sidecar(tmp_path)
    loaded = ours.load(article())
    pending = loaded.changed(loaded.notebook.with_highlights([mark("海东港集团")]))
    theirs = other.load(article()).notebook
    screen = pending
    for words in ("周明岚", "小客户", "分析人士"):
        theirs = other.save(theirs.with_highlights([mark(words)]))
        screen = ours.refresh(screen.article).merged_into(screen)
    saved = ours.save(pending)  # the first attempt that works is with the oldest snapshot
    found = sidecar(tmp_path).load(article()).notebook
    assert set(found.highlights) == {"海东港集团", "周明岚", "小客户", "分析人士"}
    assert saved.merged_into(screen).notebook.highlights == found.highlights
    assert ours.save(screen).notebook.highlights == found.highlights


def test_what_was_removed_while_an_older_snapshot_was_saved_stays_removed(tmp_path: Path) -> None:
    ours = Sidecar(tmp_path / "article.txt", tmp_path / "data")
    other = sidecar(tmp_path)
    loaded = ours.load(article())
    pending = loaded.changed(loaded.notebook.with_highlights([mark("海东港集团")]))
    theirs = other.load(article()).notebook
    other.save(theirs.with_highlights([mark("周明岚").deleted(later(1))]))
    screen = ours.refresh(pending.article).merged_into(pending)
    saved = ours.save(pending)
    screen = screen.changed(screen.notebook.emptied())
    merged = saved.merged_into(screen)
    assert set(merged.notebook.highlights) == {"海东港集团"}
    assert set(ours.save(screen).notebook.highlights) == {"海东港集团"}
    assert set(ours.save(merged).notebook.highlights) == {"海东港集团"}


def test_a_merge_is_not_lost_when_the_reader_has_changed_something_meanwhile(
    tmp_path: Path,
) -> None:
    ours = Sidecar(tmp_path / "article.txt", tmp_path / "data")
    other = sidecar(tmp_path)
    loaded = ours.load(article())
    first = loaded.changed(loaded.notebook.with_highlights([mark("海东港集团")]))
    other.save(other.load(article()).notebook.with_highlights([mark("周明岚")]))
    screen = first.changed(first.notebook.with_highlights([mark("小客户")]))
    screen = ours.save(first).merged_into(screen)
    assert set(screen.notebook.highlights) == {"海东港集团", "周明岚", "小客户"}
    undone = screen.undone()
    assert undone is not None
    assert set(ours.save(undone).notebook.highlights) == {"海东港集团", "周明岚"}


def test_a_save_that_the_screen_knows_of_is_no_part_of_the_merge_base(tmp_path: Path) -> None:
    ours, other = Sidecar(tmp_path / "article.txt", tmp_path / "data"), sidecar(tmp_path)
    loaded = ours.load(article())
    screen = loaded.changed(loaded.notebook.with_note("一"))
    screen = ours.save(screen).merged_into(screen)
    theirs = other.save(other.load(article()).notebook.with_note("二"))
    screen = ours.refresh(screen.article).merged_into(screen)
    assert screen.notebook.note == "二"
    screen = screen.changed(screen.notebook.with_note("一\n\n二"))  # not saved yet
    other.save(theirs.with_note("三"))
    screen = ours.refresh(screen.article).merged_into(screen)
    assert screen.notebook.note == "一\n\n三"


@pytest.mark.parametrize("answers", [0, 1, 2])
def test_what_is_done_again_before_the_undo_is_known_to_be_saved_stays(
    tmp_path: Path, answers: int
) -> None:
    ours = Sidecar(tmp_path / "article.txt", tmp_path / "data")
    loaded = ours.load(article())
    screen = loaded.changed(loaded.notebook)
    screen = screen.changed(screen.notebook.with_highlights([mark("海东港集团", "a")]))
    late = [ours.save(screen)]
    screen = undone if (undone := screen.undone()) is not None else screen
    late.append(ours.save(screen))
    for answer in late[:answers]:
        screen = answer.merged_into(screen)
    assert not screen.notebook.highlights
    screen = redone if (redone := screen.redone()) is not None else screen
    for answer in late[answers:]:
        screen = answer.merged_into(screen)
    assert set(screen.notebook.highlights) == {"a"}
    assert set(ours.save(screen).notebook.highlights) == {"a"}
