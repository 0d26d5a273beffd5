"""Arguments: the words that each command takes, and what it says of itself."""

from __future__ import annotations

from argparse import Action, ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple, NoReturn

from newsreader.commands.output import complain, write
from newsreader.locale import LANGUAGES, _
from newsreader.text.sanitize import clean_line

SHELLS = ("bash", "zsh", "fish")
"""The shells that there are completions for."""


class Parser(ArgumentParser):
    """A parser whose complaints are one clean sentence: a file's name may hold anything."""

    def error(self, message: str) -> NoReturn:
        sentence = _("{message}. See {command} --help.")
        near = self._nearest(message)
        if near:
            sentence = _("{message}. Did you mean {near}? See {command} --help.")
        complain(sentence.format(message=message, command=self.prog, near=near))
        self.exit(2)

    def _nearest(self, message: str) -> str:
        """The option that was meant by one in `message` that there is not, or ""."""
        from difflib import get_close_matches  # noqa: PLC0415 (only for who mistyped)

        known = [option for option in self._option_string_actions if option.startswith("--")]
        words = [word.partition("=")[0] for word in message.split() if "--" in word]
        asked = [word[word.index("--") :].rstrip(".:：") for word in words]
        unknown = [word for word in asked if not word.startswith(tuple(known))]
        return "".join(get_close_matches(unknown[0], known, n=1)) if unknown else ""


class Words(NamedTuple):
    """What a command says of itself: the arguments that it takes, and one line on it."""

    arguments: Callable[[Parser], None]
    words: Callable[[], str]


