"""Measure how often the right encoding is detected and every character read, and how fast.

    python benchmarks/decoding.py [--samples N] [--seed N] [FILE…]

FILE is any UTF-8 text, simplified or traditional (JSON lines too: only their Chinese counts);
without one the project's sample articles are read. Passages of 10 to 2,000 characters are encoded
in each encoding that has their characters, some are damaged, and the results are compared with the
originals. chardet, if installed, reads the same bytes for comparison.
"""

from __future__ import annotations

import argparse
import importlib
import random
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from newsreader.decoding.decode import decode

ENCODINGS = ("utf-8", "gb18030", "gbk", "gb2312", "big5hkscs", "utf-16-le", "utf-16-be", "hz")
BOMS = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
FAMILY = {"gbk": "gb18030", "gb2312": "gb18030"}
HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Sample:
    """A passage, its bytes, and the damage done to them."""

    text: str
    data: bytes
    encoding: str
    damage: str


def stray(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + bytes([dice.randrange(0x80, 0xFF)]) + data[at:]


def missing(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + data[at + 1 :]


def cut(data: bytes, dice: random.Random) -> bytes:
    return data[dice.randrange(1, 3) :] if dice.random() < 0.3 else data[: -dice.randrange(1, 3)]


def padded(data: bytes, dice: random.Random) -> bytes:
    return data + b"\x00" * dice.randrange(1, 9)


DAMAGES: tuple[tuple[str, Callable[[bytes, random.Random], bytes] | None], ...] = (
    ("none", None),
    ("stray byte", stray),
    ("missing byte", missing),
    ("cut", cut),
    ("NULs behind", padded),
)


def passages(paths: list[Path], dice: random.Random) -> Callable[[], str]:
    """A function that returns a passage of running text of random length at each call."""
    lines = []
    for path in paths:
        text = path.read_text(encoding="utf-8", errors="ignore")
        if path.suffix == ".jsonl":
            text = "\n".join(re.findall(r"[\u2014-\u9fff\uff00-\uff5e0-9A-Za-z]{8,}", text))
        lines += [line for line in text.split("\n") if len(HAN.findall(line)) * 2 > len(line)]
    whole = "\n".join(lines)

    def passage() -> str:
        length = int(10 * 200 ** dice.random())
        at = dice.randrange(max(1, len(whole) - length))
        return whole[at : at + length]

    return passage


def samples(paths: list[Path], count: int, seed: int) -> list[Sample]:
    dice = random.Random(seed)
    passage = passages(paths, dice)
    found: list[Sample] = []
    for number in range(50 * count):
        encoding = ENCODINGS[number % len(ENCODINGS)]
        damage, change = DAMAGES[number // len(ENCODINGS) % len(DAMAGES)]
        text = passage()
        if len(HAN.findall(text)) < 5:
            continue
        try:
            data = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        if change is None and dice.random() < 0.2:
            data = BOMS.get(encoding, b"") + data
        if encoding != "hz" and change is not None:
            data = change(data, dice)
        found.append(Sample(text, data, FAMILY.get(encoding, encoding), damage))
        if len(found) == count:
            break
    return found


def read_well(sample: Sample, text: str) -> bool:
    """Whether all characters but those at the damage were read."""
    wanted = sample.text
    if sample.damage == "none":
        return text == wanted
    shorter = min(len(wanted), len(text))
    head = next((i for i in range(shorter) if wanted[i] != text[i]), shorter)
    text, wanted = text.rstrip("\x00\ufffd"), wanted[head:]
    tail = next(
        (i for i, (a, b) in enumerate(zip(wanted[::-1], text[::-1], strict=False)) if a != b),
        shorter,
    )
    return len(wanted) - tail <= 4


def chardet_name() -> Callable[[bytes], str | None] | None:
    try:
        detect = importlib.import_module("chardet").detect
    except ImportError:
        return None
    return lambda data: detect(data)["encoding"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--samples", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="print so many of the mistakes")
    options = parser.parse_args()
    folder = Path(__file__).parent.parent / "sample_articles"
    cases = samples(options.files or sorted(folder.glob("*.txt")), options.samples, options.seed)
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    began = time.perf_counter()
    answers = [decode(sample.data) for sample in cases]
    seconds = time.perf_counter() - began
    for sample, answer in zip(cases, answers, strict=True):
        named = (
            answer.encoding == sample.encoding
            or decode(sample.data, sample.encoding).text == answer.text
        )
        for key in ("all", sample.encoding, sample.damage):
            total[key] += 1
            right[key] += named
        total["read well"] += 1
        right["read well"] += read_well(sample, answer.text)
        total["certain and wrong"] += 1
        right["certain and wrong"] += answer.certain and not named
        if not named and options.show > 0:
            options.show -= 1
            print(
                sample.encoding,
                answer.encoding,
                sample.damage,
                repr(sample.text[:60]),
                repr(answer.text[:60]),
            )
    for key, count in total.items():
        print(f"{key:18} {100 * right[key] / count:6.2f} % of {count}")
    size = sum(len(sample.data) for sample in cases)
    print(
        f"{'speed':18} {size / seconds / 1e6:6.2f} MB/s, {1e3 * seconds / len(cases):.3f} ms each"
    )
    if name := chardet_name():
        compare(cases, name)


def compare(cases: list[Sample], name: Callable[[bytes], str | None]) -> None:
    began = time.perf_counter()
    answers = [name(sample.data) for sample in cases]
    seconds = time.perf_counter() - began
    right = 0
    for sample, answer in zip(cases, answers, strict=True):
        try:
            same = (
                answer
                and decode(sample.data, answer).text == decode(sample.data, sample.encoding).text
            )
        except ValueError:
            same = False
        right += bool(same)
    print(
        f"{'chardet':18} {100 * right / len(cases):6.2f} %, "
        f"{1e3 * seconds / len(cases):.3f} ms each"
    )


if __name__ == "__main__":
    main()
