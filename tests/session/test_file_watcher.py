"""Changes of files are reported by events of the system, or by comparison where none come."""

from __future__ import annotations

import errno
import queue
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from watchdog.observers.api import BaseObserver

from newsreader import log
from newsreader.session import file_watcher, folder_events
from newsreader.session.file_watcher import FileWatcher

NEVER = 3600.0
PATIENCE = 20.0
"""Seconds until a test fails."""


class Watched:
    """Watchers and their reports."""

    def __init__(self) -> None:
        self.reports: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._watchers: list[FileWatcher] = []

    def start(self, *paths: Path) -> None:
        """Watch `paths`; returns when the folders are watched."""
        self.follow(lambda: paths)

    def follow(self, paths: Callable[[], Iterable[Path]]) -> FileWatcher:
        watcher = FileWatcher(paths, lambda: self.reports.put(None))
        self._watchers.append(watcher)
        watcher.start()
        assert self.reported()
        return watcher

    def reported(self, holds: Callable[[], bool] = lambda: True) -> bool:
        """Whether there is a report, soon, at which something is as it is expected to be."""
        try:
            while True:
                self.reports.get(timeout=PATIENCE)
                if holds():
                    return True
        except queue.Empty:
            return False

    def settled(self) -> bool:
        """Whether a change is reported, and once more as each is."""
        return self.reported() and self.reported()

    def stop(self) -> None:
        for watcher in self._watchers:
            watcher.stop()
            watcher.join(PATIENCE)
            assert not watcher.is_alive()


