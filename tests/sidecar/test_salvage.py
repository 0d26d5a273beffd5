"""Whatever was done to the file, what can be read is read, and nothing is made up."""

from __future__ import annotations

import time
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.anchoring.sketch import with_sketch
from newsreader.sidecar.compose import Composer
from newsreader.sidecar.parser import parse_sidecar
from newsreader.sidecar.salvage import parse
from tests.notebooks import article, later, notebook

OLD = article()
VALUE = with_sketch(notebook("周明岚", "海东港集团", "小客户"), OLD)
NOTED = VALUE.with_highlights(
    [VALUE.highlights["海东港集团"].changed(later(1), note="甲\n[[highlight]]\n乙", tags=("港",))]
)
BYTES = Composer().compose(NOTED)


def test_cut_off_at_every_byte_nothing_is_made_up() -> None:
    for length in range(0, len(BYTES) - 2, 3):
        found = parse_sidecar(BYTES[:length], None)
        assert not found.whole
        for id_, highlight in found.notebook.highlights.items():
            known = NOTED.highlights.get(id_)
            if known is None:
                continue
            assert known.note.startswith(highlight.note)
            assert known.quote.startswith(highlight.quote)


def test_everything_before_the_cut_is_there() -> None:
    last = BYTES.rindex(b"[[highlight]]")
    found = parse_sidecar(BYTES[: last + 20], None).notebook
    assert len([h for h in found.highlights if h in NOTED.highlights]) == 2


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(BYTES) * 8 - 1))
def test_a_flipped_bit_costs_one_entry_at_most(bit: int) -> None:
    bent = bytearray(BYTES)
    bent[bit // 8] ^= 1 << bit % 8
    found = parse_sidecar(bytes(bent), OLD).notebook
    same = [h for h in found.highlights.values() if h == NOTED.highlights.get(h.id)]
    assert len(same) >= len(NOTED.highlights) - 1


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.integers(0, len(BYTES)))
def test_rubbish_anywhere_is_no_failure(rubbish: bytes, at: int) -> None:
    for data in (BYTES[:at] + rubbish + BYTES[at:], rubbish):
        assert parse_sidecar(data, OLD).notebook is not None


def test_a_note_with_a_line_like_a_header_is_read_from_a_damaged_file() -> None:
    found = parse_sidecar(BYTES.replace(b"format =", b"format ="[::-1]), None).notebook
    assert found.highlights["海东港集团"].note == "甲\n[[highlight]]\n乙"


def test_a_file_whose_end_is_missing_is_not_taken_for_whole() -> None:
    shorter = BYTES[: BYTES.rindex(b"[[highlight]]")]
    assert not parse(shorter).whole
    assert parse(BYTES).whole


def test_a_file_that_a_hand_wrote_needs_no_last_line() -> None:
    assert parse('[[highlight]]\nquote = "周明岚"\n'.encode()).whole


def test_deep_nesting_and_long_numbers_are_only_damage() -> None:
    deep = (b"a" + b".a" * 200_000, b"[a" + b' . "b"' * 200_000, b"x = {'a'" + b".'a'" * 200_000)
    for hostile in (*deep, b"a = " + b"[" * 100_000, b"a = " + b"9" * 10_000):
        found = parse(hostile + b"\n[[highlight]]\nquote = 'x'\n")
        assert found.tables["highlight"] == [{"quote": "x"}]


def test_the_file_of_the_first_schema_is_read_for_ever() -> None:
    stored = (Path(__file__).parent / "data" / "schema_1.notes.toml").read_bytes()
    found = parse_sidecar(stored, None)
    assert found.whole
    assert not found.problems
    assert [h.note for h in found.notebook.in_order()] == ["第一条\n两行", ""]
    assert found.notebook.note == "整篇的笔记"
    assert set(found.notebook.bookmarks) == {"a"}
    assert found.notebook.entities == ({"name": "海东港集团", "kind": "ORG"},)


def test_time_does_not_explode_with_size() -> None:
    began = time.process_time()
    parse(b'x = "\n' * 60_000)
    parse(b"[[highlight]]\nid =\n" * 5_000)
    assert time.process_time() - began < 60
