"""The file of notes on names keeps the promises of a sidecar."""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsreader.errors import ReadOnlyError
from newsreader.files.guarded import LARGEST
from newsreader.sidecar.names_file import NamesFile
from newsreader.sidecar.paths import names_paths
from tests.privileges import permissions_apply

NOW = datetime(2026, 3, 18, 9, tzinfo=UTC)


def names_file(folder: Path) -> NamesFile:
    return NamesFile(folder, folder / "data", lambda: NOW)


def test_a_note_is_saved_and_read_again(tmp_path: Path) -> None:
    names_file(tmp_path).save_note("ORG", "澜川集团", "谁是股东？\n再查。", "")
    assert names_file(tmp_path).load().note("ORG", ["澜川", "澜川集团"]) == "谁是股东？\n再查。"


def test_unknown_keys_survive(tmp_path: Path) -> None:
    path = tmp_path / "newsreader-names.toml"
    path.write_text('colour = "red"\n[[name]]\nname = "甲"\nkind = "PER"\nage = 7\n[more]\nx = 1\n')
    names_file(tmp_path).save_note("PER", "甲", "一", "")
    names_file(tmp_path).save_note("PER", "甲", "", "一")
    written = path.read_text("utf-8")
    assert 'colour = "red"' in written
    assert "age = 7" in written
    assert "[more]\nx = 1" in written


def test_two_programs_do_not_erase_each_other(tmp_path: Path) -> None:
    one, two = names_file(tmp_path), names_file(tmp_path)
    one.save_note("PER", "甲", "一", "")
    two.save_note("PER", "乙", "二", "")
    two.save_note("PER", "甲", "三", "")
    loaded = one.load()
    assert loaded.note("PER", ["乙"]) == "二"
    assert loaded.note("PER", ["甲"]) == "三\n\n一"


def test_an_empty_note_is_removed(tmp_path: Path) -> None:
    names_file(tmp_path).save_note("PER", "甲", "一", "")
    names_file(tmp_path).save_note("PER", "甲", "", "一")
    assert "甲" not in (tmp_path / "newsreader-names.toml").read_text("utf-8")


def test_a_damaged_file_is_kept_and_said(tmp_path: Path) -> None:
    file = names_file(tmp_path)
    file.save_note("PER", "甲", "一", "")
    file.save_note("PER", "乙", "二", "")
    path = tmp_path / "newsreader-names.toml"
    damaged = path.read_bytes()[: path.read_bytes().index("二".encode())]
    path.write_bytes(damaged)
    loaded = names_file(tmp_path).load()
    assert loaded.note("PER", ["甲"]) == "一"
    assert "damaged" in loaded.problems[0]
    names_file(tmp_path).save_note("PER", "丙", "三", "")
    (kept,) = tmp_path.glob("*.corrupt-*")
    assert kept.read_bytes() == damaged
    assert names_file(tmp_path).load().note("PER", ["甲"]) == "一"


def test_notes_of_a_later_version_are_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "newsreader-names.toml"
    path.write_text("schema = 9\n")
    with pytest.raises(ReadOnlyError):
        names_file(tmp_path).save_note("PER", "甲", "一", "")
    assert path.read_text() == "schema = 9\n"


