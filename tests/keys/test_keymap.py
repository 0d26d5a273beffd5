"""The reader's own keys in place of the table's."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.keys.key_table import BY_ID, KEYS
from newsreader.keys.keymap import EVERYWHERE, keymap, scope_of
from newsreader.locale import use_language
from newsreader.settings.loader import is_key
from newsreader.settings.settings import PRESETS


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


def test_without_wishes_the_table_applies() -> None:
    made = keymap({})
    assert made.keys == {key.id: key.keys for key in KEYS}
    assert made.problems == ()


def test_every_key_of_the_table_can_be_written_in_the_settings() -> None:
    assert [name for key in KEYS for name in key.keys if not is_key(name)] == []


def test_a_wish_takes_the_place_of_the_tables_keys() -> None:
    made = keymap({"app.quit": ("f12",)})
    assert made.keys["app.quit"] == ("f12",)
    assert made.problems == ()


def test_no_key_at_all_is_a_wish_too() -> None:
    assert keymap({"app.quit": ()}).keys["app.quit"] == ()


def test_a_key_is_taken_from_whoever_had_it_in_that_part_of_the_screen() -> None:
    made = keymap({"cursor.bottom": ("g",)})
    assert "g" not in made.keys["cursor.top"]
    assert "ctrl+home" in made.keys["cursor.top"]
    assert made.problems == ()
    assert keymap({"cursor.bottom": ("d",)}).keys["notes.delete"] == BY_ID["notes.delete"].keys


def test_a_function_left_without_a_key_is_told() -> None:
    made = keymap({"cursor.down": ("v", "down")})
    assert made.keys["selection.start"] == ()
    assert len(made.problems) == 1
    assert "selection.start" in made.problems[0]


def test_one_key_for_two_things_is_told_and_the_first_keeps_it() -> None:
    made = keymap({"cursor.down": ("x",), "cursor.up": ("x", "y")})
    assert made.keys["cursor.down"] == ("x",)
    assert made.keys["cursor.up"] == ("y",)
    assert made.problems == ("x is given to both cursor.down and cursor.up; cursor.down keeps it.",)


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("key_id", BY_ID)
def test_every_function_can_be_rebound(key_id: str, preset: str) -> None:
    made = keymap({key_id: ("f24",)}, preset)
    assert made.keys[key_id] == ("f24",)
    assert made.problems == ()
    assert {key for key, names in made.keys.items() if "f24" in names} == {key_id}


@settings(max_examples=60, deadline=None)
@given(
    own=st.dictionaries(
        st.sampled_from([key.id for key in KEYS]),
        st.lists(st.sampled_from("abcxyz12/?"), max_size=3).map(tuple),
        max_size=8,
    )
)
def test_what_the_reader_wished_never_means_two_things(own: dict[str, tuple[str, ...]]) -> None:
    made = keymap(own)
    assert set(made.keys) == set(BY_ID)
    for wisher in own:
        for name in made.keys[wisher]:
            place = scope_of(BY_ID[wisher])
            others = [
                other
                for other, names in made.keys.items()
                if other != wisher
                and name in names
                and EVERYWHERE in (place, scope_of(BY_ID[other]), EVERYWHERE)
                and (place == EVERYWHERE or scope_of(BY_ID[other]) in (place, EVERYWHERE))
            ]
            assert others == []
