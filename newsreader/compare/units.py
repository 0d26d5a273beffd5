"""The sentences of an article as they are compared: each with a key that is equal in equal ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsreader.article.article import Article, Role
from newsreader.text.fold import fold_characters
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.plain import IGNORED
from newsreader.text.sentences import sentences
from newsreader.text.span import Span

_LONGEST = 800
"""A longer sentence is cut, so that one line of a megabyte can be compared."""

# Marks, but not those of numbers: 4.2, 1:1, 3-5, -2%. A comma between thousands is a mark.
_MARKS = lazy_regex(
    r"[^\w%$¥€£+°‰.:/,~-]+|[.:/~,-](?!\d)|(?<!\d)[.:/~,]|(?<=\d),(?=\d{3}(?!\d))|_+"
)
_HALF_WIDTH = {code + 0xFEE0: code for code in range(0x21, 0x7F) if chr(code).isalnum()}
_INSIDE_NUMBER = lazy_regex(r"\d\.\s+\d")
_BLANKS = lazy_regex(rf"[\s{IGNORED}]+")
_PIECE = lazy_regex(rf"(?s:.{{100,{_LONGEST}}}?[，；：、,;:\s的]|.{{1,{_LONGEST}}})")


class Unit(NamedTuple):
    """A sentence, or a title. `paragraph` is the index of its paragraph in the article.

    `key` is its text without what does not count: units with one key are the same.
    """

    span: Span
    paragraph: int
    role: Role
    key: str


class ComparedText(NamedTuple):
    """A text as it is compared: `folded` has one code point for each of the text."""

    article: Article
    folded: str
    units: tuple[Unit, ...]
    aside: frozenset[str]
    """The keys of the lines that are not compared: bylines and page furniture."""


def compared_text(article: Article, *, exact: bool) -> ComparedText:
    """The units of `article` without page furniture, in text order.

    With `exact` script, width, letter case and punctuation count; line breaks never do.
    """
    folded = article.text if exact else fold_characters(article.text)
    plain = article.text.translate(_HALF_WIDTH)  # a stop inside a number in full width ends nothing
    units: list[Unit] = []
    aside = set()
    for paragraph in article.paragraphs:
        index, span, role, _level = paragraph
        compared = role not in (Role.FURNITURE, Role.METADATA)
        for piece in _pieces(plain, span, whole=role is Role.TITLE):
            key = key_of(folded[piece.start : piece.end], exact=exact)
            if key and compared:
                units.append(Unit(piece, index, role, key))
            elif key:
                aside.add(key)
    return ComparedText(article, folded, tuple(units), frozenset(aside))


def key_of(folded: str, *, exact: bool) -> str:
    """What counts of a folded text."""
    if exact:
        return _BLANKS.sub("", folded)
    if not folded.isascii() and not unicodedata.is_normalized("NFKC", folded):
        folded = fold_characters(unicodedata.normalize("NFKC", folded))
    return _MARKS.sub("", "".join(folded.split()))


def _pieces(text: str, span: Span, *, whole: bool) -> Iterator[Span]:
    """The sentences of `span`, the longest ones in pieces."""
    for sentence in [span] if whole else _whole_numbers(text, sentences(text, span)):
        if len(sentence) <= _LONGEST:
            yield sentence
        else:
            for match in _PIECE.finditer(text, sentence.start, sentence.end):
                yield Span(*match.span())


def _whole_numbers(text: str, found: Iterable[Span]) -> Iterator[Span]:
    """The sentences, two of them as one where a line break is inside a number: 4.⏎6."""
    last: Span | None = None
    for sentence in found:
        if last and _INSIDE_NUMBER.fullmatch(text, last.end - 2, sentence.start + 1):
            last = last.union(sentence)
            continue
        if last:
            yield last
        last = sentence
    if last:
        yield last
