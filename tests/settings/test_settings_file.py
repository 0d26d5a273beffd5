"""Changing one value in the settings file, and leaving everything else as it is."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from newsreader.errors import SettingsError
from newsreader.formats.registry import FORMATS
from newsreader.keys.key_table import BY_ID
from newsreader.settings.config_file import load_settings, value_in_force
from newsreader.settings.entries import Entry, entries, entry_of
from newsreader.settings.settings import DEFAULTS
from newsreader.settings.settings_file import ChangedMeanwhileError, SettingsFile
from newsreader.settings.template import default_settings

MINE = """\
# My settings.
theme = "light"   # for the day

# Names that I follow
watch = [
  "吉利汽车",  # cars
]

[page]
column = 36

[keys]
app.quit = "x"
"""


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "config" / "config.toml")


def put(file: SettingsFile, source: str) -> None:
    file.path.parent.mkdir(exist_ok=True)
    file.path.write_bytes(source.encode())


def text(file: SettingsFile) -> str:
    return file.path.read_bytes().decode()


def test_a_value_is_changed_in_its_line_and_nothing_else(file: SettingsFile) -> None:
    put(file, MINE)
    file.write(entry_of("", "theme"), "sepia", "light")
    file.write(entry_of("page", "column"), 50, 36)
    expected = MINE.replace('"light"', '"sepia"').replace("36", "50")
    assert text(file) == expected


def test_a_new_value_is_put_below_the_others_of_its_table(file: SettingsFile) -> None:
    put(file, MINE)
    file.write(entry_of("page", "hang"), True, False)
    file.write(entry_of("", "preset"), "plain", "vim")
    file.write(entry_of("export", "folder"), "~/出", "")
    before, after = MINE.split("\n[page]\n")
    column, keys = after.split("\n[keys]\n")
    assert text(file) == (
        f'{before}\n# {entry_of("", "preset").words}\npreset = "plain"\n'
        f"\n[page]\n{column}\n# {entry_of('page', 'hang').words}\nhang = true\n"
        f"\n[keys]\n{keys}"
        f'\n[export]\n\n# {entry_of("export", "folder").words}\nfolder = "~/出"\n'
    )


def test_a_line_separator_within_a_comment_ends_no_line(file: SettingsFile) -> None:
    put(file, "# first\u2028second\x85third\ntheme = 'light'\n")
    file.write(entry_of("page", "column"), 50, 42)
    assert text(file).startswith("# first\u2028second\x85third\ntheme = 'light'\n\n[page]\n")


def test_the_first_change_makes_a_file_with_that_value_only(file: SettingsFile) -> None:
    file.write(entry_of("page", "column"), 44, 42)
    assert tomllib.loads(text(file)) == {"page": {"column": 44}}
    assert text(file).startswith("# Settings of newsreader")
    file.write(entry_of("", "theme"), "light", "dark")
    assert tomllib.loads(text(file)) == {"theme": "light", "page": {"column": 44}}


def test_a_default_is_written_over_another_value_only(file: SettingsFile) -> None:
    file.write(entry_of("page", "column"), 42, 42)
    assert not file.path.exists()
    put(file, MINE)
    file.write(entry_of("page", "column"), 42, 36)
    file.write(entry_of("page", "hang"), False, False)
    assert text(file) == MINE.replace("36", "42")


def test_keys_are_found_however_they_are_written(file: SettingsFile) -> None:
    put(file, MINE + '"app.help" = ["?"]\n')
    file.write(entry_of("keys", "app.quit"), ("z", "ctrl+q"), ("x",))
    file.write(entry_of("keys", "app.help"), None, ("?",))
    file.write(entry_of("keys", "app.undo"), (), ("u",))
    assert tomllib.loads(text(file))["keys"] == {
        "app": {"quit": ["z", "ctrl+q"]},
        "app.undo": [],
    }
    assert file.names() >= {"keys.app.quit", "keys.app.undo", "page.column", ".theme"}


def test_other_changes_of_the_file_are_kept_and_one_of_the_same_value_is_not_undone(
    file: SettingsFile,
) -> None:
    put(file, MINE)
    column = entry_of("page", "column")
    put(file, MINE.replace("36", "30").replace("light", "mono"))
    with pytest.raises(ChangedMeanwhileError, match="column is 30 there") as raised:
        file.write(column, 50, 36)
    assert raised.value.found == 30
    file.write(column, 50, 30)
    assert tomllib.loads(text(file))["theme"] == "mono"
    assert tomllib.loads(text(file))["page"]["column"] == 50


@pytest.mark.parametrize(
    "source", ["theme = dark\n", "a" + ".a" * 5000 + " = 1\n", "x = " + "9" * 5000]
)
def test_nothing_is_written_to_a_file_that_is_not_toml(file: SettingsFile, source: str) -> None:
    put(file, source)
    with pytest.raises(SettingsError, match="corrected first"):
        file.write(entry_of("page", "column"), 50, 42)
    assert text(file) == source
    assert file.names() == frozenset()


def test_nothing_is_written_where_a_value_is_in_the_place_of_a_table(file: SettingsFile) -> None:
    put(file, "page = 3\n")
    with pytest.raises(SettingsError, match="set column in it yourself"):
        file.write(entry_of("page", "column"), 50, 42)
    assert text(file) == "page = 3\n"


def test_nothing_is_written_to_a_read_only_file(file: SettingsFile) -> None:
    put(file, MINE)
    file.path.chmod(0o444)
    with pytest.raises(SettingsError, match="read-only"):
        file.write(entry_of("page", "column"), 50, 36)
    assert text(file) == MINE


def test_nothing_is_written_to_something_else_than_a_file(file: SettingsFile) -> None:
    file.path.mkdir(parents=True)
    with pytest.raises(SettingsError, match="cannot be written"):
        file.write(entry_of("page", "column"), 50, 42)


def test_line_ends_a_mark_at_the_start_and_links_are_kept(
    file: SettingsFile, tmp_path: Path
) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_bytes(("\ufeff" + MINE).replace("\n", "\r\n").encode())
    file.path.parent.mkdir()
    file.path.symlink_to(real)
    file.write(entry_of("page", "column"), 50, 36)
    file.write(entry_of("page", "hang"), True, False)
    assert file.path.is_symlink()
    written = real.read_bytes().decode()
    assert written.startswith("\ufeff# My")
    assert written.count("\n") == written.count("\r\n")
    settings, problems = load_settings(file.path)
    assert (settings.column, settings.hang, problems) == (50, True, [])


def other_value(entry: Entry) -> object:
    """A value that is not the default."""
    if entry.choices:
        return entry.following(DEFAULTS)
    default = entry.default(DEFAULTS)
    if entry.section == "keys":
        return ("f24",)
    if isinstance(default, tuple):
        return ("一", "二")
    if entry.option and entry.option.path:
        return str(Path("words").absolute())
    return entry.option.most if isinstance(default, int) and entry.option else "words"


@pytest.mark.parametrize("commented", [False, True], ids=["empty", "printed defaults"])
def test_every_setting_can_be_changed_and_is_read_again(
    file: SettingsFile, commented: bool
) -> None:
    if commented:
        put(file, default_settings(FORMATS))
    comments = [line for line in default_settings(FORMATS).split("\n") if line.startswith("#")]
    wanted = DEFAULTS
    for entry in entries(FORMATS):
        if entry.section == "keys" and not entry.name.startswith(("app.", "editor.")):
            continue  # they are all alike
        value = other_value(entry)
        file.write(entry, value, entry.value(wanted), FORMATS)
        if entry.option is not None:
            value = value_in_force(entry.option, value, file.path)
        wanted = entry.changed(wanted, value)
    found, problems = load_settings(file.path, key_ids=BY_ID, formats=FORMATS)
    assert problems == []
    assert found == wanted
    if commented:
        assert [line for line in text(file).split("\n") if line.startswith("#")] == comments
