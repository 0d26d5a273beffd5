"""Names in Latin letters in Chinese text, by their context."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from newsreader.entities import wordlists
from newsreader.entities.kind import Kind
from newsreader.recognition.boundary_rules import DOT
from newsreader.recognition.engine import NAMES, Reading
from newsreader.text.span import Span

_LETTER = r"A-Za-zÀ-ÖØ-öø-ÿĀ-ž"
_WORD = rf"[{_LETTER}][{_LETTER}0-9'’&.\-]*"
RUN = re.compile(rf"(?<![{_LETTER}0-9]){_WORD}(?:[ \u00a0]{_WORD}){{0,9}}", re.UNICODE)
_CAPITALISED = re.compile(rf"^[A-ZÀ-ÖØ-Þ][{_LETTER}'’.\-]*$")
_PARTICLES = frozenset("of the and for de da di van von der den la le al bin ibn du dos".split())  # noqa: SIM905
_INSIDE = "（("


def name_latin(text: str, readings: Sequence[Reading]) -> list[Reading]:
    """Give Latin names a kind by brackets, titles, verbs and small lists; drop others."""
    kept = list(readings)
    for run in RUN.finditer(text):
        known = run[0] in wordlists.words("latin_organisations")
        span = Span(*run.span()) if known else _name_in(text, run)
        if span is None:
            continue
        kind = _kind(text, span, kept)
        if kind is not None:
            kept = _put(kept, Reading(span, kind, 1.0))
    return [r for r in kept if r.weight == 1 or not _is_word(text, r)]


def _is_word(text: str, reading: Reading) -> bool:
    """Whether a single Latin word was read as a person without any evidence."""
    name = reading.span.of(text)
    if reading.kind is not Kind.PER or not re.fullmatch(rf"[{_LETTER}]+", name):
        return False
    before = text[max(0, reading.span.start - 8) : reading.span.start]
    known = name in wordlists.words("latin_given_names")
    return not (known or wordlists.ending(before, "titles") or before[-1:] in DOT)


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
    before = text[max(0, span.start - 8) : span.start]
    if before[-1:] in _INSIDE and (outside := _ending_at(readings, span.start - 1)):
        return outside.kind if outside.kind in NAMES else None
    words = [word for word in name.split(" ") if word.lower() not in _PARTICLES]
    if not all(_CAPITALISED.match(word) for word in words):
        return None
    if wordlists.ending(before, "titles") and (len(words) > 1 or not name.isupper()):
        return Kind.PER
    if 1 < len(words) < 5 and (words[0] in wordlists.words("latin_given_names")):
        return Kind.PER
    return None


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
