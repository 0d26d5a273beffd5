"""The documentation matches the program."""

from __future__ import annotations

import re
import runpy
from collections.abc import Mapping
from pathlib import Path

import pytest

from newsreader.commands.arguments import SPECS, command_parser
from newsreader.commands.command_table import COMMANDS
from newsreader.formats.registry import FORMATS, IMPORTERS
from newsreader.keys.key_table import BY_ID
from newsreader.keys.keymap import keymap
from newsreader.text.query_language import parse

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
CHINESE = (ROOT / "README.zh.md", *sorted((DOCS / "zh").glob("*.md")))
PAGES = (ROOT / "README.md", *sorted(DOCS.glob("*.md")), *CHINESE)
"""All pages for users, those in Chinese at the end."""


def test_generated_parts_are_up_to_date() -> None:
    stale = runpy.run_path(str(ROOT / "docs" / "generate.py"))["stale"]
    assert stale() == [], "run python docs/generate.py"


def test_every_command_has_a_parser() -> None:
    assert list(SPECS) == list(COMMANDS)


def test_every_command_is_documented_with_its_options() -> None:
    words = (ROOT / "docs" / "commands.md").read_text("utf-8")
    for name in COMMANDS:
        assert f"newsreader {name}".strip() in words
        options = {
            option
            for action in command_parser(name)._actions
            for option in action.option_strings
            if option not in ("-h", "--output")
        }
        assert {option for option in options if option not in words} == set(), name


@pytest.mark.parametrize("page", [DOCS / "commands.md", DOCS / "zh" / "commands.md"])
def test_every_documented_command_exists(page: Path) -> None:
    options = {option for action in command_parser("")._actions for option in action.option_strings}
    for line in page.read_text("utf-8").splitlines():
        if line.startswith("| `newsreader "):
            name = line.split("`")[1].split()[1]
            is_argument = name.rstrip(",") in ("FILE", "https://…")
            assert is_argument or name in COMMANDS or name in options


def test_links_to_files_have_targets() -> None:
    for page in PAGES:
        for piece in page.read_text("utf-8").split("](")[1:]:
            target = piece.split(")")[0].split("#")[0]
            if target and "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_links_to_headings_have_targets() -> None:
    for page in PAGES:
        for target, heading in re.findall(r"\]\(([^)#:]*)#([^)]+)\)", page.read_text("utf-8")):
            other = page.parent / target if target else page
            assert heading in headings(other), f"{page.name}: {target}#{heading}"


def headings(page: Path) -> set[str]:
    """The headings of a page, as GitHub writes them in links."""
    titles = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("folder", [DOCS, DOCS / "zh"])
def test_every_page_is_in_the_index(folder: Path) -> None:
    index = (folder / "README.md").read_text("utf-8")
    pages = [page.name for page in folder.glob("*.md") if page.name != "README.md"]
    assert [name for name in pages if f"({name})" not in index] == []


def test_every_chinese_page_and_its_english_one_lead_to_each_other() -> None:
    for page in CHINESE[1:]:
        english = DOCS / page.name if page.name != "search.md" else DOCS / "library.md"
        assert re.search(rf"\[English\]\(\.\./{english.name}", page.read_text("utf-8")), page.name
        if page.name != "search.md":
            assert f"[中文](zh/{page.name})" in english.read_text("utf-8"), page.name
    assert "[English](README.md)" in CHINESE[0].read_text("utf-8")
    assert "[中文](README.zh.md)" in (ROOT / "README.md").read_text("utf-8")


def test_a_chinese_page_sends_to_chinese_pages_where_there_are_some() -> None:
    for page in CHINESE[1:]:
        named = re.findall(r"\[(\w+\.md)\]\(\.\./", page.read_text("utf-8"))
        assert [name for name in named if (page.parent / name).exists()] == [], page.name


def test_both_readmes_have_the_same_blocks_for_the_shell_and_for_python() -> None:
    english, chinese = (blocks(ROOT / name) for name in ("README.md", "README.zh.md"))
    assert english == chinese


def blocks(page: Path) -> list[list[str]]:
    """The code on a page, without the words in the second column of the list of commands."""
    found = re.findall(r"^```\w*\n(.*?)^```", page.read_text("utf-8"), flags=re.S | re.M)
    return [[re.split(r"(?<=\S) {2,}", line)[0] for line in block.splitlines()] for block in found]


def test_every_command_and_every_format_is_in_the_chinese_pages() -> None:
    commands = (DOCS / "zh" / "commands.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"newsreader {name}".strip() not in commands] == []
    formats = (DOCS / "zh" / "formats.md").read_text("utf-8")
    assert [name for name in (*FORMATS, *IMPORTERS) if f"`{name}`" not in formats] == []


def test_the_english_and_the_chinese_page_have_the_same_command_lines() -> None:
    lines = [
        set(re.findall(r"^\| (`newsreader (?:[a-z]+) [^|]*(?:\\\|[^|]*)*`)", text, flags=re.M))
        for text in ((DOCS / folder / "commands.md").read_text("utf-8") for folder in ("", "zh"))
    ]
    assert {line.replace("，", ", ") for line in lines[1]} == lines[0]


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("commands.md", r"^## (.+)$"),
        ("compare.md", r"^\| (`[^|]*`) \|"),
        ("sidecar.md", r"^\| (`[^|]*`) \|"),
        ("templates.md", r"^\| (`[^|]*`) \|"),
    ],
)
def test_both_pages_have_the_same_commands_and_the_same_names_in_tables(
    name: str, pattern: str
) -> None:
    english, chinese = (
        {re.sub(r"、|, | (?=`)", ", ", words) for words in re.findall(pattern, text, flags=re.M)}
        for text in ((DOCS / folder / name).read_text("utf-8") for folder in ("", "zh"))
    )
    assert chinese == english


