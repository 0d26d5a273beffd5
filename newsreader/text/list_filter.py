"""The filter of a list: words in any spelling, or the initials of their pinyin."""

from __future__ import annotations

from collections.abc import Callable

from newsreader.errors import SearchError
from newsreader.text.pinyin import is_available

_LEAST_INITIALS = 2
_MOST_INITIALS = 20


def initials(words: str) -> str:
    """`words` as a search for initials of pinyin: py:zjh for zjh.

    Returns "" unless `words` is a few Latin letters and pypinyin is installed.
    """
    bare = words.strip()
    few = _LEAST_INITIALS <= len(bare) <= _MOST_INITIALS
    return f"py:{bare}" if few and bare.isascii() and bare.isalpha() and is_available() else ""


class ListFilter:
    """Matches texts that contain some words; without words it matches everything.

    An invalid pattern is taken as words. `#tag` with a blank after it matches that tag only.
    """

    def __init__(self, words: str) -> None:
        self._words = words.casefold()
        bare = words.strip()
        exact = bare.startswith("#") and words.endswith(" ")
        asked = () if exact or not bare else (bare, initials(bare))
        self._queries = [query for each in asked if each and (query := _query(each))]

    def __bool__(self) -> bool:
        return bool(self._words.strip())

    def holds(self, *texts: str) -> bool:
        """Whether one of `texts` contains the words."""
        return not self or any(map(self._holds, texts))

    def _holds(self, text: str) -> bool:
        return self._words in text.casefold() or any(query(text) for query in self._queries)


def _query(words: str) -> Callable[[str], bool] | None:
    # Every list has a filter and few are used, so the search is loaded late.
    from newsreader.text.search import Query  # noqa: PLC0415

    try:
        query = Query(words)
    except SearchError:
        return None

    def found(text: str) -> bool:
        try:
            return bool(query.spans(text))
        except SearchError:
            return False

    return found
