"""Values written as TOML are read back unchanged, and the text is safe on a terminal."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.sidecar import toml
from tests.notebooks import unknown_keys


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_string_on_one_line_or_on_many_is_read_back(text: str) -> None:
    for form in (text, toml.Lines(text)):
        assert tomllib.loads(f"a = {toml.string(form)}") == {"a": text}


def test_a_note_keeps_its_lines_in_the_file() -> None:
    written = toml.table("x", {"note": toml.Lines("第一行\n第二行")})
    assert "第一行\n第二行" in written


def test_a_string_with_a_carriage_return_is_written_on_one_line() -> None:
    written = toml.string(toml.Lines("一\r\n二\n三"))
    assert "\n" not in written
    assert tomllib.loads(f"a = {written}")["a"] == "一\r\n二\n三"


@pytest.mark.parametrize("hostile", ["\x1b]52;c;x\x07", "\x9b2J", "\u202e", "\u2028", "\x7f", "\0"])
def test_control_characters_are_escaped(hostile: str) -> None:
    for form in (hostile, toml.Lines(f"{hostile}\n{hostile}")):
        written = toml.string(form)
        assert not set(hostile) & {"\x1b", "\x9b", "\u202e", "\u2028", "\x7f", "\0"} & set(written)


def test_a_lone_surrogate_becomes_a_replacement_character() -> None:
    assert toml.string("一\ud800二") == '"一\N{REPLACEMENT CHARACTER}二"'


@settings(max_examples=150, deadline=None)
@given(unknown_keys)
def test_any_table_is_read_back(table: dict[str, object]) -> None:
    written = toml.table("", {"t": table, "last": [table, table]})
    assert tomllib.loads(written) == {"t": table, "last": [table, table]}


def test_tables_are_never_inline() -> None:
    written = toml.table("a", {"b": {"c": {"d": 1}}, "e": [{"f": 2}]})
    assert "{" not in written
    assert tomllib.loads(written) == {"a": {"b": {"c": {"d": 1}}, "e": [{"f": 2}]}}


def test_a_type_that_toml_does_not_have_is_an_error() -> None:
    with pytest.raises(TypeError):
        toml.value(object())


@pytest.mark.parametrize("end", ['"' * n for n in range(8)] + ['\\"', '\\\\"""', '""\\'])
def test_quotation_marks_at_the_end_of_a_note_come_back(end: str) -> None:
    text = f"第一行\n第二行{end}"
    assert tomllib.loads(f"note = {toml.string(toml.Lines(text))}")["note"] == text
