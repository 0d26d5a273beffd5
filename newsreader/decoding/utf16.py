"""UTF-16 without a byte order mark: detection, and decoding that resynchronizes."""

from __future__ import annotations

import re
from functools import cache

from newsreader.decoding.frequency import likelihood, weight
from newsreader.decoding.resync import LOST

_ASCII_WEIGHT = 0.5

_WINDOW = 96
"""Bytes that are scored at a time; even."""

LEAST_ORDINARY = 0.6
"""The least share of characters that are usual in Chinese text; bytes read by chance have less."""

_CHINESE = 0.4
"""UTF-16 in the wrong byte order, or out of step, has a lower likelihood."""


def byte_order(data: bytes) -> str | None:
    """ "utf-16-le" or "utf-16-be" when `data` has the shape of UTF-16 text without a mark."""
    shares = {name: ordinary_share(_plainly(data, name)) for name in ("utf-16-le", "utf-16-be")}
    if max(shares.values()) < LEAST_ORDINARY:
        return None
    best = ""
    for read in (_plainly, decode_wide):  # the slow way only where the fast one fails
        qualities = {name: likelihood(read(data, name)) for name in shares}
        best = max(qualities, key=lambda name: qualities[name])
        if qualities[best] > _CHINESE:
            return best
    return best if shares[best] > 0.9 and data.count(0) * 4 > len(data) else None


def ordinary_share(text: str) -> float:
    """The share of the characters that are usual in Chinese text, from 0 to 1."""
    return len(_ordinary().findall(text)) / len(text) if text else 0.0


def _plainly(data: bytes, name: str) -> str:
    return data.decode(name, "replace")


def decode_wide(data: bytes, name: str) -> str:
    """`data` decoded as `name`; a stray byte affects the text near it, not the rest."""
    text = _plainly(data, name)
    if ordinary_share(text) > 0.995 and likelihood(text) > 0.5:
        return text
    pieces: list[bytes] = []
    begin = at = 0
    while at < len(data):
        here = _quality(data[at : at + _WINDOW].decode(name, "replace"))
        if here < 0.4 and here + 0.2 < _quality(
            data[at + 1 : at + 1 + _WINDOW].decode(name, "replace")
        ):
            stray = _place_of_stray(data, max(begin, at - _WINDOW), at + _WINDOW, name)
            pieces.append(data[begin:stray])
            begin = at = stray + 1
        at += _WINDOW
    pieces.append(data[begin:])
    return LOST.join(piece.decode(name, "replace") for piece in pieces)


def _place_of_stray(data: bytes, start: int, end: int, name: str) -> int:
    """The offset of the byte without which the text around it looks most like Chinese."""
    in_step = _weights(data[start:end], name)
    out_of_step = _weights(data[start + 1 : end + 1], name)
    score = best = sum(out_of_step)
    place = start
    for index, (kept, moved) in enumerate(zip(in_step, out_of_step, strict=False)):
        score += kept - moved
        if score > best:
            best, place = score, start + 2 * index + 2
    return place


def _weights(data: bytes, name: str) -> list[float]:
    """The weight of each pair of bytes; half of a surrogate pair is not a character."""
    pairs = range(0, len(data) - 1, 2)
    return [_weight(data[i : i + 2].decode(name, "replace")) for i in pairs]


def _quality(text: str) -> float:
    return sum(map(_weight, text)) / len(text) if text else 0.0


def _weight(character: str) -> float:
    return _ASCII_WEIGHT if "\x20" <= character < "\x7f" or character == "\n" else weight(character)


@cache
def _ordinary() -> re.Pattern[str]:
    """The characters of Chinese text; compiled when needed, because the ranges are large."""
    return re.compile(
        "[\t\n\r\x20-\x7e\xa0-\xff\u2010-\u2027\u25a0-\u25ff\u3000-\u3020\u4e00-\u9fff\uff01-\uffe5]"
    )
