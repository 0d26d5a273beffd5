"""Which files belong to a sidecar."""

from __future__ import annotations

from pathlib import Path

from newsreader.sidecar.paths import conflict_copies


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
