"""`entities --name`: all that the articles of a folder say about one name."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing

from newsreader.analysis.service import Service
from newsreader.article.loader import open_article
from newsreader.commands.entity_finder import EntityFinder
from newsreader.commands.open_library import opened_library
from newsreader.commands.output import complain, write
from newsreader.commands.progress import TerminalProgress
from newsreader.directories import directories
from newsreader.errors import NewsreaderError, UsageError
from newsreader.library.article_entry import Appearance
from newsreader.library.dossier import Dossier, DossierMaker
from newsreader.library.dossier_files import dossier_files
from newsreader.library.index import Index
from newsreader.library.index_path import index_path
from newsreader.library.library import Library
from newsreader.library.names import FolderNames
from newsreader.locale import _

FORMATS = ("markdown", "csv", "json")
"""The names of the formats, the default first."""


def print_dossier(arguments: Namespace) -> int:
    """Print the dossier of `arguments.name`; returns 1 if no article mentions it."""
    if arguments.jsonl or not arguments.files:
        raise UsageError(_("--name needs files or a folder."))
    wanted = "json" if arguments.json else arguments.format or FORMATS[0]
    with closing(Index.open(index_path())) as index:
        library = opened_library(arguments, index)
        read_names(library, arguments)
        for problem in library.name_notes().problems:
            complain(problem)
        names = library.names()
        found = _named(names, arguments.name)
        if found is None:
            complain(_("No article names {name}.").format(name=arguments.name))
            return 1
        dossier = collected(library, names, found)
    file = next(each for each in dossier_files(dossier) if each.format == wanted)
    write(file.text())
    return 0


def collected(library: Library, names: FolderNames, name: Appearance) -> Dossier:
    """The complete dossier of a name."""
    maker = DossierMaker(library, names, name)
    for _step in maker.steps():
        pass
    return maker.dossier()


def _named(names: FolderNames, name: str) -> Appearance | None:
    """The entity with this name that most articles mention, or None."""
    return next((each for each in names.appearances() if name in each.names), None)


def read_names(library: Library, arguments: Namespace) -> None:
    """Read the articles of `library` that were not read for names yet. Raises AnalysisError."""
    known = library.index.analysed()
    new = [e for e in library.entries if e.sha256_text and e.sha256_text not in known]
    if not new:
        return
    interrupted = _("The names that were read are kept.")
    with (
        closing(Service.start(arguments.settings.engine, directories().lexicon)) as service,
        TerminalProgress(_("Reading"), interrupted) as progress,
    ):
        finder = EntityFinder(service)
        for done, entry in enumerate(new):
            progress.update(done / len(new))
            encoding = arguments.encoding or library.state.encoding(str(entry.path))
            try:
                article = open_article(entry.path, encoding)
            except NewsreaderError:
                continue  # the scan has reported it
            library.index.learn(article.sha256_text, finder.found(article))