@pytest.mark.parametrize(
    ("page", "head"),
    [(DOCS / "library.md", "| query | finds |"), (DOCS / "zh" / "search.md", "| 写法 | 找什么 |")],
)
def test_every_query_in_the_docs_is_understood(page: Path, head: str) -> None:
    table = page.read_text("utf-8").split(head)[1].partition("\n\n")[0]
    cells = re.findall(r"^\| (.*?) \|", table, flags=re.M)
    queries = [query for cell in cells for query in re.findall(r"`([^`]+)`", cell)]
    assert len(queries) > 20
    for query in queries:
        parse(query)  # raises SearchError, with the mistake


def test_every_module_and_every_folder_for_developers_that_a_page_names_is_there() -> None:
    packages = ("", "entities", "recognition", "sidecar", "tui", "tui/startup")
    roots = (ROOT, *(ROOT / "newsreader" / name for name in packages))
    for_developers = ("architecture.md", "CONTRIBUTING.md")
    for page in (*PAGES, ROOT / "CONTRIBUTING.md"):
        ending = r"(?:\.py|/)" if page.name in for_developers else r"\.py"
        pattern = rf"(?<![\w/.])[a-z_]+(?:/[a-z_]+)*{ending}(?![\w/])"
        named = set(re.findall(pattern, page.read_text("utf-8")))
        found = {name for name in named if any((root / name).exists() for root in roots)}
        assert named - found - {"dist/"} == set(), page.name


IN_ONE_MINUTE: Mapping[str, tuple[str, ...]] = {
    "}": ("cursor.next_paragraph",),
    "space": ("cursor.page_down",),
    "s": ("selection.sentence",),
    "1": ("highlight.colour_1",),
    "5": ("highlight.colour_5",),
    "a": ("highlight.note",),
    "ctrl+s": ("editor.save",),
    "t": ("highlight.tags", "library.timeline"),
    "tab": ("app.next_pane",),
    "enter": ("entities.open", "library.open"),
    "ctrl+e": ("app.export",),
    "/": ("search.open", "library.search"),
    "?": ("app.help",),
    "K": ("lookup.dictionary",),
    "T": ("lookup.glossary",),
    "D": ("article.compare",),
    "e": ("library.names",),
    "Q": ("library.quotations",),
    "i": ("library.concordance",),
    "n": ("library.notes",),
}
"""The keys in the first minute of README, with their functions."""


@pytest.mark.parametrize(
    ("page", "heading"),
    [(ROOT / "README.md", "## In one minute"), (ROOT / "README.zh.md", "## 一分钟上手")],
)
def test_the_keys_of_the_first_minute_have_these_functions(page: Path, heading: str) -> None:
    readme = page.read_text("utf-8")
    minute = readme.split(heading)[1].split("<!-- keys -->")[0]
    named = {word for word in re.findall(r"`([^`]+)`", minute) if not word.startswith("newsreader")}
    assert named == set(IN_ONE_MINUTE)
    for key, ids in IN_ONE_MINUTE.items():
        assert [id_ for id_ in ids if key not in BY_ID[id_].keys] == []


def test_every_key_with_a_modifier_in_the_docs_is_bound() -> None:
    maps = (keymap({}, preset).keys for preset in ("vim", "plain"))
    bound = {name for keys in maps for names in keys.values() for name in names}
    in_dialogs = {"ctrl+y", "ctrl+s", "ctrl+n", "ctrl+p", "shift+tab"}
    of_keyboards = {"ctrl+shift", "f24", "alt+b", "alt+f"}  # of terminals or other programs
    for page in PAGES:
        named = re.findall(r"`((?:ctrl|shift|alt)\+[^` ]+|f\d{1,2})`", page.read_text("utf-8"))
        assert set(named) - bound - in_dialogs - of_keyboards == set(), page.name


def test_every_picture_is_shown() -> None:
    text = "".join(page.read_text("utf-8") for page in PAGES)
    shown = set(re.findall(r"pictures/(\w+)\.svg", text))
    assert shown == {path.stem for path in (ROOT / "docs" / "pictures").glob("*.svg")}


def test_every_command_line_in_the_docs_is_valid() -> None:
    wrong: list[str] = []
    for page in PAGES:
        text = page.read_text("utf-8")
        blocks = "\n".join(re.findall(r"^```\w*\n(.*?)^```", text, flags=re.S | re.M))
        lines = re.findall(r"^(?:\$ )?newsreader (.+)$", blocks, flags=re.M)
        for line in lines + re.findall(r"`newsreader ([^`\n]+)`", text):
            first = line.split()[0]
            name = first if first in COMMANDS else ""
            known = {
                each for action in command_parser(name)._actions for each in action.option_strings
            }
            options = re.findall(r"(?<![\w-])--?[a-z][a-z-]*", line)
            wrong += [f"{page.name}: {line}" for option in options if option not in known]
            words = re.fullmatch(r"[a-z]+", first)
            wrong += [f"{page.name}: {line}"] if words and not name else []
    assert wrong == []