def test_notes_on_a_folder_that_cannot_be_written_are_in_the_data_directory(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    file = NamesFile(folder, tmp_path / "data", lambda: NOW)
    folder.chmod(0o500)
    with permissions_apply():
        file.save_note("PER", "甲", "一", "")
    assert file.load().note("PER", ["甲"]) == "一"
    folder.chmod(0o700)
    file.save_note("PER", "乙", "二", "")
    assert not list((tmp_path / "data" / "notebooks" / "names").iterdir())
    assert file.load().note("PER", ["甲"]) == "一"


def test_programs_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    def write(program: int) -> None:
        file = names_file(tmp_path)
        for number in range(5):
            file.save_note("PER", f"{program}-{number}", "一", "")

    programs = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
    assert len(names_file(tmp_path).load().notes) == 20


def copy_of(folder: Path, note: str, name: str = "甲") -> Path:
    """A conflicting copy of the notes in `folder`, as a synchronizing program leaves it."""
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir(exist_ok=True)
    other = names_file(elsewhere)
    other.save_note("PER", name, note, other.load().note("PER", [name]))
    copy = folder / "newsreader-names (conflicted copy 2026-03-18).toml"
    copy.write_bytes((elsewhere / "newsreader-names.toml").read_bytes())
    return copy


def test_a_copy_of_a_synchronizing_program_is_merged_in(tmp_path: Path) -> None:
    file = names_file(tmp_path)
    file.save_note("PER", "甲", "一", "")
    file.save_corrections([{"id": "a", "action": "hide", "name": "丙"}])
    copy_of(tmp_path, "二")
    copy_of(tmp_path, "三", "乙")
    loaded = file.load()
    assert loaded.note("PER", ["甲"]) == "二\n\n一"
    assert loaded.note("PER", ["乙"]) == "三"
    (problem,) = loaded.problems
    assert "conflicted copy 2026-03-18).toml is merged in" in problem


def test_what_is_deleted_after_a_copy_was_merged_in_stays_deleted(tmp_path: Path) -> None:
    file = names_file(tmp_path)
    file.save_note("PER", "甲", "一", "")
    copy_of(tmp_path, "二", "乙")
    file.save_note("PER", "乙", "", "二")
    loaded = file.load()
    assert loaded.notes == {("PER", "甲"): "一"}
    assert not loaded.problems


def test_a_copy_that_changes_is_merged_in_again(tmp_path: Path) -> None:
    file = names_file(tmp_path)
    copy_of(tmp_path, "二")
    file.save_note("PER", "乙", "一", "")
    copy_of(tmp_path, "二和三")
    assert file.load().note("PER", ["甲"]) == "二和三"


def test_a_copy_of_a_later_version_or_a_damaged_one_loses_nothing(tmp_path: Path) -> None:
    file = names_file(tmp_path)
    copy = copy_of(tmp_path, "二")
    damaged = copy.read_bytes() + b'[[name]]\nname = "'
    copy.write_bytes(b"schema = 9\n" + damaged.replace(b"schema = 1\n", b""))
    file.save_note("PER", "乙", "一", "")
    assert "later version" in " ".join(file.load().problems)
    copy.write_bytes(damaged)
    assert file.load().note("PER", ["甲"]) == "二"


def test_a_change_of_a_copy_changes_the_signature(tmp_path: Path) -> None:
    file = names_file(tmp_path)
    before = file.signature()
    copy_of(tmp_path, "二")
    assert file.signature() != before


def test_a_note_of_another_type_is_kept(tmp_path: Path) -> None:
    (tmp_path / "newsreader-names.toml").write_text(
        '[[name]]\nname = "甲"\nkind = "PER"\nnote = 3\n'
    )
    names_file(tmp_path).save_note("PER", "甲", "一", "")
    assert "note_unreadable = 3" in (tmp_path / "newsreader-names.toml").read_text("utf-8")


def test_notes_in_the_data_directory_that_cannot_be_read_stay_there(tmp_path: Path) -> None:
    file = names_file(tmp_path)
    _path, spare = names_paths(tmp_path, tmp_path / "data")
    spare.parent.mkdir(parents=True)
    spare.touch()
    os.truncate(spare, LARGEST + 1)
    file.save_note("PER", "甲", "一", "")
    assert spare.exists()
    assert file.load().note("PER", ["甲"]) == "一"


def test_a_copy_is_kept_of_damaged_notes_in_the_data_directory(tmp_path: Path) -> None:
    file = names_file(tmp_path)
    _path, spare = names_paths(tmp_path, tmp_path / "data")
    spare.parent.mkdir(parents=True)
    damaged = '[[name]]\nname = "甲"\nkind = "PER"\nnote = "一"\n[[name]]\nnote = "半'.encode()
    spare.write_bytes(damaged)
    file.save_note("PER", "乙", "二", "")
    (kept,) = spare.parent.iterdir()
    assert kept.read_bytes() == damaged
    assert file.load().note("PER", ["甲"]) == "一"
