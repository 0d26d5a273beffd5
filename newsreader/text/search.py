"""Search: queries and the places where they match.

Words match every spelling that folds to the same (see `fold`), over invisible characters and a
hard line break inside a paragraph, and in any letter case unless they contain a capital (smart
case). The spellings are part of the pattern, so the text is not copied and each key press can
search ten megabytes. `re:` introduces a regular expression, which is stopped at a deadline. `py:`
finds Chinese words by the initials of their pinyin: py:zjh finds 证监会.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from math import prod
from typing import TYPE_CHECKING
from unicodedata import normalize

from newsreader.errors import SearchError
from newsreader.locale import _
from newsreader.text.fold import variants
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.pinyin import with_initial
from newsreader.text.plain import EXTENDING, IGNORED, plain
from newsreader.text.row import HAN
from newsreader.text.span import Span

if TYPE_CHECKING:
    import regex

# Chinese input methods send the full-width colon.
_PREFIXES = ("re:", "re：")
_PINYIN = ("py:", "py：")
_SECONDS = 0.25
_LONGEST_PATTERN = 1000
# Nested counts multiply, and the pattern is copied as often: (a{9999}){9999}.
_MOST_COPIES = 10_000
_COUNT = lazy_regex(r"(?<=[{,])[0-9]{1,9}(?=[,}])|[0-9]{10,}")

_BLANK = "[ \t\xa0\u2000-\u200a\u202f\u3000]"
_SPACE = f"(?:{_BLANK}{{1,64}}(?:\n{_BLANK}{{0,64}})?|\n{_BLANK}{{0,64}})"
_UNSEEN = f"[{IGNORED}]*+"
_SPACE = f"{_UNSEEN}{_SPACE}{_UNSEEN}"
# The ignored characters that end the last grapheme cluster of a match.
_REST = f"[{EXTENDING}]*+"
_ELLIPSIS = lazy_regex(r"…+|⋯+|\.{3,}|。{3,}")
_TOKEN = lazy_regex(
    rf"(?P<dots>{_ELLIPSIS.pattern})|(?P<dash>[—―]+)|(?P<space>\s+)|(?P<one>.)", re.S
)
_IS_HAN = lazy_regex(f"[{HAN}]")


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for; `literal` when a prefix such as re: is only words.

    Raises SearchError for an invalid regular expression.
    """

    words: str
    literal: bool = False

    def __post_init__(self) -> None:
        self._pattern()

    def spans(
        self,
        text: str,
        start: int = 0,
        end: int | None = None,
        joined: Callable[[int], bool] | None = None,
    ) -> list[Span]:
        """Every match between `start` and `end`, in order, not empty and not overlapping.

        A match may contain one line break. `joined` says whether the line break at an offset is
        inside a paragraph; without it all are. Raises SearchError if a regular expression takes
        more than a quarter of a second.
        """
        found = []
        for first, stop in self._hits(text, start, len(text) if end is None else end):
            broken = -1 if joined is None else text.find("\n", first, stop)
            if broken < 0 or (joined is not None and joined(broken)):
                found.append(Span(first, stop))
        return found

    def _hits(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        pattern = self._pattern()
        if pattern is None:
            return
        if isinstance(pattern, re.Pattern):
            yield from (hit.span() for hit in pattern.finditer(text, start, end))
        else:
            yield from _hits_in_time(pattern, text, start, end)

    def _pattern(self) -> re.Pattern[str] | regex.Pattern[str] | None:
        words = self.words.strip()
        if not self.literal and words.startswith(_PREFIXES):
            expression = words[len(_PREFIXES[0]) :].strip()
            return _regular(expression) if expression else None
        if not self.literal and words.startswith(_PINYIN):
            initials = words[len(_PINYIN[0]) :].strip()
            return _by_initials(initials) if initials else None
        return _literal(plain(words).strip() or words) if words else None


def _hits_in_time(
    pattern: regex.Pattern[str], text: str, start: int, end: int
) -> Iterator[tuple[int, int]]:
    deadline = time.monotonic() + _SECONDS
    late = False
    try:
        for hit in pattern.finditer(text, start, end, timeout=_SECONDS):
            if hit.end() > hit.start():
                yield hit.span()
            late = time.monotonic() > deadline
            if late:
                break
    except TimeoutError:
        late = True
    if late:
        raise SearchError(_("This pattern takes too long; make it simpler or more exact."))


@lru_cache(maxsize=32)
def _regular(expression: str) -> regex.Pattern[str]:
    import regex  # noqa: PLC0415 (loaded with the first regular expression)

    counts = [int(count) for count in _COUNT.findall(expression)]
    if len(expression) > _LONGEST_PATTERN or prod(map(max, counts, repeat(1))) > _MOST_COPIES:
        raise SearchError(_("This pattern is too long; make it shorter."))
    flags = regex.MULTILINE | (0 if _has_capital(expression) else regex.IGNORECASE)
    try:
        return regex.compile(expression, flags, cache_pattern=False)
    except (regex.error, RecursionError, OverflowError, MemoryError) as error:
        reason = _(getattr(error, "msg", None) or type(error).__name__)
        message = _("This is not a regular expression: {reason}. Without re: it is found as words.")
        raise SearchError(message.format(reason=reason)) from None


@lru_cache(maxsize=32)
def _literal(words: str) -> re.Pattern[str]:
    """A sequence of pieces of bounded length, so that no text makes the pattern slow."""
    if len(words) > _LONGEST_PATTERN:
        return re.compile(re.escape(words))
    sensitive = _has_capital(words)
    parts: list[str] = []
    before = ""
    for token in _TOKEN.finditer(words):
        one = token.group()
        if token.lastgroup == "space":
            before += " "
            continue
        if parts:
            parts.append(_between(before, one[0]))
        parts.append(_piece(token, sensitive=sensitive))
        before = one[-1]
    return re.compile("".join(parts) + _REST)


@lru_cache(maxsize=32)
def _by_initials(initials: str) -> re.Pattern[str]:
    """One character for each letter, in any reading. Raises SearchError without pypinyin."""
    pieces = []
    for letter in initials[:_LONGEST_PATTERN].lower():
        characters = with_initial(letter) if letter.isascii() and letter.isalpha() else ""
        pieces.append(f"[{characters}{re.escape(letter)}{re.escape(letter.upper())}]")
    return re.compile(_UNSEEN.join(pieces) + _REST)


def _between(before: str, after: str) -> str:
    """What may be between two pieces: a hard wrap, or an optional blank."""
    left, spaced = before[0], before.endswith(" ")
    mixed = bool(_IS_HAN.match(left)) != bool(_IS_HAN.match(after))
    if spaced:
        return f"{_UNSEEN}(?:{_SPACE})?" if mixed else _SPACE
    if left.isascii() and left.isalnum() and after.isascii() and after.isalnum():
        return _UNSEEN
    if mixed and (left.isalnum() and after.isalnum()):
        return f"{_UNSEEN}(?:{_SPACE})?"
    return f"{_UNSEEN}(?:{_BLANK}{{0,64}}\n{_BLANK}{{0,64}}{_UNSEEN})?"


def _piece(token: re.Match[str], *, sensitive: bool) -> str:
    """One character in every spelling; an ellipsis or a dash also in every length."""
    one = token.group()
    more = len(one) - 1  # a long run is found too
    if token.lastgroup == "dots":
        lengths = f"{{0,{max(3, more)}}}", f"{{1,{max(11, more)}}}"
        return f"[…⋯.。](?:(?<=[…⋯])[…⋯]{lengths[0]}|(?<=[.。])[.。]{lengths[1]})"
    if token.lastgroup == "dash":
        return f"[—―–-]{{1,{max(2, more + 1)}}}"
    narrow = normalize("NFKC", one)
    spellings = {*variants(one), *(variants(narrow) if len(narrow) == 1 else "")}
    if not sensitive:
        spellings |= {case for each in spellings for case in (each.lower(), each.upper())}
    elif one.isupper() or one.islower():
        spellings = {each for each in spellings if each.isupper() == one.isupper()}
    single = sorted(each for each in spellings if len(each) == 1)
    return re.escape(single[0]) if len(single) == 1 else f"[{re.escape(''.join(single))}]"


def _has_capital(words: str) -> bool:
    return any(character.isupper() for character in re.sub(r"\\.", "", words))
