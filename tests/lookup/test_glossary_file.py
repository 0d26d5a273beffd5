"""The glossary on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.lookup.glossary import NAME, Term
from newsreader.lookup.glossary_file import (
    GlossaryError,
    put_term,
    read_glossary,
)

PEAK = Term("碳达峰", "carbon peak", "by 2030")


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_a_glossary_in_any_encoding_of_an_article(tmp_path: Path, encoding: str) -> None:
    text = "# 能源术语表\r\n碳达峰\tcarbon peak\tby 2030\r\n\r\n碳中和\tcarbon neutrality\r\n"
    file = read_glossary(write(tmp_path / NAME, text, encoding))
    assert file.entries == ((2, PEAK), (4, Term("碳中和", "carbon neutrality")))
    assert file.problems == ()


def test_a_header_names_the_columns_in_any_order_and_others_are_ignored(tmp_path: Path) -> None:
    text = "status\t译文\t术语\nnew\tcarbon peak\t碳达峰\n"
    file = read_glossary(write(tmp_path / NAME, text))
    assert file.entries == ((2, Term("碳达峰", "carbon peak")),)


def test_quoted_cells_are_read_without_their_quotation_marks(tmp_path: Path) -> None:
    file = read_glossary(write(tmp_path / NAME, '"改革"\t"a ""reform"""\n'))
    assert file.entries == ((1, Term("改革", 'a "reform"')),)


def test_each_wrong_line_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    text = (
        "碳达峰\tcarbon peak\tby 2030\n没有制表符\n\tno term\n碳達峰\tagain\n"
        + "长" * 200
        + "\tx\n"
    )
    path = write(tmp_path / NAME, text)
    file = read_glossary(path)
    assert file.entries == ((1, PEAK),)
    assert [problem.split(": ")[0] for problem in file.problems] == [
        f"{path}, line {number}" for number in (2, 3, 4, 5)
    ]
    assert "碳達峰 is in line 1 already" in file.problems[2]


def test_many_wrong_lines_are_counted(tmp_path: Path) -> None:
    file = read_glossary(write(tmp_path / NAME, "x\n" * 30))
    assert len(file.problems) == 6
    assert file.problems[-1].endswith("25 more lines are left out.")


def test_what_is_no_text_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    with pytest.raises(GlossaryError, match="cannot be read: it is not a text file"):
        read_glossary(path)


def test_a_new_term_creates_the_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / NAME
    assert put_term(path, PEAK, None) == 2
    assert path.read_text("utf-8") == "term\ttranslation\tnote\n碳达峰\tcarbon peak\tby 2030\n"


def test_a_change_keeps_comments_other_columns_order_and_line_ends(tmp_path: Path) -> None:
    before = "\ufeff# 注\r\nterm\tstatus\ttranslation\r\n改革\tok\treform\t\r\n碳达峰\tnew\tpeak"
    path = write(tmp_path / NAME, before)
    assert put_term(path, Term("改革", "reforms"), Term("改革", "reform")) == 3
    assert put_term(path, Term("开放", "opening"), None) == 5
    assert path.read_bytes().decode() == (
        "\ufeff# 注\r\nterm\tstatus\ttranslation\r\n改革\tok\treforms\t\r\n"
        "碳达峰\tnew\tpeak\r\n开放\t\topening\r\n"
    )


def test_a_note_gets_a_column_where_the_header_has_none(tmp_path: Path) -> None:
    path = write(tmp_path / NAME, "term\ttranslation\n改革\treform\n")
    put_term(path, Term("改革", "reform", "1978"), Term("改革", "reform"))
    assert path.read_text("utf-8") == "term\ttranslation\tnote\n改革\treform\t1978\n"
    assert read_glossary(path).entries == ((2, Term("改革", "reform", "1978")),)


def test_a_new_column_takes_no_cells_that_are_there(tmp_path: Path) -> None:
    path = write(tmp_path / NAME, "term\tnote\n碳达峰\tby 2030\tmy own mark\n")
    put_term(path, Term("碳中和", "carbon neutrality"), None)
    assert read_glossary(path).entries == (
        (2, Term("碳达峰", "", "by 2030")),
        (3, Term("碳中和", "carbon neutrality")),
    )
    assert "\tmy own mark\n" in path.read_text("utf-8")


def test_a_file_in_gbk_stays_in_gbk(tmp_path: Path) -> None:
    path = write(tmp_path / NAME, "改革\treform\n" * 1 + "开放政策一直没有改变\topening\n", "gbk")
    put_term(path, PEAK, None)
    assert path.read_bytes().decode("gbk").endswith("碳达峰\tcarbon peak\tby 2030\n")


def test_what_another_program_wrote_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = write(tmp_path / NAME, "改革\treform\n")
    write(path, "改革\treforming\n开放\topening\n")
    with pytest.raises(GlossaryError, match="was changed in"):
        put_term(path, Term("改革", "mine"), Term("改革", "reform"))
    assert put_term(path, PEAK, None) == 3
    assert [term.translation for _line, term in read_glossary(path).entries] == [
        "reforming",
        "opening",
        "carbon peak",
    ]


def test_a_term_cannot_become_one_that_is_there(tmp_path: Path) -> None:
    path = write(tmp_path / NAME, "改革\treform\n开放\topening\n")
    with pytest.raises(GlossaryError, match="开放 is in line 2"):
        put_term(path, Term("开放", "reform"), Term("改革", "reform"))


@pytest.mark.parametrize("word", ["#标签", "=1+1", "a\tb", '"一"', '"', '#"一"', '"一"二"'])
def test_a_term_with_signs_of_the_format_is_read_back(tmp_path: Path, word: str) -> None:
    path = tmp_path / NAME
    put_term(path, Term(word, word), None)
    read = " ".join(word.split())
    assert read_glossary(path).entries == ((2, Term(read, read)),)
