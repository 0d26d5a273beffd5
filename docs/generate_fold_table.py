"""Make fold_table.txt and script_table.txt in newsreader/text from the tables of OpenCC.

    pip install --target FOLDER opencc-python-reimplemented==0.1.7
    python docs/generate_fold_table.py FOLDER/opencc/dictionary > newsreader/text/fold_table.txt
    python docs/generate_fold_table.py --script FOLDER/opencc/dictionary \
        > newsreader/text/script_table.txt

OpenCC's data, and the package opencc-python-reimplemented that contains them as plain text, are
under the Apache License 2.0. A result has pairs of lines of equal length: each character of the
first becomes the one below it. The fold table makes spellings meet (著 and 着); the script table
is for showing a text, to simplified in its first two lines and to traditional in the others.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path


def read(path: Path) -> dict[str, list[str]]:
    """A table of OpenCC: a character, a tab, and what it converts to, by frequency."""
    lines = path.read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if "\t" in line)
    return {key: values.split() for key, values in pairs}


_SECOND_LEVEL = 0xD8
"""The first byte of the first character of that level in GB 2312."""

_VARIANTS = (
    "仿倣 狸貍 琅瑯 炮砲礮 焰燄 瓶缾 碗盌椀 碰掽 磷燐 稿稾 窗窓牎 管筦 糕餻 糖餹 罚罸"
    " 翻飜 耕畊 膘臕 船舩"
    " 蛇虵 衔啣 裸躶臝 豆荳 遍徧 邻隣 酬酧 野埜 闸牐 阱穽 雁鴈 麻蔴 榨搾"
)
"""Variants that OpenCC does not have, each after its standard form.

They are in the First Table of Variant Characters (第一批异体字整理表, 1955) of mainland China.
"""


def fold_table(folder: Path) -> dict[str, str]:
    """Every traditional, regional or variant form to one simplified character, closed under itself.

    Where a character may stay as it is or become another (著: 著 or 着), it becomes the other, so
    that both spellings of a word meet. Where it may become one of two (餘: 余 or 馀), the second
    becomes the first, unless it is a simplified form of its own (畫: 画 or 划). A regional form
    that simplified text has too (抬 for 擡) is the one that others become: the words of jieba's
    dictionary have it.
    """
    table = {}
    second: dict[str, str] = {}
    for key, values in read(folder / "TSCharacters.txt").items():
        others = [value for value in values if value != key and len(value) == 1]
        if len(key) == 1 and others:
            table[key] = others[0]
            second |= dict.fromkeys(others[1:], others[0])
    own = set(table.values())
    table |= {key: value for key, value in second.items() if key not in own and key not in table}
    for group in _VARIANTS.split():
        table |= dict.fromkeys(group[1:], group[0])
    # 麼 becomes 么; that 么 can also be 幺 is of no use to a reader.
    table = {key: value for key, value in table.items() if key not in table.values()}
    for name in ("TWVariants.txt", "HKVariants.txt"):
        for standard, variants in read(folder / name).items():
            for variant in variants:
                kept, other = standard, variant
                if is_common(variant) and not is_common(standard):  # 擡 and 抬, 幺 and 么
                    kept, other = variant, standard
                if len(variant) == 1 and other not in table and other != table.get(kept):
                    table[other] = table.get(kept, kept)
    return closed(table)


def is_common(character: str) -> bool:
    """Whether simplified text has it often: it is of the first level of GB 2312."""
    try:
        return character.encode("gb2312")[0] < _SECOND_LEVEL
    except UnicodeEncodeError:
        return False


def closed(table: dict[str, str]) -> dict[str, str]:
    """`table` with the last character of each chain in it."""
    found = {}
    for key in sorted(table):
        seen, value = {key}, table[key]
        while value in table and value not in seen:
            seen.add(value)
            value = table[value]
        if value != key:
            found[key] = value
    return {key: value for key, value in found.items() if value not in found}


def script_table(folder: Path, direction: str, phrases: str = "") -> dict[str, str]:
    """Each character to the most frequent one of the other script, where that is another.

    That is the first one that OpenCC lists, but for a few of which it lists the rarer first (签:
    籤, 簽): where one is twice as frequent in its phrases as all others, it is that one. The
    phrases from traditional to simplified are exceptions only, and count for nothing.
    """
    table = {key: values[0] for key, values in read(folder / f"{direction}Characters.txt").items()}
    uses: dict[str, Counter[str]] = {}
    for phrase, values in (read(folder / phrases) if phrases else {}).items():
        for one, other in zip(phrase, values[0], strict=False):
            uses.setdefault(one, Counter())[other] += 1
    for key, value in table.items():
        often = uses.get(key, Counter()).most_common(1)
        if value != key and often and 3 * often[0][1] >= 2 * uses[key].total():
            table[key] = often[0][0]
    return {
        key: value
        for key, value in sorted(table.items())
        if len(key) == len(value) == 1 and key != value
    }


def main() -> None:
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    folder = Path(sys.argv[-1])
    if sys.argv[1] == "--script":
        tables = [script_table(folder, "TS"), script_table(folder, "ST", "STPhrases.txt")]
    else:
        tables = [fold_table(folder)]
    for table in tables:
        print("".join(table))
        print("".join(table.values()))


if __name__ == "__main__":
    main()
