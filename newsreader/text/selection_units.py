"""Text objects: the units that a selection takes or grows through.

They are words, clauses, sentences, paragraphs, and the text inside paired marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsreader.text.sentences import WINDOW, balanced, brackets, clauses, near_in, sentence_at
from newsreader.text.span import Span


def next_pair(text: str, paragraph: Span, here: Span, selected: int) -> Span | None:
    """The text between the nearest paired marks around `here`, or the pair with its marks.

    It has more than `selected` code points, so that repeating it goes outward; the last pair stays.
    None if there is nothing.
    Straight quotes open and close in turn, where the paragraph has an even number of them.
    """
    near = near_in(paragraph, here.start)
    wanted = []
    for pair in (*brackets(text, near), *_straight_quotes(text, paragraph)):
        wanted += [Span(pair.start + 1, pair.end - 1).trimmed(text), pair]
    around = [unit for unit in wanted if unit.covers(here) and len(unit) > selected]
    return min(around, key=len, default=here if here in wanted else None)


def _straight_quotes(text: str, paragraph: Span) -> list[Span]:
    if text.count('"', paragraph.start, paragraph.end) % 2:
        return []
    marks = [match.start() for match in re.finditer('"', paragraph.of(text))]
    pairs = zip(marks[::2], marks[1::2], strict=True)
    return [Span(start, end + 1).shifted(paragraph.start) for start, end in pairs]


def units(text: str, paragraph: Span, word: Span, more: Sequence[Span] = ()) -> list[Span]:
    """The units that hold `word`, from the word up to `paragraph`, each larger than the last.

    The units are word, clause, sentence and paragraph, the text inside paired marks around the
    word, the same with its marks, all sentences of one quotation, and `more` (names, indirect
    speech), in order of size. A unit that would cut through a smaller one is left out.
    """
    sentence = sentence_at(text, paragraph, word.start)
    near = Span(
        max(paragraph.start, sentence.start - WINDOW), min(paragraph.end, sentence.end + WINDOW)
    )
    wanted = [unit.trimmed(text) for unit in more]
    for unit in (sentence, *_clauses_near(text, sentence, word)):
        bare = balanced(text, unit)
        wanted.append(bare if bare.covers(word) else unit)
    pairs = brackets(text, near)
    wanted.append(_through(text, paragraph, sentence, pairs))
    for bracket in pairs:
        if bracket.covers(word):
            wanted += [Span(bracket.start + 1, bracket.end - 1).trimmed(text), bracket]
    grown = [word]
    for unit in sorted(wanted, key=len):
        if unit.covers(grown[-1]) and len(unit) > len(grown[-1]) and paragraph.covers(unit):
            grown.append(unit)
    return grown if grown[-1] == paragraph else [*grown, paragraph]


def grow(
    text: str, paragraph: Span, word: Span, selection: Span, more: Sequence[Span] = ()
) -> Span:
    """The smallest unit around `word` that is larger than `selection`; else the selection."""
    for unit in units(text, paragraph, word, more):
        if unit.covers(selection) and len(unit) > len(selection):
            return unit
    return selection


def _through(text: str, paragraph: Span, sentence: Span, pairs: list[Span]) -> Span:
    """`sentence` with the sentences that paired marks connect it to."""
    whole = sentence
    for pair in pairs:
        if pair.overlaps(sentence) and not sentence.covers(pair):
            whole = whole.union(pair)
    if whole == sentence:
        return sentence
    first = sentence_at(text, paragraph, whole.start)
    last = sentence_at(text, paragraph, whole.end - 1)
    return whole.union(first).union(last)


def _clauses_near(text: str, sentence: Span, word: Span) -> list[Span]:
    """The clause of `sentence` that holds `word`; none where it is longer than a window."""
    near = Span(max(sentence.start, word.start - WINDOW), min(sentence.end, word.end + WINDOW))
    found = [clause for clause in clauses(text, near) if clause.covers(word)]
    cut = near.start > sentence.start, near.end < sentence.end
    return [
        clause
        for clause in found
        if not (cut[0] and clause.start == near.start) and not (cut[1] and clause.end == near.end)
    ]
