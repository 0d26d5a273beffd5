"""Two sketches show which parts of two texts are the same."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.anchoring.sketch import Sketch, correspond, read, sketch, write
from newsreader.text.fold import fold
from tests.notebooks import TEXT


def of(text: str, grain: int | None = None) -> Sketch:
    return sketch(fold(text), len(text), grain)


@settings(max_examples=100, deadline=None)
@given(st.text("海东港，。 \n一二三abc㎡ﷺ", max_size=400))
def test_chunks_cover_the_text_once(text: str) -> None:
    made = of(text)
    assert list(made.bounds) == sorted(set(made.bounds))
    assert made.bounds[0] == 0
    assert not made.checksums or made.bounds[-1] == len(text)
    assert len(made.bounds) == len(made.checksums) + 1


@settings(max_examples=100, deadline=None)
@given(st.text("海东港，。 \n一二三abc㎡ﷺ", max_size=400))
def test_a_written_sketch_is_read_back(text: str) -> None:
    made = of(text)
    again = read(write(made))
    assert again is not None
    assert (again.grain, list(again.checksums)) == (made.grain, list(made.checksums))
    assert not made.checksums or list(again.bounds) == list(made.bounds)


def test_a_long_run_of_blanks_keeps_the_lengths_right() -> None:
    text = "海东港一季度" + " " * 1000 + "吞吐量创新高，外贸航线是最大的增量。"
    again = read(write(of(text)))
    assert again is not None
    assert list(again.bounds) == list(of(text).bounds)


def test_any_other_string_is_no_sketch() -> None:
    for written in ("", "1", "1.14", "2.14.AAAA", "1.x.AAAA", "1.14.???", "1.14.AAA", "1.٣.AAAA"):
        assert read(written) is None


def test_every_chunk_of_an_unchanged_text_matches_itself() -> None:
    made = of(TEXT)
    assert list(correspond(made, made).forward) == list(range(len(made.checksums)))


def test_wrapping_and_width_change_nothing() -> None:
    wrapped = "\n".join(TEXT[at : at + 20] for at in range(0, len(TEXT), 20)).replace("，", ",")
    made, other = of(TEXT), of(wrapped)
    assert made.checksums == other.checksums


def test_a_paragraph_that_moved_is_found() -> None:
    parts = TEXT.split("\n\n")
    moved = "\n\n".join([parts[0], parts[3], parts[1], parts[2], parts[4]])
    old, new = of(TEXT), of(moved)
    forward = correspond(old, new).forward
    inside = old.at(TEXT.index("分析人士认为") + 10)
    assert forward[inside] >= 0
    assert new.bounds[forward[inside]] < len(parts[0]) + len(parts[3])


def test_the_number_of_chunks_of_a_long_text_is_limited() -> None:
    text = "".join(chr(0x4E00 + at * 7919 % 9000) for at in range(600_000))
    made = of(text)
    assert len(made.checksums) < 30_000
    assert made.grain > 14


def test_a_repeated_chunk_is_matched_if_it_is_unique_between_two_matched_chunks() -> None:
    old = Sketch(14, [1, 9, 5, 8, 2, 7, 5, 6, 3], range(10))
    new = Sketch(14, [1, 90, 5, 80, 2, 70, 71, 5, 60, 3], range(11))
    found = correspond(old, new)
    assert list(found.forward) == [0, -1, 2, -1, 4, -1, 7, -1, 9]
    assert list(found.backward) == [0, -1, 2, -1, 4, -1, -1, 6, -1, 8]


def test_repeated_chunks_are_matched_beside_a_matched_chunk_in_both_directions() -> None:
    old = Sketch(14, [5, 5, 1, 5, 5], range(6))
    assert list(correspond(old, old).forward) == [0, 1, 2, 3, 4]
    shorter = Sketch(14, [5, 1, 5], range(4))
    assert list(correspond(old, shorter).forward) == [-1, 0, 1, 2, -1]
    assert list(correspond(shorter, old).forward) == [1, 2, 3]


def test_chunks_that_moved_are_matched_after_those_in_order() -> None:
    old = Sketch(14, [1, 2, 3, 4, 5], range(6))
    new = Sketch(14, [3, 4, 5, 1, 2], range(6))
    found = correspond(old, new)
    assert list(found.forward) == [3, 4, 0, 1, 2]
    assert list(found.backward) == [2, 3, 4, 0, 1]


def test_every_offset_is_in_a_chunk() -> None:
    made = Sketch(14, [1, 2, 3], [0, 5, 9, 20])
    assert [made.at(offset) for offset in (-1, 0, 4, 5, 8, 9, 19, 20, 99)] == [
        0, 0, 0, 1, 1, 2, 2, 2, 2
    ]  # fmt: skip
    assert Sketch(14, [], [0]).at(3) == 0


def test_an_overlong_chunk_is_written_with_an_escape() -> None:
    made = Sketch(14, [7, 8, 9], [0, 255, 511, 1300])
    assert read(write(made)) == made
