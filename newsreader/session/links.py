"""What the notes of a session can link to."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from newsreader.entities.kind import NAMED
from newsreader.locale import _
from newsreader.notebook.note_links import LinkedArticles, LinkTargets, names_of
from newsreader.session.reading_session import ReadingSession
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.list_filter import ListFilter, initials
from newsreader.text.sanitize import clean_line

_NOT_IN_LINK = lazy_regex(r"[\[\]|#]")
_ID = 8
"""Characters of an id that are written, if no other highlight has them."""

_SHOWN = 20
"""Code points of a quote that are shown of a link to it."""

_MOST_CHOICES = 100
_MOST_SPELT = 500
"""Choices that are compared by their pinyin, which is slow."""


def link_targets(session: ReadingSession, articles: LinkedArticles | None = None) -> LinkTargets:
    """The targets in the article of `session` as it is now, and `articles`."""
    return LinkTargets(
        session.notebook,
        names_of((e.name, e.aliases) for e in session.analysis.entities if e.kind in NAMED),
        articles or LinkedArticles(),
        session.article.text,
        path_of(session),
    )


def path_of(session: ReadingSession) -> Path | None:
    """The path of the article; None for a text that is in no file."""
    return Path(session.place_key) if os.sep in session.place_key else None


class LinkChoice(NamedTuple):
    """Something to link to: its words in a list, what is beside them, and what is written.

    `key` is what is compared with what is typed: words and aside in small letters.
    """

    words: str
    aside: str
    link: str
    key: str


def _choice(words: str, aside: str, link: str) -> LinkChoice:
    return LinkChoice(words, aside, link, f"{words.removeprefix('#')}\n{aside}".casefold())


def link_choices(targets: LinkTargets) -> list[LinkChoice]:
    """All that may be linked to: highlights, names, then articles. Slow for many articles."""
    names = [_choice(name, "", name) for name in dict.fromkeys(targets.names.values())]
    return [*_highlights(targets), *names, *_articles(targets)]


def narrowed(choices: Sequence[LinkChoice], typed: str) -> list[LinkChoice]:
    """Those of `choices` that `typed`, after two brackets, may become; after # only highlights.

    What begins so comes first. Without a hit, Latin letters are initials of pinyin.
    """
    start = typed.removeprefix("#").casefold()
    wanted = [c for c in choices if c.link.startswith("#")] if typed.startswith("#") else choices
    beginning = (choice for choice in wanted if choice.key.startswith(start))
    others = (c for c in wanted if start in c.key and not c.key.startswith(start))
    found = list(islice(chain(beginning, others), _MOST_CHOICES))
    if not found and initials(start):
        by_initials = ListFilter(start)
        found = [choice for choice in wanted[:_MOST_SPELT] if by_initials.holds(choice.words)]
    return found[:_MOST_CHOICES]


def _highlights(targets: LinkTargets) -> Iterator[LinkChoice]:
    listed = targets.notebook.in_order()
    starts = Counter(highlight.id[:_ID].casefold() for highlight in listed)
    for highlight in listed:
        quote = _plain(highlight.quote)
        alone = starts[highlight.id[:_ID].casefold()] == 1
        id_ = highlight.id[:_ID] if alone else highlight.id
        shown = quote[:_SHOWN]
        yield _choice(f"#{quote}", _("highlight"), f"#{id_}|{shown}" if shown else f"#{id_}")


def _articles(targets: LinkTargets) -> Iterator[LinkChoice]:
    titles = Counter(_plain(article.title) for article in targets.articles)
    for article in targets.articles:
        if article.path == targets.own:
            continue
        title, file = _plain(article.title), article.path.name
        by_title = titles[title] == 1 and title == article.title.strip()
        names = (title, file) if by_title else (file, title)
        # A name with brackets in it cannot be written in a link.
        if link := next((name for name in names if name and name == _plain(name)), ""):
            yield _choice(title or file, file, link)


def _plain(words: str) -> str:
    """`words` on one line, without what ends a link or its target."""
    return " ".join(_NOT_IN_LINK.sub(" ", clean_line(words)).split())
