"""The writer goes on after every failure, and nobody waits for one that has ended."""

import threading

import pytest

from newsreader.errors import ReadOnlyError, UnsavedError
from newsreader.notebook.notebook import Notebook
from newsreader.session.writer import Saved, SaveFailed, Writer

PATIENCE = 10.0  # seconds; no test needs them


class Disk:
    """A disk that fails as often as it has `failures`, then takes everything."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.taken: list[Notebook] = []
        self.tries = 0
        self.outcomes: list[Saved | SaveFailed] = []

    def save(self, notebook: Notebook) -> Notebook:
        self.tries += 1
        if self.failures:
            raise self.failures.pop(0)
        self.taken.append(notebook)
        return notebook


def test_what_failed_for_now_is_tried_again() -> None:
    disk = Disk(UnsavedError("No space is left."))
    writer = Writer(disk.save, disk.outcomes.append, retry_seconds=0.0)
    one = Notebook().with_note("一")
    writer.put(one)
    assert writer.close(PATIENCE) or writer.close(PATIENCE)
    assert disk.taken == [one]


def test_what_can_never_be_saved_is_tried_once_and_is_not_called_saved() -> None:
    disk = Disk(ReadOnlyError("A later version wrote these notes."))
    writer = Writer(disk.save, disk.outcomes.append, retry_seconds=0.0)
    writer.put(Notebook().with_note("一"))
    assert not writer.close(PATIENCE)
    assert not writer.settled
    assert (disk.tries, disk.taken) == (1, [])
    writer.reopen()
    writer.put(Notebook().with_note("二"))
    assert writer.close(PATIENCE)
    assert writer.settled


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_of_the_program_ends_neither_waiting_nor_saving(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(threading, "excepthook", lambda _args: None)
    disk = Disk(LookupError("a fault"))
    writer = Writer(disk.save, disk.outcomes.append, retry_seconds=0.0)
    writer.put(Notebook().with_note("一"))
    assert not writer.close(PATIENCE)
    assert not writer.settled
    writer.reopen()
    two = Notebook().with_note("二")
    writer.put(two)
    assert writer.close(PATIENCE)
    assert disk.taken == [two]
