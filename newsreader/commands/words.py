"""`words`: the words of articles, for a learner."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

from newsreader.analysis.service import Service
from newsreader.commands.entity_finder import EntityFinder
from newsreader.commands.glossary import FolderGlossaries
from newsreader.commands.output import complain, write
from newsreader.commands.progress import TerminalProgress
from newsreader.commands.sources import Opened, Sources
from newsreader.directories import directories
from newsreader.errors import UsageError
from newsreader.locale import _
from newsreader.lookup.known_words import read_known
from newsreader.lookup.word_list import WRITERS, WordList, dictionary_or_none, with_meanings
from newsreader.user_paths import is_file


def print_words(arguments: Namespace) -> int:
    """Print one list over all articles; returns 1 if an article was left out."""
    if arguments.limit < 0:
        raise UsageError(_("The limit is 1 or more; 0 is no limit."))
    settings = arguments.settings
    listed = WordList(_known(arguments.known, settings.known_words))
    sources = Sources(arguments.files, arguments.encoding)
    glossaries = FolderGlossaries(settings.glossary)
    with (
        closing(Service.start(settings.engine, directories().lexicon)) as service,
        TerminalProgress(_("Reading"), _("The rest was not read.")) as progress,
    ):
        finder = EntityFinder(service)
        every = sources.count() if sys.stderr.isatty() and not sys.stdout.isatty() else 0
        for number, opened in enumerate(sources, 1):
            _add(listed, finder, opened, names=arguments.names)
            glossaries.of(opened)
            if every:
                progress.update(min(1, number / every))
    dictionary, problem = dictionary_or_none(settings.dictionary)
    if problem:
        complain(problem)
    found = with_meanings(listed.words(arguments.limit), glossaries.together(), dictionary)
    write(WRITERS[arguments.format](found))
    return int(sources.failed)


def _add(listed: WordList, finder: EntityFinder, opened: Opened, *, names: bool) -> None:
    article = opened.article
    without = () if names else finder.entities(opened, opened.notebook())
    listed.add(article, finder.words(article), without)


def _known(option: str | None, setting: str) -> Collection[str]:
    """The words that are not listed; a file that is named on the command line must be there."""
    if option is not None and not is_file(option):
        raise UsageError(_("{file}: there is no such list of words.").format(file=option))
    path = option or setting or directories().known_words
    return read_known(Path(path))
