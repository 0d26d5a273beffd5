"""Products: a brand and a model, 极氪001 or iPhone 16 Pro, told from other letters and figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from newsreader.entities import lexicon
from newsreader.entities.definitions import NAMES
from newsreader.entities.engine import Reading
from newsreader.entities.entity import Kind
from newsreader.entities.taken import Taken
from newsreader.text.span import Span

_TRIM = r"(?:[ -]?(?:Pro|Max|Plus|Ultra|Mini|mini|Air|SE|GT|Lite|Turbo|DM-i|EV))*"
_CODE = re.compile(
    rf"(?<![A-Za-z0-9.\-])(?:[A-Z]{{1,4}}-?\d{{1,4}}[A-Za-z]{{0,3}}|\d{{1,4}}[A-Z][A-Za-z]{{0,3}}|0\d\d|\d{{3,4}}(?=\s?(?:芯片|处理器|手机|系列|显卡))"
    rf"){_TRIM}(?![A-Za-z0-9.%％])"
)
_LATIN = re.compile(
    r"(?<![A-Za-z0-9.\-])(?=[A-Za-z]{2})[A-Za-z]{2,12}(?:[ -][A-Z][A-Za-z]{1,11}){0,2}"
    rf"(?:[ -][A-Z]?\d{{1,4}}[A-Za-z]{{0,3}}|\d{{1,3}}[a-z]?(?=[ -](?:Pro|Max|Plus|Ultra)))"
    rf"{_TRIM}(?![A-Za-z0-9.%％])"
)
_PLAIN = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]*){0,2}(?![A-Za-z0-9])")
_COUNTED = re.compile(
    r"\s?(?:[年月日号時时点分秒岁人名位个個家次届屆届级級度米元万亿股台辆架座纳奈毫厘千公平立]|%|％)"
)
# A figure and a unit (BIPM, SI Brochure, tables 2 to 8; bits and bytes besides), not a model.
_QUANTITY = re.compile(
    r"\d+(?:[kMGT]?(?:W|Wh|Hz|Pa|B|bps|V|J|eV)|[kmcnμ]?m|k?g|mg|[mk]?[AL]h?|mAh|dB|ppm)"
)
_HAN = re.compile(r"[\u4e00-\u9fff]{2,6}$")
_MARKS = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]")
_NOT_CODES = frozenset(
    "5G 4G 3G 6G 2G 3D 2D 4D 4K 8K 2K 5A 4A 3A G7 G20 G8 H1 H2 Q1 Q2 Q3 Q4 B2B B2C O2O".split()  # noqa: SIM905
)


def name_products(text: str, readings: Sequence[Reading]) -> list[Reading]:
    """Models with the brand before them, and Latin products, in the place of what they overlap."""
    ends = {r.span.end: r for r in readings if r.kind in NAMES}
    codes = [c for c in _CODE.finditer(text) if _is_code(text, c)]
    brands = _brands(text, codes)
    found = [span for code in codes if (span := _with_brand(text, code, ends, brands))]
    found.extend(_latin_products(text))
    new: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        if not new or span.start >= new[-1].end:
            new.append(span)
    fixed = Taken(len(text), (r.span for r in readings if r.kind not in NAMES))
    free = [span for span in new if fixed.is_free(span)]
    taken = Taken(len(text), free)
    kept = [r for r in readings if taken.is_free(r.span)]
    products = [Reading(span, Kind.PRODUCT, 1.0) for span in free]
    return sorted([*kept, *products], key=lambda reading: reading.span)


def _is_code(text: str, code: re.Match[str]) -> bool:
    if code[0] in _NOT_CODES or _QUANTITY.fullmatch(code[0]):
        return False
    mixed = re.search("[A-Za-z]", code[0]) and re.search(r"\d", code[0])
    return bool(mixed) or not _COUNTED.match(text, code.end())


def _brands(text: str, codes: Sequence[re.Match[str]]) -> Counter[str]:
    """How often each Han word of two to four characters stands before a model."""
    counts: Counter[str] = Counter()
    for code in codes:
        before = _HAN.search(text[max(0, code.start() - 6) : code.start()].rstrip(" "))
        if before:
            word = before[0]
            counts.update({word[-length:] for length in (2, 3, 4) if len(word) >= length})
    return counts


def _with_brand(
    text: str, code: re.Match[str], ends: dict[int, Reading], brands: Counter[str]
) -> Span | None:
    """The model with its brand: a name that ends there, or a word before several models."""
    end = code.start()
    while end and text[end - 1] == " ":
        end -= 1
    if end in ends and ends[end].kind is Kind.ORG:
        return Span(ends[end].span.start, code.end())
    before = _HAN.search(text[max(0, end - 6) : end])
    if before is None:
        return None
    word = before[0]
    category = lexicon.ending(word, "product_words")
    if category:
        return Span(*code.span())
    for length in (2, 3, 4):
        if len(word) == length or lexicon.ending(word[:-length], "product_words"):
            bounded = len(word) > length or _MARKS.match(text[max(0, end - length - 1) : end])
            if bounded and brands[word[-length:]]:
                return Span(end - length, code.end())
    return _repeated(word, end, code.end(), brands)


def _repeated(word: str, end: int, close: int, brands: Counter[str]) -> Span | None:
    for length in (4, 3, 2):
        if len(word) >= length and brands[word[-length:]] > 1:
            return Span(end - length, close)
    return None


def _latin_products(text: str) -> Iterator[Span]:
    for match in _LATIN.finditer(text):
        first = re.split("[ -]", match[0])[0]
        if first in lexicon.words("not_products") or _COUNTED.match(text, match.end()):
            continue
        yield Span(*match.span())
    for match in _PLAIN.finditer(text):
        before = text[max(0, match.start() - 6) : match.start()]
        if lexicon.ending(before, "product_words") and match[0] not in lexicon.words(
            "latin_organisations"
        ):
            yield Span(*match.span())
