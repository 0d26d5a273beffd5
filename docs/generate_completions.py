"""Write the completions of the shells from the arguments of the program, with shtab.

Run `python docs/generate_completions.py` after a change to them; a test fails until then.
"""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser
from pathlib import Path

import shtab

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from newsreader.commands.argument_parser import (  # noqa: E402
    SHELLS,
    SHIPPED_TEMPLATES,
    add_common_arguments,
)
from newsreader.commands.arguments import SPECS  # noqa: E402
from newsreader.completions import completion_file  # noqa: E402
from newsreader.decoding.decode import ENCODINGS  # noqa: E402
from newsreader.formats.registry import FORMATS  # noqa: E402
from newsreader.locale import use_language  # noqa: E402
from newsreader.notebook.colour import Colour  # noqa: E402

_VALUES = {
    "--format": tuple(FORMATS),
    "--template": SHIPPED_TEMPLATES,
    "--encoding": ENCODINGS,
    "--colour": tuple(colour.value for colour in Colour),
}
"""Suggested values of options that also accept others, or are checked later."""


def whole_parser() -> ArgumentParser:
    """All commands as one parser, as a shell sees them; the words are English."""
    use_language("en")
    made = ArgumentParser(prog="newsreader", description=SPECS[""].summary())
    SPECS[""].add_arguments(made)  # type: ignore[arg-type]
    _without_files(made)
    add_common_arguments(made)  # type: ignore[arg-type]
    commands = made.add_subparsers()
    for name, command in SPECS.items():
        if name:
            sub = commands.add_parser(name, help=command.summary(), description=command.summary())
            command.add_arguments(sub)  # type: ignore[arg-type]
            add_common_arguments(sub)  # type: ignore[arg-type]
            _complete(sub)
    _complete(made)
    return made


def _complete(parser: ArgumentParser) -> None:
    """Say which arguments are files, and which values an option has."""
    for action in parser._actions:
        if action.metavar in ("FILE", "FROM", "OUT", "OLD", "NEW"):
            action.complete = shtab.FILE  # type: ignore[attr-defined]
        for option, values in _VALUES.items():
            if option in action.option_strings:
                action.choices = values


def _without_files(parser: ArgumentParser) -> None:
    """Let the shell complete files: after any number of them, shtab finds no command."""
    files = next(action for action in parser._actions if action.dest == "files")
    parser._remove_action(files)


def completions() -> dict[Path, str]:
    """The text of each file."""
    made = {shell: shtab.complete(whole_parser(), shell) for shell in SHELLS}
    commands = "  _describe 'newsreader commands' _commands\n"
    assert commands in made["zsh"], "shtab writes something else now"
    made["zsh"] = _mended(made["zsh"].replace(commands, commands + "  _files\n"))
    made["fish"] += "complete -c newsreader -n _shtab_newsreader_using -F\n"
    return {completion_file(shell): text for shell, text in made.items()}


def _mended(zsh: str) -> str:
    """`--option=value` as well as `--option value`, and a file after the first one."""
    with_value = re.compile(r'^(  "(?:\*)?--[a-z-]+)(\[[^"]*\]:)', re.M)
    with_letter = re.compile(r'^(  \{-[a-z],--[a-z-]+)(\}"\[[^"]*\]:)', re.M)
    mended = with_letter.sub(r"\1=\2", with_value.sub(r"\1=\2", zsh))
    return mended.replace('"(*):', '"*:')


if __name__ == "__main__":
    for path, text in completions().items():
        path.write_text(text, "utf-8")
