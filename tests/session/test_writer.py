"""The writer continues after every failure, and nothing waits for one that has ended."""

import threading

import pytest

from newsreader.errors import ReadOnlyError, UnsavedError
from newsreader.notebook.notebook import Notebook
from newsreader.notebook.snapshot import Snapshot
from newsreader.session.writer import Saved, SaveFailed, Writer
from newsreader.sidecar.loaded import Loaded
from tests.fakes import NEWS, article_of

PATIENCE = 10.0  # seconds; no test needs them


class Disk:
    """A disk that fails as often as it has `failures`, then takes everything."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.taken: list[Snapshot] = []
        self.tries = 0
        self.outcomes: list[Saved | SaveFailed] = []

    def save(self, snapshot: Snapshot) -> Loaded:
        self.tries += 1
        if self.failures:
            raise self.failures.pop(0)
        self.taken.append(snapshot)
        return Loaded(snapshot.article, snapshot.notebook)


def snapshot(note: str) -> Snapshot:
    return Snapshot(article_of(NEWS), Notebook().with_note(note))


def test_a_save_that_failed_is_tried_again() -> None:
    disk = Disk(UnsavedError("No space is left."))
    writer = Writer(disk.save, disk.outcomes.append, retry_seconds=0.0)
    one = snapshot("一")
    writer.put(one)
    assert writer.close(PATIENCE) or writer.close(PATIENCE)
    assert disk.taken == [one]
    assert disk.outcomes[0] == SaveFailed("No space is left. It will be tried again.")


def test_a_save_that_can_never_work_is_tried_once_and_never_counts_as_saved() -> None:
    disk = Disk(ReadOnlyError("A later version wrote these notes."))
    writer = Writer(disk.save, disk.outcomes.append, retry_seconds=0.0)
    writer.put(snapshot("一"))
    assert not writer.close(PATIENCE)
    assert not writer.settled
    assert (disk.tries, disk.taken) == (1, [])
    writer.reopen()
    writer.put(snapshot("二"))
    assert writer.close(PATIENCE)
    assert writer.settled


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_in_the_program_does_not_stop_later_saves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ended = threading.Event()
    monkeypatch.setattr(threading, "excepthook", lambda _args: ended.set())
    disk = Disk(LookupError("a fault"))
    writer = Writer(disk.save, disk.outcomes.append, retry_seconds=0.0)
    writer.put(snapshot("一"))
    assert ended.wait(PATIENCE)
    assert not writer.settled
    assert any("fault" in each.reason for each in disk.outcomes if isinstance(each, SaveFailed))
    two = snapshot("二")
    writer.put(two)
    assert writer.close(PATIENCE)
    assert disk.taken == [two]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_close_tries_again_what_a_fault_left_unsaved(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()
    monkeypatch.setattr(threading, "excepthook", lambda _args: ended.set())
    disk = Disk(LookupError("a fault"))
    writer = Writer(disk.save, disk.outcomes.append)
    one = snapshot("一")
    writer.put(one)
    assert ended.wait(PATIENCE)
    assert writer.close(PATIENCE)
    assert disk.taken == [one]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_change_that_waits_is_saved_when_the_report_of_an_older_one_raises(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(threading, "excepthook", lambda _args: None)
    disk = Disk()
    reporting, go_on = threading.Event(), threading.Event()

    def report(_outcome: Saved | SaveFailed) -> None:
        reporting.set()
        go_on.wait(PATIENCE)
        raise LookupError

    writer = Writer(disk.save, report)
    one, two = snapshot("一"), snapshot("二")
    writer.put(one)
    assert reporting.wait(PATIENCE)
    writer.put(two)
    go_on.set()
    assert writer.close(PATIENCE)
    assert disk.taken == [one, two]


class FailsOnce(Disk):
    """A disk whose first save fails, but not before `go_on` is set."""

    def __init__(self, failure: Exception) -> None:
        super().__init__(failure)
        self.begun = threading.Event()
        self.go_on = threading.Event()

    def save(self, snapshot: Snapshot) -> Loaded:
        self.begun.set()
        assert self.go_on.wait(PATIENCE)
        return super().save(snapshot)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize(
    "failure", [UnsavedError("No space is left."), ReadOnlyError("Later."), LookupError("a fault")]
)
def test_a_newer_change_is_saved_when_an_older_one_fails(
    monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    monkeypatch.setattr(threading, "excepthook", lambda _args: None)
    disk = FailsOnce(failure)
    writer = Writer(disk.save, disk.outcomes.append, retry_seconds=0.0)
    old, new = snapshot("旧"), snapshot("新")
    writer.put(old)
    assert disk.begun.wait(PATIENCE)
    writer.put(new)
    disk.go_on.set()
    assert writer.close(PATIENCE)
    assert writer.settled
    assert disk.taken[-1] is new
    assert old not in disk.taken


def test_nothing_is_settled_while_it_is_written() -> None:
    disk = FailsOnce(UnsavedError("No space is left."))
    disk.failures.clear()
    writer = Writer(disk.save, disk.outcomes.append)
    writer.put(snapshot("一"))
    assert disk.begun.wait(PATIENCE)
    assert not writer.settled
    assert not writer.close(0.01)
    disk.go_on.set()
    assert writer.close(PATIENCE)


def test_the_thread_ends_when_all_is_saved_and_closed() -> None:
    disk = Disk()
    writer = Writer(disk.save, disk.outcomes.append)
    writer.put(snapshot("一"))
    thread = writer._thread
    assert thread is not None
    assert writer.close(PATIENCE)
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_a_change_that_failed_waits_before_it_is_tried_again() -> None:
    failed = threading.Event()
    disk = Disk(UnsavedError("No space is left."))
    writer = Writer(disk.save, lambda _outcome: failed.set(), retry_seconds=PATIENCE)
    writer.put(snapshot("一"))
    assert failed.wait(PATIENCE)
    assert disk.tries == 1
    assert writer.close(PATIENCE)
    assert disk.tries == 2


def test_a_change_that_failed_is_tried_again_without_a_key() -> None:
    saved = threading.Event()
    disk = Disk(UnsavedError("No space is left."))

    def report(outcome: Saved | SaveFailed) -> None:
        if isinstance(outcome, Saved):
            saved.set()

    writer = Writer(disk.save, report, retry_seconds=0.01)
    writer.put(snapshot("一"))
    assert saved.wait(PATIENCE)
    assert writer.settled
