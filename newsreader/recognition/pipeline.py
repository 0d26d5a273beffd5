"""The recognizer and the segmenter of the helper process, with the reader's own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from newsreader.entities.entity import Mention
from newsreader.entities.kind import Kind
from newsreader.entities.user_lexicon import Lexicon, read_lexicon
from newsreader.errors import NewsreaderError
from newsreader.locale import _
from newsreader.recognition.dictionary import Dictionary
from newsreader.recognition.engine import Engine, Reading, load_engine
from newsreader.recognition.lac import Lac
from newsreader.recognition.recognizer import Recognizer
from newsreader.recognition.segmenter import Segmenter
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.plain import plain, plain_text
from newsreader.text.row import HAN
from newsreader.text.span import Span

_HAN_WORD = lazy_regex(f"[{HAN}]+")

OwnWord = tuple[str, int | None, str | None, str | None]
"""A word of the reader, its frequency, and if it is a name its kind and subkind."""


class Pipeline:
    """Finds words and mentions; both know the reader's own words."""

    def __init__(self, engine: Engine, dictionary: Dictionary, own: Lexicon) -> None:
        """`own` are the reader's own words."""
        self._dictionary = dictionary
        self._engine = engine
        self.problem = own.problem
        """A message for the reader about what could not be read of their words, or ""."""
        self.learn((e.word, e.frequency, e.kind, e.subkind) for e in own.entries)

    @classmethod
    def load(cls, engine: str = "", lexicon: Path | None = None) -> Pipeline:
        """Load an engine by its entry point, and a user dictionary. Raises NewsreaderError."""
        loaded = load_engine(engine) if engine else Lac()
        try:
            own = read_lexicon(lexicon) if lexicon else Lexicon()
        except NewsreaderError as error:
            message = _("{problem} Entities are found without it.")
            own = Lexicon(problem=message.format(problem=error))
        return cls(loaded, Dictionary(), own)

    def learn(self, rows: Iterable[OwnWord]) -> None:
        """Replace the reader's own words, and the names among them."""
        self._segmenter = Segmenter(self._dictionary)
        self._subkinds: dict[str, str] = {}
        names: dict[str, Kind] = {}
        for written, frequency, kind, subkind in rows:
            word = plain(written)
            self._segmenter.add(word, frequency)
            if kind:
                names[word] = Kind(kind)
            if subkind is not None:
                self._subkinds[word] = subkind
        self._recognizer = Recognizer(self._engine, self._dictionary, names)

    def starts(self, text: str, span: Span) -> list[int]:
        """The offsets of words of `text` in `span`; the text is in simplified characters."""
        read = plain_text(span.of(text))
        found = self._segmenter.starts(read.text, 0, len(read.text))
        # Invisible characters before the first word belong to it.
        return [span.start + (read.outside(Span(at, at)).start if at else 0) for at in found]

    def count_words(
        self, text: str, spans: Iterable[Sequence[int]]
    ) -> list[tuple[str, float, list[int]]]:
        """The Chinese words in the (start, end) `spans` of `text`, in simplified characters.

        With each come how often it is in a million words of jieba's dictionary, and its starts.
        """
        places: dict[str, list[int]] = {}
        for start, end in spans:
            starts = self.starts(text, Span(start, end))
            for at, following in pairwise([*starts, end]):
                word = "".join(text[at:following].split())
                if _HAN_WORD.fullmatch(word):
                    places.setdefault(word, []).append(at)
        known, total = self._dictionary.tags(places), self._dictionary.total
        return [
            (word, round(1e6 * known[word][0] / total, 3) if word in known else 0.0, found)
            for word, found in places.items()
        ]

    def read(self, text: str, spans: Sequence[Span]) -> list[Reading]:
        """The readings of `spans`, each sentence by itself."""
        return self._recognizer.read(text, spans)

    def read_all(self, texts: Iterable[tuple[str, Sequence[Span]]]) -> list[list[Reading]]:
        """As `read`, for several texts together."""
        return self._recognizer.read_all(texts)

    def settle(self, text: str, readings: Iterable[Reading]) -> list[Mention]:
        """The mentions from the readings of a whole text."""
        return self._with_own_subkinds(text, self._recognizer.settle(text, readings))

    def settle_within(self, text: str, readings: Sequence[Reading], span: Span) -> list[Mention]:
        """The mentions from the readings of `span` alone."""
        return self._with_own_subkinds(text, self._recognizer.settle_within(text, readings, span))

    def recognize_all(self, texts: Sequence[str]) -> list[list[Mention]]:
        """The mentions of each text by itself."""
        found = self._recognizer.recognize_all(texts)
        return [
            self._with_own_subkinds(text, each) for text, each in zip(texts, found, strict=True)
        ]

    def _with_own_subkinds(self, text: str, mentions: list[Mention]) -> list[Mention]:
        """The mentions, with companies as the reader's lexicon marks them."""
        if not self._subkinds:
            return mentions
        return [
            replace(
                mention, subkind=self._subkinds.get(plain(mention.span.of(text)), mention.subkind)
            )
            if mention.kind is Kind.ORG
            else mention
            for mention in mentions
        ]
