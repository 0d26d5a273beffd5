"""Rows of text that fit their width."""

from __future__ import annotations

from newsreader.tui.widgets.typeset import fitting

HINTS = ("1/385", "Ctrl+K 已会", "Enter 打开", "Esc 关闭")


def test_all_hints_are_shown_where_there_is_room() -> None:
    assert fitting(HINTS, 80) == "1/385 · Ctrl+K 已会 · Enter 打开 · Esc 关闭"


def test_the_last_hints_are_left_out_whole_and_none_is_cut() -> None:
    assert fitting(HINTS, 33) == "1/385 · Ctrl+K 已会 · Enter 打开"
    assert fitting(HINTS, 31) == "1/385 · Ctrl+K 已会"
    assert fitting(HINTS, 3) == ""


def test_all_hints_are_there_before_the_box_has_a_size() -> None:
    assert fitting(HINTS, -6).endswith("Esc 关闭")


def test_the_first_hints_stay_longest_and_what_always_stays_is_last() -> None:
    assert fitting(HINTS, 24, 2, always=["?"]) == "1/385 · Ctrl+K 已会 · ?"
    assert fitting(HINTS, 16, 2, always=["?"]) == "Ctrl+K 已会 · ?"
    assert fitting(HINTS, 3, 2, always=["?"]) == "?"
