"""The settings file: which settings are in force, and how mistakes are reported."""

from __future__ import annotations

import os
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.keys.key_table import BY_ID, KEYS
from newsreader.locale import LANGUAGES, use_language
from newsreader.settings.config_file import load_settings
from newsreader.settings.settings import DEFAULTS, THEMES, Settings
from newsreader.settings.template import default_settings, settings_in_force

IDS = ("app.quit", "app.help", "highlight.note")


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


def load(tmp_path: Path, source: str) -> tuple[Settings, list[str]]:
    path = tmp_path / "config.toml"
    path.write_text(source, "utf-8")
    found, problems = load_settings(path, key_ids=IDS, formats=("markdown", "json"))
    return found, [problem.replace(str(path), "FILE") for problem in problems]


def test_without_a_file_the_defaults_apply(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path))
    assert load_settings() == (DEFAULTS, [])


def test_a_missing_file_that_the_user_named_is_reported(tmp_path: Path) -> None:
    found, problems = load_settings(tmp_path / "none.toml")
    assert found == DEFAULTS
    assert len(problems) == 1
    assert "none.toml" in problems[0]


def test_every_setting_is_read(tmp_path: Path) -> None:
    found, problems = load(
        tmp_path,
        """
        language = "zh"
        theme = "sepia"
        [page]
        column = 30
        paragraph = "indent"
        hang = true
        strict = true
        pangu = true
        layout = "one"
        [colours]
        1 = "事实"
        2 = "观点"
        [keys]
        "app.quit" = ["x", "ctrl+x"]
        app.help = "h, f1"
        [export]
        format = "json"
        folder = "~/out"
        """,
    )
    assert problems == []
    assert found == Settings(
        language="zh",
        theme="sepia",
        column=30,
        paragraph="indent",
        hang=True,
        strict=True,
        pangu=True,
        layout="one",
        colours=("事实", "观点", "", "", ""),
        keys={"app.quit": ("x", "ctrl+x"), "app.help": ("h", "f1")},
        export_format="json",
        export_folder="~/out",
    )


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ('languge = "zh"', "FILE, line 1: there is no setting languge; did you mean language?"),
        ("[page]\ncolum = 3", "FILE, line 2: there is no setting colum; did you mean column?"),
        ("\n[pages]\nx = 3", "FILE, line 2: there is no setting pages; did you mean page?"),
        (
            '[keys]\n"app.quitt" = "x"',
            "FILE, line 2: there is no setting app.quitt; did you mean app.quit?",
        ),
        (
            "[page]\ncolumn = 3",
            "FILE, line 2: column is 3, but must be a whole number from 10 to 100; "
            "the default applies.",
        ),
        (
            "[page]\nhang = 1",
            "FILE, line 2: hang is 1, but must be true or false; the default applies.",
        ),
        (
            "[page]\ncolumn = true",
            "FILE, line 2: column is true, but must be a whole number from 10 to 100; "
            "the default applies.",
        ),
        (
            '[export]\nformat = "pdf"',
            'FILE, line 2: format is "pdf", but must be one of markdown, json; '
            "the default applies.",
        ),
        (
            '[keys]\n"app.quit" = ["q", "contrl+q"]',
            'FILE, line 2: app.quit is "contrl+q", but must be a key such as x, ctrl+x, f5 or '
            "escape; the default applies.",
        ),
        (
            '[keys]\n"app.quit" = 3',
            "FILE, line 2: app.quit is 3, but must be a key or a list of keys; "
            "the default applies.",
        ),
        (
            "[colours]\n1 = 2",
            "FILE, line 2: 1 is 2, but must be words in quotation marks; the default applies.",
        ),
        (
            '[lookup]\nglossary = "a\\u0000b"',
            'FILE, line 2: glossary is "a\0b", but must be words in quotation marks; '
            "the default applies.",
        ),
        ("[colours]\n6 = ''", "FILE, line 2: there is no setting 6; there are 1, 2, 3, 4, 5."),
        ("page = 3", "FILE, line 1: page is 3, but must be a table; the default applies."),
    ],
)
def test_a_mistake_is_reported_with_its_line_and_the_nearest_name(
    tmp_path: Path, source: str, sentence: str
) -> None:
    found, problems = load(tmp_path, source)
    assert problems == [sentence]
    assert found == DEFAULTS


def test_the_title_of_a_command_has_nothing_that_a_terminal_obeys(tmp_path: Path) -> None:
    source = '[commands.x]\nrun = "sdcv"\ntitle = "a\\u001b]0;b\\u0007\\u202e"\n'
    found, problems = load(tmp_path, source)
    assert problems == []
    assert found.commands[0].title == "a␛]0;b␇�"


def test_the_settings_without_mistakes_apply(tmp_path: Path) -> None:
    found, problems = load(tmp_path, '[page]\ncolumn = "wide"\nhang = true\nthis is not toml\n')
    assert found.hang
    assert found.column == DEFAULTS.column
    assert len(problems) == 2
    assert "line 2" in problems[0]
    assert "line 4" in problems[1]


