"""The arguments of each command."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from newsreader.commands.argument_parser import (
    SHELLS,
    SHIPPED_TEMPLATES,
    Help,
    Parser,
    PrintCompletion,
    add_common_arguments,
    typed,
    whole_number,
)
from newsreader.locale import _


class CommandSpec(NamedTuple):
    """A function that adds the arguments of a command, and one that returns its summary."""

    add_arguments: Callable[[Parser], None]
    summary: Callable[[], str]


def command_parser(name: str) -> Parser:
    """The parser of the command `name`, in the language of the interface."""
    command = SPECS[name]
    parser = Parser(
        prog=f"newsreader {name}".rstrip(),
        description=command.summary(),
        epilog=None if name else _list_of_commands(),
        formatter_class=Help,
        allow_abbrev=False,
    )
    command.add_arguments(parser)
    add_common_arguments(parser)
    return parser


def _list_of_commands() -> str:
    rows = [f"  {name:<10} {command.summary()}" for name, command in SPECS.items() if name]
    note = _("To open a file that has the name of a command, write ./ before it.")
    return "\n".join([_("commands:"), *rows, "", note])


def _files(parser: Parser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help=_("an article, a folder, or -"))


def _read(parser: Parser) -> None:
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help=_("an article, a folder of articles, or - for standard input"),
    )
    parser.add_argument(
        "--tutorial", action="store_true", help=_("open an article that teaches by doing")
    )
    parser.add_argument(
        "--paste",
        nargs="?",
        const="",
        metavar="FOLDER",
        help=_("save a text from the clipboard in FOLDER, and open it"),
    )
    parser.set_defaults(recent=False)
    parser.add_argument(
        "--print-completion",
        action=PrintCompletion,
        choices=SHELLS,
        help=_("print the completions for a shell"),
    )


def _output(name: str) -> str:
    """The name of a file to write; "" for `-`, which is standard output."""
    return "" if name == "-" else name


def _export(parser: Parser) -> None:
    _files(parser)
    wanted = parser.add_mutually_exclusive_group()
    wanted.add_argument("-f", "--format", metavar="F", help=_("the format to write"))
    wanted.add_argument(
        "--template",
        metavar="T",
        help=_("write with a template: a file, or the name of one, such as {names}").format(
            names=_(", ").join(SHIPPED_TEMPLATES)
        ),
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        type=_output,
        help=_("a file; or a folder, with / at its end"),
    )
    parser.add_argument("--force", action="store_true", help=_("overwrite OUT"))
    parser.add_argument(
        "--colour",
        action="append",
        default=[],
        metavar="C",
        help=_("only highlights of this colour"),
    )
    parser.add_argument(
        "--tag",
        type=typed,
        action="append",
        default=[],
        metavar="T",
        help=_("only highlights with this tag"),
    )
    parser.add_argument(
        "--since", metavar="D", help=_("only what was changed since a day like 2026-01-31")
    )


def _json(parser: Parser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def _list(parser: Parser) -> None:
    _files(parser)
    _json(parser)


def _grep(parser: Parser) -> None:
    parser.add_argument("pattern", type=typed, metavar="QUERY", help=_("what to look for"))
    _list(parser)


def _search(parser: Parser) -> None:
    parser.add_argument("query", type=typed, metavar="QUERY", help=_("what to look for"))
    _list(parser)
    parser.add_argument(
        "--kwic", action="store_true", help=_("print every place, aligned with the words around it")
    )
    parser.add_argument("--csv", action="store_true", help=_("print CSV, with --kwic"))


def _timeline(parser: Parser) -> None:
    _list(parser)
    parser.add_argument("--csv", action="store_true", help=_("print CSV"))


def _news(parser: Parser) -> None:
    _list(parser)
    parser.add_argument(
        "--since",
        default="last",
        metavar="D",
        help=_("what was published since a day like 2026-01-31; without it, what is new"),
    )


def _entities(parser: Parser) -> None:
    parser.add_argument(
        "--name", type=typed, metavar="N", help=_("all that the articles say about this name")
    )
    parser.add_argument(
        "--format",
        choices=("markdown", "csv", "json"),
        help=_("the format of what --name prints"),
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help=_("an article, a folder, or -"))
    _json(parser)
    parser.add_argument(
        "-j",
        "--jobs",
        type=whole_number,
        default=1,
        metavar="N",
        help=_("read with several processes"),
    )
    parser.add_argument(
        "--jsonl",
        action="store_true",
        help=_("read lines of JSON from standard input, answer in lines"),
    )


def _glossary(parser: Parser) -> None:
    _files(parser)
    parser.add_argument(
        "--format",
        choices=("tsv", "json", "markdown"),
        default="tsv",
        help=_("the format of the table"),
    )


def _words(parser: Parser) -> None:
    _files(parser)
    parser.add_argument("--known", metavar="FILE", help=_("leave out the words in FILE"))
    parser.add_argument(
        "--limit",
        type=whole_number,
        default=100,
        metavar="N",
        help=_("the most words to list; 0 for all"),
    )
    parser.add_argument("--names", action="store_true", help=_("list the words of names too"))
    parser.add_argument(
        "--format",
        choices=("tsv", "json", "anki"),
        default="tsv",
        help=_("the format of the list"),
    )


def _wrap(parser: Parser) -> None:
    parser.add_argument("file", nargs="?", default="-", metavar="FILE", help=_("an article, or -"))
    parser.add_argument("--width", type=whole_number, metavar="N", help=_("cells in a row"))
    parser.add_argument(
        "--indent", type=whole_number, default=0, metavar="N", help=_("cells before a paragraph")
    )
    parser.add_argument(
        "--hang", action="store_true", help=_("let closing marks hang over the end")
    )
    parser.add_argument(
        "--jsonl",
        action="store_true",
        help=_("read lines of JSON from standard input, answer in lines"),
    )


def _check(parser: Parser) -> None:
    _files(parser)
    parser.add_argument(
        "--repair", action="store_true", help=_("save what can be read to a new file, keep the old")
    )


def _dry_run(parser: Parser) -> None:
    parser.add_argument("--dry-run", action="store_true", help=_("only report, change nothing"))


def _import(parser: Parser) -> None:
    parser.add_argument("file", metavar="FILE", help=_("the article"))
    parser.add_argument("origin", metavar="FROM", help=_("what another program wrote"))
    parser.add_argument("-f", "--format", metavar="F", help=_("the format of FROM"))
    wanted = parser.add_mutually_exclusive_group()
    wanted.add_argument(
        "--title", type=typed, metavar="TEXT", help=_("only entries with TEXT in their title")
    )
    wanted.add_argument("--all", action="store_true", help=_("entries of every title"))
    parser.add_argument(
        "--labels",
        choices=("highlights", "entities"),
        default="highlights",
        help=_("what labels of kinds (PER, ORG …) become"),
    )
    _dry_run(parser)


def _compare(parser: Parser) -> None:
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help=_("OLD and NEW, or several reprints for a table")
    )
    parser.add_argument("--format", metavar="F", help=_("text, markdown, html or csv"))
    parser.add_argument("--table", action="store_true", help=_("which article has which sentence"))
    parser.add_argument(
        "--exact", action="store_true", help=_("count script, width, case and punctuation too")
    )
    _json(parser)


def _carry(parser: Parser) -> None:
    parser.add_argument("old", metavar="OLD", help=_("the article that has the notes"))
    parser.add_argument("new", metavar="NEW", help=_("the other version of it"))
    _dry_run(parser)
    _json(parser)


def _codebook(parser: Parser) -> None:
    parser.add_argument("folder", metavar="FOLDER", help=_("a folder of articles"))
    wanted = parser.add_mutually_exclusive_group()
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
    parser.add_argument("--force", action="store_true", help=_("overwrite OUT"))


def _config(parser: Parser) -> None:
    parser.add_argument(
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
