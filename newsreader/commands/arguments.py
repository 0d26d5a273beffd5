"""The argument parser of each command."""

from __future__ import annotations

import os
from argparse import (
    Action,
    ArgumentParser,
    ArgumentTypeError,
    Namespace,
    RawDescriptionHelpFormatter,
)
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple, NoReturn

from newsreader.commands.output import complain, write
from newsreader.locale import LANGUAGES, _
from newsreader.text.sanitize import clean_line

SHELLS = ("bash", "zsh", "fish")
"""The shells with completions."""


SHIPPED_TEMPLATES = ("brief.md", "footnotes.md", "weread.txt")
"""The templates that come with the program. They are listed here, because help loads no format."""


class Parser(ArgumentParser):
    """A parser that prints an error as one sanitized sentence."""

    def error(self, message: str) -> NoReturn:
        sentence = _("{message}. See {command} --help.")
        near = self._nearest(message)
        if near:
            sentence = _("{message}. Did you mean {near}? See {command} --help.")
        complain(sentence.format(message=message, command=self.prog, near=near))
        self.exit(2)

    def format_help(self) -> str:
        """The help, with the mark that a heading has in the language of the interface."""
        text = super().format_help()
        for group in self._action_groups:
            heading = _("{heading}:").format(heading=group.title)
            text = text.replace(f"\n{group.title}:\n", f"\n{heading}\n")
        return text

    def _nearest(self, message: str) -> str:
        """The option nearest to the unknown one in `message`, or ""."""
        from difflib import get_close_matches  # noqa: PLC0415 (rarely needed)

        known = [option for option in self._option_string_actions if option.startswith("--")]
        words = [word.partition("=")[0] for word in message.split() if "--" in word]
        options = [word[word.index("--") :].rstrip(".:：") for word in words]
        unknown = [word for word in options if not word.startswith(tuple(known))]
        return "".join(get_close_matches(unknown[0], known, n=1)) if unknown else ""


class CommandSpec(NamedTuple):
    """A function that adds the arguments of a command, and one that returns its summary."""

    add_arguments: Callable[[Parser], None]
    summary: Callable[[], str]


def parser(name: str) -> Parser:
    """The parser of the command `name`, in the language of the interface."""
    command = SPECS[name]
    made = Parser(
        prog=f"newsreader {name}".rstrip(),
        description=command.summary(),
        epilog=None if name else _list_of_commands(),
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.add_arguments(made)
    add_common_arguments(made)
    return made


def add_common_arguments(made: Parser) -> None:
    """Add the arguments of all commands."""
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
    """Prints the installed version, after --debug all that a report of a fault needs."""

    def __call__(self, parser: ArgumentParser, namespace: Namespace, *_unused: object) -> NoReturn:
        from newsreader.version import installed_version, report  # noqa: PLC0415 (slow)

        if namespace.debug:
            write("".join(f"{line}\n" for line in report()))
        else:
            write(f"newsreader {installed_version() or _('(not installed)')}\n")
        parser.exit()


class PrintCompletion(Action):
    """Prints the completions for a shell, with the reader's own templates as they are now."""

    def __call__(
        self, parser: ArgumentParser, _namespace: object, shell: object, _option: object = None
    ) -> NoReturn:
        from newsreader.completions import completion_file  # noqa: PLC0415

        text, shipped = completion_file(str(shell)).read_text("utf-8"), " ".join(SHIPPED_TEMPLATES)
        write(text.replace(shipped, " ".join((shipped, *_own_templates()))))
        parser.exit()


def _own_templates() -> list[str]:
    """The names of the reader's templates that a shell takes without quotes."""
    from newsreader.directories import directories  # noqa: PLC0415 (as below)
    from newsreader.formats.template_files import templates  # noqa: PLC0415 (rarely needed)

    found = templates([directories().config / "templates"])
    own = [name for name in found if name not in SHIPPED_TEMPLATES]
    return [name for name in own if all(each.isalnum() or each in "._-" for each in name)]


def _list_of_commands() -> str:
    rows = [f"  {name:<10} {command.summary()}" for name, command in SPECS.items() if name]
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
        "--paste",
        nargs="?",
        const="",
        metavar="FOLDER",
        help=_("save a text from the clipboard in FOLDER, and open it"),
    )
    made.set_defaults(recent=False)
    made.add_argument(
        "--print-completion",
        action=PrintCompletion,
        choices=SHELLS,
        help=_("print the completions for a shell"),
    )


