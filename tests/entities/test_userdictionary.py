"""The reader's own dictionary is read as jieba does, and added to without losing a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.entities.corrections import Correction, Deed
from newsreader.entities.entity import Kind
from newsreader.entities.userdictionary import (
    Entry,
    add_entries,
    entries_of,
    read_entries,
    take_back,
)
from newsreader.errors import NewsreaderError


def test_entries_as_users_of_jieba_write_them(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text(
        "\ufeff云计算 5\n李小福 2 nr\n创新办 3 i\neasy_install 3 eng\n台中\n\n# 注\n极氪 nz",
        "utf-8",
    )
    assert read_entries(path) == (
        Entry("云计算", 5),
        Entry("李小福", 2, Kind.PER),
        Entry("创新办", 3),
        Entry("easy_install", 3),
        Entry("台中"),
        Entry("极氪", None, Kind.PRODUCT),
    )


def test_no_file_is_no_entries(tmp_path: Path) -> None:
    assert read_entries(tmp_path / "none.txt") == ()


def test_adding_keeps_what_is_there_and_changes_the_kind(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "own.txt"
    add_entries(path, [Entry("极氪", 9, Kind.ORG)])
    path.write_text(path.read_text("utf-8") + "# 留\n云 计算 5\n", "utf-8")
    add_entries(path, [Entry("极氪", None, Kind.PRODUCT), Entry("安聪慧", None, Kind.PER)])
    assert path.read_text("utf-8") == "# 留\n云 计算 5\n极氪 9 nz\n安聪慧 nr\n"
    assert [p.name for p in path.parent.iterdir()] == ["own.txt"]


def test_a_company_and_an_organisation_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    wishes = [
        Correction.new(Deed.ADD, "澜川", Kind.ORG, everywhere=True, subkind="COMPANY"),
        Correction.new(Deed.RETYPE, "临江城投", Kind.ORG, everywhere=True),
        Correction.new(Deed.ADD, "新区管委会", Kind.ORG, everywhere=True),
    ]
    add_entries(path, entries_of(wishes))
    assert path.read_text("utf-8") == "澜川 ntc\n临江城投 nto\n新区管委会 nt\n"
    assert [entry.subkind for entry in read_entries(path)] == ["COMPANY", "", None]


def test_what_was_added_is_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text("云计算 5\n极氪 9 nt\n", "utf-8")
    names = [Entry("极氪", None, Kind.PRODUCT), Entry("安聪慧", None, Kind.PER)]
    before = add_entries(path, names)
    assert before == (Entry("极氪", 9, Kind.ORG),)
    take_back(path, names, before)
    assert path.read_text("utf-8") == "云计算 5\n极氪 9 nt\n"
    add_entries(path, names)
    take_back(path, names)
    assert path.read_text("utf-8") == "云计算 5\n极氪 9\n"


def test_what_was_changed_since_is_not_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    add_entries(path, [Entry("极氪", None, Kind.PRODUCT)])
    path.write_text("极氪 nt\n", "utf-8")
    take_back(path, [Entry("极氪", None, Kind.PRODUCT)])
    assert path.read_text("utf-8") == "极氪 nt\n"


def test_a_file_that_is_no_text_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(NewsreaderError, match=r"own\.txt"):
        add_entries(path, [Entry("极氪")])
    assert path.read_bytes() == b"\xff\xfe\xff"


def test_corrections_that_are_meant_everywhere_become_entries() -> None:
    corrections = [
        Correction.new(Deed.ADD, "极氪", Kind.PRODUCT, everywhere=True),
        Correction.new(Deed.BOUND, "李书", Kind.PER, "李书福", everywhere=True),
        Correction.new(Deed.ADD, "落户", Kind.ORG),
        Correction.new(Deed.HIDE, "宁波", everywhere=True),
    ]
    assert entries_of(corrections) == (
        Entry("极氪", None, Kind.PRODUCT),
        Entry("李书福", None, Kind.PER),
    )
