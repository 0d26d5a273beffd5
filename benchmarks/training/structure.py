"""Trains the reader of pages, and measures it on outlets that it has not seen.

    python benchmarks/training/structure.py FOLDER                     writes the weights
    python benchmarks/training/structure.py FOLDER --cross-validate    prints figures

FOLDER has gold.jsonl, articles/*.txt, the same under from_title/, and score_structure.py, whose
definitions are used. Only the weights of general features of lines are kept. Needs scipy. With one
seed the result is the same each time.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from newsreader.article import line_model
from newsreader.article.article import Article
from newsreader.article.blocks import read_lines
from newsreader.article.description import describe_article
from newsreader.article.line_features import line_features
from newsreader.article.line_model import (
    ENDS,
    PARTS,
    PLAIN_PARTS,
    STARTS,
    STEPS,
    Weights,
    parse_weights,
)
from newsreader.article.structure import read_structure

NAMES = list(PARTS)
NUMBER = {name: index for index, name in enumerate(NAMES)}
FOLDS, VARIANTS, SEED = 6, 4, 7
SHRINKAGE = 0.5
FEWEST = 3
"""Pages' lines that must have a feature."""

NO_TITLE = (
    *("len0", "len1", "figures", "icon", "label", "original_title", "origin_label", "stamp"),
    *("bare_stamp", "byline", "figure_day", "act3", "stop1", "stop2", "pager"),
)
"""Features that no title has."""

FORBIDDEN = -9000
SCALE = 100
"""A weight is stored as an integer number of hundredths."""

NEVER = -1e4


class Page(NamedTuple):
    """A page of `outlet`, as lines with the part of each."""

    outlet: str
    lines: list[str]
    parts: list[str]
    gold: dict[str, Any]
    folder: str
    text: str


