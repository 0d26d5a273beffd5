"""`glossary`: the terms and names of articles with their translations, and those that lack one."""

from __future__ import annotations

import sys
from argparse import Namespace
from contextlib import closing
from pathlib import Path

from newsreader.analysis.service import Service
from newsreader.commands.entity_finder import EntityFinder
from newsreader.commands.output import complain, write
from newsreader.commands.progress import TerminalProgress
from newsreader.commands.sources import Opened, Sources
from newsreader.directories import directories
from newsreader.locale import _
from newsreader.lookup.glossaries import load_glossary
from newsreader.lookup.glossary import Glossary
from newsreader.lookup.term_table import WRITERS, TermTable


def print_glossary(arguments: Namespace) -> int:
    """Print one table over all articles; returns 1 if an article was left out."""
    sources = Sources(arguments.files, arguments.encoding)
    glossaries = FolderGlossaries(arguments.settings.glossary)
    found = TermTable()
    with (
        closing(Service.start(arguments.settings.engine, directories().lexicon)) as service,
        TerminalProgress(_("Reading"), _("The rest was not read.")) as progress,
    ):
        finder = EntityFinder(service)
        every = sources.count() if sys.stderr.isatty() and not sys.stdout.isatty() else 0
        for number, opened in enumerate(sources, 1):
            entities = finder.entities(opened, opened.notebook())
            found.add(opened.article, entities, glossaries.of(opened))
            if every:
                progress.update(min(1, number / every))
    write(WRITERS[arguments.format](found.rows))
    return int(sources.failed)


class FolderGlossaries:
    """The glossaries of the folders of articles, each read once; their problems are printed."""

    def __init__(self, setting: str) -> None:
        self._setting = setting
        self._by_folder: dict[Path | None, Glossary] = {}
        self._said: set[str] = set()

    def together(self) -> Glossary:
        """The terms of all folders so far."""
        return Glossary(term for glossary in self._by_folder.values() for term in glossary)

    def of(self, opened: Opened) -> Glossary:
        """The glossary for an article."""
        folder = opened.path.absolute().parent if opened.path is not None else None
        if folder not in self._by_folder:
            self._by_folder[folder], problems = load_glossary(self._setting, folder)
            for problem in dict.fromkeys(problems):
                if problem not in self._said:
                    complain(problem)
            self._said.update(problems)
        return self._by_folder[folder]
