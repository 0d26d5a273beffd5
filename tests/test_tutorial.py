"""The tutorial is an article that names the keys in force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.article.article import Role
from newsreader.article.loader import open_article
from newsreader.cli import main
from newsreader.errors import SourceError
from newsreader.keys.display import key_name, use_keys
from newsreader.keys.keymap import keymap
from newsreader.locale import LANGUAGES, use_language
from newsreader.settings.settings import PRESETS
from newsreader.tutorial import tutorial


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path))
    use_keys(None)
    yield tmp_path
    use_keys(None)
    use_language("en")


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("name", LANGUAGES)
def test_every_key_in_the_tutorial_is_in_force(name: str, preset: str) -> None:
    use_language(name)
    keys = keymap({}, preset).keys
    use_keys(keys)
    named = set(re.findall(r"\[([^\[\]\s]+|\[|\])\]", tutorial().read_text("utf-8")))
    assert len(named) > 30
    fixed = {"pageup", "pagedown", "escape", "enter"}
    names = {*fixed, *(name for names in keys.values() for name in names)}
    assert named - set(map(key_name, names)) == set()


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_tutorial_is_an_article_with_headings(name: str) -> None:
    use_language(name)
    article = open_article(tutorial())
    headings = [p for p in article.paragraphs if p.role is Role.HEADING]
    assert article.title == article.text.partition("\n")[0].removeprefix("# ")
    assert len(headings) == 8


def test_notes_on_the_tutorial_are_kept_when_it_is_replaced(home: Path) -> None:
    use_language("zh")
    path = tutorial()
    assert home in path.parents
    notes = path.with_name("notes")
    notes.write_text("mine", "utf-8")
    path.write_text("old", "utf-8")
    assert tutorial() == path
    assert "练习文章" in path.read_text("utf-8")
    assert notes.read_text("utf-8") == "mine"


def test_a_tutorial_that_cannot_be_written_is_an_error(home: Path) -> None:
    (home / "data").write_text("in the way", "utf-8")
    with pytest.raises(SourceError):
        tutorial()


def test_the_tutorial_is_printed_without_a_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "zh", "--tutorial"]) == 0
    assert "这是一篇可以随便划" in capfd.readouterr().out


def test_without_a_file_the_message_names_the_tutorial(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en"]) == 2
    assert "--tutorial" in capfd.readouterr().err
