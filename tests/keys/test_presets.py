"""Keys to begin from: those of the table, or plain ones without letters."""

from __future__ import annotations

import pytest

from newsreader.keys.key_table import BY_ID, KEYS
from newsreader.keys.keymap import EVERYWHERE, keymap, scope_of
from newsreader.keys.presets import keys_in
from newsreader.locale import use_language
from newsreader.settings.loader import is_key
from newsreader.tui.actions.context_menu import (
    ANYWHERE,
    HIGHLIGHTING,
    ON_ENTITY,
    ON_HIGHLIGHT,
    ON_SELECTION,
    ON_TEXT,
    ids_of_list,
)


def test_vim_is_the_table_itself() -> None:
    assert all(keys_in("vim", key) == key.keys for key in KEYS)


def test_plain_needs_no_letter() -> None:
    names = [name for key in KEYS for name in keys_in("plain", key)]
    assert [name for name in names if len(name) == 1 and name.isalpha()] == []
    assert [name for name in names if not is_key(name)] == []


def test_what_a_newcomer_is_shown_has_a_plain_key() -> None:
    assert [key.id for key in KEYS if key.main and not keys_in("plain", key)] == []
    assert keys_in("plain", BY_ID["selection.right"]) == ("shift+right",)


_SELDOM = {"app.theme", "app.suspend", "app.palette"}
"""What is done by the palette, which lists everything before a letter is typed."""


def test_without_a_letter_every_function_has_a_key_or_stands_in_the_menu_of_its_place() -> None:
    menu = {
        *(HIGHLIGHTING + ON_HIGHLIGHT + ON_SELECTION + ON_ENTITY + ON_TEXT + ANYWHERE),
        *(key for place in ("entities", "notes", "library") for key in ids_of_list(place)),
    }
    keys = keymap({}, "plain").keys
    assert {key for key in BY_ID if not keys[key] and key not in menu} <= _SELDOM
    assert all(keys[key] for key in BY_ID if key.endswith(".menu"))
    assert keys["app.palette"]


@pytest.mark.parametrize("preset", ["vim", "plain"])
def test_no_key_of_a_preset_means_two_things(preset: str) -> None:
    for key in KEYS:
        for name in keys_in(preset, key):
            others = [
                other.id
                for other in KEYS
                if other is not key
                and name in keys_in(preset, other)
                and scope_of(other) in (scope_of(key), EVERYWHERE)
                and not {scope_of(key), scope_of(other)} & {"editor", "library"}
            ]
            assert others == [], (key.id, name)


_ONE_THING = {
    "f1": {"app.help"},
    "f2": {"highlight.note", "notes.edit", "entities.rename"},
    "shift+f2": {"article.note", "notes.article"},
    "f3": {"search.next", "entities.next"},
    "shift+f3": {"search.previous", "entities.previous"},
    "f4": {"entity.concordance", "entities.concordance"},
    "shift+f4": {"entity.mark", "entities.retype"},
    "f5": {"library.look"},
    "f6": {"selection.sentence"},
    "shift+f6": {"selection.paragraph"},
    "f7": {"app.toggle_entities", "library.names"},
    "f8": {"app.toggle_notes", "library.notes"},
    "f9": {"app.library"},
    "f10": {"selection.menu", "entities.menu", "notes.menu", "library.menu"},
    "f11": {"app.zen"},
    "f12": {"article.contents"},
    "shift+f12": {"article.furniture"},
}
"""What a plain F-key does, whichever pane listens: to write, the next one, who is in it …"""


def test_a_plain_f_key_means_one_thing_in_every_pane() -> None:
    found: dict[str, set[str]] = {}
    for key_id, names in keymap({}, "plain").keys.items():
        for name in names:
            if name.removeprefix("shift+")[:1] == "f" and name[-1].isdigit():
                found.setdefault(name, set()).add(key_id)
    assert found == _ONE_THING


def test_the_readers_own_keys_stand_over_the_preset() -> None:
    use_language("en")
    made = keymap({"search.open": ("f3",)}, "plain")
    assert made.keys["search.open"] == ("f3",)
    assert made.keys["search.next"] == ()
    assert "search.next" in made.problems[0]
    assert keymap({}, "plain").problems == ()
