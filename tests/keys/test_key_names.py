"""The names of keys."""

from __future__ import annotations

import pytest

from newsreader.keys.key_names import canonical_key, is_key


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Esc", "escape"),
        ("Ctrl+E", "ctrl+e"),
        ("PgDn", "pagedown"),
        ("Shift+→", "shift+right"),
        ("回车", "enter"),
        ("shift+g", "G"),
        ("G", "G"),
        ("+", "+"),
        ("F10", "f10"),
    ],
)
def test_a_key_may_have_the_name_on_the_keyboard(label: str, name: str) -> None:
    assert canonical_key(label) == name
    assert is_key(name)
