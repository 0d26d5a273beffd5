from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.text.sanitize import _BLANK, _UNSAFE, clean, clean_line, shown

ATTACKS = "\x1b]0;title\x07\x1b[2J\x9b31m\u202egnp.exe\u2066\u200f\u2028\ud800\x7f\r\x00\U000e0041"


def test_clean_text_is_returned_as_the_same_object() -> None:
    text = "吉利控股集团 ZEEKR 001\n\t“极氪”👨\u200d👩\u200d👧"
    assert clean(text) is text


def test_nothing_that_can_act_on_a_terminal_is_left() -> None:
    cleaned = clean(ATTACKS)
    assert len(cleaned) == len(ATTACKS)
    assert not any(c < " " or "\x7f" <= c <= "\x9f" or c in "\u202e\u2066" for c in cleaned)
    cleaned.encode("utf-8")


def test_no_printable_character_can_act_on_a_terminal() -> None:
    printable = [chr(code) for code in range(0x110000) if chr(code).isprintable()]
    assert not [character for character in printable if _UNSAFE.search(character)]
    assert not [character for character in printable if _BLANK.search(character)]


def test_an_escape_shows_as_its_picture() -> None:
    assert clean("\x1b[2J") == "␛[2J"


def test_a_line_has_no_line_breaks_and_no_tabs() -> None:
    assert clean_line("标题\n副题\t署名\u2028") == "标题 副题 署名 "


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(codec=None), max_size=60))
def test_cleaning_is_one_for_one_and_idempotent(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("cluster", "painted"),
    [
        ("中", "中"),
        ("👨\u200d👩\u200d👧", "👨"),
        ("👍🏽", "👍"),
        ("❤\ufe0f", "❤"),
        ("\n", ""),
        ("\u200b", ""),
        ("\x1b", "␛"),
        ("e\u0301", "e\u0301"),
    ],
)
def test_what_terminals_disagree_about_is_not_painted(cluster: str, painted: str) -> None:
    assert shown(cluster) == painted


def test_a_tab_is_painted_as_asked() -> None:
    assert shown("\t", "  ") == "  "


def test_many_combining_marks_are_cut_when_painted() -> None:
    assert len(shown("e" + "\u0301" * 5000)) < 40


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(codec=None), min_size=1, max_size=12))
def test_what_is_painted_is_clean_and_narrow(text: str) -> None:
    painted = shown(text)
    assert clean_line(painted) == painted
    assert cell_len(painted) <= 2 * len(text) + 4
