"""The words of articles: how often they are there, how rare they are elsewhere, what they mean."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from newsreader.analysis.protocol import CountedWord
from newsreader.article.article import Article
from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.errors import NewsreaderError
from newsreader.formats.anki import anki_file, html_text
from newsreader.formats.document import one_line
from newsreader.formats.json_text import records_json
from newsreader.formats.spreadsheet import table_file
from newsreader.lookup.dictionary import Dictionary, DictionaryEntry, load_dictionary
from newsreader.lookup.glossary import Glossary
from newsreader.text import pinyin
from newsreader.text.fold import folded_text
from newsreader.text.sentences import sentence_at

_NAMES = (Kind.PER, Kind.ORG, Kind.LOC, Kind.PRODUCT, Kind.WORK)
_MOST_SENSES = 4
_UNKNOWN = 0.02
"""How often in a million words a word is taken to be that the dictionary of jieba lacks."""
_COMMON = 10_000
"""How often in a million words a word is so common that nobody has to learn it."""


class ListedWord(NamedTuple):
    """A word as the text has it first. `sentence` is the first one with it, `source` its article.

    `per_million` is how often jieba's dictionary has it in a million words. `start` is its first
    place, in code points.
    """

    word: str
    pinyin: str
    translation: str
    count: int  # type: ignore[assignment]  # replaces the method of tuple
    per_million: float
    sentence: str
    source: str
    start: int

    @property
    def weight(self) -> float:
        """High for a word that is frequent here and rare elsewhere (sublinear tf-idf)."""
        return (1 + math.log(self.count)) * math.log(_COMMON / max(self.per_million, _UNKNOWN))


class WordList:
    """The words of several articles together."""

    def __init__(self, known: Collection[str] = ()) -> None:
        """`known` are words, as `folded_text` has them, that are not listed."""
        self._known = known
        self._words: dict[str, ListedWord] = {}

    def add(
        self, article: Article, counted: Iterable[CountedWord], names: Iterable[Entity] = ()
    ) -> None:
        """Add the words of an article, except those that are a part of one of its `names`."""
        taken = {
            at
            for entity in names
            if entity.kind in _NAMES
            for span in entity.mentions
            for at in range(span.start, span.end)
        }
        for each in counted:
            starts = [start for start in each.starts if start not in taken]
            key = folded_text(each.word)
            if not starts or key in self._known:
                continue
            before = self._words.get(key)
            count = len(starts) + (before.count if before is not None else 0)
            listed = before or _listed(article, each, starts[0])
            self._words[key] = listed._replace(count=count)

    def words(self, limit: int = 0) -> list[ListedWord]:
        """Words that are frequent here and rare elsewhere first; at most `limit`, 0 for all."""
        found = sorted(self._words.values(), key=lambda word: (-word.weight, word.start))
        return found[:limit] if limit else found


def _listed(article: Article, counted: CountedWord, start: int) -> ListedWord:
    # The text may have traditional characters; a hard line break may be within the word.
    text, at, word = article.text, start, ""
    while at < len(text) and len(word) < len(counted.word):
        word += text[at].strip()
        at += 1
    sentence = sentence_at(text, article.paragraph_at(start).span, start).of(text)
    source = "，".join(filter(None, (article.title or article.name, article.source)))
    return ListedWord(
        word if folded_text(word) == folded_text(counted.word) else counted.word,
        "",
        "",
        0,
        counted.per_million,
        one_line(sentence),
        one_line(source),
        start,
    )


def with_meanings(
    words: Sequence[ListedWord], glossary: Glossary, dictionary: Dictionary | None
) -> list[ListedWord]:
    """The words with pinyin, and translations of the glossary or else of the dictionary.

    Pinyin needs pypinyin; without it that of the dictionary is taken.
    """
    entries = dictionary.entries_by_word([word.word for word in words]) if dictionary else {}
    can_read = pinyin.is_available()
    found = []
    for word in words:
        reading = pinyin.pinyin(word.word) if can_read else ""
        entry = _likeliest(entries.get(word.word, ()), reading)
        term = glossary.get(word.word)
        translation = term.translation if term is not None else ""
        if entry is not None:
            reading = reading or entry.pinyin
            translation = translation or "; ".join(_senses(entry))
        found.append(word._replace(pinyin=reading, translation=one_line(translation)))
    return found


def _likeliest(entries: Sequence[DictionaryEntry], reading: str) -> DictionaryEntry | None:
    """The entry that a text most likely means: no surname, no variant, and read like this."""

    def doubt(entry: DictionaryEntry) -> tuple[bool, bool]:
        return _is_aside(entry), entry.pinyin.replace(" ", "") != reading.replace(" ", "")

    return min(entries, key=doubt, default=None)


def _is_aside(entry: DictionaryEntry) -> bool:
    first = entry.senses[0]
    return entry.pinyin[:1].isupper() or "variant of" in first


def _senses(entry: DictionaryEntry) -> list[str]:
    """The first senses, without the measure words."""
    return [sense for sense in entry.senses if not sense.startswith("CL:")][:_MOST_SENSES]


def dictionary_or_none(path: str) -> tuple[Dictionary | None, str]:
    """The dictionary; None, and why, if it cannot be used.

    The one that is shipped is optional: only a file that the reader names can be missed.
    """
    try:
        return load_dictionary(path), ""
    except NewsreaderError as error:
        return None, str(error) if path else ""


_FIELDS = ListedWord._fields[:-1]


def _tsv(words: Sequence[ListedWord]) -> str:
    return table_file([_FIELDS, *(word[:-1] for word in words)], "\t")


def _anki(words: Sequence[ListedWord]) -> str:
    """Notes for Anki 2.1.54 and later; Anki updates those that have the same word.

    The fields are HTML that only shows them: Anki would run LaTeX and play sounds in plain text.
    """
    columns = ("Word", "Pinyin", "Translation", "Sentence", "Source", "Tags")
    header = ("#separator:tab", "#html:true", "#columns:" + "\t".join(columns), "#tags column:6")
    rows = [
        (*map(html_text, (w.word, w.pinyin, w.translation, w.sentence, w.source)), "newsreader")
        for w in words
    ]
    return anki_file(header, rows)


WRITERS: Mapping[str, Callable[[Sequence[ListedWord]], str]] = {
    "tsv": _tsv,
    "json": partial(records_json, "words"),
    "anki": _anki,
}
"""The formats by name."""

SUFFIXES: Mapping[str, str] = {".txt": "anki", ".tsv": "tsv", ".json": "json"}
"""The formats by the suffix of a file."""
