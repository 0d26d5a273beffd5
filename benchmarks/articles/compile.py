"""Turn the marked-up articles of marked.txt into a file for each part.

    python benchmarks/articles/compile.py

An article opens with a line "== name part", or "== name part lines" where each paragraph is a
text of its own; a name in it is written {P:李书福}. The letters are those of KINDS; a small one
makes the span optional, neither wanted nor wrong.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

KINDS = {
    "P": "PER",
    "L": "LOC",
    "O": "ORG",
    "C": "COMPANY",
    "D": "PRODUCT",
    "W": "WORK",
    "T": "TIME",
    "M": "MONEY",
    "%": "PERCENT",
    "K": "TICKER",
}

_MARK = re.compile(r"\{(.):([^{}]+)\}")


def unmark(marked: str) -> tuple[str, list[list[int | str]], list[list[int | str]]]:
    """The plain text, its entities and its optional ones."""
    text = ""
    rows: dict[bool, list[list[int | str]]] = {False: [], True: []}
    at = 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        letter, name = mark.groups()
        rows[letter.islower()].append([len(text), len(text) + len(name), KINDS[letter.upper()]])
        text += name
    return text + marked[at:], rows[False], rows[True]


def main() -> None:
    folder = Path(__file__).parent
    parts: dict[str, list[str]] = {}
    marked = (folder / "marked.txt").read_text("utf-8")
    for article in re.split(r"^== ", marked, flags=re.MULTILINE)[1:]:
        opening, _, body = article.partition("\n")
        name, part, *apart = opening.split()
        for paragraph in body.strip().split("\n\n") if apart else [body.strip()]:
            text, entities, optional = unmark(paragraph)
            line = {"id": name, "text": text, "entities": entities, "optional": optional}
            parts.setdefault(part, []).append(json.dumps(line, ensure_ascii=False) + "\n")
    for part, lines in parts.items():
        (folder / f"{part}.jsonl").write_text("".join(lines), "utf-8")
        print(f"{part}: {len(lines)} texts")


if __name__ == "__main__":
    main()