def test_the_defaults_apply_if_nothing_in_the_file_is_toml(tmp_path: Path) -> None:
    found, problems = load(tmp_path, "\n".join(f"{n}: 不是设置" for n in range(100)))
    assert found == DEFAULTS
    assert len(problems) <= 21


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"x = 1\n" * 400_000])
def test_a_file_that_is_not_text_or_too_large_is_reported(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(data)
    found, problems = load_settings(path)
    assert found == DEFAULTS
    assert len(problems) == 1


def test_a_folder_in_place_of_the_file_is_reported(tmp_path: Path) -> None:
    assert load_settings(tmp_path)[0] == DEFAULTS
    assert len(load_settings(tmp_path)[1]) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_has_the_defaults(tmp_path: Path, language: str) -> None:
    use_language(language)
    printed = default_settings(("markdown", "json"))
    assert tomllib.loads(printed)
    found, problems = load(tmp_path, printed)
    assert problems == []
    assert found == DEFAULTS


@settings(max_examples=60, deadline=None)
@given(source=st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_file_can_be_loaded(source: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("any") / "config.toml"
    path.write_text(source, "utf-8")
    found, problems = load_settings(path, key_ids=IDS)
    assert isinstance(found, Settings)
    assert all(isinstance(problem, str) for problem in problems)


def test_every_palette_is_a_theme() -> None:
    pytest.importorskip("newsreader.tui.theme.themes")
    from newsreader.tui.theme import themes

    assert set(themes.PALETTES) <= set(THEMES)


def test_the_settings_of_page_and_watch_list_are_read(tmp_path: Path) -> None:
    source = 'theme = "mono"\npreset = "plain"\nwatch = ["吉利汽车", "00175.HK"]\n'
    source += '[page]\nspacing = 1\nscript = "traditional"\n'
    found, problems = load(tmp_path, source)
    assert problems == []
    assert found.watch == ("吉利汽车", "00175.HK")
    assert (found.theme, found.preset, found.spacing) == ("mono", "plain", 1)
    assert found.script == "traditional"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("watch = [1]", "a list of words"),
        ('watch = "吉利"', "a list of words"),
        ('preset = "emacs"', "one of vim, plain"),
        ("page.spacing = 2", "a whole number from 0 to 1"),
    ],
)
def test_invalid_values_are_reported(tmp_path: Path, line: str, expected: str) -> None:
    use_language("en")
    found, problems = load(tmp_path, line)
    assert found == DEFAULTS
    assert len(problems) == 1
    assert expected in problems[0]


def test_the_right_table_is_named_for_a_misplaced_setting(tmp_path: Path) -> None:
    source = 'column = 30\n[page]\ntheme = "light"\n'
    found, problems = load(tmp_path, source)
    assert found == DEFAULTS
    assert "line 1" in problems[0]
    assert "[page]" in problems[0]
    assert "line 3" in problems[1]
    assert "at the top" in problems[1]


def test_the_printed_settings_can_be_loaded(tmp_path: Path) -> None:
    mine = Settings(
        theme="light",
        watch=("贵州茅台", 'a "b" \\', "\x7f"),
        column=30,
        colours=("事实", "", "", "", "疑问"),
        keys={"app.quit": ("f12", "\\")},
        export_folder="/tmp/中文",
    )
    found, problems = load(tmp_path, settings_in_force(mine, ("markdown",)))
    assert problems == []
    assert found == mine


def test_the_template_has_every_key(tmp_path: Path) -> None:
    printed = default_settings(("markdown",))
    assert all(f'"{key.id}" = ' in printed for key in KEYS)
    head, _keys, keys = printed.partition("[keys]")
    rebound = [line[2:] for line in keys.splitlines() if line.startswith('# "')]
    path = tmp_path / "config.toml"
    path.write_text("\n".join([head, "[keys]", *rebound]), "utf-8")
    found, problems = load_settings(path, key_ids=BY_ID, formats=("markdown",))
    assert problems == []
    assert dict(found.keys) == {key.id: key.keys for key in KEYS}


@pytest.mark.parametrize(
    "line",
    [
        "column = " + "1" * 5000,
        ".".join("a" * 5000) + " = 1",
        "theme = " + "[" * 5000 + "]" * 5000,
        "theme = " + "{a=" * 3000 + "1" + "}" * 3000,
        "[" + ".".join("a" * 5000) + "]",
        ".".join("a" * 100_000) + " = 1",
    ],
    ids=["digits", "parts", "lists", "tables", "header", "much"],
)
def test_a_line_that_python_cannot_parse_is_a_mistake(tmp_path: Path, line: str) -> None:
    _found, problems = load(tmp_path, f'theme = "light"\n{line}\n')
    assert 1 <= len(problems) <= 3
    assert all(problem.startswith("FILE") and len(problem) < 300 for problem in problems)


def test_of_thousands_of_mistakes_the_first_are_reported(tmp_path: Path) -> None:
    began = time.perf_counter()
    _found, problems = load(tmp_path, "\n".join(f'name{n} = "x"' for n in range(15_000)))
    assert len(problems) == 100
    assert time.perf_counter() - began < 60


def test_a_pipe_is_no_settings_file(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    os.mkfifo(path)
    found, problems = load_settings(path)
    assert found == DEFAULTS
    assert len(problems) == 1


def test_a_path_in_the_settings_begins_in_their_folder(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[lookup]\nglossary = "terms/own.tsv"\nknown_words = "/words.txt"\n', "utf-8")
    settings, problems = load_settings(path)
    assert problems == []
    assert settings.glossary == str(tmp_path / "terms" / "own.tsv")
    assert (settings.known_words, settings.dictionary) == ("/words.txt", "")
