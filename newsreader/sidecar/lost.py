"""Lost notes: a sidecar whose article is missing."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from newsreader.article.article import Article, Paragraphs
from newsreader.errors import SourceError
from newsreader.files import guarded
from newsreader.files.digest import sha256
from newsreader.locale import _, reason_of
from newsreader.notebook.highlight import HighlightState
from newsreader.notebook.notebook import Notebook
from newsreader.sidecar.parser import parse_sidecar
from newsreader.sidecar.paths import article_path, conflict_copies
from newsreader.sidecar.replicas import merge_copies

_DIGEST = re.compile(r"[0-9a-f]{64}")


class LostNotes(NamedTuple):
    """The notes in a sidecar without its article.

    `article` has no text, only what the sidecar says of the one that is gone. The highlights of
    `notebook` are orphans, with the place that they had.
    """

    article: Article
    notebook: Notebook
    problems: tuple[str, ...]


def open_lost(path: Path) -> LostNotes:
    """The notes in the sidecar at `path`, with the copies beside it. Raises SourceError."""
    try:
        data = guarded.read(path)
    except OSError as error:
        message = _("{name} cannot be read ({reason}); look at its name and folder.")
        reason = reason_of(error)
        raise SourceError(message.format(name=path, reason=reason)) from error
    if data is None:
        message = _("There is no file {name}; look at its name and folder.")
        raise SourceError(message.format(name=path))
    read = parse_sidecar(data, None)
    problems = list(read.problems)
    notebook = merge_copies(conflict_copies(path), read.notebook, None, problems)
    why = _("Its article is not there.")
    orphans = [
        replace(highlight, state=HighlightState.ORPHAN, reason=why)
        for highlight in notebook.shown()
    ]
    notebook = notebook.with_highlights(orphans) if orphans else notebook
    return LostNotes(_article(path, notebook), notebook, tuple(problems))


def _article(path: Path, notebook: Notebook) -> Article:
    name, source = article_path(path).name, notebook.source
    empty = sha256(b"")
    if source is None:
        return Article(name, "", Paragraphs(()), empty, empty)
    digest = source.sha256_text if _DIGEST.fullmatch(source.sha256_text) else empty
    return Article(
        name,
        "",
        Paragraphs(()),
        digest,
        source.sha256_raw,
        title=source.title or None,
        url=source.url or None,
        captured=source.captured,
    )
