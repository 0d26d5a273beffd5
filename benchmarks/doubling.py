"""Double the size of adversarial inputs, and find those whose time grows faster than n log n.

    python benchmarks/doubling.py [--only WORDS] [--seconds N]

Each input is doubled until one run takes N seconds (0.2) or it has a million characters; the last
run may take at most 2.5 times as long as the one before. Names are "what: shape"; with `--only`
those that contain WORDS are tried. Exit status 1 if one grows faster. Times are processor time,
the least of three runs.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from newsreader.anchoring.reanchoring import reanchored
from newsreader.article.loader import read_article
from newsreader.article.webpage import extract
from newsreader.decoding.decode import decode
from newsreader.errors import NewsreaderError
from newsreader.formats.registry import IMPORTERS
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.merge import merge_text
from newsreader.notebook.notebook import Notebook, Source
from newsreader.recognition.pipeline import Pipeline
from newsreader.settings.config_file import load_settings
from newsreader.sidecar.parser import parse_sidecar
from newsreader.text.linebreak import rows
from newsreader.text.row import Setting
from newsreader.text.sanitize import clean
from newsreader.text.search import Query
from newsreader.text.span import Span
from newsreader.tui.page.runs import measure

MOST = 1_000_000
FACTOR = 2.5
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
START = 1000

Case = Callable[[int], Callable[[], object]]
"""A function of the size in characters; the function that it returns is measured."""

UNITS = (
    *[
        "公司",
        ">",
        "#",
        "-",
        "*",
        "（",
        "《",
        "“",
        "”",
        "‘",
        "作者：",
        "记者",
        "2026年",
        "1.",
        "1",
        ".",
        "图",
        "（图）",
        "、",
        "——",
        "…",
        "a",
        "A.",
        "王",
        "王某",
        "市",
        "省市",
    ],
    *[
        "集团有限公司",
        "%",
        "亿元",
        "[x](",
        "|a|b|",
        "́",
        "\u200d👨",
        "\x1b[",
        "http://a.",
        "@",
        "&amp;",
        "来源：",
        "中国人民",
    ],
    *(
        "《甲》",
        "“甲”",
        " ",
        "\n",
        "\t",
        "\u3000",
        "a ",
        "```\n",
        "> ",
        "· ",
        "==\n",
        "编辑 ",
        "x\n",
    ),
    *("图片\n", "作者：王\n", "第一章\n", "1、x\n", "公司\n", "\r", "\ufeff", "\x00"),
)
HEAVY = (
    *[
        "公司",
        ">",
        "（",
        "《",
        "“",
        "王",
        "市",
        "集团有限公司",
        "1",
        "a",
        "、",
        "《甲》",
        "中国人民",
    ],
    " ",
)
MARKUP = (
    *[
        "<div>",
        "<p>",
        "<b>",
        "</p>",
        "<!--",
        "<script>",
        "<a>",
        "&",
        "<",
        "<p>甲，乙。</p>",
        "<table><tr><td>",
        "<style>",
    ],
    *("data:x", "<div a=1 ", "<br>", "<h1>甲</h1>", '<p class="a">'),
)
TOML = (
    *("[[highlight]]\n", '[[highlight]]\nid = "x"\n', "a.", "a = 1\n", '"', "'''", "[", "{a="),
    *("1", "[a]\n", "<<<<<<< a\n", "=======\n", "#", "\n", 'note = """\n'),
)
IMPORTS = (
    *("[", "{", '{"a":', '"', "==========\n", "Highlight,Title\n", "a,b\n", '"a\n', "[[1]],"),
    *("T1\tPER 0 1\ta\n", "\\", "\n", "- Your Highlight on page 1\n", '{"text":"a"}\n', "1"),
)
BYTES = (b"\xff", b"\x80", b"~{", b"\xd6\xd0", b"\xa4\xa4", b"\x00a", b"\xe4\xb8", b"a\r")
SEARCHES = (("a", "aaab"), (" ", "a b"), ("\n", "a b"), ("公司", "公司公"), ("a", "re:(a+)+b"))


def quietly(call: Callable[[], object]) -> Callable[[], object]:
    """`call`, for which a refusal in one sentence is an answer too."""

    def run() -> object:
        try:
            return call()
        except NewsreaderError as error:
            return error

    return run


