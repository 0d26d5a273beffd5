"""Measure how highlights in rows of lists and tables are found again when the rows change.

    python benchmarks/anchoring_rows.py [--texts N] [--seed TEXT] [--wrong N] [--kept no] [KIND…]

The rows of a text have one form and differ in a name and in figures. Each KIND is an edit of such
texts. A highlight is a cell, a clause, a figure, 2 to 12 characters anywhere, or the whole row. Its
right place follows from how the new text was made. For each kind the table has, in per cent of all
highlights: right (in its own row, placed or for review; or an orphan whose words are gone),
silently wrong (placed elsewhere without a question), asked (for review) and lost (an orphan whose
row is still there); then the silently wrong ones of 7 to 12 characters. --wrong prints so many of
them. --kept no leaves out the kinds and forms that were kept back, --kept only all others. The
texts are made by anchoring_texts.py.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from anchoring import NOW, article
from anchoring_texts import (
    BLOCKS,
    EDITS,
    FORMS,
    KEPT_BLOCKS,
    KEPT_EDITS,
    KEPT_FORMS,
    PLACES,
    Row,
    blocks,
    line,
    prose,
    rearranged,
    row,
)

from newsreader.anchoring.resolve import resolve
from newsreader.anchoring.sketch import with_sketch
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Anchor, Highlight, HighlightState
from newsreader.notebook.notebook import Notebook, Source
from newsreader.text.span import Span


def joined(text: list[Row], inline: range | None) -> tuple[str, dict[tuple[object, ...], Span]]:
    """The text, and the span of each part. Rows in `inline` follow each other in one line."""
    out, at, spans = [], 0, {}
    for number, parts in enumerate(text):
        for key, words in parts:
            spans[key] = Span(at, at + len(words))
            out.append(words)
            at += len(words)
        last = inline is not None and number == inline.stop - 1
        end = "\n" if inline is None or number not in inline else "。\n" if last else "；"
        out.append(end)
        at += len(end)
    return "".join(out), spans


class Case(NamedTuple):
    """An edit of one text; `old` and `new` have the span of each part, `rows` those of the rows."""

    before: str
    after: str
    old: dict[tuple[object, ...], Span]
    new: dict[tuple[object, ...], Span]
    rows: list[Span]


def case(kind: str, forms: dict[str, Sequence[str]], chance: random.Random) -> Case:
    head = [line(f"{chance.choice(PLACES)}等地的最新情况", "title"), line(prose(chance, 2), "lead")]
    foot = [line(prose(chance, 2), "foot")]
    style = "list"
    if kind in (*BLOCKS, *KEPT_BLOCKS):
        old = blocks(chance, kind)
        new = rearranged(old, chance)
    else:
        style = chance.choice(list(forms))
        form = chance.choice(forms[style])
        count = 4 if kind.startswith("first and last") else chance.choice((4, 6, 8, 12))
        names = chance.sample(range(len(PLACES)), count + 1)
        old = [row(form, name, chance, at) for at, name in enumerate(names[:-1])]
        edit = {**EDITS, **KEPT_EDITS}[kind]
        new = edit(old, lambda: row(form, names[-1], chance, "extra"), chance)
    inline = style == "inline"
    before, was = joined([*head, *old, *foot], range(2, 2 + len(old)) if inline else None)
    after, now = joined([*head, *new, *foot], range(2, 2 + len(new)) if inline else None)
    rows = [Span(was[each[0].key].start, was[each[-1].key].end) for each in old]
    return Case(before, after, was, now, rows)


def quotes(one: Case, chance: random.Random, most: int = 10) -> list[Span]:
    """Places to highlight: clauses, cells, figures, short pieces and whole rows."""
    found = set()
    for area in one.rows:
        words = area.of(one.before)
        found.add(area)
        pieces = list(re.finditer(r"[^，。；\n|\t：　 ]+", words))
        pieces += re.finditer(r"\d[\d.]*.", words)
        found |= {Span(area.start + m.start(), area.start + m.end()) for m in pieces}
        for _piece in range(3):
            start = area.start + chance.randrange(max(1, len(words) - 7))
            length = chance.choice((2, 4, 7, 9, 12))
            found.add(Span(start, min(area.end, start + length)))
    usable = sorted(s for s in found if s.of(one.before).strip() == s.of(one.before) != "")
    return chance.sample(usable, min(most, len(usable)))


def expected(one: Case, span: Span) -> Span | None:
    """The right place of `span` in the new text; None if its words are gone."""
    images = []
    for key, old in one.old.items():
        part = old.intersection(span)
        if part is None or key not in one.new:
            continue
        new = one.new[key]
        if old.of(one.before) == new.of(one.after):
            images.append(part.shifted(new.start - old.start))
        else:
            images.append(new)
    return Span(min(i.start for i in images), max(i.end for i in images)) if images else None


def verdict(right: Span | None, found: Highlight) -> tuple[str, bool]:
    """What became of a highlight, and whether the reader is asked."""
    if found.state is HighlightState.ORPHAN:
        return "lost" if right is not None else "right", False
    asked = found.state is HighlightState.REVIEW
    shared = right.intersection(found.span) if right is not None else None
    if shared and right is not None and len(shared) >= 0.5 * len(right.union(found.span)):
        return "right", asked
    return ("wrong" if asked else "silent"), asked


class Result(NamedTuple):
    length: int
    outcome: str
    asked: bool
    example: str


def run(kind: str, forms: dict[str, Sequence[str]], texts: int, seed: str) -> Iterator[Result]:
    for number in range(texts):
        chance = random.Random(f"{seed} {kind} {number}")
        one = case(kind, forms, chance)
        spans = quotes(one, chance)
        marks = [
            Highlight(str(at), Anchor.on(one.before, span), Colour.YELLOW, NOW, NOW)
            for at, span in enumerate(spans)
        ]
        old = article(one.before)
        notebook = with_sketch(Notebook(source=Source.of(old)).with_highlights(marks), old)
        found = resolve(notebook, article(one.after))
        for at, span in enumerate(spans):
            highlight = found.highlights[str(at)]
            outcome, asked = verdict(expected(one, span), highlight)
            example = (
                f"{kind} {number} “{span.of(one.before)}” -> “{highlight.quote}”\n"
                f"{one.before}\n->\n{one.after}\nat {span} -> {highlight.span}"
            )
            yield Result(len(span), outcome, asked, example)


def report(name: str, results: list[Result]) -> None:
    total = len(results)
    outcomes = Counter(result.outcome for result in results)
    asked = sum(result.asked for result in results)
    short = [r for r in results if 7 <= r.length <= 12]
    silent = sum(r.outcome == "silent" for r in short)
    shares = (
        100 * count / total
        for count in (outcomes["right"], outcomes["silent"], asked, outcomes["lost"])
    )
    columns = "".join(f"{share:9.2f}" for share in shares)
    print(f"{name:32}{total:7}{columns}{100 * silent / max(1, len(short)):9.2f}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("kinds", nargs="*")
    parser.add_argument("--texts", type=int, default=100)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--wrong", type=int, default=0)
    parser.add_argument("--kept", choices=("no", "yes", "only"), default="yes")
    given = parser.parse_args()
    known = (*EDITS, *BLOCKS)
    kept = (*KEPT_EDITS, *KEPT_BLOCKS)
    groups = [
        ("", known, FORMS),
        ("kept back: ", kept, FORMS),
        ("other forms: ", (*known, *kept), KEPT_FORMS),
    ]
    if given.kept != "yes":
        groups = groups[:1] if given.kept == "no" else groups[1:]
    print(f"{'kind':32}{'number':>7}{'right':>9}{'silent':>9}{'asked':>9}{'lost':>9}{'7 to 12':>9}")
    for title, kinds, forms in groups:
        together = []
        for kind in kinds:
            if given.kinds and kind not in given.kinds:
                continue
            results = list(run(kind, forms, given.texts, given.seed))
            report(title + kind, results)
            for result in [r for r in results if r.outcome == "silent"][: given.wrong]:
                print(result.example)
            together += results
        if together:
            report(title + "all", together)


if __name__ == "__main__":
    main()