def parser(name: str) -> Parser:
    """The parser of the command `name`, in the reader's language."""
    command = WORDS[name]
    made = Parser(
        prog=f"newsreader {name}".rstrip(),
        description=command.words(),
        epilog=None if name else _list_of_commands(),
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.arguments(made)
    everywhere(made)
    return made


def everywhere(made: Parser) -> None:
    """Add the arguments that every command takes."""
    made.add_argument(
        "--encoding",
        metavar="E",
        help=_("read the files in this encoding, whatever they look like"),
    )
    made.add_argument("--lang", choices=LANGUAGES, help=_("language of the interface"))
    made.add_argument("--config", metavar="FILE", help=_("read the settings from FILE"))
    made.add_argument("--debug", action="store_true", help=_("write more to the log"))
    made.add_argument("--version", action=Version, nargs=0, help=_("print the version and leave"))


class Version(Action):
    """Prints which version is installed. Asking costs more than all the rest of a start."""

    def __call__(self, parser: ArgumentParser, *_unused: object) -> NoReturn:
        from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

        try:
            found = version("newsreader")
        except PackageNotFoundError:
            found = _("(not installed)")
        parser.exit(message=f"newsreader {found}\n")


class PrintCompletion(Action):
    """Prints the completions for a shell."""

    def __call__(
        self, parser: ArgumentParser, _namespace: object, shell: object, _option: object = None
    ) -> NoReturn:
        from newsreader.completions import completion_file  # noqa: PLC0415

        write(completion_file(str(shell)).read_text("utf-8"))
        parser.exit()


def _list_of_commands() -> str:
    rows = [f"  {name:<10} {command.words()}" for name, command in WORDS.items() if name]
    note = _("A file that is called like a command is opened with ./ before its name.")
    return "\n".join([_("commands:"), *rows, "", note])


def _files(made: Parser) -> None:
    made.add_argument("files", nargs="+", metavar="FILE", help=_("an article, a folder, or -"))


def _read(made: Parser) -> None:
    made.add_argument(
        "files", nargs="*", metavar="FILE", help=_("an article, or - for standard input")
    )
    made.add_argument(
        "--tutorial", action="store_true", help=_("open an article that teaches by doing")
    )
    made.add_argument(
        "--print-completion",
        action=PrintCompletion,
        choices=SHELLS,
        help=_("print the completions for a shell"),
    )


def _export(made: Parser) -> None:
    _files(made)
    made.add_argument("--format", metavar="F", help=_("the format to write"))
    made.add_argument("-o", "--output", metavar="OUT", help=_("a file, or a folder for several"))
    made.add_argument("--force", action="store_true", help=_("overwrite OUT"))
    made.add_argument(
        "--colour",
        action="append",
        default=[],
        metavar="C",
        help=_("only highlights of this colour"),
    )
    made.add_argument(
        "--tag", action="append", default=[], metavar="T", help=_("only highlights with this tag")
    )
    made.add_argument(
        "--since", metavar="D", help=_("only what was changed since a day like 2026-01-31")
    )


def _json(made: Parser) -> None:
    made.add_argument("--json", action="store_true", help=_("print JSON"))


def _list(made: Parser) -> None:
    _files(made)
    _json(made)


def _grep(made: Parser) -> None:
    made.add_argument("pattern", metavar="PATTERN", help=_("what to look for"))
    _list(made)


def _entities(made: Parser) -> None:
    made.add_argument("files", nargs="*", metavar="FILE", help=_("an article, a folder, or -"))
    _json(made)
    made.add_argument(
        "--jsonl",
        action="store_true",
        help=_("read lines of JSON from standard input, answer in lines"),
    )


def _number(word: str) -> int:
    """A whole number. Raises ArgumentTypeError."""
    try:
        return int(word)
    except ValueError:
        told = _("{word} is not a whole number").format(word=clean_line(word))
        raise ArgumentTypeError(told) from None


def _wrap(made: Parser) -> None:
    made.add_argument("file", nargs="?", default="-", metavar="FILE", help=_("an article, or -"))
    made.add_argument("--width", type=_number, metavar="N", help=_("cells in a row"))
    made.add_argument(
        "--indent", type=_number, default=0, metavar="N", help=_("cells before a paragraph")
    )
    made.add_argument("--hang", action="store_true", help=_("let closing marks hang over the end"))
    made.add_argument(
        "--jsonl",
        action="store_true",
        help=_("read lines of JSON from standard input, answer in lines"),
    )


def _check(made: Parser) -> None:
    _files(made)
    made.add_argument(
        "--repair", action="store_true", help=_("save what can be read to a new file, keep the old")
    )


def _dry_run(made: Parser) -> None:
    made.add_argument("--dry-run", action="store_true", help=_("tell only, change nothing"))


def _import(made: Parser) -> None:
    made.add_argument("file", metavar="FILE", help=_("the article"))
    made.add_argument("origin", metavar="FROM", help=_("what another program wrote"))
    made.add_argument("--format", metavar="F", help=_("the format of FROM"))
    _dry_run(made)


def _carry(made: Parser) -> None:
    made.add_argument("old", metavar="OLD", help=_("the article that has the notes"))
    made.add_argument("new", metavar="NEW", help=_("the other version of it"))
    _dry_run(made)
    _json(made)


def _config(made: Parser) -> None:
    made.add_argument(
        "--default", action="store_true", help=_("print a settings file with comments")
    )


WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "": Words(_read, lambda: _("Read Chinese news, mark it, write notes.")),
        "export": Words(_export, lambda: _("write a notebook out")),
        "import": Words(_import, lambda: _("bring in what another program marked")),
        "list": Words(_list, lambda: _("list highlights and notes")),
        "grep": Words(_grep, lambda: _("search quotes, notes and tags")),
        "inspect": Words(_list, lambda: _("show what is known about an article")),
        "entities": Words(_entities, lambda: _("list who and what it is about")),
        "wrap": Words(_wrap, lambda: _("break Chinese text into rows")),
        "carry": Words(_carry, lambda: _("take notes over to another version")),
        "check": Words(_check, lambda: _("check notebooks and their anchors")),
        "config": Words(_config, lambda: _("show the settings")),
    }
)
"""What every command of the table says of itself, by its name."""
