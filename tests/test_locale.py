"""The interface has complete translations in both languages."""

from __future__ import annotations

import os
import re
import runpy
import string
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import read_mo

from newsreader import locale
from newsreader.locale import _, language, translated_standard_library, use_language

ROOT = Path(__file__).parent.parent
TOOL = runpy.run_path(str(ROOT / "docs" / "update_languages.py"))


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    use_language("en")


@pytest.mark.parametrize("name", locale.LANGUAGES)
def test_every_string_is_translated(name: str) -> None:
    assert TOOL["missing"](TOOL["updated"](name)) == []


@pytest.mark.parametrize("name", locale.LANGUAGES)
def test_the_compiled_catalogue_is_up_to_date(name: str) -> None:
    with (TOOL["folder"](name) / "newsreader.mo").open("rb") as file:
        compiled = [_pair(message) for message in read_mo(file) if message.id]
    stored = [_pair(message) for message in TOOL["catalogue"](name) if message.id]
    written = [pair for pair in stored if any(pair[1])]
    assert sorted(compiled) == sorted(written), "run python docs/update_languages.py"


def _pair(message: Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The forms of a message and of its translation."""
    return _forms(message.id), _forms(message.string)


def _forms(words: str | Sequence[str] | None) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words or ())


def test_translations_have_the_same_fields() -> None:
    for message in TOOL["catalogue"]("zh"):
        if not message.id:
            continue
        ids, translations = _pair(message)
        for translation in filter(None, translations):
            assert _fields(translation) == _fields(ids[-1]), message.id
            assert re.findall(r"%\(?\w*\)?[sr]", translation) == re.findall(
                r"%\(?\w*\)?[sr]", ids[-1]
            )


def _fields(message: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(message) if name}


def test_chinese_translations_are_chinese() -> None:
    allowed = {"Markdown", "usage: "}
    bare = [
        message.id
        for message in TOOL["catalogue"]("zh")
        if message.id
        and message.id not in allowed
        and not re.search(r"[\u4e00-\u9fff]", str(message.string))
        and re.search(r"[A-Za-z]{3}", re.sub(r"\{\w+\}", "", str(message.string)))
    ]
    assert bare == []


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_GB", "LANGUAGE": "zh:en"}, "zh"),
        ({}, "en"),
    ],
)
def test_the_environment_chooses_the_language(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    use_language()
    assert language() == expected


def test_a_named_language_has_precedence_over_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    use_language("zh")
    assert language() == "zh"
    assert _("yellow") == "黄色"


def test_the_language_of_the_standard_library_is_restored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LANGUAGE", raising=False)
    use_language("zh")
    with translated_standard_library():
        assert os.environ["LANGUAGE"] == "zh"
    assert "LANGUAGE" not in os.environ
