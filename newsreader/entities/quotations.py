"""Quotations: what somebody says or thinks in an article, and who it is.

A quotation is the words between quotation marks beside a verb of saying, or what follows
「表示，」 up to the end of the sentence. Terms and titles in quotation marks are none. The speaker
is an entity, or None where the text leaves it open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from newsreader.article.article import Article, Role
from newsreader.entities.quoted_passages import masked, quoted_passages
from newsreader.entities.roster import Roster
from newsreader.entities.speakers import Speaker, Speakers
from newsreader.entities.speech_verbs import CUE, OPINION, is_saying, is_weak
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.span import Span

_SENTENCE = lazy_regex(r"[^。！？!?\n]*(?:[。！？!?]+[”」』\"＂’）)]*(?![，,、：:])|\n|\Z)")
_CLAUSE = "，,。：:；;！？!?”」』"
_UTTERANCE = lazy_regex(r"[，。！？；：,!?;…]")
_LONG = 14
"""Code points from which words beside a verb of saying are no term, even without a mark."""

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


class _Finder:
    def __init__(self, text: str, paragraphs: Sequence[Span], roster: Roster) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._passages = quoted_passages(text, paragraphs)
        self._starting = {span.start: span for span in self._passages}
        self._ending = {span.end: span for span in self._passages}
        self._masked = masked(text, self._passages)
        self._speakers = Speakers(self._masked, roster)
        self._taken: dict[int, Quotation] = {}
        """Quotations by the start of their span."""
        self._busy = 0
        """The end of the last quotation without marks."""
        self._last: Speaker | None = None
        """The last speaker in this paragraph, None for one without a name."""
        self._last_sentence = -1
        """The end of the sentence with the last quotation in this paragraph."""

    def found(self) -> tuple[Quotation, ...]:
        for paragraph in self._paragraphs:
            self._last, self._last_sentence = None, -1
            for match in _SENTENCE.finditer(self._masked, paragraph.start, paragraph.end):
                if match.end() > match.start():
                    sentence = _Sentence(Span(*match.span()), paragraph)
                    self._with_verbs(sentence)
                    self._without_verbs(sentence)
        return tuple(quotation for _start, quotation in sorted(self._taken.items()))

    def _with_verbs(self, sentence: _Sentence) -> None:
        span = sentence.span
        for match in OPINION.finditer(self._masked, span.start, span.end):
            if match.start() >= self._busy:
                self._opinion(match, sentence)
        for match in CUE.finditer(self._masked, span.start, span.end):
            if match.start() < self._busy:
                continue
            start = self._clause_start(match.start(), span)
            verb = match.group("verb") or ""
            clause = Span(start, match.start())
            if is_saying(clause.of(self._masked), verb):
                self._spoken(match, clause, sentence)

    def _clause_start(self, verb: int, sentence: Span) -> int:
        start = max(self._masked.rfind(mark, sentence.start, verb) for mark in _CLAUSE) + 1
        return max(start, sentence.start)

    def _opinion(self, match: re.Match[str], sentence: _Sentence) -> None:
        clause = Span(*match.span("who"))
        speaker = self._speakers.named(clause, clause)
        if speaker:
            self._indirect(match, speaker, sentence)

    def _spoken(self, match: re.Match[str], clause: Span, sentence: _Sentence) -> None:
        earlier = self._before(clause)
        passage = self._starting.get(match.end())
        mark = match.group("mark").strip()
        verb = match.group("verb") or ""
        speaker = self._speaker(clause, sentence)
        if earlier:
            self._direct(earlier, speaker, match, sentence)
        if passage and self._is_said(passage, mark):
            self._direct(passage, speaker, match, sentence)
        elif mark and not is_weak(verb) and (earlier or self._has_subject(clause)):
            self._indirect(match, speaker, sentence)

    def _speaker(self, clause: Span, sentence: _Sentence) -> Speaker | None:
        found = self._speakers.named(clause, sentence.span)
        found = found or self._speakers.pronoun(clause, sentence.paragraph, self._last)
        if not found and self._speakers.dropped(clause) and self._is_next(sentence):
            return self._last
        return found

    def _has_subject(self, clause: Span) -> bool:
        return bool(clause.of(self._masked).strip())

    def _is_next(self, sentence: _Sentence) -> bool:
        """Whether the last quotation is in this sentence or in the one before."""
        return self._last_sentence >= sentence.span.start

    def _before(self, clause: Span) -> Span | None:
        """The passage that ends where `clause` begins, if its words are said: “好。”他说."""
        at = clause.start
        while at and self._masked[at - 1] in "，, ":
            at -= 1
        passage = self._ending.get(at)
        known = passage and self._taken.get(passage.start + 1)
        if passage is None or (known and known.cue) or passage.start < self._busy:
            return None
        if not self._opens_sentence(passage):
            return None
        comma = at < clause.start or self._text[passage.end - 2] in "，,"
        return passage if comma or _is_utterance(self._inside(passage)) else None

    def _opens_sentence(self, passage: Span) -> bool:
        at = passage.start
        while at and self._masked[at - 1] == " ":
            at -= 1
        return not at or self._masked[at - 1] in _CLAUSE + "\n"

    def _is_said(self, passage: Span, mark: str) -> bool:
        """Whether the passage right after a verb and `mark` is somebody's words, not a term."""
        if _is_utterance(self._inside(passage)):
            return True
        after = self._masked[passage.end : passage.end + 1]
        return bool(mark) and (mark in "：:" or after in "。；！？，,")

    def _inside(self, passage: Span) -> str:
        return self._text[passage.start + 1 : passage.end - 1]

    def _direct(
        self,
        passage: Span,
        speaker: Speaker | None,
        match: re.Match[str] | None,
        sentence: _Sentence,
    ) -> None:
        words = Span(passage.start + 1, passage.end - 1).trimmed(self._text)
        self._take(words, speaker, match, sentence, direct=True)

    def _indirect(
        self, match: re.Match[str], speaker: Speaker | None, sentence: _Sentence
    ) -> None:
        words = Span(match.end(), sentence.span.end).trimmed(self._text)
        colon = match.group("mark").strip() in ("：", ":")
        if len(words) < 4 or (colon and words.end < sentence.paragraph.end):
            return
        self._busy = words.end
        self._take(words, speaker, match, sentence, direct=False)

    def _take(
        self,
        words: Span,
        speaker: Speaker | None,
        match: re.Match[str] | None,
        sentence: _Sentence,
        *,
        direct: bool,
    ) -> None:
        cue = None
        if match:
            group = "verb" if match.group("verb") else "tell"
            cue = Span(*match.span(group))
        name, place = (speaker.entity.name, speaker.span) if speaker else (None, None)
        self._taken[words.start] = Quotation(words, name, place, cue, direct)
        self._last, self._last_sentence = speaker, sentence.span.end

    def _without_verbs(self, sentence: _Sentence) -> None:
        """Take a sentence in quotation marks that no verb belongs to."""
        start = sentence.span.start
        while start < sentence.span.end and self._text[start].isspace():
            start += 1
        passage = self._starting.get(start)
        if passage is None or passage.start + 1 in self._taken or passage.start < self._busy:
            return
        ended = passage.end >= sentence.span.end or sentence.span.trimmed(self._text).end == passage.end
        if ended and self._text[passage.end - 2] in "。！？!?…":
            follows = self._last_sentence == sentence.span.start
            self._direct(passage, self._last if follows else None, None, sentence)


def _is_utterance(words: str) -> bool:
    """Whether `words` in quotation marks are a sentence or a clause, and no term."""
    return bool(_UTTERANCE.search(words)) or len(words) >= _LONG
