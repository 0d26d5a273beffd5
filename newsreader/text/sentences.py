"""Where sentences and clauses end, and the stretches between paired marks."""

from __future__ import annotations

import re

from newsreader.text.break_opportunities import CLOSING
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.plain import IGNORED, plain
from newsreader.text.span import Span

_PAIRS = {
    "“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "(": ")", "《": "》", "〈": "〉",
    "【": "】", "〔": "〕", "［": "］", "[": "]", "｛": "｝", "{": "}", "〖": "〗", "〝": "〞",
}  # fmt: skip
_OPENING = "".join(_PAIRS) + '"'
_ENDING = frozenset(CLOSING + "。！？!?｡．.…⋯\"'")
_OPENED_BY = {close: opening for opening, close in _PAIRS.items()}
_BRACKET = lazy_regex("[" + re.escape("".join(_PAIRS) + "".join(_OPENED_BY)) + "]")

# Stops (also ？！ and 。。。) or an ellipsis, then the closing marks around them; all may repeat.
_CLOSE = rf"[{re.escape(CLOSING)}\"'{IGNORED}]*+"
_STOP = lazy_regex(rf"(?:[。！？!?｡．.…⋯][。！？!?｡．.…⋯{IGNORED}]*+{_CLOSE})+")
_CLAUSE_STOP = lazy_regex(rf"[，；：,;:﹐﹔]{_CLOSE}|——")
# A mark after which the sentence continues: “你好！”，他说。
_CARRIES_ON = lazy_regex(rf"[ \t{IGNORED}]*[，、；：,;:]")
_TITLE_MARK = lazy_regex("[《》]")
_ABBREVIATION = lazy_regex(
    r"(?:\b[A-Za-z]|\b(?:Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|Inc|Ltd|Co|Corp|No|vs|etc|Vol|Fig|Gen|Rep|Sen"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))\Z"
)
WINDOW = 2048
_FAR = 32768


def sentences(text: str, span: Span) -> list[Span]:
    """The sentences of `span` in order, each with its closing marks, without outer white space.

    A sentence ends at 。！？ or …… and the quotes and brackets closed there. It does not end at an
    ASCII stop inside a number, a name or an abbreviation, nor inside a title 《》.
    """
    found = []
    start = span.start
    while start < span.end:
        end = _end_of_sentence(text, start, Span(max(span.start, start - _FAR), span.end))
        sentence = Span(start, end).trimmed(text)
        if sentence:
            found.append(sentence)
        start = end
    return found


def sentence_at(text: str, paragraph: Span, offset: int) -> Span:
    """The sentence of `paragraph` that holds `offset`; between two sentences, the second.

    Only the text up to the nearest ends of sentences is examined; a sentence is cut after tens of
    thousands of code points.
    """
    offset = max(paragraph.start, min(offset, paragraph.end - 1))
    whole, paragraph = paragraph, near_in(paragraph, offset)
    start = _start_before(text, paragraph, offset)
    while start < paragraph.end:
        end = _end_of_sentence(text, start, paragraph)
        sentence = Span(start, end).trimmed(text)
        if sentence and offset < sentence.end:
            return sentence
        if end >= paragraph.end:
            return sentence or Span(start, end)
        start = end
    return whole


def quotable_at(text: str, paragraph: Span, offset: int) -> Span:
    """The sentence of `paragraph` that holds `offset`, as it is quoted: see `balanced`."""
    return balanced(text, sentence_at(text, paragraph, offset).trimmed(text))


def balanced(text: str, span: Span) -> Span:
    """`span` without the marks at its ends whose other half is outside it.

    The second sentence of 他说：“甲。乙。”。 is 乙。 and not 乙。”。. Unpaired marks between words
    stay, and so does a span of nothing but such marks.
    """
    lone = _lone_marks(text, span)
    start, end = span.start, span.end
    while start < end and start in lone and text[start] in _OPENING:
        start += 1
    closed = end
    while closed > start and text[closed - 1] in _ENDING:
        closed -= 1
        if closed in lone and text[closed] in CLOSING + '"':
            end = closed
    return Span(start, end).trimmed(text) or span


def clauses(text: str, span: Span) -> list[Span]:
    """The clauses of `span` (usually a sentence), each with the mark that ends it.

    A clause ends at ，；： or a pair of dashes. It does not end at 、, which separates its parts,
    nor at an ASCII mark inside a number, a time or a URL.
    """
    found = []
    start = span.start
    for match in _CLAUSE_STOP.finditer(text, span.start, span.end):
        at = match.start()
        if at < start or _inside_code(text, match) or _inside_title(text, at, start, span.end):
            continue
        clause = Span(start, match.end()).trimmed(text)
        if clause:
            found.append(clause)
        start = match.end()
    rest = Span(start, max(start, span.end)).trimmed(text)
    return [*found, rest] if rest else found


