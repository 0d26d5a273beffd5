"""Messages name the keys in force, with their labels on the keyboard."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.keys.display import colours_in_short, key_for, key_name, use_keys, words_of
from newsreader.keys.key_table import BY_ID
from newsreader.keys.keymap import keymap
from newsreader.locale import use_language

PACKAGE = Path(__file__).parents[2] / "newsreader"


@pytest.fixture(autouse=True)
def reset() -> Iterator[None]:
    use_language("en")
    use_keys(None)
    yield
    use_language("en")
    use_keys(None)


def test_the_key_of_a_function_is_named() -> None:
    assert key_for("selection.sentence") == "s"
    assert key_for("selection.cancel") == "Esc"


def test_the_key_in_force_is_named() -> None:
    use_keys(keymap({}, "plain").keys)
    assert key_for("selection.sentence") == "F6"
    use_keys(keymap({"selection.sentence": ("ctrl+j",)}).keys)
    assert key_for("selection.sentence") == "Ctrl+J"


def test_a_function_without_a_key_is_named_as_in_the_palette() -> None:
    use_keys(keymap({"app.undo": ()}).keys)
    assert key_for("app.undo") == "Ctrl+P “undo the last change”"
    use_keys(keymap({"app.undo": (), "app.palette": ()}).keys)
    assert key_for("app.undo") == "“undo the last change”"


def test_keys_have_the_labels_of_the_keyboard() -> None:
    names = ["escape", "enter", "space", "ctrl+shift+right", "pagedown", "f10", "G", "+", "ctrl++"]
    shown = ["Esc", "Enter", "Space", "Ctrl+Shift+→", "PageDown", "F10", "G", "+", "Ctrl++"]
    assert list(map(key_name, names)) == shown
    use_language("zh")
    assert list(map(key_name, ["escape", "enter", "space"])) == ["Esc", "Enter", "Space"]


def test_colour_keys_are_shown_with_their_meanings() -> None:
    use_keys(keymap({}).keys, ("事实", "", "疑问", "", ""))
    assert words_of(BY_ID["highlight.colour_1"]) == "highlight in yellow · 事实"
    assert words_of(BY_ID["highlight.colour_2"]) == "highlight in green"
    assert words_of(BY_ID["notes.colour_3"]) == "only blue · 疑问"
    assert words_of(BY_ID["app.quit"]) == BY_ID["app.quit"].words
    assert colours_in_short() == "1 事实  3 疑问"
    use_keys(None)
    assert colours_in_short() == ""


_NAMED = re.compile(
    r"(?<!\{)\b(?:escape|esc|enter|space|tab|ctrl\+\w|f\d+)\b|(?<![\w{%’'+.])[b-zB-Z](?![\w}’'.-])"
)
_ALLOWED = (
    "a key such as x, ctrl+x",  # valid values in the settings
    "{percent}% (ctrl+c leaves)",  # the key of the terminal, before there is a screen
    "such as x ctrl+x",
    "a key is x, ctrl+x",
    "of a row",
    "at most N words",
    "{hours} h left",
    ")s",
    ")r",
)


def test_no_message_has_the_name_of_a_key() -> None:
    """The name would be wrong for users who have rebound the key."""
    named = []
    assert PACKAGE.is_dir()
    for path in PACKAGE.rglob("*.py"):
        if path.name == "system_reasons.py":  # words of the system: no space left on device
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext"):
                words = [a.value for a in node.args if isinstance(a, ast.Constant)]
                named += [
                    f"{path.name}: {each}"
                    for each in words
                    if isinstance(each, str)
                    and _NAMED.search(each)
                    and not any(allowed in each for allowed in _ALLOWED)
                ]
    assert named == []
