"""`check`: whether each notebook can be read in full and each anchor has its place.

A file of notes on names is checked too: one that is named, and those in a folder that is named.
"""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from newsreader.commands.output import complain, say
from newsreader.commands.sources import Opened, Sources
from newsreader.directories import directories
from newsreader.errors import SidecarError
from newsreader.library.linked_articles import LinkedArticlesOfFolders
from newsreader.library.other_versions import known_names
from newsreader.locale import _, with_label
from newsreader.notebook.note_links import LinkedArticles, LinkTargets
from newsreader.notebook.notebook import Notebook
from newsreader.sidecar.check import FindingKind, repair
from newsreader.sidecar.check import check as findings_of
from newsreader.sidecar.names_file import NamesFile
from newsreader.sidecar.paths import NAMES_FILE, notes_on


def check(arguments: Namespace) -> int:
    """Print the problems of each notebook; returns 1 if there are any."""
    names_files = list(_names_files(arguments.files))
    others = [word for word in arguments.files if Path(word) not in names_files]
    sources = Sources(others, arguments.encoding, noted=True, may_be_empty=bool(names_files))
    articles = LinkedArticlesOfFolders()
    wrong = False
    for path in names_files:
        wrong = not _check_names(path) or wrong
    for opened in sources:
        try:
            in_order = _check(opened, articles, with_repair=arguments.repair)
        except SidecarError as error:
            complain(str(error))
            in_order = False
        wrong = wrong or not in_order
    return int(wrong or sources.failed)


def _check(opened: Opened, articles: LinkedArticlesOfFolders, *, with_repair: bool) -> bool:
    if opened.path is not None and opened.lost is not None:
        return _check_lost(opened.path, with_repair=with_repair)
    notes = notes_on(opened.path, directories().data, opened.article.sha256_text)
    if notes is None:
        say(_("{file}: no notes").format(file=opened.name))
        return True
    findings = findings_of(notes, opened.article, partial(_link_targets, opened, articles))
    for finding in findings:
        say(with_label(opened.name, finding.sentence))
    if not findings:
        say(_("{file}: in order").format(file=opened.name))
    elif with_repair and any(finding.kind is not FindingKind.LINK for finding in findings):
        new = repair(notes, opened.article)
        say(_("{file}: what could be read is in {new}").format(file=opened.name, new=new))
    return not findings


def _names_files(words: Sequence[str]) -> Iterator[Path]:
    """The files of notes on names that `words` name, or that are below the folders they name."""
    for word in words:
        path = Path(word)
        if path.name == NAMES_FILE and os.path.lexists(path):
            yield path
        if not os.path.isdir(word):  # noqa: PTH112 (a word that no file can have)
            continue
        for parent, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            if NAMES_FILE in names:
                yield Path(parent, NAMES_FILE)


def _check_names(path: Path) -> bool:
    """Print the problems of a file of notes on names; returns whether there are none."""
    problems = NamesFile(path.parent, directories().data).load().problems
    for problem in problems:
        say(with_label(path, problem))
    if not problems:
        say(_("{file}: in order").format(file=path))
    return not problems


def _link_targets(
    opened: Opened, articles: LinkedArticlesOfFolders, notebook: Notebook
) -> LinkTargets:
    """What the notes may link to. Names are those that the library knows, or the text has."""
    path = Path(os.path.abspath(opened.path)) if opened.path is not None else None  # noqa: PTH100
    linked = articles.of(path) if path is not None else LinkedArticles()
    names = {name: name for name in known_names([opened.article])}
    return LinkTargets(notebook, names, linked, opened.article.text, path)


def _check_lost(notes: Path, *, with_repair: bool) -> bool:
    """Check notes whose article is not there, which is a finding too."""
    message = _(
        "Its article is not there. It may have another name: open it, to take the notes over."
    )
    say(with_label(notes, message))
    findings = findings_of(notes)
    for finding in findings:
        say(with_label(notes, finding.sentence))
    if findings and with_repair:
        new = repair(notes)
        say(_("{file}: what could be read is in {new}").format(file=notes, new=new))
    return False
