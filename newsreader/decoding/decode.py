"""Decoding bytes of unknown encoding to the canonical text."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from newsreader.decoding.frequency import likelihood
from newsreader.decoding.resync import LOST, decode_in_step
from newsreader.decoding.utf16 import LEAST_ORDINARY, byte_order, decode_wide, ordinary_share
from newsreader.errors import UsageError
from newsreader.locale import _
from newsreader.text.lazy_regex import lazy_regex

ENCODINGS = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "hz")
"""The encodings that are detected; a reader can choose another one of them."""

_SUPERSETS = {
    "ascii": "utf-8",
    "utf-8-sig": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
}

_NO_TEXT_IN = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, because it begins with the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

_SIGNATURES = (
    b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"BZh", b"\xfd7zXZ",
    b"7z\xbc\xaf", b"\x7fELF", b"\xd0\xcf\x11\xe0", b"SQLite format 3\x00", b"RIFF",
    b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe",
)  # fmt: skip
"""First bytes of files that are not text."""

_SAMPLE = 48 * 1024
_SURE = 0.35
"""A lead in likelihood over the next best encoding that makes the answer certain."""

_GOOD = 0.5
"""A likelihood that only undamaged text in its right encoding reaches."""

_POOR = 0.3
"""Chinese in its right encoding has a higher likelihood."""

_GLANCE = 6 * 1024
_BY_LIKELIHOOD = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")

_BEYOND_ASCII = lazy_regex(rb"[\x80-\xff]")
_HZ = lazy_regex(rb"~\{(?:[\x21-\x77][\x21-\x7e]){2,}")
_NOT_TEXT = lazy_regex(r"[\x01-\x07\x0e-\x19\x1c-\x1f\x7f]")
_REAL_UTF8 = lazy_regex(r"[^\x00-\x7f\ufffd]")


class Decoded(NamedTuple):
    """The canonical text of some bytes, its encoding, and whether that is certain.

    `newline` is "lf", "crlf", "cr" or "mixed", as in the bytes; `binary` is True if they are not
    text.
    """

    text: str
    encoding: str
    certain: bool
    newline: str
    binary: bool = False


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The canonical text of `data`, in `encoding` or in the detected encoding.

    Undecodable bytes become U+FFFD. Raises UsageError if there is no such encoding.
    """
    if encoding is not None:
        name = known_encoding(encoding)
        return canonical(_decoded_as(data, name), name, True)
    for mark, name in _BOMS:
        if data.startswith(mark):
            return canonical(_decoded_as(data, name), name, True)
    text, name, certain = _detect(data)
    is_wide = not certain and name.startswith("utf-16")
    by_chance = is_wide and ordinary_share(text) < LEAST_ORDINARY
    return canonical(
        text, name, certain, by_chance or data.startswith(_SIGNATURES) or _is_binary(text)
    )


def known_encoding(name: str) -> str:
    """The superset used for the encoding called `name`. Raises UsageError if there is none."""
    try:
        found = codecs.lookup(name.strip()).name
        "".encode(found)  # raises LookupError for codecs that are not text encodings
    except (LookupError, ValueError):
        found = ""
    if not found or found in _NO_TEXT_IN:
        raise UsageError(
            _("There is no encoding called {name}; try one of {names}.").format(
                name=name, names=_(", ").join(ENCODINGS)
            )
        )
    return _SUPERSETS.get(found, found)


def canonical(text: str, encoding: str, certain: bool, binary: bool = False) -> Decoded:
    """`text` with every line end replaced by a line feed, and nothing else changed."""
    crlf = text.count("\r\n")
    cr = text.count("\r") - crlf
    lf = text.count("\n") - crlf
    others = sum(map(text.count, "\x85\u2028\u2029"))
    if crlf or cr:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if others:
        text = text.replace("\x85", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    kinds = [name for name, count in (("lf", lf), ("crlf", crlf), ("cr", cr)) if count]
    newline = "mixed" if others or len(kinds) > 1 else (kinds or ["lf"])[0]
    return Decoded(text, encoding, certain, newline, binary)


def _detect(data: bytes) -> tuple[str, str, bool]:
    """Text, encoding and certainty of bytes without a byte order mark, surest test first."""
    if b"\x00" in data[:_SAMPLE] and (name := byte_order(data[:_GLANCE])):
        return decode_wide(data, name), name, True
    if data.isascii():
        if _HZ.search(data):
            return data.decode("hz", "replace"), "hz", True
        return data.decode("ascii"), "utf-8", True
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _least_bad(data)
    if len(data) < 64 and not any(character > "\u07ff" for character in text):
        return _short(data, text)
    return text, "utf-8", True


def _short(data: bytes, text: str) -> tuple[str, str, bool]:
    """Decode a few two-byte characters that may be UTF-8 or, by chance, GB18030."""
    other = decode_in_step(data, "gb18030")
    if likelihood(other) > max(0.3, likelihood(text)):
        return other, "gb18030", False
    return text, "utf-8", True


def _least_bad(data: bytes) -> tuple[str, str, bool]:
    """Decode in the encoding in which a sample looks most like Chinese."""
    sample = _sample(data)[:_GLANCE]
    lenient = sample.decode("utf-8", "replace")
    if len(_REAL_UTF8.findall(lenient)) > 10 * lenient.count(LOST):
        return data.decode("utf-8", "replace"), "utf-8", True
    at_a_glance = ((likelihood(sample.decode(name, "replace")), name) for name in _BY_LIKELIHOOD)
    (best, name), (second, _name) = sorted(at_a_glance, reverse=True)[:2]
    if best < _GOOD or best - second < _SURE:
        looks = ((likelihood(_decoded_as(sample, name)), name) for name in _BY_LIKELIHOOD)
        (best, name), (second, _name) = sorted(looks, reverse=True)[:2]
    if best < _POOR and _looks_western(sample):
        name = "cp1252"
    return _decoded_as(data, name), name, best - second > _SURE and best > _POOR


def _looks_western(sample: bytes) -> bool:
    """Whether `sample` is ASCII text with a few accented letters among it."""
    ascii_bytes = sum(0x20 <= byte < 0x7F or byte in b"\t\n\r" for byte in sample)
    accents = sum(byte >= 0x80 for byte in sample)
    return ascii_bytes + accents == len(sample) and accents < 0.3 * len(sample)


def _decoded_as(data: bytes, name: str) -> str:
    """`data` in the encoding `name`, without a byte order mark."""
    if name in ("gb18030", "big5hkscs"):
        text = decode_in_step(data, name)
    elif name in ("utf-16-le", "utf-16-be"):
        text = decode_wide(data, name)
    else:
        text = data.decode(name, "replace")
    return text.removeprefix("\ufeff")


def _sample(data: bytes) -> bytes:
    """A part of `data` that begins near its first byte outside ASCII.

    It begins at an even offset, as UTF-16 needs, and at a line feed, which is inside no character
    of the other encodings.
    """
    found = _BEYOND_ASCII.search(data)
    start = found.start() if found else 0
    start = max(0, data.rfind(b"\n", 0, start)) // 2 * 2
    return data[start : start + _SAMPLE]


def _is_binary(text: str) -> bool:
    """Whether `text` has too many control characters and undecodable bytes.

    NULs count only if they are half of it, because a crash can leave NULs in a text file.
    """
    sample = text[: 4 * _SAMPLE]
    strange = len(_NOT_TEXT.findall(sample))
    lost, nul = sample.count(LOST), sample.count("\x00")
    size = max(1, len(sample) - nul)
    return strange > 2 + 0.03 * size or lost > 2 + 0.3 * size or nul > max(16, len(sample) // 2)
