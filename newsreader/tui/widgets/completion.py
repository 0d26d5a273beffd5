"""Completions for the prompt bar: tags, names, paths, and the fields and values of a query."""

from __future__ import annotations

import os
from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from functools import partial

from textual.suggester import Suggester

from newsreader.session.daemon_thread import on_daemon_thread
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.query_expression import Field
from newsreader.text.sanitize import clean_line
from newsreader.user_paths import names_in, typed_path

BETWEEN_TAGS = lazy_regex(r"[\s,，、]+")

_LAST_WORD = lazy_regex(r"[-－(（]*(\S*)\Z")
_FIELD = lazy_regex(r"([a-z]+)[:：](.*)")
_NEEDS_QUOTES = lazy_regex(r"[\s()（）]")
_PATIENCE = 0.1
"""Seconds to wait for the names in a folder; a disk that is slower completes nothing at first."""


class Completion(Suggester):
    """Completes the last of several words to the first candidate for it."""

    several = True
    """Whether most often a word is added to those that are there."""
    between = " "
    """What is put between those and the one that is added."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    @abstractmethod
    def last_word(self, value: str) -> str:
        """The end of `value` that is completed."""

    @abstractmethod
    def candidates(self, value: str) -> list[str]:
        """What the last word may become, the best first."""

    async def get_suggestion(self, value: str) -> str | None:
        last = self.last_word(value)
        found = self.candidates(value) if last else []
        return value[: len(value) - len(last)] + found[0] if found else None


class TagCompletion(Completion):
    """Completes a list of tags."""

    def __init__(self, tags: Iterable[str]) -> None:
        """`tags` are in the order in which they are offered; they are sanitized here."""
        super().__init__()
        self._tags = tuple(dict.fromkeys(map(clean_line, tags)))

    def last_word(self, value: str) -> str:
        return BETWEEN_TAGS.split(value)[-1].lstrip("#")

    def candidates(self, value: str) -> list[str]:
        """The tags that begin with the last word of `value` and are not in it yet."""
        *before, last = [word.lstrip("#") for word in BETWEEN_TAGS.split(value)]
        return [tag for tag in _beginning(self._tags, last) if tag not in before]


class QueryCompletion(Completion):
    """Completes the names of fields, and then their values."""

    several = False

    def __init__(self, values: Mapping[Field, Iterable[str]]) -> None:
        """`values` are in the order in which they are offered; they are sanitized here."""
        super().__init__()
        self.offer(values)

    def offer(self, values: Mapping[Field, Iterable[str]]) -> None:
        """Offer `values` from now on."""
        self._values = {
            field: tuple(dict.fromkeys(filter(None, map(clean_line, each))))
            for field, each in values.items()
        }

    def last_word(self, value: str) -> str:
        found = _LAST_WORD.search(value)
        return found[1] if found else ""

    def candidates(self, value: str) -> list[str]:
        last = self.last_word(value)
        if last[:1] in ("#", "＃"):
            return [f"#{_quoted(tag)}" for tag in _beginning(self._of(Field.TAG), last[1:])]
        named = _FIELD.fullmatch(last)
        if named is None:
            return _beginning([f"{field}:" for field in Field], last) if len(last) > 1 else []
        field = next((field for field in Field if field.value == named[1]), None)
        values = _beginning(self._of(field), named[2]) if field else []
        return [f"{field}:{_quoted(each)}" for each in values]

    def _of(self, field: Field | None) -> Sequence[str]:
        return self._values.get(field, ()) if field else ()


class NameCompletion(Completion):
    """Completes the whole value to one of some names."""

    several = False

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__()
        self._names = tuple(names)

    def last_word(self, value: str) -> str:
        return value

    def candidates(self, value: str) -> list[str]:
        return _beginning(self._names, value)


class PathCompletion(Completion):
    """Completes a path by the names in its folder; hidden ones after a full stop only."""

    between = ""

    def __init__(self) -> None:
        super().__init__()
        self._listed: dict[str, Future[list[str]]] = {}

    def last_word(self, value: str) -> str:
        return value[value.rfind(os.sep) + 1 :]

    def candidates(self, value: str) -> list[str]:
        last = self.last_word(value)
        names = _beginning(self._names(value.removesuffix(last)), last)
        return [name for name in names if last.startswith(".") or not name.startswith(".")]

    def _names(self, folder: str) -> list[str]:
        """The names in `folder` that can be typed, as far as the disk has answered."""
        known = folder in self._listed
        if not known:
            listing = partial(names_in, typed_path(folder))
            self._listed[folder] = on_daemon_thread(listing, "folder")
        try:
            names = self._listed[folder].result(0 if known else _PATIENCE)
        except TimeoutError:
            return []
        return [name for name in names if clean_line(name) == name]


def _beginning(words: Iterable[str], prefix: str) -> list[str]:
    """Those of `words` that begin with `prefix` and are longer."""
    wanted = prefix.casefold()
    return [word for word in words if word.casefold().startswith(wanted) and word != prefix]


def _quoted(value: str) -> str:
    return f'"{value}"' if _NEEDS_QUOTES.search(value) else value