def normal(text: str | None) -> str:
    """`text` as the scorer compares it."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or "")).strip("\u200b\ufeff")


def load(folder: Path) -> list[Page]:
    """All pages, whole and from their titles on."""
    pages = []
    for part in ("", "from_title"):
        for line in (folder / part / "gold.jsonl").read_text("utf-8").splitlines():
            gold = json.loads(line)
            text = (folder / part / "articles" / f"{gold['id']}.txt").read_text("utf-8")
            text = text.replace("\r\n", "\n")
            lines = [block.text for block in read_lines(text)]
            pages.append(Page(gold["outlet"], lines, parts_of(gold, lines), gold, part, text))
    return pages


def parts_of(gold: dict[str, Any], lines: Sequence[str]) -> list[str]:
    """The part of each line by `gold`."""
    kinds = ("body", "headings", "captions", "boilerplate", "meta_lines", "ignore")
    lists = {kind: {normal(line) for line in gold.get(kind, [])} for kind in kinds}
    found = [next((kind for kind in kinds if normal(x) in lists[kind]), "ignore") for x in lines]
    first = next((i for i, kind in enumerate(found) if kind == "body"), len(lines))
    title = title_lines(lines, normal(gold["title"]), first)
    for index, line in enumerate(lines):
        if title and normal(line) == normal(gold["title"]):
            found[index] = "boilerplate"
    last = max((i for i, kind in enumerate(found) if kind == "body"), default=len(lines))
    return legal([place(i, kind, title, first, last) for i, kind in enumerate(found)])


def title_lines(lines: Sequence[str], title: str, first: int) -> range:
    """The lines of the last title above the body: one line, or several adjacent ones."""
    for index in range(min(first, len(lines) - 1), -1, -1):
        for end in range(index + 1, min(index + 4, len(lines)) + 1):
            if title and normal("".join(lines[index:end])) == title:
                return range(index, end)
    return range(0)


def place(index: int, kind: str, title: range, first: int, last: int) -> str:
    if index in title:
        return "title"
    if title and index < title.start:
        return "byline above" if kind == "meta_lines" else "above"
    if kind in ("captions", "headings"):
        return kind.removesuffix("s")
    if index < first:
        return "byline" if kind == "meta_lines" else "buttons"
    if index > last:
        return "below"
    return "body" if kind == "body" else "inside"


def legal(parts: list[str]) -> list[str]:
    """`parts` with lines that have no place there as furniture."""
    below = False
    for index, part in enumerate(parts):
        below = below or part == "below"
        if below:
            parts[index] = "below"
    for index in range(len(parts) - 2, -1, -1):
        if parts[index + 1] not in STEPS[parts[index]] and parts[index] in ("heading", "caption"):
            parts[index] = "buttons"
    for index in range(len(parts) - 1, -1, -1):
        if parts[index] == "inside" and parts[index + 1 : index + 2] in ([], ["below"]):
            parts[index] = "below"
    return parts


def is_legal(parts: Sequence[str]) -> bool:
    steps = all(below in STEPS[part] for part, below in pairwise(parts))
    return bool(parts) and parts[0] in STARTS and parts[-1] in ENDS and steps


DATES = (
    "{y}-{m:02}-{d:02} {t}",
    "{y}年{m:02}月{d:02}日 {t}",
    "{y}/{m:02}/{d:02} {t}",
    "{y}年{m}月{d}日",
    "{y} 年 {m} 月 {d} 日 {t}",
    "{y}-{m:02}-{d:02} {t} HKT",
    "民國{roc}年{m}月{d}日",
    "{t}{y}/{m:02}/{d:02}",
    "二〇二六年三月八日 星期日",
    "{y}.{m:02}.{d:02}",
    "{m:02}-{d:02} {t}",
)
BYLINES = (
    "撰文：\n{name}\n出版：{date}\n更新：{date}",
    "{date}\n{outlet}\n{name}",
    "{outlet}\n{date}",
    "{account}\n发布时间：{date}",
    "{account}\n{date}",
    "原创 {account} {outlet} {date}",
    "原创\n{name}\n{account}",
    "{name} {account}",
    "{y}\n{m:02}/{d:02}\n{t}\n{outlet}",
    "記者{name}／台北報導",
    "{date}\n記者{name}／綜合報導",
    "文／{name}\n{date}",
    "本报记者 {name} {other}\n{date}",
    "来源：{outlet}\n作者：{name}",
    "以下文章来源于{account} ，作者{name}",
    "{outlet}記者 {name}\n{date}",
    "{outlet}记者 {name} {other}\n{date} 来源：{outlet}",
    "{name}\n{date}",
    "{date} {outlet}",
    "{date}　{outlet}　A04版",
    "{date}\n原文来自{outlet}网站：另一个标题写在这里\n作者：{outlet}记者 {name}",
    "{date} {name}",
    "作者：\n{name}\n来源：\n{outlet}",
    "{account}{date}\n《{outlet}》作者 {name}",
    "{name}/{outlet}\n{date}",
    "{date} | {outlet} | {name}",
    "{account}    昨天",
    "發佈時間：{date}\n最後更新：{date}",
    "{date}\n编辑：{name}\n来源：{outlet}",
)
SURNAMES, GIVEN = "王李张陳林何魏蘇郭梁", ("晓", "志远", "雨", "文清", "家怡", "海")
PLACES = ("江城", "北岸", "南浦", "云山", "海澜", "新川")
OUTLETS, ACCOUNTS = (
    ("日报", "晚报", "新闻网", "電視台", "周刊"),
    ("观察", "笔记", "君", "说", "生活志"),
)
"""Forms and invented names of bylines, for pages of outlets with other habits."""

MASTHEADS = (
    "{outlet} 第A0{m}版：要闻",
    "{outlet}网",
    "{y}年{m}月{d}日 星期二",
    "{outlet}  B{m}版",
    "{outlet}首页 > 社会 > 正文",
)
"""Lines above a title."""

TOPICS = (
    "河堤为何加高",
    "一座小城的账本",
    "旧厂房的新用处",
    "谁在夜里值班",
    "水从哪里来",
    "孩子们的回答",
)
BESIDE_PROSE = {
    "heading": (
        "分享经济的困局",
        "扫码点餐之后",
        "评论区里的邻居",
        "关注度从何而来",
        "推荐五本值得读的小说",
        "搜索引擎的下一步",
        "打开一扇窗",
        "联系不上的家人",
        "上百人参与清淤",
        "直播间里的老师傅",
    ),
    "body": (
        "---",
        "* * *",
        "……",
        "</div>",
        "return x",
        "#define N 3",
        "print(1)",
        "</tr>",
        "内容简介：书里写了三代人的故事，值得一读",
        "他说明：这和我没有关系。",
        "他下载了三个软件，都不好用。",
        "本文分为两节，先看数字，再看人。",
        "点击下一步之前，请先保存文件。",
        "长按开关五秒，灯就会亮。",
    ),
    "caption": (
        "图片来源：某地博物馆",
        "圖像來源，AFP",
        "▲村口的老井。",
        "图为现场。（陈某摄）",
        "资料图：老码头",
        "图2",
        "受访者供图",
        "▲画面来自监控视频。",
        "（点击看大图）",
        "图片",
    ),
    "inside": (
        "分享到：",
        "本文未经许可不得转载",
        "扫描下方二维码关注公众号",
        "【1】【2】【3】",
        "#春耕#农业#小麦",
        "#高铁 #出行 #春运",
        "#小城故事# #老街#",
        "郑重声明：文中观点仅代表作者本人，不构成任何建议，读者据此操作的后果自己承担。",
        "广告",
        "收藏 举报",
        "声明：以上内容仅供参考，不构成任何投资建议，风险自负。",
        "12人参与3评论",
        "下一页 尾页",
        "编辑 | 某某",
        "点击查看更多",
        "\ue602",
        "相关阅读：小城的新桥",
        "某某网原创，未经授权禁止转载",
    ),
}
"""Lines between paragraphs, in words of our own: some look like what they are not."""

NUMBERED = (
    ("一、{}", "二、{}"),
    ("（一）{}", "（二）{}"),
    ("01\n{}", "02\n{}"),
    ("1. {}", "2. {}"),
    ("{}？", "{}？"),
)
NOTICES = (
    "时间：{date}\n地点：二楼会议室\n主持人：{name}",
    "各单位：\n时间：{date}\n地点：礼堂",
    "馆长 {name}\n（{date}）\n各位来宾：",
    "{name} {date}\n各位校友：",
    "（{date}）",
    "{date} 星期二 阴",
    "“你来了？”\n“来了。”",
    "记者：这个词他很久没听过了。",
)
SIGNATURES = ("人事处 {date}", "办公室\n{date}", "谢谢大家！", "")
"""Lines at the top and at the end of texts that are no pages."""


class Variants:
    """Pages as people have them too: menus and links of other outlets, other orders, short ones."""

    def __init__(self, pages: Sequence[Page], seed: int, *, written: bool = True) -> None:
        """`written` allows lines that are on no page: bylines, headings, furniture."""
        self._random = random.Random(seed)
        self._written = written
        self._pages = [page for page in pages if page.gold["kind"] == "news" and not page.folder]

    def of(self, page: Page, number: int) -> Iterator[Page]:
        """`number` variants of `page`."""
        for _ in range(number):
            rows = list(zip(page.lines, page.parts, strict=True))
            if any(part == "title" for _line, part in rows):
                rows = self._above(self._byline(rows), page.outlet)
            rows = self._between(self._shorter(self._below(rows, page.outlet)))
            lines, parts = [line for line, _ in rows], legal([part for _, part in rows])
            if is_legal(parts):
                yield page._replace(lines=lines, parts=parts)

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _some(self, outlet: str, kinds: Sequence[str], lengths: Sequence[int]) -> list[str]:
        """Adjacent lines of one kind of another outlet."""
        other = self._random.choice([page for page in self._pages if page.outlet != outlet])
        kind = self._random.choice(kinds)
        lines = [x for x, part in zip(other.lines, other.parts, strict=True) if part == kind]
        if not lines:
            return []
        start = self._random.randrange(len(lines))
        return lines[start : start + self._random.choice(lengths)]

    def _byline(self, rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
        if self._written and self._chance(0.35):
            at = max(i for i, row in enumerate(rows) if row[1] == "title") + 1
            rows[at:at] = [(line, "other byline") for line in self._written_byline()]
            rows = [row for row in rows if not row[1].startswith("byline")]
            rows = [(line, part.removeprefix("other ")) for line, part in rows]
        if self._chance(0.2):
            at = max(i for i, row in enumerate(rows) if row[1] in ("title", "byline", "buttons"))
            title = self._some("", ("title",), (1,))
            form = self._random.choice(("（原标题：{}）", "原标题：{}", "(原标题：{})", "原題：{}"))
            rows[at + 1 : at + 1] = [(form.format(line), "buttons") for line in title]
        if self._chance(0.3) and any(part == "byline" for _, part in rows):
            moved = [(line, "byline above") for line, part in rows if part == "byline"]
            rows = [row for row in rows if row[1] != "byline"]
            at = next(i for i, row in enumerate(rows) if row[1] == "title")
            rows[at:at] = moved
        if self._chance(0.3):
            rows = [row for row in rows if row[1] != "buttons"]
        if self._chance(0.25):
            lines = [row for row in rows if row[1] == "byline"]
            self._random.shuffle(lines)
            rows = [lines.pop() if row[1] == "byline" else row for row in rows]
        return rows

    def plain_text(self, page: Page) -> Page:
        """A text that is no page: title and body of `page`, perhaps with lines of a notice."""
        kept = [row for row in zip(page.lines, page.parts, strict=True) if row[1] in PLAIN_PARTS]
        rows = self._shorter([row for row in kept if row[1] != "caption"], 0.6)
        fields = self._fields()
        if self._chance(0.2):
            rows = [row for row in rows if row[1] != "title"]
        if self._chance(0.4):
            at = sum(row[1] == "title" for row in rows)
            lines = self._random.choice(NOTICES).format(**fields).split("\n")
            rows[at:at] = [(line, "body") for line in lines]
        if self._chance(0.4):
            lines = self._random.choice(SIGNATURES).format(**fields).split("\n")
            rows += [(line, "body") for line in lines if line]
        lines, parts = [line for line, _ in rows], [part for _, part in rows]
        return page._replace(lines=lines, parts=parts)

    def _between(self, rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """`rows` with other lines between paragraphs, or numbered headings, in some cases."""
        body = [i for i, row in enumerate(rows) if row[1] == "body"]
        if len(body) < 2 or not self._written:
            return rows
        for _ in range(3 if self._chance(0.6) else 0):
            part = self._random.choice([*BESIDE_PROSE, "inside", "caption"])
            at = self._random.choice([*body[1:], *[body[-1] + 1] * 2])
            rows[at:at] = [(self._random.choice(BESIDE_PROSE[part]), part)]
            body = [i for i, row in enumerate(rows) if row[1] == "body"]
        if self._chance(0.2):
            forms = self._random.choice(NUMBERED)
            for form, at in zip(
                forms[::-1], sorted(self._random.sample(body, 2))[::-1], strict=True
            ):
                lines = form.format(self._random.choice(TOPICS)).split("\n")
                if self._chance(0.3):
                    lines.append(
                        self._random.choice(NUMBERED[1]).format(self._random.choice(TOPICS))
                    )
                rows[at:at] = [(line, "heading") for line in lines]
        return rows

    def _fields(self) -> dict[str, object]:
        choice = self._random.choice
        year, month, day = choice(range(2008, 2027)), choice(range(1, 13)), choice(range(1, 29))
        clock = f"{choice(range(24)):02}:{choice(range(60)):02}"
        date = choice(DATES).format(y=year, m=month, d=day, t=clock, roc=year - 1911)
        names = ["".join(choice(SURNAMES) + choice(GIVEN)) for _ in range(2)]
        fields = {"date": date, "y": year, "m": month, "d": day, "t": clock, "name": names[0]}
        outlet, account = choice(PLACES) + choice(OUTLETS), choice(PLACES) + choice(ACCOUNTS)
        return {**fields, "other": names[1], "outlet": outlet, "account": account}

    def _written_byline(self) -> list[str]:
        """A byline in one of the forms that outlets use, with names that do not exist."""
        lines = self._random.choice(BYLINES).format(**self._fields()).split("\n")
        return [line for line in lines if line]

    def _above(self, rows: list[tuple[str, str]], outlet: str) -> list[tuple[str, str]]:
        if self._chance(0.7):
            added = self._some(outlet, ("above", "below", "below", "buttons"), (2, 5, 10, 20, 40))
            kept = [] if self._chance(0.5) else [row for row in rows if row[1] == "above"]
            rest = [row for row in rows if row[1] != "above"]
            rows = [*((line, "above") for line in added), *kept, *rest]
        if self._written and self._chance(0.15):
            line = self._random.choice(MASTHEADS).format(**self._fields())
            rows = [(line, "above"), *(row for row in rows if row[1] != "above")]
        if self._chance(0.15):
            title = "".join(line for line, part in rows if part == "title")
            ending = self._random.choice(("_新闻频道", "-某某网", " | 時事", "_某某网_财经"))
            rows = [(title + ending, "above"), *rows]
        return rows

    def _below(self, rows: list[tuple[str, str]], outlet: str) -> list[tuple[str, str]]:
        if self._chance(0.5):
            added = self._some(outlet, ("below",), (3, 10, 30))
            rows = [row for row in rows if row[1] != "below" or self._chance(0.5)]
            rows += [(line, "below") for line in added]
        body = [i for i, row in enumerate(rows) if row[1] == "body"]
        if self._chance(0.3) and len(body) > 3:
            added = self._some(outlet, ("inside", "below"), (1, 2, 4))
            at = self._random.choice(body[1:-1])
            rows[at:at] = [(line, "inside") for line in added]
        return rows

    def _shorter(self, rows: list[tuple[str, str]], share: float = 0.4) -> list[tuple[str, str]]:
        """The page of a short article, in a `share` of cases."""
        inner = [i for i, row in enumerate(rows) if row[1] in ("body", "heading", "inside")]
        if not self._chance(share) or len(inner) < 6:
            return rows
        start = self._random.randrange(len(inner) - 3)
        kept = set(inner[start : start + self._random.choice((2, 3, 4, 6))])
        dropped = set(inner) - kept
        below = [i for i, row in enumerate(rows) if row[1] == "below"]
        if self._chance(0.7):
            dropped |= set(below[self._random.choice((0, 0, 1, 3)) :])
        return [row for i, row in enumerate(rows) if i not in dropped]


def examples(pages: Sequence[Page]) -> list[tuple[list[list[str]], list[str], float]]:
    """The features and parts of `pages` and their variants, with a weight for each."""
    variants, found = Variants(pages, SEED), []
    for page in pages:
        news = page.gold["kind"] == "news"
        found.append((line_features(page.lines), page.parts, 1.0 if news else 0.5))
        if news and not page.folder:
            made = [*variants.of(page, VARIANTS), variants.plain_text(page)]
            found += [(line_features(x.lines), x.parts, 0.5) for x in made]
    return [each for each in found if is_legal(each[1])]


def train(pages: Sequence[Page]) -> str:
    """The weights file that makes the parts of `pages` most likely (L-BFGS, L2)."""
    data = sorted(examples(pages), key=lambda each: len(each[0]))
    count = Counter(name for rows, *_ in data for row in rows for name in set(row))
    names = sorted(name for name, number in count.items() if number >= FEWEST)
    number = {name: index for index, name in enumerate(names)}
    batches = [Batch(data[at : at + 24], number) for at in range(0, len(data), 24)]
    size, parts = len(names), len(NAMES)

    def loss(theta: np.ndarray) -> tuple[float, np.ndarray]:
        emit, step = theta[: size * parts].reshape(size, parts), theta[size * parts :]
        slope = SHRINKAGE * theta
        total = 0.5 * SHRINKAGE * float(theta @ theta)
        for batch in batches:
            value, d_emit, d_step = batch.loss(emit, step.reshape(parts, parts))
            total += value
            slope[: size * parts] += d_emit.ravel()
            slope[size * parts :] += d_step.ravel()
        return total, slope

    start = np.zeros(size * parts + parts * parts)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 120}).x
    rounded = np.rint(best * SCALE).astype(int)
    emit, step = rounded[: size * parts].reshape(size, parts), rounded[size * parts :]
    emit[[number[name] for name in NO_TITLE if name in number], NUMBER["title"]] = FORBIDDEN
    rows = [*zip(names, emit.tolist(), strict=True)]
    rows += zip([f">{name}" for name in NAMES], step.reshape(parts, parts).tolist(), strict=True)
    return "".join("\t".join([name, *map(str, row)]) + "\n" for name, row in rows if any(row))


STEP_COSTS = np.array([[0.0 if b in STEPS[a] else NEVER for b in NAMES] for a in NAMES])
START_COSTS = np.array([0.0 if name in STARTS else NEVER for name in NAMES])
END_COSTS = np.array([0.0 if name in ENDS else NEVER for name in NAMES])


class Batch:
    """Pages of similar length, padded to one length; the loss of all by forward and backward."""

    def __init__(
        self, data: Sequence[tuple[list[list[str]], list[str], float]], number: dict[str, int]
    ) -> None:
        self._shape = (len(data), max(len(rows) for rows, *_ in data))
        self._parts = np.zeros(self._shape, int)
        self._mask = np.zeros(self._shape, bool)
        self._weight = np.array([weight for *_, weight in data])
        lines, columns = [], []
        for page, (rows, parts, _weight) in enumerate(data):
            self._parts[page, : len(parts)] = [NUMBER[part] for part in parts]
            self._mask[page, : len(parts)] = True
            for line, row in enumerate(rows):
                known = sorted({number[name] for name in row if name in number})
                lines += [page * self._shape[1] + line] * len(known)
                columns += known
        size = (self._shape[0] * self._shape[1], len(number))
        self._matrix = csr_matrix((np.ones(len(lines)), (lines, columns)), shape=size)
        self._turned = self._matrix.T.tocsr()

    def loss(self, emit: np.ndarray, step: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        """The negative log likelihood with its slopes by `emit` and `step`."""
        pages, length = self._shape
        mask, weight, parts = self._mask, self._weight, self._parts
        scores = (self._matrix @ emit).reshape(pages, length, len(NAMES))
        top = scores.max(2, keepdims=True)
        lines, steps = np.exp(scores - top), np.exp(step + STEP_COSTS)
        forward, scale = np.zeros_like(lines), np.ones((pages, length))
        now = lines[:, 0] * np.exp(START_COSTS)
        scale[:, 0] = now.sum(1)
        forward[:, 0] = now / scale[:, :1]
        for at in range(1, length):
            now = (forward[:, at - 1] @ steps) * lines[:, at]
            here = mask[:, at]
            scale[:, at] = np.where(here, now.sum(1), 1)
            usual = now / np.maximum(scale[:, at : at + 1], 1e-300)
            forward[:, at] = np.where(here[:, None], usual, forward[:, at - 1])
        last = (forward[:, -1] * np.exp(END_COSTS)).sum(1)
        total = np.log(last) + np.log(scale).sum(1) + (top[:, :, 0] * mask).sum(1)
        backward = np.zeros_like(lines)
        backward[:, -1] = np.exp(END_COSTS) / last[:, None]
        for at in range(length - 2, -1, -1):
            now = ((lines[:, at + 1] * backward[:, at + 1]) @ steps.T) / scale[:, at + 1, None]
            backward[:, at] = np.where(mask[:, at + 1, None], now, backward[:, at + 1])
        share = forward * backward
        share /= np.maximum(share.sum(2, keepdims=True), 1e-300)
        gold = (np.take_along_axis(scores, parts[:, :, None], 2)[:, :, 0] * mask).sum(1)
        inner = mask[:, 1:]
        gold += (step[parts[:, :-1], parts[:, 1:]] * inner).sum(1)
        right = np.zeros_like(share)
        np.put_along_axis(right, parts[:, :, None], 1, 2)
        wrong = (share - right) * mask[:, :, None] * weight[:, None, None]
        d_emit = self._turned @ wrong.reshape(pages * length, len(NAMES))
        after = (lines[:, 1:] * backward[:, 1:]) / scale[:, 1:, None]
        before = forward[:, :-1] * (inner * weight[:, None])[:, :, None]
        d_step = np.einsum("dti,dtj->ij", before, after) * steps
        each = np.broadcast_to(weight[:, None], inner.shape)[inner]
        np.add.at(d_step, (parts[:, :-1][inner], parts[:, 1:][inner]), -each)
        return float((weight * (total - gold)).sum()), d_emit, d_step


def describe(name: str, text: str, weights: Weights) -> dict[str, object]:
    """What `inspect --json` prints about a page, with other weights."""
    found = read_structure(text, weights=weights)
    fields = found._asdict()
    article = Article(name=name, text=text, sha256_text="", sha256_raw="", **fields)
    return describe_article(article, Path(f"{name}.txt"))


def cross_validate(pages: Sequence[Page], folder: Path) -> None:
    """Print the scorer's figures, each page read with weights of other outlets."""
    outlets = sorted({page.outlet for page in pages})
    random.Random(1).shuffle(outlets)
    fold = {outlet: index % FOLDS for index, outlet in enumerate(outlets)}
    rows: dict[str, list[tuple[dict[str, Any], dict[str, object]]]] = {}
    for number in range(FOLDS):
        others = [page for page in pages if fold[page.outlet] != number]
        weights = parse_weights(train(others))
        left_out = [page for page in pages if fold[page.outlet] == number]
        for page in left_out:
            found = describe(page.gold["id"], page.text, weights)
            rows.setdefault(page.folder or "whole", []).append((page.gold, found))
        variants = Variants(left_out, SEED, written=False)
        for page in left_out:
            for hard in variants.of(page, 1) if page.gold["kind"] == "news" else ():
                if not page.folder:
                    found = describe(page.gold["id"], "\n".join(hard.lines), weights)
                    rows.setdefault("hard", []).append((gold_of(hard), found))
    for name, pairs in rows.items():
        print(f"== {name}: {len(pairs)} pages")
        score(pairs, folder)