@pytest.fixture(autouse=True)
def _only_events(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but an event causes a report, unless a test allows it."""
    monkeypatch.setattr(file_watcher, "_RARELY", NEVER)
    monkeypatch.setattr(file_watcher, "_OFTEN", NEVER)
    monkeypatch.setattr(file_watcher, "_BURST", 0.01)
    monkeypatch.setattr(file_watcher, "_SETTLING", 0.01)


@pytest.fixture
def watched() -> Iterator[Watched]:
    watched = Watched()
    yield watched
    watched.stop()


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "news" / "a.txt"
    path.parent.mkdir()
    path.write_text("旧", "utf-8")
    return path


def append(path: Path) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write("新")


def write(path: Path) -> None:
    path.write_text("新", "utf-8")


def replace(path: Path) -> None:
    """As an editor saves, and as this program does."""
    new = path.with_name(".a.tmp")
    new.write_text("新", "utf-8")
    new.replace(path)


def move_from_elsewhere(path: Path) -> None:
    new = path.parent.parent / "b.txt"
    new.write_text("新", "utf-8")
    new.replace(path)


def create_again(path: Path) -> None:
    path.unlink()
    path.write_text("新", "utf-8")


@pytest.mark.parametrize("change", [append, write, replace, move_from_elsewhere, create_again])
def test_a_change_is_reported(
    watched: Watched, article: Path, change: Callable[[Path], None]
) -> None:
    watched.start(article)
    change(article)
    assert watched.reported(lambda: article.exists() and "新" in article.read_text("utf-8"))
    change(article)
    assert watched.reported(lambda: article.exists() and "新" in article.read_text("utf-8"))


def test_a_file_that_is_deleted_is_reported_and_when_it_is_back(
    watched: Watched, article: Path
) -> None:
    watched.start(article)
    article.unlink()
    assert watched.reported(lambda: not article.exists())
    write(article)
    assert watched.reported(article.exists)


def test_a_file_that_appears_is_reported(watched: Watched, article: Path) -> None:
    notes = article.with_name("a.txt.notes.toml")
    watched.start(article, notes)
    write(notes)
    assert watched.reported(notes.exists)


def test_a_copy_beside_the_notes_is_reported(watched: Watched, article: Path) -> None:
    watched.start(article, article.with_name("a.txt.notes.toml"))
    copy = article.with_name("a.txt.notes (conflicted copy 2026-11-22).toml")
    write(copy)
    assert watched.reported(copy.exists)


@pytest.mark.parametrize("name", ["CAFE\u0301 新闻.txt", "Cafe\u0301 新闻.txt", "CAFÉ 新闻.TXT"])
def test_a_name_that_the_system_composes_otherwise_is_heard(
    watched: Watched, article: Path, name: str
) -> None:
    watched.start(article.with_name("Café 新闻.txt"))
    write(article.with_name(name))
    assert watched.settled()


def test_a_change_is_reported_again_when_a_copy_may_be_complete(
    watched: Watched, article: Path
) -> None:
    watched.start(article)
    append(article)
    assert watched.settled()


def test_other_files_in_the_folder_are_not_reported(watched: Watched, article: Path) -> None:
    watched.start(article)
    write(article.with_name("b.txt"))
    write(article.with_name("c.txt"))
    append(article)
    assert watched.settled()
    assert watched.reports.empty()


def test_a_burst_is_reported_few_times(
    watched: Watched, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_watcher, "_BURST", 0.2)
    watched.start(article)
    other = article.with_name("a2.txt")  # in turn: the system itself joins equal events
    for _time in range(300):
        append(other)
        append(article)
    assert watched.reported(lambda: article.read_text("utf-8").count("新") == 300)
    assert watched.reports.qsize() < 30


@pytest.mark.parametrize("how", ["deleted", "moved"])
def test_a_folder_that_is_replaced_is_watched(
    watched: Watched, article: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr(file_watcher, "_OFTEN", 0.01)
    if how == "moved":  # the system says nothing about that
        monkeypatch.setattr(file_watcher, "_RARELY", 0.01)
    watched.start(article)
    if how == "moved":
        article.parent.rename(article.parent.with_name("earlier"))
    else:
        shutil.rmtree(article.parent)
    article.parent.mkdir()
    write(article)
    assert watched.reported(lambda: article.exists() and article.read_text("utf-8") == "新")
    article.write_text("完", "utf-8")
    assert watched.reported(lambda: article.read_text("utf-8") == "完")


def test_a_folder_that_appears_later_is_watched(
    watched: Watched, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_watcher, "_OFTEN", 0.01)
    glossary = article.parent / "words" / "glossary.tsv"
    watched.start(article, glossary)
    append(article)
    assert watched.reported(lambda: "新" in article.read_text("utf-8"))
    glossary.parent.mkdir()
    write(glossary)
    assert watched.reported(glossary.exists)


def test_both_ends_of_a_link_are_watched(watched: Watched, article: Path) -> None:
    link = article.parent.parent / "link.txt"
    link.symlink_to(article)
    watched.start(link)
    append(article)
    assert watched.reported(lambda: "新" in article.read_text("utf-8"))
    other = article.with_name("other.txt")
    write(other)
    link.unlink()
    link.symlink_to(other)
    assert watched.reported(lambda: link.resolve() == other)


def test_files_that_are_added_are_watched(watched: Watched, article: Path) -> None:
    glossary = article.parent.parent / "glossary.tsv"
    paths = [article]
    watcher = watched.follow(lambda: paths)
    paths.append(glossary)
    watcher.look()
    assert watched.settled()
    write(glossary)
    assert watched.reported(glossary.exists)


def test_a_report_comes_now_and_then_without_a_change(
    watched: Watched, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_watcher, "_RARELY", 0.01)
    watched.start(article)
    assert watched.settled()


@pytest.mark.parametrize(
    "error",
    [OSError(errno.ENOSPC, "watch limit reached"), RuntimeError("no new thread"), MemoryError()],
    ids=["watches", "threads", "memory"],
)
def test_without_events_the_files_are_compared_and_the_log_says_why(
    watched: Watched, article: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(_folders: Iterable[str], _hear: object) -> BaseObserver:
        raise error

    monkeypatch.setattr(folder_events, "observe", refuse)
    monkeypatch.setattr(file_watcher, "_OFTEN", 0.01)
    faults: list[BaseException] = []
    monkeypatch.setattr(log, "fault", faults.append)
    watched.start(article)
    append(article)
    assert watched.reported(lambda: "新" in article.read_text("utf-8"))
    assert faults == [error]


def test_without_the_library_the_files_are_compared(
    watched: Watched, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "newsreader.session.folder_events", None)
    monkeypatch.setattr(file_watcher, "_OFTEN", 0.01)
    monkeypatch.setattr(log, "fault", lambda _error: True)
    watched.start(article)
    replace(article)
    assert watched.reported(lambda: article.read_text("utf-8") == "新")


def test_where_no_events_come_a_change_is_found_and_the_next_one_sooner(
    watched: Watched, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a network: the system takes the watch, and says nothing."""
    observe = folder_events.observe
    monkeypatch.setattr(folder_events, "observe", lambda each, _hear: observe(each, lambda _p: 0))
    monkeypatch.setattr(file_watcher, "_RARELY", 0.01)
    watched.start(article)
    append(article)
    assert watched.reported(lambda: article.read_text("utf-8").count("新") == 1)
    monkeypatch.setattr(file_watcher, "_RARELY", NEVER)
    monkeypatch.setattr(file_watcher, "_OFTEN", 0.01)
    append(article)
    assert watched.reported(lambda: article.read_text("utf-8").count("新") == 2)


def test_the_limit_of_the_system_is_no_fault_of_the_watcher(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What `observe` raises at the limit is what the watcher expects; nothing is left open."""
    opened = Path("/proc/self/fd")
    if not opened.is_dir():
        pytest.skip("counts open files in /proc")
    from watchdog.observers import inotify_c

    def at_limit(*_unused: object) -> int:
        import ctypes

        ctypes.set_errno(errno.ENOSPC)
        return -1

    before = sum(1 for _each in opened.iterdir())
    monkeypatch.setattr(inotify_c, "inotify_add_watch", at_limit)
    with pytest.raises(OSError, match="limit"):
        folder_events.observe([str(article.parent)], lambda _path: None)
    assert sum(1 for _each in opened.iterdir()) == before


def test_a_stopped_watcher_reports_nothing(watched: Watched, article: Path) -> None:
    watched.start(article)
    watched.stop()
    append(article)
    assert watched.reports.empty()


def test_a_watcher_that_is_stopped_before_it_begins_ends_at_once(article: Path) -> None:
    reports: list[None] = []
    watcher = FileWatcher(lambda: [article], lambda: reports.append(None))
    watcher.stop()
    watcher.start()
    watcher.join(PATIENCE)
    assert not watcher.is_alive()
    assert not reports
