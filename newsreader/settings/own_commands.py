"""The reader's own commands in the settings: programs that are run by a key."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from typing import NamedTuple

from newsreader.locale import _
from newsreader.text.sanitize import clean_line

INPUTS = ("word", "sentence", "selection", "entity", "article")
VIAS = ("argument", "stdin")
OUTPUTS = ("status", "window", "note", "clipboard")
MOST_SECONDS = 600
_DEFAULT_SECONDS = 10
_ID = re.compile(r"[a-z0-9_-]{1,40}")


class Command(NamedTuple):
    """A program with its arguments; with `shell` the one argument is a command line of sh.

    `input` is the text that it gets, as an argument or on standard input (`via`). `output` is
    where its output goes. It is stopped after `seconds`.
    """

    id: str
    run: tuple[str, ...]
    title: str
    input: str = "word"
    via: str = "argument"
    output: str = "window"
    shell: bool = False
    seconds: int = _DEFAULT_SECONDS


class Mistake(NamedTuple):
    """A field of a command with a wrong value, and what is expected there."""

    field: str
    expected: str


FIELDS = ("run", "title", "key", *Command._fields[3:])


def parse_command(name: str, table: object) -> Command | Mistake:
    """The command in the table `[commands.name]`, or the first mistake in it."""
    if not isinstance(table, Mapping):
        return Mistake("", _("a table"))
    if not _ID.fullmatch(name):
        return Mistake("", _("named with small Latin letters, digits, - and _"))
    shell = table.get("shell", False)
    if not isinstance(shell, bool):
        return Mistake("shell", _("true or false"))
    run = _run(table.get("run"), shell=shell)
    if not run:
        return Mistake("run", _("a command line in quotation marks"))
    choices = {"input": INPUTS, "via": VIAS, "output": OUTPUTS}
    chosen = {field: table.get(field, Command._field_defaults[field]) for field in choices}
    for field, value in chosen.items():
        if value not in choices[field]:
            one_of = _("one of {choices}").format(choices=_(", ").join(choices[field]))
            return Mistake(field, one_of)
    title, seconds = table.get("title", name), table.get("seconds", _DEFAULT_SECONDS)
    if not isinstance(title, str):
        return Mistake("title", _("words in quotation marks"))
    if type(seconds) is not int or not 1 <= seconds <= MOST_SECONDS:
        whole = _("a whole number from {least} to {most}").format(least=1, most=MOST_SECONDS)
        return Mistake("seconds", whole)
    return Command(
        name, run, clean_line(title).strip() or name, **chosen, shell=shell, seconds=seconds
    )


def _run(value: object, *, shell: bool) -> tuple[str, ...]:
    """The program and its arguments; empty if `value` has none."""
    if isinstance(value, str):
        if shell:
            return (value,) if value.strip() else ()
        try:
            return tuple(shlex.split(value))
        except ValueError:  # an open quotation mark
            return ()
    if isinstance(value, list) and not shell and all(isinstance(word, str) for word in value):
        return tuple(value) if value and value[0] else ()
    return ()


def as_table(command: Command) -> dict[str, object]:
    """`command` as it is written in the settings, without its key."""
    table: dict[str, object] = command._asdict()
    del table["id"]
    table["run"] = command.run[0] if command.shell else list(command.run)
    return table
