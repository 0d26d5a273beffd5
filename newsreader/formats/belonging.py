"""Which entries of a file belong to the article, by title, address, text and quotes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import PurePath
from urllib.parse import unquote, urlsplit

from newsreader.article.article import Article
from newsreader.formats.imported_highlight import ImportedHighlight
from newsreader.text.fold import fold

_LONG = 10
"""Folded characters of a quote that hardly is in two articles by chance."""

_MOST = 20
"""Quotes of one title that are looked for in the text."""

_TELLING = 2
"""Folded characters of a title; a shorter one says nothing."""

_LEADING = 4
"""Paragraphs at the start of the text, one of which may be a title that was not recognized."""

_MARKS = re.compile(r"[^\w]+")
_TRACKING = re.compile(r"(?:utm_\w+|from|spm|fbclid|share_token|isappinstalled|scene)=.*")


class _Match(IntEnum):
    """Whether a group of entries belongs to the article."""

    NO = 0
    UNLIKELY = 1
    UNKNOWN = 2
    LIKELY = 3
    YES = 4
    SAME_TEXT = 5


@dataclass(frozen=True, slots=True)
class Sorted:
    """The entries of the article, and those of other titles. `titles` are the names of those.

    `assumed` are names of titles whose quotes are in the article although the title is another.
    """

    own: list[ImportedHighlight]
    others: list[ImportedHighlight]
    titles: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()


def of_article(entries: Iterable[ImportedHighlight], article: Article) -> Sorted:
    """`entries` divided by whether they belong to `article`, in their order."""
    groups: dict[tuple[str, str, str], list[ImportedHighlight]] = defaultdict(list)
    for entry in entries:
        groups[_key(entry)].append(entry)
    known = _Known(article)
    matches = {key: known.match(group[0]) for key, group in groups.items()}
    best = max(matches.values(), default=_Match.NO)
    own: set[tuple[str, str, str]] = set()
    assumed = []
    for key, group in groups.items():
        match = matches[key]
        if not any(key) and all(entry.problem for entry in group):
            own.add(key)  # nothing says what they belong to, and they are not understood
        elif best is _Match.SAME_TEXT and group[0].document and match is not best:
            continue  # another article of the same title
        elif match >= _Match.YES or _by_evidence(match, best, group, known, alone=len(groups) == 1):
            own.add(key)
            if match <= _Match.UNLIKELY:
                assumed.append(_name(group[0]))
    return _divided(groups, own, tuple(assumed))


def of_title(entries: Iterable[ImportedHighlight], words: str) -> Sorted:
    """`entries` divided by whether their title has `words` in it."""
    wanted = _plain(words)
    groups: dict[tuple[str, str, str], list[ImportedHighlight]] = defaultdict(list)
    for entry in entries:
        groups[_key(entry)].append(entry)
    return _divided(groups, {key for key in groups if wanted in _plain(key[0])})


def _divided(
    groups: dict[tuple[str, str, str], list[ImportedHighlight]],
    own: set[tuple[str, str, str]],
    assumed: tuple[str, ...] = (),
) -> Sorted:
    others = [entry for key, group in groups.items() if key not in own for entry in group]
    titles = tuple(dict.fromkeys(map(_name, others)))
    mine = [entry for key, group in groups.items() if key in own for entry in group]
    return Sorted(mine, others, titles, assumed)


def _key(entry: ImportedHighlight) -> tuple[str, str, str]:
    return entry.title, _address(entry.uri), entry.document


def _name(entry: ImportedHighlight) -> str:
    return " ".join((entry.title or entry.uri or entry.document[:12]).split())


def _by_evidence(
    match: _Match,
    best: _Match,
    group: Sequence[ImportedHighlight],
    known: _Known,
    *,
    alone: bool,
) -> bool:
    """Whether the quotes of `group` show that it belongs to the article."""
    if match is _Match.NO:
        return False
    if match >= _Match.UNKNOWN and alone:
        return True
    quotes = [fold(entry.quote).text for entry in group if entry.quote][:_MOST]
    held = [quote for quote in quotes if quote in known.text]
    if match is _Match.UNLIKELY:
        certain = any(len(quote) >= _LONG for quote in held)
        return best <= _Match.UNKNOWN and certain and 2 * len(held) >= len(quotes)
    if match is _Match.UNKNOWN and best > _Match.UNKNOWN:
        return any(len(quote) >= _LONG for quote in held)
    return bool(held)


class _Known:
    """What is known of the article, folded for comparison."""

    def __init__(self, article: Article) -> None:
        self.text = fold(article.text).text
        self._digest = article.sha256_text
        self._uri = _address(article.url or "")
        paragraphs = list(zip(article.paragraphs, range(_LEADING), strict=False))
        leading = [paragraph.span.of(article.text)[:200] for paragraph, _number in paragraphs]
        self._title = _plain(article.title or "")
        self._leading = [_plain(line) for line in leading]
        name = PurePath(article.name)
        self._files = {_plain(name.name), _plain(name.stem), _plain(PurePath(name.stem).stem)}

    def match(self, entry: ImportedHighlight) -> _Match:
        """Whether the group of `entry` belongs to the article, without looking at its quotes."""
        if entry.document and entry.document == self._digest:
            return _Match.SAME_TEXT
        uri = _address(entry.uri)
        if uri and uri == self._uri:
            return _Match.YES
        title = _plain(entry.title)
        if len(title) < _TELLING:
            return _Match.UNLIKELY if uri and self._uri else _Match.UNKNOWN
        if not self._is_title(title):
            # The title may have changed with the text.
            same_file = bool(entry.file) and _plain(PurePath(entry.file).name) in self._files
            return _Match.LIKELY if same_file else _Match.UNLIKELY
        # Pages of one title may be different ones.
        return _Match.LIKELY if uri else _Match.YES

    def _is_title(self, title: str) -> bool:
        """Whether `title` names the article: as its title, its file or a line at its start."""
        if title in self._files or title == self._title:
            return True
        long = len(title) >= 6
        for line in (self._title, *self._leading):
            if not line:
                continue
            if line.startswith(title) or (long and title in line):
                return True
            # A page's title often ends with the name of the site.
            if len(line) >= 6 and title.startswith(line):
                return True
        return False


def _plain(title: str) -> str:
    """`title` folded, without marks."""
    return _MARKS.sub("", fold(title).text)


def _address(uri: str) -> str:
    """A web address without what does not change the page: scheme, www, fragment, tracking."""
    if not uri.lower().startswith(("http:", "https:")):
        return ""
    try:
        parts = urlsplit(uri.strip())
    except ValueError:
        return ""
    host = parts.netloc.lower().removeprefix("www.").removeprefix("m.")
    query = "&".join(p for p in parts.query.split("&") if p and not _TRACKING.fullmatch(p))
    return f"{host}{unquote(parts.path).rstrip('/')}" + (f"?{query}" if query else "")
