"""Changes to the notes on many articles, and the one undo that takes each back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.article.article import Article
from newsreader.article.loader import open_article
from newsreader.errors import UnsavedError
from newsreader.files.journal import Journal, journals
from newsreader.library.note_changes import (
    MOST_KEPT,
    SILENT,
    Change,
    NoteChanges,
    Outcome,
    Progress,
    Undoable,
)
from newsreader.locale import use_language
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight, HighlightState
from newsreader.notebook.notebook import Notebook
from newsreader.sidecar.paths import sidecar_path
from newsreader.sidecar.sidecar import Sidecar
from newsreader.text.span import Span
from tests.notebooks import MORNING, highlight_file, later
from tests.privileges import permissions_apply

TEXTS = {
    "a.txt": "港口扩建\n\n港口今年扩建，航线增加。港口的货物更多了。\n",
    "b.txt": "没有这个词\n\n山里的清晨。\n",
    "c.txt": "运价\n\n港口的运价上涨。\n",
}


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


class Folder:
    """Three articles, and what changes their notes."""

    def __init__(self, path: Path) -> None:
        self.path, self.data, self.journals = path / "news", path / "data", path / "journals"
        self.path.mkdir()
        for name, text in TEXTS.items():
            (self.path / name).write_text(text, "utf-8")
        self.articles = [self.path / name for name in TEXTS]
        self.changes = self.restarted()

    def restarted(self) -> NoteChanges:
        """What another start of the program has."""
        return NoteChanges(self.data, self.journals, now=lambda: later(1))

    def mark_all(self, articles: Sequence[Path] = (), progress: Progress = SILENT) -> Outcome:
        wanted = articles or self.articles
        return self.changes.make("mark 港口", wanted, marks("港口"), progress)

    def last(self) -> Undoable:
        found = self.restarted().last(lambda path: path.is_relative_to(self.path))
        assert found is not None
        return found

    def undo(self, progress: Progress = SILENT) -> Outcome:
        return self.restarted().undo(self.last(), progress)

    def notebook(self, name: str) -> Notebook:
        path = self.path / name
        return Sidecar(path, self.data).load(open_article(path)).notebook

    def change(self, name: str, change: Change) -> None:
        """What another program does to the notes."""
        path = self.path / name
        article, sidecar = open_article(path), Sidecar(path, self.data)
        loaded = sidecar.load(article)
        sidecar.save(loaded.changed(change(article, loaded.notebook)))

    def quotes(self) -> dict[str, list[str]]:
        return {
            path.name: [h.quote for h in self.notebook(path.name).in_order()]
            for path in self.articles
        }


def marks(words: str) -> Change:
    def change(article: Article, notebook: Notebook) -> Notebook:
        starts = [at for at in range(article.length) if article.text.startswith(words, at)]
        made = (
            Highlight.new(article.text, Span(at, at + len(words)), Colour.BLUE, MORNING)
            for at in starts
        )
        return notebook.with_highlights(made)

    return change


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def on_each(**fields: object) -> Change:
    """Gives every highlight other fields."""

    def change(_article: Article, notebook: Notebook) -> Notebook:
        return notebook.with_highlights(h.changed(later(5), **fields) for h in notebook.in_order())

    return change


def test_one_undo_takes_back_what_was_added_to_every_article(folder: Folder) -> None:
    highlight_file(folder.path / "c.txt", "运价", "我的想法")
    outcome = folder.mark_all()
    assert (outcome.changed, outcome.articles, outcome.problems) == (4, 2, ())
    assert folder.quotes() == {"a.txt": ["港口"] * 3, "b.txt": [], "c.txt": ["运价", "港口"]}
    assert folder.last().words == "mark 港口"
    undone = folder.undo()
    assert (undone.changed, undone.articles, undone.kept) == (4, 2, 0)
    assert folder.quotes() == {"a.txt": [], "b.txt": [], "c.txt": ["运价"]}
    assert folder.notebook("c.txt").in_order()[0].note == "我的想法"
    assert folder.notebook("a.txt").trash() == ()
    assert journals(folder.journals) == []
    assert not sidecar_path(folder.path / "b.txt").exists()


@pytest.mark.parametrize(
    "fields", [{"note": "新的想法"}, {"colour": Colour.RED}, {"tags": ("待查",)}]
)
def test_what_the_reader_changed_since_stays(folder: Folder, fields: dict[str, object]) -> None:
    folder.mark_all()
    folder.change("c.txt", on_each(**fields))
    undone = folder.undo()
    assert (undone.changed, undone.kept) == (3, 1)
    (kept,) = folder.notebook("c.txt").in_order()
    assert {name: getattr(kept, name) for name in fields} == fields


def test_what_the_reader_deleted_since_stays_in_the_trash(folder: Folder) -> None:
    folder.mark_all()
    folder.change("c.txt", on_each(state=HighlightState.DELETED))
    undone = folder.undo()
    assert (undone.changed, undone.kept) == (3, 0)
    assert len(folder.notebook("c.txt").trash()) == 1


def test_new_ends_are_a_change_of_the_readers(folder: Folder) -> None:
    folder.mark_all()

    def widen(article: Article, notebook: Notebook) -> Notebook:
        (only,) = notebook.in_order()
        return notebook.with_highlights(
            [only.attached(article.text, Span(only.span.start, only.span.end + 1), later(5))]
        )

    folder.change("c.txt", widen)
    assert folder.undo().kept == 1


def test_a_changed_text_is_no_change_of_the_readers(folder: Folder) -> None:
    folder.mark_all()
    path = folder.path / "a.txt"
    path.write_text("新加的一段话，说明情况。\n\n" + TEXTS["a.txt"], "utf-8")
    assert folder.undo().changed == 4
    assert folder.quotes()["a.txt"] == []


def test_fields_are_set_back_where_they_are_as_they_were_made(folder: Folder) -> None:
    highlight_file(folder.path / "a.txt", "扩建", "原来的", ("旧",))
    highlight_file(folder.path / "c.txt", "运价", "原来的", ("旧",))
    folder.changes.make("tags", folder.articles, on_each(tags=("新",)))
    folder.change("a.txt", on_each(note="后来写的"))
    folder.change("c.txt", on_each(tags=("新", "又一个")))
    undone = folder.undo()
    assert (undone.changed, undone.kept) == (1, 1)
    (first,), (second,) = (folder.notebook(name).in_order() for name in ("a.txt", "c.txt"))
    assert (first.tags, first.note) == (("旧",), "后来写的")
    assert second.tags == ("新", "又一个")


def test_a_deletion_is_undone_and_so_is_a_note_on_the_article(folder: Folder) -> None:
    highlight_file(folder.path / "a.txt", "扩建", "想法")

    def delete(_article: Article, notebook: Notebook) -> Notebook:
        gone = notebook.with_highlights(h.deleted(later(5)) for h in notebook.in_order())
        return gone.with_note("整篇的想法")

    folder.changes.make("delete", [folder.path / "a.txt"], delete)
    assert folder.notebook("a.txt").in_order() == ()
    assert folder.undo().changed == 2
    (back,) = folder.notebook("a.txt").in_order()
    assert (back.note, back.state) == ("想法", HighlightState.PLACED)
    assert folder.notebook("a.txt").note == ""


def test_a_bad_article_is_passed_over_and_reported(folder: Folder) -> None:
    sidecar = sidecar_path(folder.path / "a.txt")
    highlight_file(folder.path / "a.txt", "扩建")
    later_version = sidecar.read_text("utf-8").replace("schema = 2", "schema = 99")
    sidecar.write_text(later_version, "utf-8")
    outcome = folder.mark_all([folder.path / "gone.txt", *folder.articles])
    assert (outcome.changed, outcome.articles) == (1, 1)
    bad = {problem.partition(":")[0] for problem in outcome.problems}
    assert bad == {"gone.txt", "a.txt"}
    assert sidecar.read_text("utf-8") == later_version
    assert folder.quotes()["c.txt"] == ["港口"]


def test_a_damaged_sidecar_is_kept_aside_and_reported(folder: Folder) -> None:
    highlight_file(folder.path / "a.txt", "扩建", "想法")
    sidecar = sidecar_path(folder.path / "a.txt")
    damaged = sidecar.read_bytes()[:-60] + b"\xff\xff"
    sidecar.write_bytes(damaged)
    outcome = folder.mark_all()
    assert outcome.changed == 4
    assert any(problem.startswith("a.txt: ") for problem in outcome.problems)
    assert "扩建" in folder.quotes()["a.txt"]
    (kept,) = folder.path.glob("a.txt.notes.toml.corrupt-*")
    assert kept.read_bytes() == damaged


def test_in_a_folder_that_is_read_only_the_data_directory_has_the_notes(folder: Folder) -> None:
    folder.path.chmod(0o500)
    with permissions_apply():
        assert folder.mark_all().changed == 4
        assert folder.quotes()["c.txt"] == ["港口"]
        assert folder.undo().changed == 4
        assert folder.quotes()["c.txt"] == []
    folder.path.chmod(0o700)
    assert not list(folder.path.glob("*.toml"))


def test_a_stopped_change_and_a_stopped_undo_go_on_from_there(folder: Folder) -> None:
    outcome = folder.mark_all(progress=Progress(lambda done, _all: done < 2))
    assert (outcome.stopped, outcome.changed) == (True, 3)
    folder.mark_all([folder.path / "c.txt"])
    folder.undo()
    stopped = folder.undo(Progress(lambda _done, _all: False))
    assert (stopped.stopped, stopped.changed) == (True, 0)
    assert folder.undo().changed == 3
    assert folder.quotes()["a.txt"] == []


def test_each_change_is_undone_by_itself_the_last_one_first(folder: Folder) -> None:
    folder.mark_all([folder.path / "a.txt"])
    folder.changes.make("red", [folder.path / "a.txt"], on_each(colour=Colour.RED))
    assert folder.undo().words == "red"
    assert {h.colour for h in folder.notebook("a.txt").in_order()} == {Colour.BLUE}
    assert folder.undo().changed == 3


def test_other_folders_are_not_undone_here(folder: Folder) -> None:
    folder.mark_all()
    assert folder.restarted().last(lambda path: path.parent.name == "elsewhere") is None


def test_a_change_is_not_undone_while_another_program_makes_it(folder: Folder) -> None:
    folder.mark_all()
    last = folder.last()
    at_work = Journal.claim(last.path)
    assert at_work is not None
    with pytest.raises(UnsavedError, match="just now"):
        folder.changes.undo(last)
    at_work.close()
    assert folder.undo().changed == 4


def test_without_a_journal_only_one_article_is_changed(folder: Folder) -> None:
    folder.journals.write_text("not a folder")
    with pytest.raises(UnsavedError, match="no journal"):
        folder.mark_all()
    assert folder.quotes()["a.txt"] == []
    assert folder.mark_all([folder.path / "a.txt"]).changed == 3


def test_old_journals_are_deleted(folder: Folder) -> None:
    for number in range(MOST_KEPT + 3):
        folder.changes.make("red", [folder.path / "a.txt"], marks("港口" if number % 2 else "货"))
    assert len(journals(folder.journals)) <= MOST_KEPT
    assert oct(journals(folder.journals)[0].stat().st_mode)[-3:] == "600"


def test_two_programs_lose_nothing_of_each_other(folder: Folder) -> None:
    """Another program has the article open, with a note that it saves afterwards."""
    path = folder.path / "c.txt"
    article, theirs = open_article(path), Sidecar(path, folder.data)
    loaded = theirs.load(article)
    folder.mark_all()
    made = replace(Highlight.new(article.text, Span(4, 6), Colour.RED, MORNING), note="别处写的")
    saved = theirs.save(loaded.changed(loaded.notebook.with_highlights([made])))
    assert len(saved.notebook.in_order()) == 2
    assert folder.undo().changed == 4
    again = theirs.refresh(article)
    assert [h.note for h in again.notebook.in_order()] == ["别处写的"]
    theirs.save(again.changed(again.notebook.with_note("整篇")))
    assert [h.note for h in folder.notebook("c.txt").in_order()] == ["别处写的"]


_AT_WORK = """
import sys
from pathlib import Path
from newsreader.library.note_changes import NoteChanges, Progress
from tests.library.test_note_changes import marks
root, what = Path(sys.argv[1]), sys.argv[2]
changes = NoteChanges(root / "data", root / "journals")
progress = Progress(saved=lambda path: print(path.name, flush=True))
if what == "mark":
    changes.make("mark", sorted((root / "news").glob("*.txt")), marks("港口"), progress)
