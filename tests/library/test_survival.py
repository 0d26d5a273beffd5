"""Nothing is lost when a program is killed, the index damaged, or a folder used by two."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from newsreader.article.loader import open_article
from newsreader.library.all_notes import AllNotes
from newsreader.library.full_text import articles_with
from newsreader.library.index import Index
from newsreader.library.library import Library
from newsreader.sidecar.paths import sidecar_path
from newsreader.sidecar.sidecar import Sidecar
from newsreader.state import State
from tests.fakes import NEWS
from tests.interpreter import ROOT
from tests.notebooks import highlight_file

COUNT = 90  # a scan takes 64 at a time
SCAN = """
import sys
from pathlib import Path
from newsreader.library.full_text import articles_with
from newsreader.library.index import Index
from newsreader.library.library import Library
from newsreader.state import State
home = Path(sys.argv[1])
index, state = Index.open(home / "library.db"), State.open(home / "s")
library = Library([home / "news"], index, state, home / "data").refresh()
print("begun", flush=True)
for _ in library.scan.run():
    pass
print(sum(1 for _ in articles_with(library, "知行", library.entries)))
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    for number in range(COUNT):
        path = tmp_path / "news" / f"{number:03}.txt"
        path.write_text(NEWS.replace("临江市", f"临江市{number}号"), "utf-8")
    for number in range(0, COUNT, 10):
        highlight_file(tmp_path / "news" / f"{number:03}.txt", "陆知行")
    return tmp_path


def scan(home: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SCAN, str(home)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )


def library_of(home: Path, index: Index) -> Library:
    return Library([home / "news"], index, State.open(home / "s"), home / "data").refresh()


def assert_complete(home: Path) -> None:
    """Everything is found after one more scan, and every note is there."""
    with closing(Index.open(home / "library.db")) as index:
        library = library_of(home, index)
        list(library.scan.run())
        assert len(list(articles_with(library, "知行", library.entries))) == COUNT
        assert len(AllNotes(library).known().matching("陆知行", None, {})) == COUNT // 10
        assert index.problem == ""
    for number in range(0, COUNT, 10):
        path = home / "news" / f"{number:03}.txt"
        assert sidecar_path(path).exists()
        assert Sidecar(path, home / "data").load(open_article(path)).notebook.in_order()


def test_a_scan_that_is_killed_at_any_moment_loses_nothing(home: Path) -> None:
    chance = random.Random(3)
    for _again in range(4):
        with scan(home) as running:
            assert running.stdout is not None
            running.stdout.readline()
            time.sleep(chance.random() * 0.24)
            running.send_signal(signal.SIGKILL)
    assert_complete(home)


def test_two_programs_on_one_folder_find_everything(home: Path) -> None:
    both = [scan(home), scan(home)]
    assert [each.communicate(timeout=60)[0].split() for each in both] == [["begun", str(COUNT)]] * 2
    assert_complete(home)


@pytest.mark.parametrize("harm", ["delete", "overwrite", "truncate"])
def test_an_index_that_is_harmed_while_it_is_used_is_filled_again(home: Path, harm: str) -> None:
    with closing(Index.open(home / "library.db")) as index:
        library = library_of(home, index)
        list(library.scan.run())
        for file in home.glob("library.db*"):
            if harm == "delete":
                file.unlink()
            elif harm == "truncate":
                os.truncate(file, file.stat().st_size // 2)
            else:
                file.write_bytes(b"\xff" * file.stat().st_size)
        list(library.scan.run())
        assert len(list(articles_with(library, "知行", library.entries))) == COUNT
    assert_complete(home)


def test_a_search_goes_on_while_the_folder_is_scanned(home: Path) -> None:
    with closing(Index.open(home / "library.db")) as index:
        library = library_of(home, index)
        list(library.scan.run())
        for path in (home / "news").glob("*.txt"):
            path.write_text(path.read_text("utf-8") + "\n又一段。\n", "utf-8")
        scanning = threading.Thread(target=lambda: list(library.scan.run()))
        scanning.start()
        while scanning.is_alive():
            assert len(list(articles_with(library, "知行", library.entries))) == COUNT
        scanning.join()
        assert len(list(articles_with(library, "又一段", library.entries))) == COUNT
