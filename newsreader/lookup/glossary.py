"""The reader's glossary: terms with their translations, and where a text has them.

Terms are found as words are by the search: in simplified and traditional characters, in full and
half width, over invisible characters and a hard line break inside a paragraph, and in any letter
case unless the term has a capital. Of two terms that overlap, the one that begins first is found;
of those that begin together, the longest.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from newsreader.article.article import Article, spans_to_read
from newsreader.files.signature import signature
from newsreader.text.fold import Folded, fold, folded_text
from newsreader.text.span import Span
from newsreader.user_paths import typed_path

LONGEST = 100
"""Code points of a term at most."""

NAME = "newsreader-glossary.tsv"
"""The glossary of a folder of articles."""

_CHUNK = 4000
"""Code points of a long paragraph that are searched together."""

_KEPT = 64
"""Chunks whose terms are kept: a few screens."""

_BLANKS = re.compile(r"\s+")


def glossary_paths(setting: str, folder: Path | None) -> list[Path]:
    """Where glossaries may be: in the folder of an article, and where the settings say.

    `setting` is a path or ""; `folder` is None for a text that is in no file.
    """
    beside = [folder / NAME] if folder is not None else []
    return list(dict.fromkeys([*beside, *([typed_path(setting)] if setting else [])]))


def may_have_glossary(setting: str, folder: Path | None) -> bool:
    """Whether the settings name a glossary or the folder has one; most readers have none."""
    return bool(setting) or any(map(signature, glossary_paths("", folder)))


class Term(NamedTuple):
    """A term; `translation` is "" where it is missing."""

    term: str
    translation: str = ""
    note: str = ""

    @property
    def words(self) -> str:
        """The translation and the note on one line."""
        return " · ".join(filter(None, (self.translation, self.note)))


class TermMatch(NamedTuple):
    """A term at a place of the text, in code points."""

    span: Span
    term: Term


class Glossary:
    """Terms by the characters that readers take for the same; of equal ones the first counts.

    Compared by identity.
    """

    def __init__(self, terms: Iterable[Term] = (), *, untranslated: bool = False) -> None:
        """With `untranslated`, terms without a translation are found in a text too."""
        self._untranslated = untranslated
        self._by_key: dict[str, Term] = {}
        for term in terms:
            if key := folded_text(term.term):
                self._by_key.setdefault(key, term)
        self._index()

    @classmethod
    def of_folded(cls, terms: Mapping[str, Term]) -> Glossary:
        """The glossary of `terms`, which are by their folded text already."""
        made = cls()
        made._by_key = dict(terms)
        made._index()
        return made

    def _index(self) -> None:
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for key, term in self._by_key.items():
            if term.translation or self._untranslated:
                lengths[key[:2]].add(len(key))
        self._lengths = {pair: sorted(found, reverse=True) for pair, found in lengths.items()}
        """The lengths of the terms that begin with two characters, or are one; longest first."""

    def __len__(self) -> int:
        return len(self._by_key)

    def __iter__(self) -> Iterator[Term]:
        return iter(self._by_key.values())

    def get(self, word: str) -> Term | None:
        """The entry of `word`, which may be without a translation."""
        return self._by_key.get(folded_text(word))

    @property
    def is_searched(self) -> bool:
        """Whether there is a term to look for."""
        return bool(self._lengths)

    @cached_property
    def _first(self) -> re.Pattern[str]:
        """A character that a term begins with."""
        characters = "".join({pair[0] for pair in self._lengths})
        return re.compile(f"[{re.escape(characters)}]")

    def find(self, text: str) -> list[TermMatch]:
        """The terms in `text`, a part of one paragraph, in order."""
        if not self._lengths:
            return []
        found: list[TermMatch] = []
        folded, at = fold(text), 0
        while (candidate := self._first.search(folded.text, at)) is not None:
            start = candidate.start()
            match = self._longest_at(text, folded, start)
            if match is None:
                at = start + 1
            else:
                end, hit = match
                found.append(hit)
                at = end
        return found

    def _longest_at(self, text: str, folded: Folded, start: int) -> tuple[int, TermMatch] | None:
        """The longest term at `start` of the folded text, and where it ends there."""
        pair = folded.text[start : start + 2]
        for begin in (pair, pair[0]) if len(pair) > 1 else (pair,):
            for length in self._lengths.get(begin, ()):
                key = folded.text[start : start + length]
                term = self._by_key.get(key) if len(key) == length else None
                if term is None or not (term.translation or self._untranslated):
                    continue
                span = _whole(folded, start, start + length)
                if span is not None and _is_like(text, span, term.term):
                    return start + length, TermMatch(span, term)
        return None


def _whole(folded: Folded, start: int, end: int) -> Span | None:
    """The source of `folded.text[start:end]`; None if it begins or ends within a character."""
    origin = folded.origin
    if start and origin[start - 1] == origin[start]:
        return None
    if end < len(origin) and origin[end] == origin[end - 1]:
        return None
    return Span(origin[start], origin[end - 1] + 1)


def _is_like(text: str, span: Span, term: str) -> bool:
    """Whether `span`, which folds to the same as `term`, is the term for a reader."""
    words = span.of(text)
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if (_is_latin(before) and _is_latin(words[0])) or (_is_latin(words[-1]) and _is_latin(after)):
        return False  # a part of a Latin word or a number
    if words == term:
        return True
    capital = any(map(str.isupper, term))
    if capital and _letters(words) != _letters(term):
        return False
    return _gaps(words) == _gaps(term)


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _letters(words: str) -> str:
    """The letters of `words` that have cases."""
    narrow = unicodedata.normalize("NFKC", words)
    return "".join(each for each in narrow if each.isupper() or each.islower())


def _gaps(words: str) -> list[int]:
    """How many characters are before each blank that separates words.

    That is no blank between Chinese and Latin characters, and no hard line break.
    """
    if not _BLANKS.search(words):
        return []
    gaps, count, parts = [], 0, _BLANKS.split(words)
    for gap, before, after in zip(_BLANKS.findall(words), parts, parts[1:], strict=False):
        count += len(unicodedata.normalize("NFKC", before))
        latin = [_is_latin(before[-1:]), _is_latin(after[:1])]
        if all(latin) or (not any(latin) and "\n" not in gap):
            gaps.append(count)
    return gaps


class ArticleTerms:
    """The terms of one glossary in one article. A part of the text is searched when it is shown."""

    def __init__(self, article: Article, glossary: Glossary) -> None:
        self._article = article
        self._glossary = glossary
        self._chunks: dict[Span, list[TermMatch]] = {}

    def within(self, span: Span) -> list[TermMatch]:
        """The terms that share a code point with `span`, in order."""
        if not self._glossary.is_searched:
            return []
        found = (match for chunk in self._chunks_of(span) for match in self._found(chunk))
        return [match for match in _one_by_one(found) if match.span.overlaps(span)]

    def at(self, offset: int) -> TermMatch | None:
        """The term at the code point `offset`."""
        return next(iter(self.within(Span(offset, offset + 1))), None)

    def all(self) -> Iterator[TermMatch]:
        """Every term in the article, without its page furniture, in order."""
        chunks = (chunk for span in spans_to_read(self._article) for chunk in _parts(span))
        return _one_by_one(match for chunk in chunks for match in self._matches(chunk))

    def _chunks_of(self, span: Span) -> Iterator[Span]:
        paragraphs = self._article.paragraphs
        for index in range(paragraphs.at(span.start), len(paragraphs)):
            paragraph = paragraphs[index].span
            if paragraph.start >= span.end:
                return
            # A term may reach into `span` from the chunk before.
            first = max(0, (span.start - paragraph.start) // _CHUNK - 1)
            last = (span.end - paragraph.start) // _CHUNK + 1
            yield from _parts(paragraph, first, last)

    def _found(self, chunk: Span) -> list[TermMatch]:
        found = self._chunks.get(chunk)
        if found is None:
            if len(self._chunks) >= _KEPT:
                self._chunks.clear()
            found = self._chunks[chunk] = self._matches(chunk)
        return found

    def _matches(self, chunk: Span) -> list[TermMatch]:
        """The terms that begin in `chunk`; it is searched a little beyond its end."""
        text = self._article.text
        paragraph = self._article.paragraph_at(chunk.start).span
        beyond = min(paragraph.end, chunk.end + 2 * LONGEST)
        before = max(paragraph.start, chunk.start - 1)  # a letter there belongs to the same word
        return [
            TermMatch(Span(before + match.span.start, before + match.span.end), match.term)
            for match in self._glossary.find(text[before:beyond])
            if before + match.span.start in chunk
        ]


def _one_by_one(matches: Iterable[TermMatch]) -> Iterator[TermMatch]:
    """The matches that do not begin within the one before, as one may at the end of a chunk."""
    end = 0
    for match in matches:
        if match.span.start >= end:
            end = match.span.end
            yield match


def _parts(paragraph: Span, first: int = 0, last: int | None = None) -> Iterator[Span]:
    """The chunks of a paragraph, from number `first` to before `last`."""
    every = -(-len(paragraph) // _CHUNK)
    for number in range(first, every if last is None else min(every, last)):
        start = paragraph.start + number * _CHUNK
        yield Span(start, min(paragraph.end, start + _CHUNK))
