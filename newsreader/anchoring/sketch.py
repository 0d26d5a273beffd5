"""Sketch: a fingerprint of a text, by which its places are found in a later version of it.

The folded text is cut where its content says so (the same words are cut alike wherever they
stand), and of each chunk a 24-bit checksum and its length are kept: about an eighth of the
article's size. Where the chunks of two texts correspond, so do the places in them.
"""

from __future__ import annotations

import base64
import binascii
import struct
import zlib
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from newsreader.article.article import Article
from newsreader.notebook.notebook import Notebook, Source
from newsreader.text.fold import Folded, fold

_CHUNK = 14
_MOST_CHUNKS = 16_384
_SHORTEST = 4
_HEAD = "1"
_ENTRY = struct.Struct("<I")  # checksum in the low three bytes, length in the high one


@dataclass(frozen=True, slots=True)
class Sketch:
    """Chunks of one text. `bounds[i]` is where chunk i begins, with the end of the text behind it.

    The bounds count code points of the canonical text. `grain` is the mean length that was aimed
    at, in folded characters; only sketches of one grain can be compared.
    """

    grain: int
    checksums: Sequence[int]
    bounds: Sequence[int]

    def at(self, offset: int) -> int:
        """Index of the chunk that holds `offset`."""
        return min(max(0, bisect_right(self.bounds, offset) - 1), max(0, len(self.checksums) - 1))


def sketch(folded: Folded, length: int, grain: int | None = None) -> Sketch:
    """The sketch of a text of `length` code points, which is `folded`. Linear in its length."""
    text = folded.text
    if grain is None:
        grain = max(_CHUNK, len(text) // _MOST_CHUNKS)
    # One character may fold to several (㎡); a chunk does not end inside it.
    origin = folded.origin
    cuts = [cut for cut in _cuts(text, grain) if origin[cut - 1] < origin[cut]]
    checksums = [
        zlib.crc32(text[start:end].encode("utf-8", "surrogatepass")) & 0xFFFFFF
        for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)
        if end > start
    ]
    bounds = [0, *(origin[cut] for cut in cuts), length] if checksums else [0]
    return Sketch(grain, checksums, bounds)


def _cuts(text: str, grain: int) -> list[int]:
    """Where a chunk ends before another begins: after pairs of characters that a hash picks."""
    codes = array("I", text.encode("utf-32-le", "surrogatepass"))
    limit = (1 << 16) // max(2, grain - _SHORTEST)
    picked = [
        at
        for at, (one, two) in enumerate(pairwise(codes), 1)
        if ((one * 40_503 ^ two * 30_011) * 2_654_435_761 >> 12 & 0xFFFF) < limit
    ]
    longest = grain * 4
    cuts: list[int] = []
    last = 0
    for at in (*picked, len(text)):
        while at - last > longest:  # a run without a pick, such as a row of dashes
            last += longest
            cuts.append(last)
        if at - last >= _SHORTEST and at < len(text):
            cuts.append(at)
            last = at
    return [cut for cut in cuts if 0 < cut < len(text)]


def write(chunks: Sketch) -> str:
    """`chunks` as ASCII for the sidecar."""
    packed = bytearray()
    starts, ends = chunks.bounds, chunks.bounds[1:]
    for checksum, start, end in zip(chunks.checksums, starts, ends, strict=False):
        length = end - start
        while length > 255:  # an escape: a length of 0 stands for 255 and more to come
            packed += _ENTRY.pack(0)
            length -= 255
        packed += _ENTRY.pack(checksum | max(1, length) << 24)
    return f"{_HEAD}.{chunks.grain}.{base64.b64encode(packed).decode('ascii')}"


def read(written: str) -> Sketch | None:
    """The sketch that `write` wrote; None for anything else."""
    head, _dot, rest = written.partition(".")
    grain, dot, body = rest.partition(".")
    if not dot or head != _HEAD or not grain.isdecimal() or not grain.isascii():
        return None
    try:
        packed = base64.b64decode(body, validate=True)
        entries = [entry for (entry,) in _ENTRY.iter_unpack(packed)]
    except (binascii.Error, struct.error):
        return None
    checksums, bounds, at = [], [0], 0
    for entry in entries:
        if entry >> 24 == 0:
            at += 255
            continue
        at += entry >> 24
        checksums.append(entry & 0xFFFFFF)
        bounds.append(at)
    return Sketch(max(1, min(int(grain[:9]), 1 << 20)), checksums, bounds)


