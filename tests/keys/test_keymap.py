"""Presets, and the user's own keys in their place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.keys.key_names import is_key
from newsreader.keys.key_table import BY_ID, KEYS
from newsreader.keys.keymap import EVERYWHERE, keymap, preset_keys, scope_of
from newsreader.locale import use_language
from newsreader.settings.settings import PRESETS


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


def test_without_own_keys_the_table_is_in_force() -> None:
    made = keymap({})
    assert made.keys == {key.id: key.keys for key in KEYS}
    assert made.problems == ()


def test_every_key_of_the_table_is_valid_in_the_settings() -> None:
    assert [name for key in KEYS for name in key.keys if not is_key(name)] == []


def test_an_id_of_an_earlier_version_still_rebinds() -> None:
    assert keymap({"library.filter": ("f12",)}).keys["library.search"] == ("f12",)
    both = {"library.filter": ("f12",), "library.search": ("x",)}
    assert keymap(both).keys["library.search"] == ("x",)


def test_own_keys_replace_those_of_the_table() -> None:
    made = keymap({"app.quit": ("f12",)})
    assert made.keys["app.quit"] == ("f12",)
    assert made.problems == ()


def test_a_function_may_be_given_no_key() -> None:
    assert keymap({"app.quit": ()}).keys["app.quit"] == ()


def test_an_own_key_is_taken_from_other_functions_in_that_part_of_the_screen() -> None:
    made = keymap({"cursor.bottom": ("g",)})
    assert "g" not in made.keys["cursor.top"]
    assert "ctrl+home" in made.keys["cursor.top"]
    assert made.problems == ()
    assert keymap({"cursor.bottom": ("d",)}).keys["notes.delete"] == BY_ID["notes.delete"].keys


def test_a_function_that_loses_all_keys_is_reported() -> None:
    made = keymap({"cursor.down": ("v", "down")})
    assert made.keys["selection.start"] == ()
    assert len(made.problems) == 1
    assert "selection.start" in made.problems[0]


def test_one_key_for_two_functions_is_reported_and_the_first_keeps_it() -> None:
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
def test_an_own_key_never_has_two_functions(own: dict[str, tuple[str, ...]]) -> None:
    made = keymap(own)
    assert set(made.keys) == set(BY_ID)
    for key_id in own:
        for name in made.keys[key_id]:
            place = scope_of(BY_ID[key_id])
            others = [
                other
                for other, names in made.keys.items()
                if other != key_id
                and name in names
                and EVERYWHERE in (place, scope_of(BY_ID[other]), EVERYWHERE)
                and (place == EVERYWHERE or scope_of(BY_ID[other]) in (place, EVERYWHERE))
            ]
            assert others == []


def test_vim_is_the_table() -> None:
    assert all(preset_keys("vim", key) == key.keys for key in KEYS)


def test_plain_has_no_letters() -> None:
    names = [name for key in KEYS for name in preset_keys("plain", key)]
    assert [name for name in names if len(name) == 1 and name.isalpha()] == []
    assert [name for name in names if not is_key(name)] == []


def test_the_main_functions_have_a_plain_key() -> None:
    assert [key.id for key in KEYS if key.main and not preset_keys("plain", key)] == []
    assert preset_keys("plain", BY_ID["selection.right"]) == ("shift+right",)


@pytest.mark.parametrize("preset", ["vim", "plain"])
def test_no_key_of_a_preset_has_two_functions(preset: str) -> None:
    for key in KEYS:
        for name in preset_keys(preset, key):
            others = [
                other.id
                for other in KEYS
                if other is not key
                and name in preset_keys(preset, other)
                and scope_of(other) in (scope_of(key), EVERYWHERE)
                and not {scope_of(key), scope_of(other)} & {"editor", "library"}
            ]
            assert others == [], (key.id, name)


_FUNCTIONS = {
    "f1": {"app.help"},
    "shift+f1": {"view.settings"},
    "f2": {"highlight.note", "notes.edit", "allnotes.edit", "entities.rename", "report.note"},
    "shift+f2": {"article.note", "notes.article"},
    "f3": {"search.next", "entities.next", "compare.next"},
    "shift+f3": {"search.previous", "entities.previous", "compare.previous"},
    "f4": {
        "entity.concordance",
        "entities.concordance",
        "library.concordance",
        "report.concordance",
    },
    "shift+f4": {"entity.mark", "entities.retype", "report.correct"},
    "f5": {"library.look"},
    "shift+f5": {"article.compare", "library.compare"},
    "f6": {"selection.sentence"},
    "shift+f6": {"selection.paragraph"},
    "f7": {"app.toggle_entities", "library.names"},
    "f8": {"app.toggle_notes", "library.notes"},
    "f9": {"app.library"},
    "f10": {
        "selection.menu",
        "entities.menu",
        "notes.menu",
        "library.menu",
        "allnotes.menu",
        "report.menu",
    },
    "f11": {"app.zen"},
    "f12": {"article.contents"},
    "shift+f12": {"article.furniture"},
}
"""The functions of each F-key in the plain preset, which are the same in every pane."""


def test_a_plain_f_key_has_one_meaning_in_every_pane() -> None:
    found: dict[str, set[str]] = {}
    for key_id, names in keymap({}, "plain").keys.items():
        for name in names:
            if name.removeprefix("shift+")[:1] == "f" and name[-1].isdigit():
                found.setdefault(name, set()).add(key_id)
    assert found == _FUNCTIONS


def test_own_keys_replace_those_of_the_preset() -> None:
    use_language("en")
    made = keymap({"search.open": ("f3",)}, "plain")
    assert made.keys["search.open"] == ("f3",)
    assert made.keys["search.next"] == ()
    assert "search.next" in made.problems[0]
    assert keymap({}, "plain").problems == ()
