"""The examples of docs/lookups.md, and of the Chinese page, are valid settings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsreader.keys.key_table import BY_ID, use_commands
from newsreader.keys.keymap import keymap
from newsreader.lookup.glossary_file import read_glossary
from newsreader.settings.config_file import load_settings
from tests.interpreter import ROOT

PAGES = [(ROOT / "docs" / name).read_text("utf-8") for name in ("lookups.md", "zh/lookups.md")]
EXAMPLES = [each for page in PAGES for each in re.findall(r"```toml\n(.*?)```", page, re.DOTALL)]


@pytest.mark.parametrize("preset", ["vim", "plain"])
@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_of_settings_has_no_mistake(tmp_path: Path, example: str, preset: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(example, "utf-8")
    settings, problems = load_settings(path, key_ids=BY_ID)
    assert problems == []
    use_commands((command.id, command.title) for command in settings.commands)
    try:
        assert keymap(settings.keys, preset).problems == ()
    finally:
        use_commands(())


@pytest.mark.parametrize("page", PAGES, ids=["en", "zh"])
def test_the_example_of_a_glossary_can_be_read(tmp_path: Path, page: str) -> None:
    (example,) = re.findall(r"```\n(term.*?)```", page, re.DOTALL)
    path = tmp_path / "glossary.tsv"
    path.write_text(example, "utf-8")
    file = read_glossary(path)
    assert [line for line, _term in file.entries] == [3, 4]
    assert file.problems == ()


def test_both_pages_have_the_same_columns_and_fields() -> None:
    pages = [re.findall(r"^\| (`[^|]*`) \|", page, re.M) for page in PAGES]
    assert [words.replace("、", ", ") for words in pages[1]] == pages[0]
