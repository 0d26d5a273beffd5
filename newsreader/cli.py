"""The command line: settings, arguments, the choice of the command, and the exit status.

The status is 0 for success; 1 if something failed, nothing was found or a problem was found; 2 for
wrong arguments; 130 after ctrl+c. Data go to standard output, messages to standard error.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, NoReturn

from newsreader import log
from newsreader.commands.command_table import COMMANDS, only_files, split, value_of
from newsreader.commands.output import complain, prepare
from newsreader.directories import directories
from newsreader.errors import NewsreaderError, UsageError
from newsreader.locale import LANGUAGES, _, reason_of, use_language
from newsreader.settings.settings import DEFAULTS, Settings

if TYPE_CHECKING:
    from argparse import Namespace

INTERRUPTED = 130
"""Exit status after ctrl+c, as in shells (128 + SIGINT)."""

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def program() -> NoReturn:
    """The `newsreader` command: runs `main` and ends the process.

    The finalization of the interpreter is skipped. It takes four times as long as everything else
    at the end, and all data are saved by then.
    """
    status = main()
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with `argv`, by default that of the process; returns the exit status.

    Wrong arguments, --help and --version raise SystemExit, as in argparse.
    """
    prepare()
    try:
        status = run(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
    except NewsreaderError as error:
        log.debug("%s", log.trace_of(error))
        complain(str(error))
        return 2 if isinstance(error, UsageError) else 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        if not _output_is_gone(error):
            complain(_unexpected(error))
        return 1
    return status


def _output_is_gone(error: Exception) -> bool:
    """Whether `error` means that standard output is full or closed, and stop writing to it.

    A full disk is reported. A closed pipe is not an error: `newsreader list … | head`.
    """
    if not isinstance(error, OSError) or error.errno not in (*_NO_ROOM, errno.EPIPE):
        return False
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    if error.errno in _NO_ROOM:
        sentence = _("The output cannot be written ({why}); send it somewhere else.")
        complain(sentence.format(why=reason_of(error)))
    return True


def run(argv: list[str]) -> int:
    """Run the command in `argv`; returns the exit status. Raises NewsreaderError."""
    settings, problems = _settings(value_of(argv, "--config"), value_of(argv, "--lang"))
    name, words = split(argv)
    arguments = _parsed(name, words)
    arguments.settings, arguments.problems = settings, problems
    if arguments.debug:
        _start_debugging(name, len(words))
    module = import_module(f"newsreader.commands.{COMMANDS[name].module}")
    command: Callable[[Namespace | SimpleNamespace], int] = getattr(module, COMMANDS[name].function)
    status = command(arguments)
    log.debug("end: exit status %d", status)
    return status


def _parsed(name: str, words: list[str]) -> Namespace | SimpleNamespace:
    """The arguments of the command. Raises SystemExit if they are wrong."""
    if not name and only_files(words):
        # Loading argparse takes a quarter of the time until the article can be read.
        return SimpleNamespace(
            files=words,
            encoding=None,
            tutorial=False,
            debug=False,
            paste=None,
            recent=False,
            config=None,
            lang=None,
        )
    from newsreader.commands.arguments import command_parser
    from newsreader.locale import translated_standard_library

    if "--version" in words and "--debug" in words:
        words = ["--debug", *words]  # in either order
    with translated_standard_library():
        return command_parser(name).parse_args(words)


def _start_debugging(name: str, words: int) -> None:
    log.enable_debug()
    python = ".".join(map(str, sys.version_info[:3]))
    log.debug("start: command %r, %d words, Python %s, %s", name, words, python, sys.platform)


def _settings(config: str | None, lang: str | None) -> tuple[Settings, list[str]]:
    """The settings and the mistakes in them. Sets the language and the keys in force."""
    use_language(lang)
    path = Path(config) if config else directories().settings
    if not config and not path.exists():
        return DEFAULTS, []
    from newsreader.formats.registry import FORMATS
    from newsreader.keys.display import use_keys
    from newsreader.keys.key_table import BY_ID, FORMER_IDS, use_commands
    from newsreader.keys.keymap import keymap
    from newsreader.settings.config_file import load_settings

    key_ids = [*BY_ID, *FORMER_IDS]
    settings, problems = load_settings(path, key_ids=key_ids, formats=FORMATS)
    if lang not in LANGUAGES and settings.language in LANGUAGES:
        use_language(settings.language)
        settings, problems = load_settings(path, key_ids=key_ids, formats=FORMATS)
    use_commands((command.id, command.title) for command in settings.commands)
    in_force = keymap(settings.keys, settings.preset)
    use_keys(in_force.keys, settings.colours)
    return settings, [*problems, *in_force.problems]


def _unexpected(error: Exception) -> str:
    """One sentence for the reader; the code positions of the fault go to the log."""
    if isinstance(error, MemoryError) or "can't start new thread" in str(error):
        return _("There is not enough memory; close other programs and start again.")
    kind = type(error).__name__
    if not log.fault(error):
        return _("Something went wrong that should not ({kind}); no log could be written.").format(
            kind=kind
        )
    return _("Something went wrong that should not ({kind}); the rest is in {log}.").format(
        kind=kind, log=directories().log
    )
