"""Decoding: encodings are detected, and damage affects little text."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.decoding.decode import decode, known_encoding
from newsreader.errors import UsageError

SIMPLIFIED = (
    "今年春天，这座小城的图书馆重新开放，每天都有上百名读者走进来。他们当中有学生，也有退休的老人，"
    "大家说，最喜欢的还是靠窗的那一排座位。馆长告诉记者，新的阅览室比过去大了一倍，周末会办讲座。"
)
TRADITIONAL = (
    "今年春天，這座小城的圖書館重新開放，每天都有上百名讀者走進來。他們當中有學生，也有退休的老人，"
    "大家說，最喜歡的還是靠窗的那一排座位。館長告訴記者，新的閱覽室比過去大了一倍，週末會辦講座。"
)
CASES = [
    (SIMPLIFIED, "utf-8", "utf-8"),
    (SIMPLIFIED, "gb2312", "gb18030"),
    (SIMPLIFIED, "gbk", "gb18030"),
    (TRADITIONAL, "gb18030", "gb18030"),
    (TRADITIONAL, "big5", "big5hkscs"),
    (SIMPLIFIED, "utf-16-le", "utf-16-le"),
    (TRADITIONAL, "utf-16-be", "utf-16-be"),
    (SIMPLIFIED, "hz", "hz"),
]


@pytest.mark.parametrize(("text", "encoding", "name"), CASES, ids=[case[1] for case in CASES])
def test_each_encoding_is_detected(text: str, encoding: str, name: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.certain) == (text, name, True)


@pytest.mark.parametrize(("text", "encoding", "name"), CASES, ids=[case[1] for case in CASES])
def test_a_few_characters_are_enough_for_detection(text: str, encoding: str, name: str) -> None:
    assert decode(text[:14].encode(encoding)).text == text[:14]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_names_the_encoding_and_is_removed(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding)).text == SIMPLIFIED


def test_characters_beyond_the_old_sets_are_read_by_the_superset() -> None:
    assert decode((SIMPLIFIED + "镕㐂𠮷€").encode("gb18030")).text.endswith("镕㐂𠮷€")
    assert decode((TRADITIONAL + "嘅咗佢").encode("big5hkscs")).text.endswith("嘅咗佢")


def test_two_byte_utf8_of_other_scripts_is_not_taken_for_chinese() -> None:
    assert decode("Привет, мир".encode()).text == "Привет, мир"
    assert decode("联通".encode("gbk")).text == "联通"


def test_western_text_keeps_its_accents() -> None:
    decoded = decode("Un café, s'il vous plaît, et une crème brûlée.".encode("latin-1"))
    assert "café" in decoded.text
    assert not decoded.certain


@pytest.mark.parametrize(
    ("encoding", "text"), [("gb18030", SIMPLIFIED), ("big5", TRADITIONAL)], ids=["gb", "big5"]
)
@pytest.mark.parametrize("at", [0, 31, 60, 101])
def test_a_stray_byte_costs_no_more_than_its_neighbours(encoding: str, text: str, at: int) -> None:
    data = (text * 2).encode(encoding)
    lost = decode(data[:at] + data[at + 1 :]).text
    added = decode(data[:at] + b"\xb7" + data[at:]).text
    for read in (lost, added):
        assert read.endswith(text[at // 2 + 6 :] + text)
        assert abs(len(read) - 2 * len(text)) <= 2


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_gets_back_in_step(encoding: str) -> None:
    data = (SIMPLIFIED * 8).encode(encoding)
    read = decode(data[:501] + b"\x4e" + data[501:])
    assert read.encoding == encoding
    assert read.text.endswith(SIMPLIFIED * 5)
    cut = decode(data[1:])
    assert cut.text.endswith(SIMPLIFIED * 7)


def test_a_cut_character_at_the_end_does_not_change_the_encoding() -> None:
    decoded = decode(SIMPLIFIED.encode()[:-1])
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith(SIMPLIFIED[:-1])


def test_nuls_after_a_text_do_not_change_the_encoding() -> None:
    for encoding in ("utf-8", "gbk"):
        decoded = decode(SIMPLIFIED.encode(encoding) + b"\x00" * 9)
        assert decoded.text == SIMPLIFIED + "\x00" * 9
        assert not decoded.binary


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("a\nb\n", "lf"),
        ("a\r\nb\r\n", "crlf"),
        ("a\rb\r", "cr"),
        ("a\r\nb\nc\r", "mixed"),
        ("a\u2028b\u2029c\x85", "mixed"),
        ("ab", "lf"),
    ],
)
def test_every_line_end_becomes_a_line_feed(raw: str, kind: str) -> None:
    decoded = decode(raw.encode())
    assert decoded.newline == kind
    assert set(decoded.text) <= set("abc\n")
    assert decoded.text.count("\n") == len([c for c in raw.replace("\r\n", "\n") if c not in "abc"])


def test_only_line_ends_are_changed() -> None:
    text = "一\t二\x0b三\x0c四\x1c五\ufeff六\u200b七"
    assert decode(text.encode()).text == text


def test_names_of_encodings_map_to_their_superset() -> None:
    assert known_encoding("GB2312") == "gb18030"
    assert known_encoding("Big5") == "big5hkscs"
    for name in ("rot13", "base64", "idna", "", "nothing\0"):
        with pytest.raises(UsageError):
            known_encoding(name)


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
def test_utf8_is_unchanged_except_for_line_ends(text: str) -> None:
    decoded = decode(("好" * 30 + text).encode())
    for end in ("\r\n", "\r", "\x85", "\u2028", "\u2029"):
        text = text.replace(end, "\n")
    assert decoded.text == "好" * 30 + text


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 180), st.binary(max_size=2)), max_size=4),
    st.sampled_from(["gb18030", "utf-8", "utf-16-le", "hz"]),
)
def test_damage_never_stops_reading(damage: list[tuple[int, bytes]], encoding: str) -> None:
    data = bytearray(SIMPLIFIED.encode(encoding))
    for at, change in damage:
        data[at : at + 1] = change
    text = decode(bytes(data)).text
    assert text.encode().decode() == text


def test_bytes_that_are_utf_16_by_chance_are_no_text() -> None:
    for seed in range(200):
        data = random.Random(seed).randbytes(300)
        assert decode(data).binary, seed
