"""Names in Latin letters in Chinese text, by their context."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from newsreader.entities import wordlists
from newsreader.entities.kind import Kind
from newsreader.entities.name_forms import DOTS
from newsreader.recognition.engine import NAMES, Reading
from newsreader.text.span import Span

_LETTER = r"A-Za-zÀ-ÖØ-öø-ÿĀ-ž"
_WORD = rf"[{_LETTER}][{_LETTER}0-9'’&.\-]*"
RUN = re.compile(rf"(?<![{_LETTER}0-9]){_WORD}(?:[ \u00a0]{_WORD}){{0,9}}", re.UNICODE)
_CAPITALISED = re.compile(rf"^[A-ZÀ-ÖØ-Þ][{_LETTER}'’.\-]*$")
_PARTICLES = frozenset("of the and for de da di van von der den la le al bin ibn du dos".split())  # noqa: SIM905
_COMPANY_AFTER = re.compile(
    r"公司|集[团團]|旗下|股[价價]|[财財][报報]|[总總]部|创始人|首席|高管|CEO"
)
_SAYS_AFTER = re.compile(
    r"先生|女士|教授|博士"
    r"|(?:对[^，。]{0,8})?(?:表示|[说說称稱]|指出|认为|認為|告诉|透露|宣布|回应|写道)"
)
_SPOKEN_TO = re.compile("[对向]$|告诉$")
_INSIDE = "（("


def name_latin(text: str, readings: Sequence[Reading]) -> list[Reading]:
    """Give Latin names a kind by brackets, titles, verbs and small lists; drop others."""
    kept = [r for r in readings if r.kind not in NAMES or not _is_prose(r.span.of(text))]
    for run in RUN.finditer(text):
        known = run[0] in wordlists.words("latin_organisations")
        span = Span(*run.span()) if known else _name_in(text, run)
        if span is None:
            continue
        kind = _kind(text, span, kept)
        if kind is not None:
            kept = _put(kept, Reading(span, kind, 1.0))
    return [r for r in kept if r.weight == 1 or not _is_word(text, r)]


def _is_prose(name: str) -> bool:
    """Whether Latin words are a sentence or a part of one, not a name."""
    words = re.findall(rf"[{_LETTER}'’]+", name)
    small = [word for word in words if word.islower() and word not in _PARTICLES]
    return name.isascii() and len(words) > 2 and bool(small)


def _is_word(text: str, reading: Reading) -> bool:
    """Whether a single Latin word was read as a person without any evidence."""
    name = reading.span.of(text)
    if reading.kind is not Kind.PER or not re.fullmatch(rf"[{_LETTER}]+", name):
        return False
    before = text[max(0, reading.span.start - 8) : reading.span.start]
    after = text[reading.span.end : reading.span.end + 8]
    evidence = wordlists.ending(before, "titles") or _SAYS_AFTER.match(after)
    return (
        not evidence
        and name not in wordlists.words("latin_given_names")
        and before[-1:] not in DOTS
    )


def _name_in(text: str, run: re.Match[str]) -> Span | None:
    """The run without particles, full stops and small words at its ends; None if that is empty."""
    start, end = run.span()
    while end > start and text[end - 1] in ".&-'’":
        end -= 1
    words = text[start:end].split(" ")
    while words and not words[-1][:1].isupper():
        end -= len(words.pop()) + 1
    while words and not words[0][:1].isupper() and words[0] not in ("al-",):
        start += len(words.pop(0)) + 1
    return Span(start, end) if words and end - start > 1 else None


def _kind(text: str, span: Span, readings: Sequence[Reading]) -> Kind | None:
    name = span.of(text)
    if name in wordlists.words("latin_organisations"):
        return Kind.ORG
    before, after = text[max(0, span.start - 8) : span.start], text[span.end : span.end + 8]
    if before[-1:] in _INSIDE and (outside := _ending_at(readings, span.start - 1)):
        return outside.kind if outside.kind in NAMES else None
    words = [word for word in name.split(" ") if word.lower() not in _PARTICLES]
    if not all(_CAPITALISED.match(word) for word in words):
        return None
    if _COMPANY_AFTER.match(after) and not wordlists.ending(before, "titles"):
        return Kind.ORG
    if wordlists.ending(before, "titles") and (len(words) > 1 or not name.isupper()):
        return Kind.PER
    if 1 < len(words) < 5 and (words[0] in wordlists.words("latin_given_names")):
        return Kind.PER
    if len(words) in (2, 3) and not any(word.isupper() for word in words if len(word) > 2):
        speaks = _SAYS_AFTER.match(after) and not _SPOKEN_TO.search(before)
        if speaks or any(r.kind is Kind.PER for r in _within(readings, span)):
            return Kind.PER
    return None


def _within(readings: Sequence[Reading], span: Span) -> Sequence[Reading]:
    first = bisect_right(readings, span.start, key=lambda reading: reading.span.end)
    last = bisect_left(readings, span.end, key=lambda reading: reading.span.start)
    return readings[first:last]


def _ending_at(readings: Sequence[Reading], end: int) -> Reading | None:
    at = bisect_left(readings, end, key=lambda reading: reading.span.end)
    if at < len(readings) and readings[at].span.end == end:
        return readings[at]
    return None


def _put(readings: list[Reading], new: Reading) -> list[Reading]:
    """The readings with `new` in place of those that overlap it, unless one of them is longer."""
    first = bisect_right(readings, new.span.start, key=lambda reading: reading.span.end)
    last = bisect_left(readings, new.span.end, key=lambda reading: reading.span.start)
    if any(old.kind not in NAMES or len(old.span) > len(new.span) for old in readings[first:last]):
        return readings
    readings[first:last] = [new]
    return readings
