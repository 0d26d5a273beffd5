"""Highlights in edited articles are found in their right places, or not at all."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from newsreader.anchoring.resolve import resolve
from newsreader.anchoring.sketch import with_sketch
from newsreader.article.loader import open_article
from newsreader.notebook.highlight import HighlightState
from newsreader.notebook.notebook import Notebook
from tests.notebook.notebooks import article, mark

SAMPLES = sorted((Path(__file__).parents[2] / "sample_articles").glob("*.txt"))
INSERTED = "据了解，这一消息尚未得到证实。"


def sentences(text: str) -> list[str]:
    """Sentences that occur once in `text`, without the blanks around them."""
    found = [each.strip() for each in re.split(r"(?<=[。！？\n])", text)]
    return [each for each in found if len(each) >= 6 and text.count(each) == 1]


def edited(text: str, chance: random.Random) -> tuple[str, dict[str, str]]:
    """`text` after random edits, and the new words of each old sentence; empty if deleted."""
    became: dict[str, str] = {}
    for sentence in sentences(text):
        edit = chance.choice(["keep", "keep", "keep", "delete", "insert", "change"])
        new = sentence
        if edit == "delete":
            new = ""
        elif edit == "insert":
            text = text.replace(sentence, INSERTED + sentence)
        elif edit == "change":
            at = chance.randrange(1, len(sentence) - 1)
            new = sentence[:at] + "某" + sentence[at + 1 :]
        text = text.replace(sentence, new)
        became[sentence] = new
    return text, became


def outcomes() -> Iterator[str]:
    """What became of each highlighted sentence after edits of the sample articles."""
    for path in SAMPLES:
        text = open_article(path, None).text
        marked = Notebook().with_highlights(mark(each, text=text) for each in sentences(text))
        value = with_sketch(marked, article(text))
        for seed in range(4):
            new, became = edited(text, random.Random(seed))
            for id_, highlight in resolve(value, article(new)).highlights.items():
                if highlight.state is HighlightState.ORPHAN:
                    yield "lost" if became[id_] else "rightly lost"
                elif highlight.quote == became[id_]:
                    yield "right" if highlight.state is HighlightState.PLACED else "reviewed"
                else:
                    yield "wrong" if highlight.state is HighlightState.PLACED else "doubted"


def test_edited_articles_keep_their_highlights() -> None:
    counts = Counter(outcomes())
    total = counts.total()
    assert total > 500
    assert counts["wrong"] == counts["doubted"] == 0
    assert counts["reviewed"] <= 0.04 * total
    assert counts["lost"] <= 0.025 * total
