"""A correction for all articles of a folder is kept there, applied in each, and taken back."""

from __future__ import annotations

from pathlib import Path

from newsreader.entities.corrections import Correction, CorrectionAction, to_table
from newsreader.entities.kind import Kind
from newsreader.session.folder_corrections import FolderCorrections
from newsreader.sidecar.names_file import NamesFile

EVERYWHERE = to_table(
    Correction("1", CorrectionAction.RENAME, "澜川", Kind.ORG, "澜川集团", everywhere=True)
)
HERE = to_table(Correction("2", CorrectionAction.HIDE, "临江", Kind.LOC))


def test_what_is_for_all_articles_is_kept_in_the_folder(tmp_path: Path) -> None:
    corrections = FolderCorrections(tmp_path, tmp_path / "data")
    corrections.update((), (EVERYWHERE, HERE))
    others = FolderCorrections(tmp_path, tmp_path / "data")
    assert [table["id"] for table in others.tables()] == ["1"]
    corrections.update((EVERYWHERE, HERE), (HERE,))
    assert NamesFile(tmp_path, tmp_path / "data").load().corrections == ()


def test_a_folder_without_a_file_has_none_and_gets_none(tmp_path: Path) -> None:
    corrections = FolderCorrections(tmp_path, tmp_path / "data")
    corrections.update((), (HERE,))
    assert corrections.tables() == ()
    assert list(tmp_path.iterdir()) == []
