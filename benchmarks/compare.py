"""Measure the comparison of articles: changes found, missed and false, and the time.

    python benchmarks/compare.py [FOLDER…] [--held] [--times] [--show]

Makes edits of each kind to the articles in FOLDER (the sample articles) and compares both texts. A
change is found if the right sentences are shown with the right kind; false is every other change
that is shown. The last kinds are harmless: everything that is shown is false. `--held` uses only
the kinds and the articles that were kept back while the rules were made, `--times` only measures
times, `--show` prints what is missed and false. Random numbers are seeded.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from rich.cells import cell_len

from newsreader.article.article import Article, Role
from newsreader.article.loader import open_article, read_article
from newsreader.compare.comparison import ChangeKind, Comparison, Passage, compare
from newsreader.compare.summary import summary
from newsreader.errors import NewsreaderError
from newsreader.text.script import Script, in_script
from newsreader.text.sentences import sentences
from newsreader.text.span import Span

ROUNDS = 4
SHORTEST = 8
"""Sentences with fewer code points are not edited, nor compared by the expectations."""

FOREIGN = (
    "据当地渔民介绍，入冬以来的水温比往年低了不少。",
    "图书馆的志愿者每周六下午为孩子们朗读童话。",
    "面包店的老板娘说，新烤箱比旧的省电三成。",
    "登山队在海拔四千米处扎营，等待风停。",
)
WORDS = (("表示", "指出"), ("认为", "觉得"), ("将", "会"), ("已经", "早已"), ("公司", "企业"))


class Sentence(NamedTuple):
    """A sentence of a paragraph of the body."""

    span: Span
    paragraph: int


class Expected(NamedTuple):
    """A change that must be shown: `old` or `new` words of the sentence, and a fact."""

    kind: ChangeKind
    old: str = ""
    new: str = ""
    fact: tuple[str, str] = ("", "")


class Edited(NamedTuple):
    """The text after an edit, with what must be shown."""

    text: str
    expected: tuple[Expected, ...]


Edit = Callable[[Article, random.Random], Edited | None]


def body(article: Article) -> list[Sentence]:
    """The longer sentences of the body, without lines that have no stop."""
    return [
        Sentence(span, paragraph.index)
        for paragraph in article.paragraphs
        if paragraph.role is Role.BODY
        for span in sentences(article.text, paragraph.span)
        if len(span) >= SHORTEST and span.of(article.text)[-1] in "。！？”"
    ]


def replaced(text: str, span: Span, words: str) -> str:
    return text[: span.start] + words + text[span.end :]


def figure(article: Article, dice: random.Random) -> Edited | None:
    """Another number in a sentence."""
    found = [each for each in body(article) if re.search(r"\d", each.span.of(article.text))]
    if not found:
        return None
    sentence = dice.choice(found).span.of(article.text)
    if article.text.count(sentence) > 1:
        return None
    match = dice.choice(list(re.finditer(r"\d", sentence)))
    other = str((int(match.group()) + dice.randrange(1, 9)) % 10)
    new = sentence[: match.start()] + other + sentence[match.end() :]
    expected = Expected(ChangeKind.CHANGED, sentence, new, (match.group(), other))
    return Edited(article.text.replace(sentence, new), (expected,))


def reword(article: Article, dice: random.Random) -> Edited | None:
    """Another word in a sentence."""
    options = [
        (each.span, old, new)
        for each in body(article)
        for old, new in WORDS
        if old in each.span.of(article.text)
    ]
    if not options:
        return None
    span, old, new = dice.choice(options)
    words = span.of(article.text).replace(old, new, 1)
    expected = Expected(ChangeKind.CHANGED, span.of(article.text), words)
    return Edited(replaced(article.text, span, words), (expected,))


def shortened(article: Article, dice: random.Random) -> Edited | None:
    """A clause is left out of a sentence."""
    found = [each.span for each in body(article) if each.span.of(article.text).count("，") > 1]
    if not found:
        return None
    span = dice.choice(found)
    first, *middle, last = span.of(article.text).split("，")
    del middle[dice.randrange(len(middle))]
    words = "，".join([first, *middle, last])
    expected = Expected(ChangeKind.CHANGED, span.of(article.text), words)
    return Edited(replaced(article.text, span, words), (expected,))


def deleted(article: Article, dice: random.Random) -> Edited | None:
    """A sentence less."""
    found = [each for each in body(article) if not _alone(article, each)]
    if not found:
        return None
    span = dice.choice(found).span
    expected = Expected(ChangeKind.DELETED, span.of(article.text))
    return Edited(replaced(article.text, span, ""), (expected,))


def added(article: Article, dice: random.Random) -> Edited | None:
    """A sentence more."""
    found = body(article)
    if not found:
        return None
    end, words = dice.choice(found).span.end, dice.choice(FOREIGN)
    return Edited(
        replaced(article.text, Span(end, end), words), (Expected(ChangeKind.ADDED, new=words),)
    )


def moved(article: Article, dice: random.Random) -> Edited | None:
    """A sentence in another paragraph."""
    found = body(article)
    far = [(a, b) for a in found for b in found if abs(a.paragraph - b.paragraph) > 1]
    far = [(a, b) for a, b in far if not _alone(article, a)]
    if not far:
        return None
    one, other = dice.choice(far)
    words, text = one.span.of(article.text), article.text
    if one.span.start < other.span.start:
        text = replaced(replaced(text, Span(other.span.end, other.span.end), words), one.span, "")
    else:
        text = replaced(replaced(text, one.span, ""), Span(other.span.end, other.span.end), words)
    return Edited(text, (Expected(ChangeKind.MOVED, words),))


def split(article: Article, dice: random.Random) -> Edited | None:
    """One sentence becomes two."""
    found = [each.span for each in body(article) if _halves(each.span.of(article.text))]
    if not found:
        return None
    span = dice.choice(found)
    words = span.of(article.text)
    at = _halves(words)
    new = words[:at] + "。" + words[at + 1 :]
    return Edited(replaced(article.text, span, new), (Expected(ChangeKind.SPLIT, words),))


def merged(article: Article, dice: random.Random) -> Edited | None:
    """Two sentences become one."""
    found = [
        (a.span, b.span)
        for a, b in zip(body(article), body(article)[1:], strict=False)
        if a.paragraph == b.paragraph
        and a.span.of(article.text).endswith("。")
        and a.span.end == b.span.start
    ]
    if not found:
        return None
    one, other = dice.choice(found)
    text = replaced(article.text, Span(one.end - 1, one.end), "，")
    return Edited(text, (Expected(ChangeKind.MERGED, other.of(article.text)),))


def reordered(article: Article, dice: random.Random) -> Edited | None:
    """Two paragraphs change places."""
    spans = [each.span for each in article.paragraphs if each.role is Role.BODY]
    spans = [span for span in spans if len(span) >= 2 * SHORTEST]
    if len(spans) < 2:
        return None
    one, other = sorted(dice.sample(spans, 2))
    text = replaced(article.text, other, one.of(article.text))
    text = replaced(text, one, other.of(article.text))
    return Edited(text, (Expected(ChangeKind.MOVED, one.of(article.text)),))


def title(article: Article, dice: random.Random) -> Edited | None:
    """Another title."""
    span = next((each.span for each in article.paragraphs if each.role is Role.TITLE), None)
    if span is None:
        return None
    words = span.of(article.text)
    half = len(words) // 2
    new = dice.choice([words[:half] + "最新进展", "快讯：" + words, words[half:] + "引关注"])
    text = article.text.replace(words, new)  # also where the page repeats it
    return Edited(text, (Expected(ChangeKind.CHANGED, words, new),))


def several(article: Article, dice: random.Random) -> Edited | None:
    """Three edits, each in another third of the text."""
    first = figure(article, dice)
    second = deleted(article, dice)
    third = added(article, dice)
    if first is None or second is None or third is None:
        return None
    one, gone, more = first.expected[0], second.expected[0], third.expected[0]
    if one.old == gone.old or article.text.count(gone.old) > 1:
        return None
    text = first.text.replace(gone.old, "")
    place = next(
        (e.span.of(article.text) for e in body(article) if e.span.of(text) != gone.old), ""
    )
    if place not in text:
        return None
    return Edited(text.replace(place, place + more.new, 1), (one, gone, more))


def reencoded(article: Article, _dice: random.Random) -> Edited | None:
    """The same text in GB 18030."""
    text = article.text.encode("gb18030").decode("gb18030")
    return Edited(text.replace("\n", "\r\n"), ())


def rewrapped(article: Article, dice: random.Random) -> Edited | None:
    """The same text, broken at a width."""
    width = dice.choice((60, 72, 80))
    lines = ["\n".join(_wrapped(line, width)) for line in article.text.split("\n")]
    return Edited("\n\n".join(line for line in lines if line.strip()), ())


def converted(article: Article, _dice: random.Random) -> Edited | None:
    """The same text in the other script."""
    other = in_script(article.text, Script.TRADITIONAL)
    return Edited(other if other != article.text else in_script(other, Script.SIMPLIFIED), ())


def respelled(article: Article, _dice: random.Random) -> Edited | None:
    """The same text with other widths and marks."""
    table = str.maketrans("，；：“”0123456789", ",;:「」０１２３４５６７８９")
    return Edited(article.text.translate(table), ())


def spaced(article: Article, _dice: random.Random) -> Edited | None:
    """The same text with blanks between Han characters and Latin ones, and indents."""
    text = re.sub(r"(?<=[\u4e00-\u9fff])(?=[A-Za-z0-9])", " ", article.text)
    return Edited("\n".join("　　" + line if line else "" for line in text.split("\n")), ())


KINDS: dict[str, Edit] = {
    each.__name__: each
    for each in (
        figure, shortened, deleted, moved, split, title, several,
        reword, added, merged, reordered,
        rewrapped, respelled, converted, reencoded, spaced,
    )
}  # fmt: skip
HELD = ("reword", "merged", "reordered", "converted", "spaced")
"""The kinds that were not looked at while the rules were made."""


def _alone(article: Article, sentence: Sentence) -> bool:
    """Whether it is most of its paragraph."""
    return len(article.paragraphs[sentence.paragraph].span) < len(sentence.span) + SHORTEST


def _halves(words: str) -> int:
    """A comma between two longer clauses, outside of paired marks; 0 if there is none."""
    if any(mark in words for mark in '“”「」（）《》‘’"'):
        return 0
    at = words.find("，", SHORTEST)
    return at if 0 < at < len(words) - SHORTEST else 0


def _wrapped(line: str, width: int) -> Iterator[str]:
    row = ""
    for character in line:
        if cell_len(row + character) > width and character not in "，。、；：！？”）》":
            yield row
            row = ""
        row += character
    yield row


def _same(one: str, other: str) -> bool:
    """Whether one contains the other, but for marks and blanks."""
    first, second = (re.sub(r"\W", "", words) for words in (one, other))
    return bool(first and second) and (first in second or second in first)


class Score(NamedTuple):
    """What one comparison found of the changes, and the false ones as words."""

    found: int
    missed: tuple[str, ...]
    false: tuple[str, ...]


def judge(comparison: Comparison, edited: Edited) -> Score:
    """Compare what is shown with what must be."""
    old, new = comparison.old.text, comparison.new.text
    left = [passage for passage in comparison.passages if passage.changed]
    found, missed = 0, []
    for expected in edited.expected:
        right = [each for each in left if _fits(each, expected, old, new)]
        if not right:
            missed.append(f"{expected.kind} {expected.old or expected.new}")
            continue
        found += 1
        left = [each for each in left if each not in right]
    return Score(found, tuple(missed), tuple(_words(each, old, new) for each in left))


def _fits(passage: Passage, expected: Expected, old: str, new: str) -> bool:
    if expected.kind is ChangeKind.MOVED:
        return passage.moved  # which of two parts that changed places has moved is a choice
    if passage.kind is not expected.kind:
        return False
    if expected.fact != ("", "") and not any(
        expected.fact[0] in fact.old and expected.fact[1] in fact.new for fact in passage.facts
    ):
        return False
    sides = ((expected.old, passage.old_span, old), (expected.new, passage.new_span, new))
    return all(not words or (span and _same(words, span.of(text))) for words, span, text in sides)


def _words(passage: Passage, old: str, new: str) -> str:
    one, other = passage.old_span, passage.new_span
    return f"{passage.kind} {one.of(old) if one else ''} → {other.of(new) if other else ''}"


def articles(folders: list[Path]) -> Iterator[tuple[bool, Article]]:
    """The articles, and whether each was kept back: every third one."""
    paths = sorted(path for folder in folders for path in folder.glob("*.txt"))
    for number, path in enumerate(paths):
        try:
            yield number % 3 == 2, open_article(path)
        except NewsreaderError:
            continue


def trials(folders: list[Path], *, held: bool) -> Iterator[tuple[str, str, Score]]:
    """The kind, the name of the article and the score of each trial."""
    for kept_back, article in articles(folders):
        for name, edit in KINDS.items():
            if held != (kept_back or name in HELD):
                continue
            for number in range(ROUNDS):
                dice = random.Random(f"{article.name} {name} {number}")
                edited = edit(article, dice)
                if edited is not None and edited.text != article.text:
                    new = read_article(edited.text.encode(), article.name, "utf-8")
                    yield name, article.name, judge(compare(article, new), edited)


def measure(folders: list[Path], *, held: bool, show: bool) -> None:
    totals: dict[str, Counter[str]] = {name: Counter() for name in KINDS}
    for kind, name, score in trials(folders, held=held):
        missed, false = len(score.missed), len(score.false)
        totals[kind].update(pairs=1, found=score.found, missed=missed, false=false)
        if show:
            for label, words in (("missed", score.missed), ("false", score.false)):
                print("".join(f"{kind} {name} {label}: {each}\n" for each in words), end="")
    print(f"{'kind':<12}{'pairs':>7}{'found':>7}{'missed':>8}{'false':>7}")
    for kind, total in {**totals, "all": sum(totals.values(), Counter())}.items():
        if total["pairs"]:
            found, missed, false = total["found"], total["missed"], total["false"]
            print(f"{kind:<12}{total['pairs']:>7}{found:>7}{missed:>8}{false:>7}")


def pairs_for_times(sample: str) -> Iterator[tuple[str, str, str]]:
    """Names of pairs, and their two texts."""
    dice = random.Random(19)
    lines = [line for line in sample.split("\n") if len(line) > 40]

    def filled(size: int) -> list[str]:
        made: list[str] = []
        while sum(map(len, made)) < size:
            made.append(re.sub(r"\d", lambda _m: str(dice.randrange(10)), dice.choice(lines)))
        return made

    def edited(paragraphs: list[str]) -> list[str]:
        made = [re.sub("[123]", "9", p) if dice.random() < 0.2 else p for p in paragraphs]
        made = [p for p in made if dice.random() > 0.05]
        at = dice.randrange(len(made))
        return [*made[at : at + 5], *made[:at], *made[at + 5 :]]

    paragraphs: list[str] = []
    for name, size in (("2,000 characters", 2000), ("1 MB", 1_000_000 // 3)):
        paragraphs = filled(size)
        yield name, "\n\n".join(paragraphs), "\n\n".join(edited(paragraphs))
    yield "one sentence 50,000 times", "今天有风。" * 50_000, "今天有风。" * 49_000 + "有雨。"
    many = [f"第{n % 7}个人说今天有风。" for n in range(50_000)]
    dice.shuffle(many)
    yield "seven sentences 50,000 times", "".join(many), "".join(reversed(many))
    line = "".join(paragraphs).replace("。", "，")
    yield "one line of 1 MB", line, line[:1000] + "改" + line[1000:]
    one = "".join(chr(dice.randrange(0x4E00, 0x6E00)) for _ in range(330_000))
    other = "".join(chr(dice.randrange(0x7000, 0x9000)) for _ in range(330_000))
    yield "nothing in common", _sentences(one), _sentences(other)
    yield "every sentence changed", _sentences(one), _sentences(one).replace("。", "了。")


def _sentences(text: str) -> str:
    return "\n\n".join(text[at : at + 30] + "。" for at in range(0, len(text), 30))


def measure_times(folders: list[Path]) -> None:
    sample = "\n".join(article.text for _held, article in articles(folders))
    print(f"{'pair':<32}{'ms':>8}{'changes':>10}{'MB':>7}")
    for name, old, new in pairs_for_times(sample):
        one, other = (read_article(text.encode(), name, "utf-8") for text in (old, new))
        best = min(_seconds(one, other) for _ in range(3))
        places = summary(compare(one, other)).places
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{name:<32}{1000 * best:>8.0f}{places:>10}{peak:>7}")


def _seconds(one: Article, other: Article) -> float:
    began = time.process_time()
    summary(compare(one, other))
    return time.process_time() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    samples = Path(__file__).resolve().parent.parent / "sample_articles"
    parser.add_argument("folders", nargs="*", type=Path, default=[samples])
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--times", action="store_true")
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    if arguments.times:
        measure_times(arguments.folders)
    else:
        measure(arguments.folders, held=arguments.held, show=arguments.show)


if __name__ == "__main__":
    main()
