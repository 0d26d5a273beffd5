"""A sketch: a fingerprint of a text, for finding its places in a later version of the text.

The folded text is cut by content-defined chunking, so the same words are cut in the same way
wherever they are. The sketch has a 24-bit checksum and the length of each chunk, about a sixth of
the article's size. Places correspond where the chunks of two texts correspond.
"""

from __future__ import annotations

import base64
import binascii
import struct
import zlib
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from newsreader.article.article import Article
from newsreader.notebook.notebook import Notebook, Source
from newsreader.text.fold import Folded, fold
from newsreader.text.subsequence import increasing_pairs

_MIN_GRAIN = 14
_MAX_CHUNKS = 16_384
_MIN_CHUNK = 4
_HEAD = "1"
_ENTRY = struct.Struct("<I")  # checksum in the low three bytes, length in the high one


class Sketch(NamedTuple):
    """The chunks of one text. `bounds` has the start of each chunk and the end of the last one.

    Bounds are code points of the canonical text. `grain` is the intended mean length of a chunk in
    folded characters; only sketches with the same grain can be compared.
    """

    grain: int
    checksums: Sequence[int]
    bounds: Sequence[int]

    def at(self, offset: int) -> int:
        """The index of the chunk that holds `offset`."""
        return min(max(0, bisect_right(self.bounds, offset) - 1), max(0, len(self.checksums) - 1))


def sketch(folded: Folded, length: int, grain: int | None = None) -> Sketch:
    """The sketch of a folded text whose original has `length` code points. Linear in `length`."""
    text = folded.text
    if grain is None:
        grain = max(_MIN_GRAIN, len(text) // _MAX_CHUNKS)
    # A character may fold to several (㎡); a chunk must not end inside it.
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
    """The ends of all chunks but the last: after pairs of characters selected by a hash."""
    codes = array("I", text.encode("utf-32-le", "surrogatepass"))
    limit = (1 << 16) // max(2, grain - _MIN_CHUNK)
    selected = [
        at
        for at, (one, two) in enumerate(pairwise(codes), 1)
        if ((one * 40_503 ^ two * 30_011) * 2_654_435_761 >> 12 & 0xFFFF) < limit
    ]
    longest = grain * 4
    cuts: list[int] = []
    last = 0
    for at in (*selected, len(text)):
        while at - last > longest:  # no selected pair, as in a row of dashes
            last += longest
            cuts.append(last)
        if at - last >= _MIN_CHUNK and at < len(text):
            cuts.append(at)
            last = at
    return [cut for cut in cuts if 0 < cut < len(text)]


def write(chunks: Sketch) -> str:
    """`chunks` as an ASCII string for the sidecar; docs/sidecar.md describes the format."""
    packed = bytearray()
    starts, ends = chunks.bounds, chunks.bounds[1:]
    for checksum, start, end in zip(chunks.checksums, starts, ends, strict=False):
        length = end - start
        while length > 255:  # a length of 0 adds 255 to the next entry
            packed += _ENTRY.pack(0)
            length -= 255
        packed += _ENTRY.pack(checksum | max(1, length) << 24)
    return f"{_HEAD}.{chunks.grain}.{base64.b64encode(packed).decode('ascii')}"


def read(written: str) -> Sketch | None:
    """The sketch written by `write`; None for any other string."""
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
    """The matching chunks of two texts, as indexes in both directions; -1 if there is none."""

    old: Sketch
    new: Sketch
    forward: Sequence[int]
    backward: Sequence[int]


def correspond(old: Sketch, new: Sketch) -> Correspondence:
    """Match the chunks of two texts: first those in the same order, then blocks that moved."""
    forward, backward = [-1] * len(old.checksums), [-1] * len(new.checksums)
    pairs = _unique_pairs(old.checksums, new.checksums)
    spine = increasing_pairs(pairs)
    for one, other in spine:
        forward[one], backward[other] = other, one
    _extend(old, new, forward, backward)
    _fill(old, new, forward, backward)
    _move(pairs, forward, backward)
    _extend(old, new, forward, backward)
    return Correspondence(old, new, forward, backward)


def _unique_pairs(old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
    """Chunks that occur once in each of the two texts, in the order of the old one."""
    old_counts, new_counts = Counter(old), Counter(new)
    where = {checksum: at for at, checksum in enumerate(new)}
    return [
        (at, where[checksum])
        for at, checksum in enumerate(old)
        if old_counts[checksum] == 1 and new_counts.get(checksum) == 1
    ]


def _extend(old: Sketch, new: Sketch, forward: list[int], backward: list[int]) -> None:
    """Match equal chunks beside a matched pair, however often they occur."""
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
    """Match chunks between two neighbouring pairs that are unique there, in the same order."""
    low = far = -1
    for one in (*(i for i, other in enumerate(forward) if other >= 0), len(forward)):
        other = forward[one] if one < len(forward) else len(backward)
        if one - low > 1 and other - far > 1:
            inside = _unique_pairs(old.checksums[low + 1 : one], new.checksums[far + 1 : other])
            for near, there in increasing_pairs(inside):
                forward[low + 1 + near], backward[far + 1 + there] = (
                    far + 1 + there,
                    low + 1 + near,
                )
        low, far = one, other


def _move(pairs: Sequence[tuple[int, int]], forward: list[int], backward: list[int]) -> None:
    """Match the remaining chunks that are unique in both texts: blocks that moved."""
    for one, other in pairs:
        if forward[one] < 0 and backward[other] < 0:
            forward[one], backward[other] = other, one


def sketch_of(article: Article) -> str:
    """The sketch of the text of `article`, as written in the sidecar."""
    return write(sketch(fold(article.text), article.length))


def with_sketch(notebook: Notebook, article: Article) -> Notebook:
    """`notebook` with a sketch of the text of `article`, if it has highlights or bookmarks."""
    source = notebook.source or Source.of(article)
    if not source.sketch and (notebook.highlights or notebook.bookmarks):
        source = replace(source, sketch=sketch_of(article))
    return notebook if source is notebook.source else replace(notebook, source=source)
