"""Folding: text reduced to what readers take for the same, with a map back to the original.

Full and half width, variant punctuation, letter case, radicals and their ideographs, and
traditional and simplified characters fold together. The characters are in fold_table.txt, which
docs/generate_fold_table.py generates from the data of OpenCC (Apache License 2.0).
"""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.plain import IGNORED, radicals

# Marks that are used for one another; each folds to the first of its group.
_MARKS = (
    ",，﹐､", ".。．｡﹒", ";；﹔", ":：﹕︰∶", "?？﹖", "!！﹗", "、﹑", "%％﹪", "$＄﹩", "&＆﹠",
    "*＊﹡", "(（﹙", ")）﹚", "[［【〔〖", "]］】〕〗", "{｛﹛", "}｝﹜", "<＜〈﹤‹", ">＞〉﹥›",
    "《«", "》»", "\"“”„‟「」『』〝〞＂", "'‘’‚‛＇`´", "-－‐‑‒–—―−﹣⸺", "~～〜∼˜", "…⋯",
    "·・•‧∙･⋅", "/／⁄∕", "￥¥", " \t\n\xa0\u2002\u2003\u2009\u202f\u3000",
)  # fmt: skip
_KEPT = lazy_regex(rf"[^\s{IGNORED}]+")
_FULL_WIDTH = 0xFEE0


class CharacterTable(dict[int, int]):
    """A table for `str.translate` that is filled as it is used.

    It maps each character of `keys` to the one at the same index of `values`.

    A pair is added when a text first has the character: there are thousands of pairs, a text needs
    hundreds, and a dictionary of all takes half a megabyte. `others` take precedence. Every other
    character maps to itself, which is stored too, because a failed lookup is slow.
    """

    def __init__(self, keys: str, values: str, others: Mapping[int, int] | None = None) -> None:
        super().__init__(others or {})
        self._keys, self._values = keys, values
        self._others = dict(others or {})

    def __missing__(self, code: int) -> int:
        at = self._keys.find(chr(code))
        self[code] = found = code if at < 0 else ord(self._values[at])
        return found

    def keys_of(self, character: str) -> Iterator[str]:
        """The characters that map to `character`."""
        yield from (chr(key) for key, value in self._others.items() if chr(value) == character)
        at = self._values.find(character)
        while at >= 0:
            if ord(self._keys[at]) not in self._others:
                yield self._keys[at]
            at = self._values.find(character, at + 1)


class Folded(NamedTuple):
    """Folded text; `origin[i]` is the offset in the source that `text[i]` comes from."""

    text: str
    origin: array[int]


def fold(text: str) -> Folded:
    """`text` folded, without white space and invisible characters.

    Compatibility characters (NFKC: ㎡, ﬁ, ①) are decomposed, so one code point of the source may
    become several. `origin` never decreases.
    """
    folded = fold_characters(text)
    parts, origin = [], array("I")
    for match in _KEPT.finditer(folded):
        run, start = match.group(), match.start()
        if run.isascii() or unicodedata.is_normalized("NFKC", run):
            parts.append(run)
            origin.extend(range(start, match.end()))
            continue
        for at, character in enumerate(run, start):
            decomposed = fold_characters(unicodedata.normalize("NFKC", character))
            decomposed = "".join(_KEPT.findall(decomposed))
            parts.append(decomposed)
            origin.extend([at] * len(decomposed))
    return Folded("".join(parts), origin)


def folded_text(text: str) -> str:
    """`fold(text).text`, in half the time where nothing is decomposed."""
    joined = "".join(_KEPT.findall(fold_characters(text)))
    # Every part of a normalized text is normalized (UAX #15).
    plain = joined.isascii() or unicodedata.is_normalized("NFKC", joined)
    return joined if plain else fold(text).text


def fold_characters(text: str) -> str:
    """`text` folded one code point for one: offsets into the result are offsets into `text`."""
    if text.isascii():
        return text.lower()
    # The only code point whose lower case is two code points.
    return text.replace("\u0130", "i").lower().translate(_table())


def caseless(name: str) -> str:
    """`name` as file systems compare it that ignore case and composition (Unicode, 3.13)."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def simplified(text: str) -> str:
    """`text` with traditional characters replaced by simplified ones, one for one."""
    return text if text.isascii() else text.translate(_characters())


@cache
def variants(character: str) -> str:
    """Every code point that folds to the same as `character`, except for other letter cases."""
    folded = fold_characters(character)
    return "".join(sorted({character, folded, *_table().keys_of(folded)}))


@cache
def _pairs() -> tuple[str, str]:
    lines = Path(__file__).with_name("fold_table.txt").read_text("utf-8").split("\n")
    return lines[0], lines[1]


@cache
def _characters() -> CharacterTable:
    return CharacterTable(*_pairs())


@cache
def _table() -> CharacterTable:
    marks = {code + _FULL_WIDTH: ord(chr(code).lower()) for code in range(0x21, 0x7F)}
    for group in _MARKS:
        marks |= {ord(mark): ord(group[0]) for mark in group}
    marks |= {key: ord(simplified(chr(value))) for key, value in radicals().items()}
    return CharacterTable(*_pairs(), marks)