def filled(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def article(unit: str) -> Case:
    def case(size: int) -> Callable[[], object]:
        data = f"标题\n\n{filled(unit, size)}\n".encode("utf-8", "replace")
        return quietly(lambda: read_article(data, "a.txt"))

    return case


def decoding(unit: bytes) -> Case:
    def case(size: int) -> Callable[[], object]:
        data = (unit * size)[:size]
        return quietly(lambda: decode(data))

    return case


def wrapping(unit: str) -> Case:
    def case(size: int) -> Callable[[], object]:
        text = filled(unit, size)
        setting = Setting(80, 4, hang=True, pangu=True)
        return lambda: sum(1 for _row in rows(text, Span(0, len(text)), setting, measure))

    return case


def searching(unit: str, words: str) -> Case:
    def case(size: int) -> Callable[[], object]:
        text = filled(unit, size)
        return quietly(lambda: list(Query(words).spans(text)))

    return case


@cache
def pipeline() -> Pipeline:
    return Pipeline.load()


def recognition(unit: str) -> Case:
    def case(size: int) -> Callable[[], object]:
        text = f"标题\n\n{filled(unit, size)}"
        return lambda: pipeline().recognize_all([text])

    return case


def page(unit: str) -> Case:
    def case(size: int) -> Callable[[], object]:
        data = f"<html><body>{filled(unit, size)}".encode()
        return quietly(lambda: extract(data, "a.html"))

    return case


def sidecar(unit: str) -> Case:
    def case(size: int) -> Callable[[], object]:
        data = filled(unit, size).encode()
        return lambda: parse_sidecar(data, None)

    return case


def settings(unit: str) -> Case:
    path = Path(tempfile.mkdtemp()) / "config.toml"

    def case(size: int) -> Callable[[], object]:
        path.write_text(filled(unit, size), "utf-8")
        return lambda: load_settings(path)

    return case


def importing(name: str, unit: str) -> Case:
    def case(size: int) -> Callable[[], object]:
        text = filled(unit, size)
        return quietly(lambda: IMPORTERS[name].read(text))

    return case


def anchoring(unit: str) -> Case:
    """A highlight on repeated text, of which something is inserted."""

    def case(size: int) -> Callable[[], object]:
        text = filled(unit, size)
        old = read_article(text.encode(), "a.txt")
        new = read_article(("新" + text[:-1] + "尾").encode(), "a.txt")
        marks = [
            Highlight.new(old.text, Span(at, at + 8), Colour.YELLOW, NOON)
            for at in (0, size // 2, size - 9)
        ]
        value = Notebook(source=Source.of(old)).with_highlights(marks)
        return lambda: reanchored(value, old, new)

    return case


def cases() -> Iterator[tuple[str, Case]]:
    for unit in UNITS:
        yield f"article: {unit!r}", article(unit)
        yield f"rows: {unit!r}", wrapping(unit)
    for data in BYTES:
        yield f"decoding: {data!r}", decoding(data)
    for unit, words in SEARCHES:
        yield f"search: {unit!r} {words}", searching(unit, words)
    for unit in HEAVY:
        yield f"recognition: {unit!r}", recognition(unit)
    yield from files()


def files() -> Iterator[tuple[str, Case]]:
    for unit in MARKUP:
        yield f"page: {unit!r}", page(unit)
    for unit in TOML:
        yield f"sidecar: {unit!r}", sidecar(unit)
        yield f"settings: {unit!r}", settings(unit)
    for name in IMPORTERS:
        for unit in IMPORTS:
            yield f"import {name}: {unit!r}", importing(name, unit)
    for unit in ("a", "公司", "甲乙丙丁戊己庚辛。", "1例\n"):
        yield f"anchors: {unit!r}", anchoring(unit)
    yield "merge", lambda size: lambda: merge_text("a", "b" * size, "c" * size)
    yield "clean", lambda size: lambda: clean("\x1b" * size)


def seconds(call: Callable[[], object]) -> float:
    best = float("inf")
    for _run in range(3):
        began = time.process_time()
        call()
        best = min(best, time.process_time() - began)
        if best > 1:
            break
    return best


def growth(case: Case, enough: float) -> tuple[int, float, float]:
    """The size reached, the seconds that it took, and the factor by the last doubling."""
    size, before = START, seconds(case(START))
    factor = 0.0
    while size * 2 <= MOST:
        size *= 2
        now = seconds(case(size))
        factor = now / max(before, 1e-6)
        before = now
        if now >= enough:
            for _again in range(3):  # another program may have been in the way
                if factor > FACTOR:
                    factor = min(factor, seconds(case(size)) / max(seconds(case(size // 2)), 1e-6))
            break
    return size, before, factor


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--only", default="")
    parser.add_argument("--seconds", type=float, default=0.2)
    parser.add_argument("-v", "--verbose", action="store_true")
    asked = parser.parse_args()
    failed = tried = 0
    for name, case in cases():
        if asked.only not in name:
            continue
        tried += 1
        size, took, factor = growth(case, asked.seconds)
        bad = factor > FACTOR and took >= asked.seconds
        failed += bad
        if bad or asked.verbose:
            print(f"{name:40} {size:8} characters {took:7.2f} s, factor {factor:.1f}", flush=True)
    print(f"{tried} shapes, {failed} grow faster than {FACTOR}")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
