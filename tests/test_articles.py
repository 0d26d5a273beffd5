"""The annotated articles in benchmarks/articles: spans that lie right, and no name left out."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from newsreader.entities.kind import Kind

FOLDER = Path(__file__).parents[1] / "benchmarks" / "articles"
PARTS = sorted(FOLDER.glob("*.jsonl"))
NAMES = {"PER", "LOC", "ORG", "COMPANY"}
KINDS = {kind.value for kind in Kind} | {"COMPANY"}


class Article(NamedTuple):
    id: str
    text: str
    entities: list[tuple[int, int, str]]
    optional: list[tuple[int, int, str]]


def articles(part: Path) -> list[Article]:
    lines = part.read_text("utf-8").splitlines()
    return [Article(**json.loads(line)) for line in lines]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.stem)
def test_spans_lie_in_the_text_and_apart(part: Path) -> None:
    for article in articles(part):
        spans = sorted(article.entities + article.optional)
        assert all(end <= start for (_, end, _), (start, _, _) in pairwise(spans)), article.id
        for start, end, kind in spans:
            name = article.text[start:end]
            assert kind in KINDS
            assert re.fullmatch(r"\S(.*\S)?", name), (article.id, name)
        assert not re.search(r"[{}]", article.text), article.id


def test_a_name_is_marked_wherever_it_stands() -> None:
    for article in articles(FOLDER / "thin.jsonl"):
        spans = article.entities + article.optional
        inside = {at for start, end, _ in spans for at in range(start, end)}
        names = {
            article.text[start:end]
            for start, end, kind in article.entities
            if kind in NAMES and end - start > 1
        }
        for name in names:
            for found in re.finditer(re.escape(name), article.text):
                assert inside.intersection(range(*found.span())), (article.id, name)
