"""A sketch says which stretches of two texts are the same."""

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
def test_a_sketch_comes_back_from_the_sidecar(text: str) -> None:
    made = of(text)
    again = read(write(made))
    assert again is not None
    assert (again.grain, list(again.checksums)) == (made.grain, list(made.checksums))
    assert not made.checksums or list(again.bounds) == list(made.bounds)


def test_a_long_blank_run_does_not_spoil_the_lengths() -> None:
    text = "海东港一季度" + " " * 1000 + "吞吐量创新高，外贸航线是最大的增量。"
    again = read(write(of(text)))
    assert again is not None
    assert list(again.bounds) == list(of(text).bounds)


def test_what_is_no_sketch_is_none() -> None:
    for written in ("", "1", "1.14", "2.14.AAAA", "1.x.AAAA", "1.14.???", "1.14.AAA", "1.٣.AAAA"):
        assert read(written) is None


def test_every_chunk_of_an_unchanged_text_is_itself() -> None:
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


def test_a_long_text_has_no_more_chunks_than_a_sidecar_can_bear() -> None:
    text = "".join(chr(0x4E00 + at * 7919 % 9000) for at in range(600_000))
    made = of(text)
    assert len(made.checksums) < 30_000
    assert made.grain > 14