def gold_of(page: Page) -> dict[str, Any]:
    """The gold of a variant: lines by the part that they were made with."""
    kinds = {"body": "body", "heading": "headings", "caption": "captions"}
    kinds |= {"byline": "meta_lines", "byline above": "meta_lines", "title": "ignore"}
    gold = {**page.gold, "boilerplate": [], "ignore": []} | {k: [] for k in kinds.values()}
    for line, part in zip(page.lines, page.parts, strict=True):
        gold[kinds.get(part, "boilerplate")].append(line)
    return gold


def score(pairs: Sequence[tuple[dict[str, Any], dict[str, object]]], folder: Path) -> None:
    """Run the scorer of the data over gold and what was found."""
    with tempfile.TemporaryDirectory() as place:
        paths = [Path(place) / name for name in ("gold.jsonl", "found.jsonl")]
        for path, index in zip(paths, (0, 1), strict=True):
            lines = [json.dumps(pair[index], ensure_ascii=False) for pair in pairs]
            path.write_text("\n".join(lines), "utf-8")
        worst = ["--worst", "20"] if "--worst" in sys.argv else []
        command = [sys.executable, str(folder / "score_structure.py"), *map(str, paths), *worst]
        subprocess.run(command, check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--worst", action="store_true", help="list the pages with most errors")
    options = parser.parse_args()
    pages = load(options.folder)
    if options.cross_validate:
        cross_validate(pages, options.folder)
    else:
        target = Path(line_model.__file__).with_suffix(".tsv")
        target.write_text(train(pages), "utf-8")


if __name__ == "__main__":
    main()
