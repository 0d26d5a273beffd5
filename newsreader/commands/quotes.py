"""`quotes`: who says what in articles, with the names from the helper process."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from contextlib import closing

from newsreader.analysis.service import Service
from newsreader.api.names import quotation_dict
from newsreader.article.article import Article
from newsreader.commands.entity_finder import EntityFinder
from newsreader.commands.output import say, write_objects
from newsreader.commands.sources import Opened, Sources
from newsreader.directories import directories
from newsreader.entities.quotations import Quotation, find_quotations
from newsreader.entities.roster import Roster

NOBODY = "?"
"""Stands for a speaker whose name is not certain."""


def print_quotations(arguments: Namespace) -> int:
    """Print the quotations of each article; returns 1 if an article was left out."""
    with closing(Service.start(arguments.settings.engine, directories().lexicon)) as service:
        finder = EntityFinder(service)
        sources = Sources(arguments.files, arguments.encoding)
        for opened in sources:
            roster = Roster.of(finder.entities(opened, opened.notebook()))
            found = find_quotations(opened.article, roster)
            if arguments.json:
                write_objects([_json_object(opened, found)], lines=sources.has_several)
            else:
                _print(opened, found)
    return int(sources.failed)


def _print(opened: Opened, found: Iterable[Quotation]) -> None:
    """A line for each quotation: file, paragraph, speaker, words."""
    article = opened.article
    for quotation in found:
        words = " ".join(quotation.span.of(article.text).split())
        shown = f"“{words}”" if quotation.direct else words
        paragraph = _paragraph(article, quotation)
        say(f"{opened.name}:{paragraph}: {quotation.speaker or NOBODY}: {shown}")


def _paragraph(article: Article, quotation: Quotation) -> int:
    return article.paragraphs.at(quotation.span.start) + 1


def _json_object(opened: Opened, found: Iterable[Quotation]) -> dict[str, object]:
    article = opened.article
    return {
        "file": opened.name,
        "quotations": [quotation_dict(article, each) for each in found],
    }
