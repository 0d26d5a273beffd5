"""Which files belong to a sidecar."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from newsreader.sidecar.paths import conflict_copies, unknown_copies


def test_only_copies_named_by_a_synchronisation_program_are_conflicting(tmp_path: Path) -> None:
    sidecar = tmp_path / "article.txt.notes.toml"
    copies = [
        "article.txt.notes (Lin's conflicted copy 2026-11-22).toml",
        "article.txt.notes.sync-conflict-20261122-093000-ABCDEFG.toml",
    ]
    others = [
        sidecar.name,
        "article.txt.notes.repaired.toml",
        "article.txt.notes.sync-conflict-1.toml.tmp",
        "other.txt.notes.sync-conflict-1.toml",
    ]
    for name in (*copies, *others):
        (tmp_path / name).touch()
    assert [path.name for path in conflict_copies(sidecar)] == copies
    assert conflict_copies(tmp_path / "none" / sidecar.name) == []


@pytest.mark.parametrize(
    "rest",
    [
        " (Conflicted copy Laptop 202611221200).toml",
        "_conflict-lin-20261122-093000.toml",
        "_conflict-20261122-093000.toml",
        " (SFConflict lin@e.cn 2026-11-22-09-30-00).toml",
        " (conflicted copy 2026-11-22 093000).toml",
        " (Laptop's conflicted copy 2026-11-22).toml",
        " (Copie en conflit de Laptop 2026-11-22).toml",
        " (In Konflikt stehende Kopie von Laptop 2026-11-22).toml",
        " (林的冲突副本 2026-11-22).toml",
        " (林 的衝突複本 2026-11-22).toml",
        " (Laptop の競合コピー 2026-11-22).toml",
        " (冲突_林_2026-11-22 09.30.00).toml",
        "-LAPTOP-7Q2.toml",
        "-MacBook Pro.toml",
        "-LAPTOP-7Q2-2.toml",
        " 2.toml",
        " (1).toml",
        ".sync-conflict-20261122-093000-ABCDEFG.toml",
        "_REMOTE_4711.toml",
        ".toml~HEAD",
        ".toml~feature",
        ".toml.orig",
        "_Laptop_Nov-22-093000-2026_Conflict.toml",
    ],
)
def test_copies_of_each_program_are_known(tmp_path: Path, rest: str) -> None:
    sidecar = tmp_path / "article.txt.notes.toml"
    (tmp_path / f"article.txt.notes{rest}").touch()
    assert len(conflict_copies(sidecar)) == 1
    assert unknown_copies(sidecar) == []


@pytest.mark.parametrize("rest", ["-old.toml", " copy.toml", ".toml.bak", " - 副本.toml"])
def test_other_names_look_like_copies_and_are_not_merged(tmp_path: Path, rest: str) -> None:
    sidecar = tmp_path / "article.txt.notes.toml"
    (tmp_path / f"article.txt.notes{rest}").touch()
    assert conflict_copies(sidecar) == []
    assert len(unknown_copies(sidecar)) == 1


@pytest.mark.parametrize(
    "rest", [".toml", ".toml~", ".repaired.toml", ".repaired-2.toml", ".toml.corrupt-1", ".md"]
)
def test_our_own_files_are_no_copies(tmp_path: Path, rest: str) -> None:
    sidecar = tmp_path / "article.txt.notes.toml"
    (tmp_path / f"article.txt.notes{rest}").touch()
    assert conflict_copies(sidecar) == unknown_copies(sidecar) == []


def test_a_copy_is_noticed_that_comes_after_the_folder_was_read(tmp_path: Path) -> None:
    notes = tmp_path / "a.txt.notes.toml"
    notes.touch()
    os.utime(tmp_path, (1000, 1000))  # long ago, so that its names are kept
    assert conflict_copies(notes) == []
    for number in range(1, 4):
        copy = tmp_path / f"a.txt.notes.sync-conflict-2026010{number}-120000-ABCDEFG.toml"
        copy.touch()
        assert len(conflict_copies(notes)) == number


def test_the_copies_in_a_large_folder_are_found_at_once(tmp_path: Path) -> None:
    for number in range(3000):
        (tmp_path / f"{number}.txt").touch()
    os.utime(tmp_path, (1000, 1000))
    conflict_copies(tmp_path / "0.txt.notes.toml")
    begun = time.process_time()
    for number in range(3000):
        conflict_copies(tmp_path / f"{number}.txt.notes.toml")
    assert time.process_time() - begun < 2  # it was more than ten
