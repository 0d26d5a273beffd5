"""Decoding: bytes become the canonical text, in the encoding that they are most likely in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decoded:
    """The canonical text of some bytes, and how sure it is.

    `newline` is lf, crlf, cr or mixed, as the bytes had it; `binary` when they are not a text.
    """

    text: str
    encoding: str
    certain: bool
    newline: str
    binary: bool = False


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The canonical text of `data`; `encoding` overrules what the bytes say."""
    if encoding is None:
        try:
            return canonical(data.decode("utf-8-sig"), "utf-8", True)
        except UnicodeDecodeError:
            return canonical(data.decode("gb18030", "replace"), "gb18030", False)
    return canonical(data.decode(encoding, "replace"), encoding, True)


def canonical(text: str, encoding: str, certain: bool) -> Decoded:
    """`text` with every line end turned into a line feed, and nothing else changed."""
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
    return Decoded(text, encoding, certain, newline)
