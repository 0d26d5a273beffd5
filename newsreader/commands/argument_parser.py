"""The parser of the arguments of a command: its errors, what all commands take, and types."""

from __future__ import annotations

import os
from argparse import (
    Action,
    ArgumentParser,
    ArgumentTypeError,
    Namespace,
    RawDescriptionHelpFormatter,
)
from typing import NoReturn

from newsreader.commands.output import columns, complain, write
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


class Help(RawDescriptionHelpFormatter):
    """Help as wide as the terminal; argparse asks for it with slow modules, at each argument."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=columns() - 2)


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


def typed(word: str) -> str:
    """Words as they were typed in UTF-8, also where the locale knows no Chinese."""
    return os.fsencode(word).decode("utf-8", "replace")


def whole_number(word: str) -> int:
    """A whole number. Raises ArgumentTypeError."""
    try:
        return int(word)
    except ValueError:
        message = _("{word} is not a whole number").format(word=clean_line(word))
        raise ArgumentTypeError(message) from None
