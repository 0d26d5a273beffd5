"""Decoding that resynchronizes after missing or stray bytes."""

from __future__ import annotations

import codecs
from functools import cache
from typing import NamedTuple

from newsreader.decoding.frequency import FREQUENT, likelihood, weight
from newsreader.text.lazy_regex import lazy_regex

LOST = "\ufffd"
"""The replacement for undecodable bytes."""

_BLOCK = 2048
_LONGEST_BLOCK = 8192
_BUDGET = 400
"""Damaged blocks that are repaired; a text with more is decoded as it is, to limit the time."""

_STRAY_COST = 4.0
_STRANGE_COST = 4.0
_PLAUSIBLE = 0.2

_SAFE = lazy_regex(rb"[\x00-\x2f]")
"""Bytes that are not part of a two-byte character in GB18030 or Big5."""


def decode_in_step(data: bytes, codec: str) -> str:
    """`data` in "gb18030" or "big5hkscs".

    After a missing or stray byte the codec would pair the rest of the line wrongly. Of all ways to
    split such a block into characters, the one with the most frequent characters is used.
    """
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        pass
    parts: list[str] = []
    position, budget = 0, _BUDGET
    while position < len(data):
        end = _end_of_block(data, position)
        block = data[position:end]
        text, used = _strictly(block, codec, end == len(data))
        if used == 0 or likelihood(text) < _PLAUSIBLE:
            if budget > 0:
                budget -= 1
                text, used = _most_likely(block, codec, end == len(data))
            else:
                text, used = block.decode(codec, "replace"), len(block)
        parts.append(text)
        position += used
    return "".join(parts)


def _end_of_block(data: bytes, start: int) -> int:
    """The end of a block; if possible where it does not split a character."""
    safe = _SAFE.search(data, start + _BLOCK, start + _LONGEST_BLOCK)
    return min(len(data), safe.end() if safe else start + _LONGEST_BLOCK)


def _strictly(block: bytes, codec: str, final: bool) -> tuple[str, int]:
    """The text of `block` and the number of bytes decoded; ("", 0) if it is damaged."""
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        text = decoder.decode(block, final)
    except UnicodeDecodeError:
        return "", 0
    return text, len(block) - len(decoder.getstate()[0])


class _Cut(NamedTuple):
    cost: float
    length: int
    text: str


def _most_likely(block: bytes, codec: str, final: bool) -> tuple[str, int]:
    """The text and length of the likeliest split of `block`, found from its end to its start."""
    length = len(block)
    costs = [0.0] * (length + 4)
    cuts = [_Cut(0.0, 1, "")] * length
    for at in range(length - 1, -1, -1):
        if at == length - 1 and not final and block[at] > 0x80:
            continue  # may be the first byte of a character that ends in the next block
        best = _Cut(_STRAY_COST, 1, LOST)
        best_cost = costs[at + 1] + _STRAY_COST
        for cut in _cuts_at(block, at, codec):
            cost = costs[at + cut.length] + cut.cost
            if cost < best_cost:
                best, best_cost = cut, cost
        cuts[at], costs[at] = best, best_cost
    parts: list[str] = []
    at = 0
    while at < length and cuts[at].text:
        parts.append(cuts[at].text)
        at += cuts[at].length
    return "".join(parts), at


def _cuts_at(block: bytes, at: int, codec: str) -> tuple[_Cut, ...]:
    byte = block[at]
    if byte < 0x80:
        return (_single(byte),)
    pair = _character(block[at : at + 2], codec)
    if codec == "gb18030" and at + 3 < len(block) and 0x30 <= block[at + 1] <= 0x39:
        return pair + _character(block[at : at + 4], codec)
    return pair


@cache
def _single(byte: int) -> _Cut:
    return _Cut(0.0 if 0x20 <= byte < 0x7F or byte in b"\t\n\r" else 1.0, 1, chr(byte))


@cache
def _character(unit: bytes, codec: str) -> tuple[_Cut, ...]:
    """The character of `unit`, if it is one; Microsoft's Big5 has some that HKSCS lacks."""
    for name in (codec, "cp950") if codec == "big5hkscs" else (codec,):
        try:
            text = unit.decode(name)
        except UnicodeDecodeError:
            continue
        if len(text) <= 2 and not text.isascii():
            cost = FREQUENT - min(weight(character) for character in text)
            return (_Cut(cost + (_STRANGE_COST if len(unit) == 4 else 0.0), len(unit), text),)
    return ()
