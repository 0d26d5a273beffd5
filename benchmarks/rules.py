"""Measure what each rule, word list and pattern of the recognizer brings on annotated text.

    python benchmarks/rules.py GOLD.jsonl… [--without NAME…] [--folds DIR]

Each is left out in turn, with everything else in place. A line says what is lost without it:
strict F1 and unique F1 of PER, LOC and ORG, the recall of ORG, and strict F1 of the other kinds.
A rule is left out by its name, a list is empty, a pattern matches nowhere and a set is empty.
With --without only the named ones are left out, all together.
With --folds each text is read by the network that was not trained with it (see networks.py).
"""

from __future__ import annotations

import argparse
import importlib
import json
import multiprocessing
import os
import pkgutil
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from entities import Remembering, Score, evaluate
from networks import engines_of_folds

import newsreader.recognition
from newsreader.entities import name_forms, wordlists
from newsreader.recognition import gazetteer
from newsreader.recognition.dictionary import Dictionary
from newsreader.recognition.engine import Engine
from newsreader.recognition.lac import Lac
from newsreader.recognition.recognizer import RULES, Recognizer

Document = dict[str, object]
Groups = list[tuple[Engine, list[Document]]]

NAMED = ("PER", "LOC", "ORG")
OTHERS = ("PRODUCT", "WORK", "TIME", "MONEY", "PERCENT", "TICKER")
COLUMNS = ("strict", "unique", "ORG recall", *NAMED, *OTHERS)
NEVER = re.compile(r"(?!)")


def parts() -> Iterator[tuple[str, str]]:
    """The names of all that can be left out, with "rule", "list" or the module of a pattern."""
    yield from ((rule, "rule") for rule in RULES)
    folder = Path(wordlists.__file__).parent
    yield from ((path.stem, "list") for path in sorted(folder.glob("*.txt")))
    for module in pkgutil.iter_modules(newsreader.recognition.__path__):
        name = f"newsreader.recognition.{module.name}"
        for key, value in vars(importlib.import_module(name)).items():
            if isinstance(value, re.Pattern | frozenset) and value:
                yield key, name


def leave_out(name: str, where: str) -> list[str]:
    """Take a list or a pattern out of this process; returns the rules to leave out."""
    if where == "rule":
        return [name]
    if where == "list":
        read = wordlists.entries
        wordlists.entries = lambda asked: ("\uffff",) if asked == name else read(asked)  # type: ignore[assignment]
        for function in [
            each for m in (wordlists, name_forms, gazetteer) for each in vars(m).values()
        ]:
            if hasattr(function, "cache_clear"):
                function.cache_clear()
        return []
    module = importlib.import_module(where)
    setattr(module, name, NEVER if isinstance(vars(module)[name], re.Pattern) else frozenset())
    return []


def scores(groups: Groups, without: Sequence[str] = ()) -> list[float]:
    """One figure in percent for each of `COLUMNS`."""
    score = Score()
    for engine, documents in groups:
        recognizer = Recognizer(engine, Dictionary(), without=without)
        one, _wrong = evaluate(recognizer, documents, (*NAMED, *OTHERS))
        for mine, its in ((score.strict, one.strict), (score.unique, one.unique)):
            mine.add(its.right.elements(), its.predicted.elements(), its.wanted.elements())
    return [
        score.strict.f1(NAMED)[2],
        score.unique.f1(NAMED)[2],
        score.strict.f1(["ORG"])[1],
        *(score.strict.f1([kind])[2] for kind in (*NAMED, *OTHERS)),
    ]


def groups_of(documents: list[Document], folder: Path | None) -> Groups:
    """The documents with the network that reads them."""
    if folder is None:
        return [(Remembering(Lac()), documents)]
    engines_of = engines_of_folds([folder])
    groups: dict[int, tuple[Engine, list[Document]]] = {}
    for document in documents:
        engine = engines_of(document)[0]
        groups.setdefault(id(engine), (engine, []))[1].append(document)
    return list(groups.values())


_GROUPS: Groups = []
"""Set before the work is divided, so that each process has the readings of the networks."""


def _scores_without(part: tuple[str, str]) -> list[float]:
    return scores(_GROUPS, leave_out(*part))


def ablate(groups: Groups) -> None:
    """A line for each part that changes a figure, and the names of those that change nothing."""
    whole = scores(groups)
    print("| left out | " + " | ".join(COLUMNS) + " |\n|---|" + "---:|" * len(COLUMNS))
    print("| nothing | " + " | ".join(f"{each:.2f}" for each in whole) + " |")
    _GROUPS.extend(groups)
    none = []
    found = list(parts())
    with multiprocessing.get_context("fork").Pool(1, maxtasksperchild=1) as pool:
        for part, left in zip(found, pool.imap(_scores_without, found), strict=True):
            lost = [have - rest for have, rest in zip(whole, left, strict=True)]
            if any(abs(each) >= 0.005 for each in lost):
                title = f"{part[0]} ({part[1].rpartition('.')[2]})"
                print(f"| {title} | " + " | ".join(f"{each:+.2f}" for each in lost) + " |")
                sys.stdout.flush()
            else:
                none.append(part[0])
    print("\nNo figure changes without: " + ", ".join(none))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--without", nargs="*")
    parser.add_argument("--folds", type=Path)
    options = parser.parse_args()
    documents = [
        json.loads(line)
        for path in options.gold
        for line in path.read_text("utf-8").splitlines()
        if line
    ]
    groups = groups_of(documents, options.folds)
    if options.without is None:
        ablate(groups)
        return
    where = dict(parts())
    rules = [rule for name in options.without for rule in leave_out(name, where[name])]
    print(
        *(f"{name} {each:.2f}" for name, each in zip(COLUMNS, scores(groups, rules), strict=True))
    )


if __name__ == "__main__":
    main()
