"""A table over several reprints: which article has which sentence, who was first, who cut what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from newsreader.article.article import Article
from newsreader.compare.pairing import pair
from newsreader.compare.units import ComparedText, Unit, compared_text


class Cell(NamedTuple):
    """The sentence of one article in a row of the table; `same` if it is that of the row."""

    text: str
    same: bool


class TableRow(NamedTuple):
    """A sentence as its first article has it, and that of each article; None where it is missing.

    `first` is the index of the earliest article that has it.
    """

    text: str
    cells: tuple[Cell | None, ...]
    first: int


class Share(NamedTuple):
    """What one article has of all sentences: the numbers of sentences.

    `added` are in no earlier article, `missing` are those of the first article that it lacks, and
    `changed` those that it has in other words.
    """

    sentences: int
    added: int
    missing: int
    changed: int


class ReprintTable(NamedTuple):
    """Several reprints, the earliest first; those without a date come last, as they were given.

    `order` has the place of each article among those that were given.
    """

    order: tuple[int, ...]
    articles: tuple[Article, ...]
    rows: tuple[TableRow, ...]

    def share(self, index: int) -> Share:
        """What the article at `index` has."""
        cells = [(row, row.cells[index]) for row in self.rows]
        return Share(
            sum(cell is not None for _row, cell in cells),
            sum(cell is not None and row.first == index for row, cell in cells) if index else 0,
            sum(cell is None and row.first == 0 for row, cell in cells),
            sum(cell is not None and not cell.same for _row, cell in cells),
        )


class _Sentence:
    """A sentence of the table while it is made: the units of each article that has it."""

    def __init__(self, first: int, unit: Unit) -> None:
        self.key = unit.key
        self.first = first
        self.units: dict[int, list[Unit]] = {first: [unit]}


def reprint_table(articles: Sequence[Article], *, exact: bool = False) -> ReprintTable:
    """The table of `articles`, which are sorted by the day they were published."""
    order = sorted(range(len(articles)), key=lambda at: articles[at].published_iso or "9")
    ordered = [articles[at] for at in order]
    texts = [compared_text(article, exact=exact) for article in ordered]
    sentences: list[_Sentence] = []
    for index, text in enumerate(texts):
        sentences = _with_article(sentences, index, text)
    rows = (_row(sentence, texts) for sentence in sentences)
    return ReprintTable(tuple(order), tuple(ordered), tuple(rows))


def _with_article(
    sentences: Sequence[_Sentence], index: int, text: ComparedText
) -> list[_Sentence]:
    """`sentences` with those of one more article, new ones after the sentence they follow."""
    matches = pair([each.key for each in sentences], [unit.key for unit in text.units])
    after: dict[int, list[_Sentence]] = {}
    place = {match.new: match for match in matches}
    at, unit = -1, 0
    while unit < len(text.units):
        match = place.get(unit)
        if match is None:
            after.setdefault(at, []).append(_Sentence(index, text.units[unit]))
            unit += 1
            continue
        for number in range(match.old, match.old_end):
            sentences[number].units[index] = list(text.units[match.new : match.new_end])
        at, unit = match.old_end - 1, match.new_end
    merged = list(after.get(-1, ()))
    for number, sentence in enumerate(sentences):
        merged += [sentence, *after.get(number, ())]
    return merged


def _row(sentence: _Sentence, texts: Sequence[ComparedText]) -> TableRow:
    cells = tuple(
        _cell(sentence, sentence.units.get(index), text) for index, text in enumerate(texts)
    )
    first = cells[sentence.first]
    return TableRow(first.text if first else "", cells, sentence.first)


def _cell(sentence: _Sentence, units: Sequence[Unit] | None, text: ComparedText) -> Cell | None:
    if not units:
        return None
    words = "".join(" ".join(unit.span.of(text.article.text).split()) for unit in units)
    return Cell(words, "".join(unit.key for unit in units) == sentence.key)
