"""The commands, and the choice of one by the command line, without loading argparse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

_WITH_VALUE = ("--encoding", "--lang", "--config")


class Command(NamedTuple):
    """The module in `newsreader.commands` that has a command, and the function there."""

    module: str
    function: str


COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "": Command("read", "read"),
        "export": Command("export", "export"),
        "import": Command("imports", "import_notes"),
        "search": Command("search", "search"),
        "news": Command("news", "news"),
        "timeline": Command("timeline", "print_timeline"),
        "list": Command("list_and_grep", "list_notes"),
        "grep": Command("list_and_grep", "grep_notes"),
        "inspect": Command("inspect", "inspect"),
        "entities": Command("entities", "print_entities"),
        "quotes": Command("quotes", "print_quotations"),
        "glossary": Command("glossary", "print_glossary"),
        "words": Command("words", "print_words"),
        "wrap": Command("wrap", "wrap"),
        "compare": Command("compare", "compare"),
        "carry": Command("carry", "carry"),
        "check": Command("check", "check"),
        "codebook": Command("codebook", "codebook"),
        "config": Command("config", "print_settings"),
    }
)
"""The commands by name; "" is reading."""


def split(argv: Sequence[str]) -> tuple[str, list[str]]:
    """The command in `argv`, "" if there is none, and all other words."""
    index = 0
    while index < len(argv):
        word = argv[index]
        if word in COMMANDS:
            return word, [*argv[:index], *argv[index + 1 :]]
        if word == "-" or not word.startswith("-") or word == "--":
            break
        index += 2 if word in _WITH_VALUE else 1
    return "", list(argv)


def value_of(argv: Sequence[str], option: str) -> str | None:
    """The value of `option`, which is needed before the words are parsed."""
    for index, word in enumerate(argv):
        if word == "--":
            return None
        if word == option:
            return argv[index + 1] if index + 1 < len(argv) else None
        if word.startswith(option + "="):
            return word[len(option) + 1 :]
    return None


def only_files(words: Sequence[str]) -> bool:
    """Whether `words` are only names of files, so that there is nothing to parse."""
    return bool(words) and all(word == "-" or (word and word[0] != "-") for word in words)
