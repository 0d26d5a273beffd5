"""The reader's lexicon is read as jieba reads it, and changed without losing a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.entities.corrections import Correction, CorrectionAction
from newsreader.entities.kind import Kind
from newsreader.entities.user_lexicon import (
    LexiconEntry,
    add_entries,
    entries_of,
    read_entries,
    read_lexicon,
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
        LexiconEntry("云计算", 5),
        LexiconEntry("李小福", 2, Kind.PER),
        LexiconEntry("创新办", 3),
        LexiconEntry("easy_install", 3),
        LexiconEntry("台中"),
        LexiconEntry("极氪", None, Kind.PRODUCT),
    )


def test_no_file_is_no_entries(tmp_path: Path) -> None:
    assert read_entries(tmp_path / "none.txt") == ()


def test_adding_keeps_what_is_there_and_changes_the_kind(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "own.txt"
    add_entries(path, [LexiconEntry("极氪", 9, Kind.ORG)])
    path.write_text(path.read_text("utf-8") + "# 留\n云 计算 5\n", "utf-8")
    add_entries(
        path, [LexiconEntry("极氪", None, Kind.PRODUCT), LexiconEntry("安聪慧", None, Kind.PER)]
    )
    assert path.read_text("utf-8") == "# 留\n云 计算 5\n极氪 9 nz\n安聪慧 nr\n"
    assert [p.name for p in path.parent.iterdir()] == ["own.txt"]


def test_a_company_and_an_organisation_that_is_not_a_company(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    corrections = [
        Correction.new(CorrectionAction.ADD, "澜川", Kind.ORG, everywhere=True, subkind="COMPANY"),
        Correction.new(CorrectionAction.RETYPE, "临江城投", Kind.ORG, everywhere=True),
        Correction.new(CorrectionAction.ADD, "新区管委会", Kind.ORG, everywhere=True),
    ]
    add_entries(path, entries_of(corrections))
    assert path.read_text("utf-8") == "澜川 ntc\n临江城投 nto\n新区管委会 nt\n"
    assert [entry.subkind for entry in read_entries(path)] == ["COMPANY", "", None]


def test_adding_can_be_undone(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text("云计算 5\n极氪 9 nt\n", "utf-8")
    names = [LexiconEntry("极氪", None, Kind.PRODUCT), LexiconEntry("安聪慧", None, Kind.PER)]
    before = add_entries(path, names)
    assert before == (LexiconEntry("极氪", 9, Kind.ORG),)
    take_back(path, names, before)
    assert path.read_text("utf-8") == "云计算 5\n极氪 9 nt\n"
    add_entries(path, names)
    take_back(path, names)
    assert path.read_text("utf-8") == "云计算 5\n极氪 9\n"


def test_undo_leaves_later_changes_alone(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    add_entries(path, [LexiconEntry("极氪", None, Kind.PRODUCT)])
    path.write_text("极氪 nt\n", "utf-8")
    take_back(path, [LexiconEntry("极氪", None, Kind.PRODUCT)])
    assert path.read_text("utf-8") == "极氪 nt\n"


def test_a_file_that_is_not_text_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(NewsreaderError, match=r"own\.txt"):
        add_entries(path, [LexiconEntry("极氪")])
    assert path.read_bytes() == b"\xff\xfe\xff"


def test_corrections_that_apply_everywhere_become_entries() -> None:
    corrections = [
        Correction.new(CorrectionAction.ADD, "极氪", Kind.PRODUCT, everywhere=True),
        Correction.new(CorrectionAction.BOUND, "李书", Kind.PER, "李书福", everywhere=True),
        Correction.new(CorrectionAction.WORD, "生命", everywhere=True),
        Correction.new(CorrectionAction.ADD, "落户", Kind.ORG),
        Correction.new(CorrectionAction.HIDE, "宁波", everywhere=True),
    ]
    assert entries_of(corrections) == (
        LexiconEntry("极氪", None, Kind.PRODUCT),
        LexiconEntry("李书福", None, Kind.PER),
        LexiconEntry("生命"),
    )


def test_a_word_is_added_but_a_name_stays_a_name(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.txt"
    path.write_text("长桥 ns\n", "utf-8")
    both = [LexiconEntry("长桥"), LexiconEntry("生命")]
    before = add_entries(path, both)
    assert path.read_text("utf-8") == "长桥 ns\n生命\n"
    take_back(path, both, before)
    assert path.read_text("utf-8") == "长桥 ns\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "big5hkscs", "utf-16", "utf-16-be"])
def test_a_lexicon_is_read_in_any_encoding_of_an_article(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "own.txt"
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    path.write_bytes((mark + "周明 100 nr\r\n\r\n光明日報 nt\r\n台中 ns").encode(encoding))
    assert read_lexicon(path) == (
        (
            LexiconEntry("周明", 100, Kind.PER),
            LexiconEntry("光明日報", None, Kind.ORG),
            LexiconEntry("台中", None, Kind.LOC),
        ),
        "",
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "big5hkscs", "utf-16"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_a_word_is_added_without_changing_another_line(
    tmp_path: Path, encoding: str, end: str
) -> None:
    path = tmp_path / "own.txt"
    before = f"# 周明、光明日報 {end}周明 100  nr{end}  光明日報\tnt{end}{end}台中 ns{end}"
    path.write_bytes(before.encode(encoding))
    name = [LexiconEntry("陳小明", None, Kind.PER)]
    add_entries(path, name)
    assert path.read_bytes() == f"{before}陳小明 nr{end}".encode(encoding)
    take_back(path, name)
    assert path.read_bytes() == before.encode(encoding)


def test_a_damaged_line_is_reported_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    damaged = "云计算 5\n".encode() + b"\xc4\xe3\xff nr\n" + "极氪 nz".encode()
    path.write_bytes(damaged)
    entries, problem = read_lexicon(path)
    assert entries == (LexiconEntry("云计算", 5), LexiconEntry("极氪", None, Kind.PRODUCT))
    assert "Line 2" in problem
    assert "own.txt" in problem
    add_entries(path, [LexiconEntry("安聪慧", None, Kind.PER)])
    assert path.read_bytes() == damaged + "\n安聪慧 nr\n".encode()


def test_a_word_that_the_encoding_cannot_represent_makes_the_file_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_bytes("周明 100 nr\r\n光明日報 nt".encode("big5hkscs"))
    add_entries(path, [LexiconEntry("为民", None, Kind.PER)])
    assert path.read_bytes().decode() == "周明 100 nr\r\n光明日報 nt\r\n为民 nr\r\n"


def test_a_file_does_not_become_utf_8_if_a_line_would_be_lost(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    damaged = "周明 100 nr\n光明日報 nt\n".encode("big5hkscs") + b"\xff nr\n"
    path.write_bytes(damaged)
    with pytest.raises(NewsreaderError, match="为民"):
        add_entries(path, [LexiconEntry("为民", None, Kind.PER)])
    assert path.read_bytes() == damaged


def test_a_link_stays_a_link_and_the_mode_is_kept(tmp_path: Path) -> None:
    real, path = tmp_path / "dotfiles.txt", tmp_path / "own.txt"
    real.write_text("云计算 5\n", "utf-8")
    real.chmod(0o644)
    path.symlink_to(real)
    add_entries(path, [LexiconEntry("安聪慧", None, Kind.PER)])
    assert path.is_symlink()
    assert real.read_text("utf-8") == "云计算 5\n安聪慧 nr\n"
    assert real.stat().st_mode & 0o777 == 0o644


def test_a_file_that_cannot_be_read_is_reported_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(NewsreaderError, match="not an ordinary file"):
        read_lexicon(tmp_path)
    (tmp_path / "own.txt").write_bytes(b"PK\x03\x04\xff\xfe" + bytes(200))
    with pytest.raises(NewsreaderError, match="not a text file"):
        read_lexicon(tmp_path / "own.txt")