else:
    changes.undo(changes.last(lambda path: True), progress)
"""


def _other_program(folder: Folder, what: str) -> subprocess.Popen[bytes]:
    """Another program that marks all hits, or undoes that; it prints each article when done."""
    return subprocess.Popen(
        [sys.executable, "-c", _AT_WORK, str(folder.path.parent), what],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        env=os.environ,
    )


def _kill_after(child: subprocess.Popen[bytes], articles: int) -> None:
    assert child.stdout is not None
    with child:
        for _ in range(articles):
            child.stdout.readline()
        child.send_signal(signal.SIGKILL)


@pytest.fixture
def large(folder: Folder) -> Folder:
    """A folder of 33 articles."""
    for number in range(30):
        folder.articles.append(folder.path / f"n{number:02}.txt")
        folder.articles[-1].write_text(TEXTS["a.txt"], "utf-8")
    return folder


@pytest.mark.parametrize("after", [1, 7])
def test_a_marking_that_was_killed_is_undone_after_a_restart(large: Folder, after: int) -> None:
    _kill_after(_other_program(large, "mark"), after)
    written = list(large.path.glob("*.notes.toml"))
    assert len(written) >= after
    for path in written:
        tomllib.loads(path.read_text("utf-8"))
    large.undo()
    assert not any(large.quotes().values())
    assert journals(large.journals) == []


def test_an_undo_that_was_killed_goes_on_after_a_restart(large: Folder) -> None:
    large.mark_all()
    _kill_after(_other_program(large, "undo"), 3)
    assert sum(1 for quotes in large.quotes().values() if quotes) < 32
    large.undo()
    assert not any(large.quotes().values())
    assert journals(large.journals) == []


def test_two_programs_at_work_on_the_same_notes_lose_nothing(large: Folder) -> None:
    with _other_program(large, "mark") as child:
        for path in large.articles:
            large.changes.make("note", [path], lambda _article, notes: notes.with_note("想法"))
        assert child.wait() == 0
    for path in large.articles:
        notes = large.notebook(path.name)
        assert notes.note == "想法"
        assert len(notes.in_order()) == open_article(path).text.count("港口")


def test_an_undo_that_fails_altogether_can_be_tried_once_more(folder: Folder) -> None:
    folder.mark_all()
    changes, last = folder.restarted(), folder.last()
    away = folder.path.with_name("away")
    folder.path.rename(away)
    assert len(changes.undo(last).problems) == 2
    away.rename(folder.path)
    assert changes.undo(folder.last()).changed == 4
    assert journals(folder.journals) == []


def test_an_undo_that_fails_twice_is_given_up(folder: Folder) -> None:
    folder.mark_all()
    changes, last = folder.restarted(), folder.last()
    folder.path.rename(folder.path.with_name("away"))
    assert changes.undo(last).problems
    assert changes.undo(last).problems
    assert journals(folder.journals) == []