class Correspondence(NamedTuple):
    """Which chunk of the old text is which of the new; -1 for one that has no partner."""

    old: Sketch
    new: Sketch
    forward: Sequence[int]
    backward: Sequence[int]


def correspond(old: Sketch, new: Sketch) -> Correspondence:
    """Match the chunks of two texts: those in the same order first, then blocks that moved."""
    forward, backward = [-1] * len(old.checksums), [-1] * len(new.checksums)
    pairs = _unique_pairs(old.checksums, new.checksums)
    spine = _increasing(pairs)
    for one, other in spine:
        forward[one], backward[other] = other, one
    _extend(old, new, forward, backward)
    _fill(old, new, forward, backward)
    _move(pairs, forward, backward)
    _extend(old, new, forward, backward)
    return Correspondence(old, new, forward, backward)


def _unique_pairs(old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
    """Chunks that are once in either text, in old order."""
    often_old, often_new = Counter(old), Counter(new)
    where = {checksum: at for at, checksum in enumerate(new)}
    return [
        (at, where[checksum])
        for at, checksum in enumerate(old)
        if often_old[checksum] == 1 and often_new.get(checksum) == 1
    ]


def _increasing(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence in which the second numbers grow too."""
    tails: list[int] = []
    ends: list[tuple[int, int]] = []
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    for pair in pairs:
        at = bisect_right(tails, pair[1])
        before[pair] = ends[at - 1] if at else None
        if at == len(tails):
            tails.append(pair[1])
            ends.append(pair)
        else:
            tails[at], ends[at] = pair[1], pair
    chain: list[tuple[int, int]] = []
    last = ends[-1] if ends else None
    while last is not None:
        chain.append(last)
        last = before[last]
    return chain[::-1]


def _extend(old: Sketch, new: Sketch, forward: list[int], backward: list[int]) -> None:
    """Chunks beside a matched pair that are alike are a pair too, however often they occur."""
    for step in (1, -1):
        order = range(len(forward)) if step == 1 else range(len(forward) - 1, -1, -1)
        for one in order:
            other = forward[one]
            near, far = one + step, other + step
            if other < 0 or not 0 <= near < len(forward) or not 0 <= far < len(backward):
                continue
            free = forward[near] < 0 and backward[far] < 0
            if free and old.checksums[near] == new.checksums[far]:
                forward[near], backward[far] = far, near


def _fill(old: Sketch, new: Sketch, forward: list[int], backward: list[int]) -> None:
    """Between two pairs, chunks that are unique there, in the same order."""
    low = far = -1
    for one in (*(i for i, other in enumerate(forward) if other >= 0), len(forward)):
        other = forward[one] if one < len(forward) else len(backward)
        if one - low > 1 and other - far > 1:
            inside = _unique_pairs(old.checksums[low + 1 : one], new.checksums[far + 1 : other])
            for near, there in _increasing(inside):
                forward[low + 1 + near], backward[far + 1 + there] = (
                    far + 1 + there,
                    low + 1 + near,
                )
        low, far = one, other


def _move(pairs: Sequence[tuple[int, int]], forward: list[int], backward: list[int]) -> None:
    """Blocks that stand elsewhere now: what is left of the chunks that are unique in both texts."""
    for one, other in pairs:
        if forward[one] < 0 and backward[other] < 0:
            forward[one], backward[other] = other, one


def sketch_of(article: Article) -> str:
    """The sketch of the text of `article`, as it is written."""
    return write(sketch(fold(article.text), article.length))


def with_sketch(notebook: Notebook, article: Article) -> Notebook:
    """`notebook`, able to find its entries again when the text of `article` has changed."""
    source = notebook.source or Source.of(article)
    if not source.sketch and (notebook.highlights or notebook.bookmarks):
        source = replace(source, sketch=sketch_of(article))
    return notebook if source is notebook.source else replace(notebook, source=source)
