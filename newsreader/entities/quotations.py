"""Quotations: what somebody says or thinks in an article, and who it is.

A quotation is the words between quotation marks beside a verb of saying, or what follows
「表示，」 up to the end of the sentence. Terms and titles in quotation marks are none. The speaker
is an entity, or None where the text leaves it open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsreader.article.article import Article, Role
from newsreader.entities.quoted_passages import CLAUSE_ENDS, MASK, QuotedPassages
from newsreader.entities.roster import Roster
from newsreader.entities.speakers import Speaker, Speakers
from newsreader.entities.speech_verbs import (
    ADDS,
    CUE,
    OPINION,
    PRONOUN,
    SAID_ON,
    TURNS,
    is_saying,
    is_weak,
)
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.span import Span

_CLOSE = r"[”」』\"＂’）)]"
_SENTENCE = lazy_regex(
    rf"(?:[^。！？!?…\n]|[。！？!?]++{_CLOSE}*+(?=[，,、：:])|…(?!…*+{_CLOSE})|…++{_CLOSE}*+(?=[，,、：:]))*+"
    rf"(?:[。！？!?]++{_CLOSE}*+|…++{_CLOSE}++|\n|\Z)"
)
# A passage between commas: …很意外，“一下子就涨价了，比原来高不少”。
_LOOSE = lazy_regex(rf"[，,]\s*(?P<passage>[“「『]){MASK}+[。！？!?…]*[”」』](?=[。，；]|\Z)")
_STOPS = tuple("。！？!?…")
_COMMAS = "，,；; 但而"
_SHORT = 4
"""Code points that indirect speech has at least."""

_FAR = 160
"""Code points of a clause before its verb, at most."""

_REACH = 1000
"""Code points of indirect speech that are searched for the words of somebody else."""


class Quotation(NamedTuple):
    """Words of somebody. Spans are in code points of the article's text.

    `span` is the words, without the quotation marks around them. `speaker` is the name of an
    entity and `speaker_span` its mention, or the pronoun; both are None where nobody is certain.
    `cue` is the verb, None for words that continue an earlier quotation. `direct` is whether they
    are in quotation marks.
    """

    span: Span
    speaker: str | None = None
    speaker_span: Span | None = None
    cue: Span | None = None
    direct: bool = True


def find_quotations(article: Article, roster: Roster) -> tuple[Quotation, ...]:
    """The quotations in the body of `article`, in text order; they do not overlap."""
    paragraphs = [each.span for each in article.paragraphs if each.role is Role.BODY]
    return _Finder(article.text, paragraphs, roster).found()


class _Sentence(NamedTuple):
    """A sentence of a paragraph, with quotations masked."""

    span: Span
    paragraph: Span


class _Verb(NamedTuple):
    """A verb of saying in `clause`, which ends before it; `end` is where its words begin."""

    cue: Span
    word: str
    mark: str
    end: int
    clause: Span

    @classmethod
    def of(cls, match: re.Match[str], clause: Span) -> _Verb:
        found = match.groupdict()
        group = next(name for name in ("verb", "tell", "other") if found.get(name))
        mark = match.group("mark").strip()
        return cls(Span(*match.span(group)), found["verb"] or "", mark, match.end(), clause)


class _Finder:
    def __init__(self, text: str, paragraphs: Sequence[Span], roster: Roster) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._passages = QuotedPassages(text, paragraphs)
        self._masked = self._passages.masked
        self._speakers = Speakers(self._masked, roster)
        self._taken: dict[int, Quotation] = {}
        """Quotations by the start of their span."""
        self._busy = 0
        """The end of the last quotation without marks."""
        self._last: Speaker | None = None
        """The last speaker in this paragraph, None for one without a name."""
        self._last_end = -1
        """The end of the sentence with the last quotation in this paragraph."""

    def found(self) -> tuple[Quotation, ...]:
        for paragraph in self._paragraphs:
            self._last, self._last_end = None, -1
            for match in _SENTENCE.finditer(self._masked, paragraph.start, paragraph.end):
                span = Span(*match.span()).trimmed(self._masked)
                if span:
                    self._with_verbs(_Sentence(span, paragraph))
                    self._without_verbs(_Sentence(span, paragraph))
        return tuple(quotation for _start, quotation in sorted(self._taken.items()))

    def _with_verbs(self, sentence: _Sentence) -> None:
        span = sentence.span
        for match in OPINION.finditer(self._masked, span.start, span.end):
            who = Span(*match.span("who"))
            if match.start() >= self._busy and (speaker := self._speakers.named(who, who)):
                self._indirect(_Verb.of(match, who), speaker, sentence)
        for verb in self._verbs(CUE, span):
            if verb.cue.start >= self._busy:
                self._spoken(verb, sentence)
        for verb in self._verbs(SAID_ON, span):
            earlier = None if is_weak(verb.word) else self._before(verb.clause)
            if earlier and (speaker := self._speakers.named(verb.clause, span)):
                self._direct(earlier, speaker, verb, sentence)

    def _verbs(self, pattern: re.Pattern[str], span: Span) -> Iterator[_Verb]:
        """The verbs of saying in `span`, each with its clause up to the verb."""
        for match in pattern.finditer(self._masked, span.start, span.end):
            clause = Span(self._clause_start(match.start(), span), match.start())
            if is_saying(clause.of(self._masked), match.group("verb") or ""):
                yield _Verb.of(match, clause)

    def _clause_start(self, verb: int, sentence: Span) -> int:
        """The start of the clause before `verb`; a term in quotation marks is part of it."""
        at, first = verb, max(sentence.start, verb - _FAR)
        while at > first:
            mark = self._masked[at - 1]
            passage = self._passages.ending.get(at)
            if passage and not self._passages.is_utterance(passage):
                at = max(passage.start, first)
            elif mark in CLAUSE_ENDS:
                break
            else:
                at -= 1
        return at

    def _spoken(self, verb: _Verb, sentence: _Sentence) -> None:
        earlier = self._before(verb.clause)
        if not earlier and not verb.mark and self._speakers.named(verb.clause, verb.clause):
            earlier = self._before(Span(sentence.span.start, sentence.span.start))
        passage = self._passages.starting.get(verb.end)
        speaker = self._speaker(verb.clause, sentence)
        if earlier:
            self._direct(earlier, speaker, verb, sentence)
        if passage and self._passages.is_said(passage, verb.mark):
            self._direct(passage, speaker, verb, sentence)
        elif (
            verb.mark
            and not is_weak(verb.word)
            and (earlier or speaker or self._speakers.can_speak(verb.clause))
            and verb.clause.trimmed(self._masked)
            and (earlier or not TURNS.match(self._masked, verb.end))
        ):
            self._indirect(verb, speaker, sentence)

    def _speaker(self, clause: Span, sentence: _Sentence) -> Speaker | None:
        found = self._speakers.named(clause, sentence.span)
        found = found or self._speakers.pronoun(clause, sentence.paragraph, self._last)
        if found or not self._speakers.has_no_subject(clause):
            return found
        if clause.start > sentence.span.start:
            found = self._speakers.only_one(Span(sentence.span.start, clause.start))
        follows = self._last_end >= sentence.span.start - 1
        return found or (self._last if follows else None)

    def _before(self, clause: Span) -> Span | None:
        """The passage that ends where `clause` begins, if its words are said: “好。”他说."""
        at = self._passages.back(clause.start, "，, ")
        passage = self._passages.ending.get(at)
        known = passage and self._taken.get(self._passages.words(passage).start)
        if passage is None or (known and known.cue) or passage.start < self._busy:
            return None
        if not self._passages.opens_sentence(passage):
            return None
        comma = at < clause.start or self._passages.inside(passage)[-1:] in ("，", ",")
        return passage if comma or self._passages.is_utterance(passage) else None

    def _direct(
        self, passage: Span, speaker: Speaker | None, verb: _Verb | None, sentence: _Sentence
    ) -> None:
        if words := self._passages.words(passage):
            self._take(words, speaker, verb, sentence)

    def _indirect(self, verb: _Verb, speaker: Speaker | None, sentence: _Sentence) -> None:
        """Take what follows `verb` up to the end of the sentence, or to another quotation."""
        end = self._end(verb, sentence.span.end)
        words = Span(verb.end, max(verb.end, end)).trimmed(self._text)
        uncertain = verb.mark in ("：", ":", "︰") and words.end < sentence.paragraph.end
        if len(words) >= _SHORT and not uncertain:
            self._busy = words.end
            self._take(words, speaker, verb, sentence, direct=False)

    def _end(self, verb: _Verb, limit: int) -> int:
        """Where the indirect speech after `verb` ends: before the next verb of somebody else."""
        for other in self._verbs(CUE, Span(verb.end, min(limit, verb.end + _REACH))):
            clause = other.clause
            if clause.start <= verb.end:
                continue
            earlier = self._before(clause)
            passage = self._passages.starting.get(other.end)
            named = self._speakers.named(clause, clause)
            if named and earlier and not other.mark and earlier.start > verb.end:
                return self._passages.back(earlier.start, _COMMAS)
            adds = ADDS.search(self._masked, clause.start, clause.end)
            subject = named or PRONOUN.match(self._masked, clause.start, clause.end)
            if (named and passage and self._passages.is_said(passage, other.mark)) or (
                subject and adds
            ):
                return self._passages.back(clause.start, _COMMAS)
        return limit

    def _take(
        self,
        words: Span,
        speaker: Speaker | None,
        verb: _Verb | None,
        sentence: _Sentence,
        *,
        direct: bool = True,
    ) -> None:
        name, place = (speaker.entity.name, speaker.span) if speaker else (None, None)
        cue = verb.cue if verb else None
        self._taken[words.start] = Quotation(words, name, place, cue, direct)
        self._last, self._last_end = speaker, sentence.span.end

    def _without_verbs(self, sentence: _Sentence) -> None:
        """Take what is in quotation marks without a verb: a sentence, or after a colon."""
        span = sentence.span
        closed = Span(span.start, self._passages.back(span.end, "。！？!?"))
        passage = self._passages.starting.get(span.start)
        alone = span == sentence.paragraph.trimmed(self._masked)
        if passage and self._is_free(passage) and min(passage.end, span.end) == span.end:
            self._direct(passage, self._continued(passage, sentence), None, sentence)
            return
        if passage and alone and passage.end == closed.end and self._passages.is_utterance(passage):
            self._direct(passage, None, None, sentence)
            return
        passage = self._passages.ending.get(closed.end)
        ended = passage and (closed.end < span.end or self._is_free(passage))
        if passage and ended and self._is_new(passage) and passage.start > span.start:
            at = self._passages.back(passage.start, " ")
            if self._masked[at - 1] in "：:︰":
                before = Span(span.start, passage.start)
                self._direct(passage, self._speakers.only_one(before), None, sentence)
        for match in _LOOSE.finditer(self._masked, span.start, span.end):
            passage = self._passages.starting.get(match.start("passage"))
            if passage and self._is_new(passage) and self._passages.is_utterance(passage):
                before = Span(span.start, passage.start)
                speaker = self._speakers.only_one(before) or (
                    self._last if self._speakers.still_speaks(self._last, passage.start) else None
                )
                if speaker:
                    self._direct(passage, speaker, None, sentence)

    def _is_free(self, passage: Span) -> bool:
        """Whether a passage with a stop at its end is in no quotation yet."""
        return self._is_new(passage) and self._passages.inside(passage)[-1:] in _STOPS

    def _is_new(self, passage: Span) -> bool:
        return (
            self._passages.words(passage).start not in self._taken and passage.start >= self._busy
        )

    def _continued(self, passage: Span, sentence: _Sentence) -> Speaker | None:
        """Who says a sentence without a verb: the last speaker, or the subject of the next."""
        if self._last_end >= 0 and self._passages.back(passage.start, " ") <= self._last_end:
            return self._last
        if self._speakers.still_speaks(self._last, passage.start):
            return self._last
        if self._last or self._last_end >= 0:
            return None
        before = Span(sentence.paragraph.start, passage.start)
        after = Span(passage.end, max(passage.end, sentence.paragraph.end))
        return self._speakers.subject(after) or self._speakers.alone(before)
