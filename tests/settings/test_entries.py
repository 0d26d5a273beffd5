"""The settings as entries: values typed by the reader, their defaults, and what is refused."""

from __future__ import annotations

import pytest

from newsreader.errors import SettingsError
from newsreader.formats.registry import FORMATS
from newsreader.keys.key_table import KEYS
from newsreader.settings.entries import entries, entry_of, typed_text
from newsreader.settings.settings import DEFAULTS, options


def test_every_option_colour_and_key_is_an_entry_once() -> None:
    ids = [entry.id for entry in entries(FORMATS)]
    assert len(ids) == len(set(ids)) == len(options(FORMATS)) + 5 + len(KEYS)


def test_what_is_shown_to_be_typed_is_the_value_again() -> None:
    for entry in entries(FORMATS):
        value = entry.value(DEFAULTS)
        assert value == entry.default(DEFAULTS)
        if not entry.choices:
            assert entry.parsed(typed_text(entry, value)) == value


@pytest.mark.parametrize(
    ("section", "name", "text", "value"),
    [
        ("page", "column", " 36 ", 36),
        ("page", "column", "４０", 40),
        ("", "watch", "吉利， 00175.HK、央行,", ("吉利", "00175.HK", "央行")),
        ("", "watch", " ", ()),
        ("export", "folder", " ~/笔记 ", "~/笔记"),
        ("colours", "1", "事实", "事实"),
        ("keys", "app.quit", "Esc  Ctrl+Q ,", ("escape", "ctrl+q", ",")),
        ("keys", "app.quit", "", ()),
    ],
)
def test_a_typed_value(section: str, name: str, text: str, value: object) -> None:
    assert entry_of(section, name).parsed(text) == value


@pytest.mark.parametrize(
    ("section", "name", "text"),
    [
        ("page", "column", "9"),
        ("page", "column", "101"),
        ("page", "column", "wide"),
        ("page", "column", "-20"),
        ("page", "column", ""),
        ("page", "column", "9" * 5000),
        ("page", "spacing", "2"),
        ("", "theme", "pink"),
        ("keys", "app.quit", "x contrl+q"),
    ],
)
def test_a_wrong_value_is_refused_in_one_sentence(section: str, name: str, text: str) -> None:
    with pytest.raises(SettingsError) as raised:
        entry_of(section, name).parsed(text)
    assert str(raised.value).endswith(".")
    assert "\n" not in str(raised.value)


def test_no_value_is_the_default_again() -> None:
    changed = DEFAULTS
    chosen = (("page", "column", 30), ("colours", "3", "疑问"), ("keys", "app.undo", ("x",)))
    for section, name, value in chosen:
        changed = entry_of(section, name).changed(changed, value)
        assert entry_of(section, name).value(changed) == value
    for section, name, _value in chosen:
        changed = entry_of(section, name).changed(changed, None)
    assert changed == DEFAULTS


def test_the_default_of_a_key_is_that_of_the_preset() -> None:
    plain = DEFAULTS._replace(preset="plain")
    assert entry_of("keys", "app.zen").default(plain) == ("f11",)
    assert entry_of("keys", "app.zen").default(DEFAULTS) == ("z",)