def _export(made: Parser) -> None:
    _files(made)
    wanted = made.add_mutually_exclusive_group()
    wanted.add_argument("-f", "--format", metavar="F", help=_("the format to write"))
    wanted.add_argument(
        "--template",
        metavar="T",
        help=_("write with a template: a file, or the name of one, such as {names}").format(
            names=_(", ").join(SHIPPED_TEMPLATES)
        ),
    )
    made.add_argument(
        "-o", "--output", metavar="OUT", help=_("a file; or a folder, with / at its end")
    )
    made.add_argument("--force", action="store_true", help=_("overwrite OUT"))
    made.add_argument(
        "--colour",
        action="append",
        default=[],
        metavar="C",
        help=_("only highlights of this colour"),
    )
    made.add_argument(
        "--tag",
        type=_typed,
        action="append",
        default=[],
        metavar="T",
        help=_("only highlights with this tag"),
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
    made.add_argument("pattern", type=_typed, metavar="QUERY", help=_("what to look for"))
    _list(made)


def _search(made: Parser) -> None:
    made.add_argument("query", type=_typed, metavar="QUERY", help=_("what to look for"))
    _list(made)
    made.add_argument(
        "--kwic", action="store_true", help=_("print every place, aligned with the words around it")
    )
    made.add_argument("--csv", action="store_true", help=_("print CSV, with --kwic"))


def _timeline(made: Parser) -> None:
    _list(made)
    made.add_argument("--csv", action="store_true", help=_("print CSV"))


def _news(made: Parser) -> None:
    _list(made)
    made.add_argument(
        "--since",
        default="last",
        metavar="D",
        help=_("what was published since a day like 2026-01-31; without it, what is new"),
    )


def _entities(made: Parser) -> None:
    _entities_options(made)
    made.add_argument("files", nargs="*", metavar="FILE", help=_("an article, a folder, or -"))
    _json(made)
    made.add_argument(
        "-j",
        "--jobs",
        type=_number,
        default=1,
        metavar="N",
        help=_("read with several processes"),
    )
    made.add_argument(
        "--jsonl",
        action="store_true",
        help=_("read lines of JSON from standard input, answer in lines"),
    )


def _entities_options(made: Parser) -> None:
    made.add_argument(
        "--name", type=_typed, metavar="N", help=_("all that the articles say about this name")
    )
    made.add_argument(
        "--format",
        choices=("markdown", "csv", "json"),
        help=_("the format of what --name prints"),
    )


def _glossary(made: Parser) -> None:
    _files(made)
    made.add_argument(
        "--format",
        choices=("tsv", "json", "markdown"),
        default="tsv",
        help=_("the format of the table"),
    )


def _words(made: Parser) -> None:
    _files(made)
    made.add_argument("--known", metavar="FILE", help=_("leave out the words in FILE"))
    made.add_argument(
        "--limit",
        type=_number,
        default=100,
        metavar="N",
        help=_("the most words to list; 0 for all"),
    )
    made.add_argument("--names", action="store_true", help=_("list the words of names too"))
    made.add_argument(
        "--format",
        choices=("tsv", "json", "anki"),
        default="tsv",
        help=_("the format of the list"),
    )


def _typed(word: str) -> str:
    """Words as they were typed in UTF-8, also where the locale knows no Chinese."""
    return os.fsencode(word).decode("utf-8", "replace")


def _number(word: str) -> int:
    """A whole number. Raises ArgumentTypeError."""
    try:
        return int(word)
    except ValueError:
        message = _("{word} is not a whole number").format(word=clean_line(word))
        raise ArgumentTypeError(message) from None


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
    made.add_argument("--dry-run", action="store_true", help=_("only report, change nothing"))


def _import(made: Parser) -> None:
    made.add_argument("file", metavar="FILE", help=_("the article"))
    made.add_argument("origin", metavar="FROM", help=_("what another program wrote"))
    made.add_argument("-f", "--format", metavar="F", help=_("the format of FROM"))
    wanted = made.add_mutually_exclusive_group()
    wanted.add_argument(
        "--title", type=_typed, metavar="TEXT", help=_("only entries with TEXT in their title")
    )
    wanted.add_argument("--all", action="store_true", help=_("entries of every title"))
    made.add_argument(
        "--labels",
        choices=("highlights", "entities"),
        default="highlights",
        help=_("what labels of kinds (PER, ORG …) become"),
    )
    _dry_run(made)


def _compare(made: Parser) -> None:
    made.add_argument(
        "files", nargs="+", metavar="FILE", help=_("OLD and NEW, or several reprints for a table")
    )
    made.add_argument("--format", metavar="F", help=_("text, markdown, html or csv"))
    made.add_argument("--table", action="store_true", help=_("which article has which sentence"))
    made.add_argument(
        "--exact", action="store_true", help=_("count script, width, case and punctuation too")
    )
    _json(made)


def _carry(made: Parser) -> None:
    made.add_argument("old", metavar="OLD", help=_("the article that has the notes"))
    made.add_argument("new", metavar="NEW", help=_("the other version of it"))
    _dry_run(made)
    _json(made)


def _codebook(made: Parser) -> None:
    made.add_argument("folder", metavar="FOLDER", help=_("a folder of articles"))
    wanted = made.add_mutually_exclusive_group()
    wanted.add_argument(
        "--table",
        choices=("counts", "codes", "names"),
        help=_("print CSV: how often each tag is used, tags by tags, or names by tags"),
    )
    wanted.add_argument(
        "--export",
        dest="output",
        metavar="OUT",
        help=_("write a codebook for other programs (.qdc, .csv)"),
    )
    wanted.add_argument(
        "--import", dest="origin", metavar="FROM", help=_("add the codes of another program's file")
    )
    made.add_argument("--force", action="store_true", help=_("overwrite OUT"))


def _config(made: Parser) -> None:
    made.add_argument(
        "--default", action="store_true", help=_("print a settings file with comments")
    )


SPECS: Mapping[str, CommandSpec] = MappingProxyType(
    {
        "": CommandSpec(_read, lambda: _("Read Chinese news, mark it, write notes.")),
        "export": CommandSpec(_export, lambda: _("write a notebook out")),
        "import": CommandSpec(_import, lambda: _("bring in what another program marked")),
        "search": CommandSpec(_search, lambda: _("search texts, notes, tags and names")),
        "news": CommandSpec(_news, lambda: _("what is new about the names on the watch list")),
        "timeline": CommandSpec(_timeline, lambda: _("the times that articles name, in order")),
        "list": CommandSpec(_list, lambda: _("list highlights and notes")),
        "grep": CommandSpec(_grep, lambda: _("search quotes, notes and tags")),
        "inspect": CommandSpec(_list, lambda: _("show what is known about an article")),
        "entities": CommandSpec(_entities, lambda: _("list who and what it is about")),
        "quotes": CommandSpec(_list, lambda: _("list who says what")),
        "glossary": CommandSpec(
            _glossary, lambda: _("list its terms and names with their translations")
        ),
        "words": CommandSpec(_words, lambda: _("list its words, for learners")),
        "wrap": CommandSpec(_wrap, lambda: _("break Chinese text into rows")),
        "compare": CommandSpec(_compare, lambda: _("show what changed between two versions")),
        "carry": CommandSpec(_carry, lambda: _("take notes over to another version")),
        "check": CommandSpec(_check, lambda: _("check notebooks and their anchors")),
        "codebook": CommandSpec(_codebook, lambda: _("show the tags of a folder and their use")),
        "config": CommandSpec(_config, lambda: _("show the settings")),
    }
)
"""The commands by name, as in command_table; "" is reading."""
