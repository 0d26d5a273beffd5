"""Files that the user edits and exports again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.formats.managed_blocks import ManagedBlock, Marks, render, safe_id, update

MARKS = Marks("<!-- ", " -->")
ONE, TWO, THREE = (
    ManagedBlock("a", "first"),
    ManagedBlock("b", "second\n\nmore"),
    ManagedBlock("c", "third"),
)


def test_the_same_blocks_change_nothing() -> None:
    written = render([ONE, TWO], MARKS)
    assert update(written, [ONE, TWO], MARKS) == written


def test_text_of_the_user_between_blocks_stays_in_place() -> None:
    written = render([ONE, THREE], MARKS).replace("\n\n", "\n\nmy own words\n\n", 1)
    changed = update(written, [ManagedBlock("a", "first, changed"), TWO, THREE], MARKS)
    assert [
        changed.index(w) for w in ("first, changed", "second", "my own words", "third")
    ] == sorted(changed.index(w) for w in ("first, changed", "second", "my own words", "third"))
    assert "\nfirst\n" not in changed


def test_an_obsolete_block_is_removed() -> None:
    assert "second" not in update(render([ONE, TWO], MARKS), [ONE], MARKS)


def test_an_obsolete_block_that_the_user_edited_is_kept() -> None:
    edited = render([ONE, TWO], MARKS).replace("more", "more, and my thought")
    changed = update(edited, [ONE], MARKS)
    assert "more, and my thought" in changed
    assert "newsreader:b" not in changed


def test_an_edited_block_is_kept_and_a_newer_version_is_put_below() -> None:
    edited = render([ONE, TWO], MARKS).replace("more", "more, and my thought")
    assert update(edited, [ONE, TWO], MARKS) == edited
    changed = update(edited, [ONE, ManagedBlock("b", "second, changed")], MARKS)
    assert changed.index("my thought") < changed.index("second, changed")
    assert update(changed, [ONE, ManagedBlock("b", "second, changed")], MARKS) == changed


def test_a_file_without_marks_belongs_to_the_user() -> None:
    assert update("# mine\n", [ONE], MARKS).startswith("# mine\n\n<!-- newsreader:a ")


@pytest.mark.parametrize("broken", ["<!-- /newsreader -->", "<!-- newsreader:a 0123456789ab -->"])
def test_a_mark_without_its_pair_belongs_to_the_user(broken: str) -> None:
    changed = update(f"mine\n{broken}\nmore\n", [ONE], MARKS)
    assert changed.startswith(f"mine\n{broken}\nmore\n")
    assert "\nfirst\n" in changed


def test_a_copy_of_a_block_belongs_to_the_user() -> None:
    written = render([ONE], MARKS)
    changed = update(written + written, [ManagedBlock("a", "changed")], MARKS)
    assert changed.count("changed") == 1
    assert "first" in changed


def test_line_ends_and_trailing_spaces_are_not_an_edit() -> None:
    written = render([TWO], MARKS).replace("\n", "  \r\n")
    changed = update(written, [ManagedBlock("b", "changed")], MARKS)
    assert "changed" in changed
    assert "second" not in changed
    assert changed.count("\n") == changed.count("\r\n")


def test_empty_lines_of_the_user_are_kept() -> None:
    written = render([ONE, TWO], MARKS).replace("-->\n\n<!--", "-->\n\n\nmine\n\n\n\n<!--")
    assert update(written, [ONE, TWO], MARKS) == written


def test_an_id_that_could_break_a_mark_is_replaced() -> None:
    assert safe_id("7c9e6679-7425-40de-944b-e07fc1f90ae7").startswith("7c9e")
    assert safe_id("x -->\n# forged").isalnum()


BLOCKS = st.lists(st.tuples(st.sampled_from("abcdef"), st.text("xy\n ", max_size=6)), max_size=5)


def _blocks(rows: list[tuple[str, str]]) -> list[ManagedBlock]:
    return [ManagedBlock(name, text) for name, text in dict(rows).items()]


@given(BLOCKS, BLOCKS, st.lists(st.integers(0, 30), max_size=4))
@settings(max_examples=75, deadline=None)
def test_no_line_of_the_user_is_ever_lost(
    before: list[tuple[str, str]], after: list[tuple[str, str]], places: list[int]
) -> None:
    lines = render(_blocks(before), MARKS).split("\n")
    for number, place in enumerate(places):
        lines.insert(min(place, len(lines)), f"own {number}")
    once = update("\n".join(lines), _blocks(after), MARKS)
    assert all(f"own {number}" in once.split("\n") for number in range(len(places)))
    assert update(once, _blocks(after), MARKS) == once
    assert all(f"newsreader:{block.id} " in once for block in _blocks(after))