def brackets(text: str, span: Span) -> list[Span]:
    """Every stretch between paired marks inside `span`, marks included, in order of start."""
    found: list[Span] = []
    opened: list[tuple[str, int]] = []
    for match in _BRACKET.finditer(text, span.start, span.end):
        mark = match.group()
        if mark in _PAIRS:
            opened.append((mark, match.start()))
            continue
        while opened and opened[-1][0] != _OPENED_BY[mark]:
            if not any(opening == _OPENED_BY[mark] for opening, _ in opened[-8:]):
                break
            opened.pop()
        if opened and opened[-1][0] == _OPENED_BY[mark]:
            found.append(Span(opened.pop()[1], match.end()))
    return sorted(found)


def _lone_marks(text: str, span: Span) -> set[int]:
    """The offsets of unpaired marks in `span`; of straight quotes the outer one."""
    pairs = {end for pair in brackets(text, span) for end in (pair.start, pair.end - 1)}
    lone = {match.start() for match in _BRACKET.finditer(text, span.start, span.end)} - pairs
    if text.count('"', span.start, span.end) % 2:
        last = text.rfind('"', span.start, span.end)
        at_end = all(mark in _ENDING for mark in text[last : min(span.end, last + WINDOW)])
        lone.add(last if at_end else text.find('"', span.start, span.end))
    return lone


def near_in(paragraph: Span, offset: int) -> Span:
    return Span(max(paragraph.start, offset - _FAR), min(paragraph.end, offset + _FAR))


def _end_of_sentence(text: str, start: int, paragraph: Span) -> int:
    for match in _STOP.finditer(text, start, paragraph.end):
        if _ends_sentence(text, match, start, paragraph.end):
            return _after_closing(text, match, start, paragraph)
    return paragraph.end


def _after_closing(text: str, match: re.Match[str], start: int, paragraph: Span) -> int:
    """The end of the match, without a last straight quote that opens what comes next.

    Straight quotes open and close in turn, counted from the start of the paragraph; single ones,
    which may be apostrophes, from the start of the sentence.
    """
    end = match.end()
    quote = text[end - 1]
    if quote in "\"'" and end < paragraph.end and not text[end].isspace():
        quotes = text.count(quote, paragraph.start if quote == '"' else start, end)
        return end - 1 if quotes % 2 else end
    return end


def _ends_sentence(text: str, match: re.Match[str], start: int, limit: int) -> bool:
    end = match.end()
    marks = plain(match.group())
    stop = marks.rstrip(CLOSING + "\"'")
    if end < limit and _CARRIES_ON.match(text, end, limit):
        return False
    if _inside_title(text, match.start(), start, limit):
        return False
    if stop[-1] in "?!" and marks == stop and _is_latin(text, end, limit):
        return False
    if set(stop) <= {"…", "⋯"}:
        return len(stop) > 1 or end >= limit or marks != stop
    if stop not in {".", "．"}:
        return True
    return _ascii_stop_ends(text, match.start(), end, start, limit)


def _is_latin(text: str, at: int, limit: int) -> bool:
    """Whether a mark before `at` is directly followed by Latin text, as inside a URL."""
    return at < limit and text[at].isascii() and text[at].isalnum()


def _ascii_stop_ends(text: str, at: int, end: int, start: int, limit: int) -> bool:
    """Whether a single full stop ends a sentence, not a number, a name or the label of an item."""
    before = text[at - 1] if at > start else ""
    after = text[end] if end < limit else ""
    if before and not before.isascii():
        return not after.isascii() or not after.isalnum()
    if after and not after.isspace() and (after.isascii() or after.isdigit()):
        return False
    if before.isdigit() and text[start:at].strip().isdigit():
        return False
    return not (after and _ABBREVIATION.search(text, max(start, at - 8), at))


def _inside_title(text: str, at: int, start: int, limit: int) -> bool:
    """Whether `at` is between 《 and 》 that are at most a title apart."""
    closing = _TITLE_MARK.search(text, at, min(limit, at + 60))
    if closing is None or closing.group() == "《":
        return False
    return text.rfind("《", max(start, at - 60), at) > text.rfind("》", max(start, at - 60), at)


def _inside_code(text: str, match: re.Match[str]) -> bool:
    """Whether an ASCII mark joins the characters on both sides: 1,234 12:30 https://."""
    at, end = match.span()
    if match.group()[0] not in ",;:" or end >= len(text) or at == 0:
        return False
    before, after = text[at - 1], text[end]
    return (
        before.isascii()
        and before.isalnum()
        and after.isascii()
        and (after.isalnum() or after == "/")
    )


def _start_before(text: str, paragraph: Span, offset: int) -> int:
    """The last end of a sentence at or before `offset`, searched in growing windows."""
    window = WINDOW
    while True:
        low = max(paragraph.start, offset - window)
        latest = low
        found = low == paragraph.start
        for match in _STOP.finditer(text, low, offset + 1):
            if match.end() > offset or match.start() == low:
                continue
            if _ends_sentence(text, match, latest, paragraph.end):
                latest, found = _after_closing(text, match, latest, paragraph), True
        if found:
            return latest
        window *= 4
