"""Reprints: articles on different pages that have the same text.

The folded text is cut into shingles: overlapping runs of eight characters. Those with the smallest
checksums are a sample that is the same in equal texts. The share of the smaller sample that is in
the larger one estimates the share of the shorter article that is in the other (Broder 1997, "On the
resemblance and containment of documents").
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
"""Folded characters in a shingle: longer than a name, shorter than a clause."""

_MOST = 128
"""Shingles in a sample."""

_SAMPLED = 1 << 30
"""The sample of a short text has the checksums below this one, one in four. It is halved for longer
texts."""

_FEWEST = 6
"""Shingles in a sample that says something."""

_SAME = 0.6
"""The containment from which on two articles are reprints. Unrelated articles share almost nothing,
and reports on the same event share only quotations."""

_LONGEST = 400_000
"""Code points that are sampled; common text of two books shows long before."""

_TEXT = (Role.HEADING, Role.BODY)


def shingles(article: Article) -> bytes:
    """The sample of the body and the headings of `article`; empty if they are too short."""
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


def containment(one: bytes, other: bytes) -> float:
    """The share of the shorter of two articles that is in the other, 0 to 1."""
    if not one or not other:
        return 0.0
    (limit, first), (other_limit, second) = _sample(one), _sample(other)
    if limit != other_limit:
        limit = min(limit, other_limit)
        first = {code for code in first if code < limit}
        second = {code for code in second if code < limit}
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller >= _FEWEST else 0.0


def reprints(of: bytes, among: Iterable[tuple[Key, bytes]]) -> list[tuple[Key, float]]:
    """The keys in `among` whose samples are reprints of `of`, and their containment, best first."""
    found = [(key, share) for key, sample in among if (share := containment(of, sample)) >= _SAME]
    return sorted(found, key=lambda pair: -pair[1])


def reprint_counts(samples: Mapping[Key, bytes]) -> dict[Key, int]:
    """The number of reprints of each article that has any.

    Only samples that share several checksums are compared, so that thousands of articles are fast.
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
            if len(holders[code]) <= _MOST:  # others are boilerplate of a site
                shared.update(holders[code])
        for other, count in shared.items():
            pair = frozenset((key, other))
            if other == key or count < _FEWEST // 2 or pair in done:
                continue
            done.add(pair)
            if containment(sample, samples[other]) >= _SAME:
                counts.update(pair)
    return dict(counts)


def _sample(data: bytes) -> tuple[int, set[int]]:
    """The limit of a sample, and the checksums below it."""
    codes = array("I", data)
    return codes[0], set(codes[1:])
