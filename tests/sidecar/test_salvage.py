"""Everything readable in a damaged file is read, and nothing is invented."""

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


def test_a_file_cut_off_at_any_byte_invents_nothing() -> None:
    for length in range(0, len(BYTES) - 2, 3):
        found = parse_sidecar(BYTES[:length], None)
        assert not found.whole
        for id_, highlight in found.notebook.highlights.items():
            known = NOTED.highlights.get(id_)
            if known is None:
                continue
            assert known.note.startswith(highlight.note)
            assert known.quote.startswith(highlight.quote)


def test_of_a_string_that_is_cut_off_only_a_note_is_read() -> None:
    for key, read in (("id", None), ("quote", None), ("colour", None), ("note", "海东")):
        data = f'[[highlight]]\nstart = 4\nquote = "港"\n\n[[highlight]]\nstart = 9\n{key} = "海东'
        found = parse(data.encode()).tables["highlight"]
        assert isinstance(found, list)
        assert found[0] == {"start": 4, "quote": "港"}
        assert [entry.get(key) for entry in found[1:]] == ([read] if read else [])


def test_a_note_on_many_lines_is_read_from_a_damaged_table() -> None:
    data = '[[highlight]]\nquote = "港"\nx = [[\nnote = """\n甲\nid = "乙"\n丙"""\ncolour = "red"\n'
    assert parse(data.encode()).tables["highlight"] == [
        {"quote": "港", "note": '甲\nid = "乙"\n丙', "colour": "red"}
    ]
    cut = data.partition('丙"""')[0]
    assert parse(cut.encode()).tables["highlight"] == [{"quote": "港", "note": '甲\nid = "乙"\n'}]


def test_a_repeated_key_in_a_damaged_table_begins_another_entry() -> None:
    data = '[[highlight]]\nquote = "港"\nnote = "一"\n[[highligh\nquote = "口"\nnote = "二"\n'
    assert parse(data.encode()).tables["highlight"] == [
        {"quote": "港", "note": "一"}, {"quote": "口", "note": "二"}
    ]  # fmt: skip


def test_everything_before_the_cut_is_read() -> None:
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
def test_random_bytes_anywhere_never_fail(rubbish: bytes, at: int) -> None:
    for data in (BYTES[:at] + rubbish + BYTES[at:], rubbish):
        assert parse_sidecar(data, OLD).notebook is not None


def test_a_note_with_a_line_like_a_header_is_read_from_a_damaged_file() -> None:
    found = parse_sidecar(BYTES.replace(b"format =", b"format ="[::-1]), None).notebook
    assert found.highlights["海东港集团"].note == "甲\n[[highlight]]\n乙"


def test_a_file_without_its_end_is_not_whole() -> None:
    shorter = BYTES[: BYTES.rindex(b"[[highlight]]")]
    assert not parse(shorter).whole
    assert parse(BYTES).whole


def test_a_file_written_by_hand_needs_no_last_line() -> None:
    assert parse('[[highlight]]\nquote = "周明岚"\n'.encode()).whole


def test_deep_nesting_and_long_numbers_are_only_damage() -> None:
    deep = (b"a" + b".a" * 200_000, b"[a" + b' . "b"' * 200_000, b"x = {'a'" + b".'a'" * 200_000)
    for hostile in (*deep, b"a = " + b"[" * 100_000, b"a = " + b"9" * 10_000):
        found = parse(hostile + b"\n[[highlight]]\nquote = 'x'\n")
        assert found.tables["highlight"] == [{"quote": "x"}]


def test_a_file_of_schema_1_is_still_read() -> None:
    stored = (Path(__file__).parent / "data" / "schema_1.notes.toml").read_bytes()
    found = parse_sidecar(stored, None)
    assert found.whole
    assert not found.problems
    assert [h.note for h in found.notebook.in_order()] == ["第一条\n两行", ""]
    assert found.notebook.note == "整篇的笔记"
    assert set(found.notebook.bookmarks) == {"a"}
    assert found.notebook.entities == ({"name": "海东港集团", "kind": "ORG"},)


def test_the_time_grows_slowly_with_the_size() -> None:
    began = time.process_time()
    parse(b'x = "\n' * 60_000)
    parse(b"[[highlight]]\nid =\n" * 5_000)
    assert time.process_time() - began < 60
