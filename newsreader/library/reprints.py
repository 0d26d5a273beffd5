"""Reprint: articles that carry the same text, whoever's page they stand on.

Of the folded text, cut into overlapping runs of eight characters, those are kept whose checksum is
small: a sample that is the same wherever the words are the same. How much of the smaller sample
the other holds is how much of the shorter article stands in the other one.
"""

from __future__ import annotations

import zlib
from array import array
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from newsreader.article.article import Article, Role
from newsreader.text.fold import fold

Key = TypeVar("Key", bound=Hashable)

_RUN = 8
"""Folded characters in one run: longer than a name, shorter than a clause."""

_MOST = 128
_SAMPLED = 1 << 30
"""Checksums below this one are kept of a short text: one in four. Longer texts halve it."""

_FEWEST = 6
_SAME = 0.6
"""The share of the smaller sample from which on two articles are the same; unrelated ones have
next to nothing in common, and reports on one event share quotes only."""

_LONGEST = 400_000
"""Code points that are looked at; what two books share shows long before."""

_TEXT = (Role.HEADING, Role.BODY)


def likeness(article: Article) -> bytes:
    """The sample of an article's own words, for `alike`; empty where it has too few."""
    parts: list[str] = []
    room = _LONGEST
    for paragraph in article.paragraphs:
        if paragraph.role in _TEXT and room > 0:
            parts.append(paragraph.span.of(article.text)[:room])
            room -= len(parts[-1])
    data = fold("".join(parts)).text.encode("utf-32-le", "surrogatepass")
    crc, width = zlib.crc32, 4 * _RUN
    limit = _SAMPLED
    runs = range(0, len(data) - width + 4, 4)
    sample = {code for at in runs if (code := crc(data[at : at + width])) < limit}
    while len(sample) > _MOST:
        limit >>= 1
        sample = {code for code in sample if code < limit}
    if len(sample) < _FEWEST:
        return b""
    return array("I", [limit, *sorted(sample)]).tobytes()


def alike(one: bytes, other: bytes) -> float:
    """How much of the shorter of two articles stands in the other one, 0 to 1."""
    if not one or not other:
        return 0.0
    (limit, mine), (limit_there, theirs) = _sample(one), _sample(other)
    if limit != limit_there:
        limit = min(limit, limit_there)
        mine = {code for code in mine if code < limit}
        theirs = {code for code in theirs if code < limit}
    fewer = min(len(mine), len(theirs))
    return len(mine & theirs) / fewer if fewer >= _FEWEST else 0.0


def reprints(of: bytes, among: Iterable[tuple[Key, bytes]]) -> list[tuple[Key, float]]:
    """Which of `among` carry the text of which `of` is the sample, the likest first."""
    found = [(key, share) for key, sample in among if (share := alike(of, sample)) >= _SAME]
    return sorted(found, key=lambda pair: -pair[1])


def counted(samples: Mapping[Key, bytes]) -> dict[Key, int]:
    """How many others carry the same text, for each that has any.

    Only those that share several checksums are compared, so that thousands cost a moment.
    """
    holders: dict[int, list[Key]] = {}
    for key, sample in samples.items():
        for code in _sample(sample)[1] if sample else ():
            holders.setdefault(code, []).append(key)
    counts: Counter[Key] = Counter()
    done: set[frozenset[Key]] = set()
    for key, sample in samples.items():
        shared: Counter[Key] = Counter()
        for code in _sample(sample)[1] if sample else ():
            if len(holders[code]) <= _MOST:  # else it is what every page of a site says
                shared.update(holders[code])
        for other, count in shared.items():
            pair = frozenset((key, other))
            if other == key or count < _FEWEST // 2 or pair in done:
                continue
            done.add(pair)
            if alike(sample, samples[other]) >= _SAME:
                counts.update(pair)
    return dict(counts)


def _sample(written: bytes) -> tuple[int, set[int]]:
    codes = array("I", written)
    return codes[0], set(codes[1:])
