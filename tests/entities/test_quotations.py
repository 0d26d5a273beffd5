"""Quotations and their speakers, in texts written for these tests and in the sample articles."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.article.loader import read_article
from newsreader.entities.kind import Kind
from newsreader.entities.named_roster import Named, roster_of_names
from newsreader.entities.quotations import find_quotations
from newsreader.files.digest import sha256
from newsreader.text.span import Span

PEOPLE = ("江遇安", "林疏桐", "方知远", "Nora Weiss")
BODIES = ("青禾科技", "临川市环保局", "青禾")
BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
KINDS = {"PER": Kind.PER, "ORG": Kind.ORG, "COMPANY": Kind.ORG}

Found = list[tuple[str | None, str]]


def quotations(text: str) -> Found:
    """(speaker, words) of each quotation in the body of an article."""
    body = text if "\n" in text else f"{text}\n"
    page = (
        f"一个标题\n\n{'这一段只是为了让文章够长，里面没有人说话，也没有别的意思。' * 3}\n\n{body}"
    )
    article = read_article(page.encode(), "a.txt")
    names = [
        *(Named(name, Kind.PER) for name in PEOPLE),
        *(Named(name, Kind.ORG) for name in BODIES),
    ]
    roster = roster_of_names(article.text, names)
    return [(q.speaker, q.span.of(article.text)) for q in find_quotations(article, roster)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("江遇安说：“河水清了，鱼也回来了。”", [("江遇安", "河水清了，鱼也回来了。")]),
        ("“河水清了，鱼也回来了。”江遇安说。", [("江遇安", "河水清了，鱼也回来了。")]),
        ("江遇安說：「河水清了，魚也回來了。」", [("江遇安", "河水清了，魚也回來了。")]),
        (
            "“河水清了，”江遇安在会上说，“鱼也回来了。”",
            [("江遇安", "河水清了，"), ("江遇安", "鱼也回来了。")],
        ),
        ("江遇安向记者表示，河水清了。", [("江遇安", "河水清了。")]),
        ("青禾科技方面回应称，河水清了。", [("青禾科技", "河水清了。")]),
        ("据江遇安介绍，河水清了，鱼也回来了。", [("江遇安", "河水清了，鱼也回来了。")]),
        ("在林疏桐看来，河水已经清了。", [("林疏桐", "河水已经清了。")]),
        ("市民江遇安告诉记者，河水清了。", [("江遇安", "河水清了。")]),
        (
            "林疏桐认为，水质还不稳定，“最多算及格”。",
            [("林疏桐", "水质还不稳定，“最多算及格”。")],
        ),
        (
            "江遇安介绍，河道分三段治理。“每一段都有人看着，谁也不敢松懈。”",
            [("江遇安", "河道分三段治理。"), ("江遇安", "每一段都有人看着，谁也不敢松懈。")],
        ),
        (
            "“河水清了。”江遇安说，下一步要修步道；林疏桐则表示，“先把垃圾运走。”",
            [
                ("江遇安", "河水清了。"),
                ("江遇安", "下一步要修步道"),
                ("林疏桐", "先把垃圾运走。"),
            ],
        ),
        ("“真的！”，江遇安喊道。", [("江遇安", "真的！")]),
        ("Nora Weiss表示，“合作会继续，不停。”", [("Nora Weiss", "合作会继续，不停。")]),
    ],
)  # fmt: skip
def test_words_and_who_says_them(text: str, found: Found) -> None:
    assert quotations(text) == found


def test_a_quotation_may_go_on_over_paragraphs() -> None:
    text = "江遇安说：“第一，河要清。\n\n“第二，岸要绿。\n\n“第三，人要来。”"
    assert quotations(text) == [("江遇安", "第一，河要清。\n\n“第二，岸要绿。\n\n“第三，人要来。")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("江遇安在河边住了十年。他说，河水清了。", "江遇安"),
        ("江遇安和林疏桐都来了。他说，河水清了。", None),
        ("他说，河水清了，鱼也回来了。", None),
        ("江遇安的母亲也来了。她说，河水清了。", None),
        ("江遇安的母亲说，河水清了，鱼也回来了。", None),
        ("江遇安、林疏桐表示，河水清了，鱼也回来了。", None),
        ("青禾科技相关负责人表示，河水清了。", None),
        ("一位居民对江遇安说，河水清了，鱼也回来了。", None),
    ],
)
def test_a_speaker_is_named_only_where_the_paragraph_makes_it_certain(
    text: str, speaker: str | None
) -> None:
    (found,) = quotations(text)
    assert found[0] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "所谓“河长”就是管河的人，这个说法江遇安不喜欢。",
        "江遇安写的《河水清了》获得“金穗奖”，他很高兴。",
        "大家把他称为“河边的老江”，也有人叫他“江叔”。",
        "需要指出的是，河水还没有清。",
        "总的来说，河水清了。换句话说，鱼也回来了。",
        "对于江遇安来说，河水清了最重要。",
        "青禾科技没有回应，电话也无人接听。",
        "江遇安读完了小说，把书放下。",
        "据了解，河水已经清了。",
        "记者认为，河水还没有清。",
    ],
)
def test_terms_titles_and_turns_of_phrase_are_no_quotations(text: str) -> None:
    assert quotations(text) == []


def test_unpaired_marks_do_no_harm() -> None:
    assert quotations("他写了“河水清了，然后走了。江遇安说：“鱼也回来了。”") == [
        ("江遇安", "鱼也回来了。")
    ]


def test_the_time_grows_with_the_length() -> None:
    line = "“河水清了，鱼也回来了。”江遇安说，下一步在哪里在哪里在哪里他还没有想好。"
    assert len(quotations(line * 2000)) == 4000


def own_articles() -> Iterator[tuple[str, list[Named], dict[Span, str]]]:
    """Text, names, and quotations with their speaker, of annotated articles of this project."""
    rows = tomllib.loads((BENCHMARKS / "training" / "quotations.toml").read_text("utf-8"))
    annotated = {each["sha256_text"]: each["quotations"] for each in rows["article"]}
    for file in ("blind", "dev", "held"):
        for line in (BENCHMARKS / "articles" / f"{file}.jsonl").read_text("utf-8").splitlines():
            record = json.loads(line)
            text = record["text"]
            names = {text[start:end]: KINDS.get(kind) for start, end, kind in record["entities"]}
            gold = {
                Span(*row[:2]): text[slice(*row[2:])] if row[2:] else ""
                for row in annotated.get(sha256(text.encode()), ())
            }
            yield text, [Named(name, kind) for name, kind in names.items() if kind], gold


def test_quality_on_annotated_articles() -> None:
    right = found = annotated = named = speakers = 0
    for text, names, gold in own_articles():
        article = read_article(text.encode(), "a.txt")
        quotes = find_quotations(article, roster_of_names(text, names))
        same = [q for q in quotes if q.span in gold]
        found, annotated, right = found + len(quotes), annotated + len(gold), right + len(same)
        spoken = [q for q in same if q.speaker]
        named += sum(gold[q.span] in (q.speaker or "") for q in spoken if gold[q.span])
        speakers += len(spoken)
    assert annotated > 90
    assert right / found >= 0.95
    assert right / annotated >= 0.88
    assert named / speakers >= 0.95
