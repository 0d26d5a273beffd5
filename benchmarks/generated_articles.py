"""Small articles in any number: sentences of the sample articles, with other names in them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import newsreader

SAMPLES = Path(__file__).parent.parent / "sample_articles"

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "志明晓春文华建国思远雨晴嘉宁海峰玉兰永康静怡凯旋若水子墨天佑欣然立群秋实"
BRANDS = "澜远恒星启云瑞丰瀚海博宇锦程鼎新盛禾泰和凌峰汇川铭远"
TRADES = ("汽车", "电子", "航运", "医药", "食品", "能源", "物流", "纺织", "机械", "软件")
ENDS = ("公司", "集团", "股份有限公司", "科技有限公司")
PLACES = (
    *(
        "北京",
        "上海",
        "广州",
        "深圳",
        "杭州",
        "南京",
        "成都",
        "武汉",
        "西安",
        "重庆",
        "天津",
        "苏州",
    ),
    *(
        "青岛",
        "大连",
        "厦门",
        "长沙",
        "郑州",
        "沈阳",
        "昆明",
        "福州",
        "合肥",
        "济南",
        "宁波",
        "珠海",
    ),
)

FILES_IN_A_FOLDER = 1000

_Sentence = tuple[str, list[tuple[int, int, str]]]
"""A sentence, and the start, end and kind of each name in it."""


def generated(count: int, length: int, seed: int = 1) -> Iterator[str]:
    """`count` articles with title, date and about `length` code points; the same for a seed."""
    chance = random.Random(seed)
    known = _sentences()
    for number in range(count):
        month, day = number % 12 + 1, number % 28 + 1
        text = f"{_company(chance)}第{number + 1}期消息\n\n2026年{month}月{day}日\n\n"
        while len(text) < length:
            text += _renamed(chance.choice(known), chance)
        yield text + "\n"


def write_folder(folder: Path, texts: Iterable[str]) -> int:
    """Write each text as a file below `folder`; returns their code points."""
    total = 0
    for number, text in enumerate(texts):
        inside = folder / f"{number // FILES_IN_A_FOLDER:03d}"
        if not number % FILES_IN_A_FOLDER:
            inside.mkdir(parents=True)
        (inside / f"{number:06d}.txt").write_text(text, "utf-8")
        total += len(text)
    return total


def write_parquet(file: Path, texts: Iterable[str], rows: int) -> int:
    """Write the texts with a column `number`, so many `rows` a group; returns code points."""
    import pyarrow  # noqa: PLC0415 (an extra)
    from pyarrow.parquet import ParquetWriter  # noqa: PLC0415

    schema = pyarrow.schema([("number", pyarrow.int64()), ("text", pyarrow.string())])
    total, first, stream = 0, 0, iter(texts)
    with ParquetWriter(file, schema) as writer:
        while group := list(islice(stream, rows)):
            numbers = list(range(first, first + len(group)))
            writer.write_table(pyarrow.table({"number": numbers, "text": group}, schema=schema))
            first += len(group)
            total += sum(map(len, group))
    return total


def _sentences() -> list[_Sentence]:
    """The sentences of the sample articles, with their names as newsreader finds them."""
    articles = [newsreader.open_article(path) for path in sorted(SAMPLES.glob("*.txt"))]
    return [
        each
        for article, entities in zip(articles, newsreader.find_entities(articles), strict=True)
        for paragraph in article.paragraphs
        if paragraph.role == "body"
        for each in _cut(article.text, paragraph, entities)
    ]


def _cut(
    text: str, paragraph: newsreader.Paragraph, entities: Iterable[newsreader.Entity]
) -> Iterator[_Sentence]:
    names = sorted(
        (mention.start, mention.end, str(entity.kind.value))
        for entity in entities
        for mention in entity.mentions
        if entity.kind.value in ("PER", "LOC", "ORG")
    )
    start = paragraph.start
    while (end := text.find("。", start, paragraph.end) + 1) > 0:
        inside = [each for each in names if start <= each[0] and each[1] <= end]
        yield text[start:end], [(a - start, b - start, kind) for a, b, kind in inside]
        start = end


def _renamed(sentence: _Sentence, chance: random.Random) -> str:
    text, names = sentence
    for start, end, kind in reversed(names):
        text = text[:start] + _NAMES[kind](chance) + text[end:]
    return text


def _person(chance: random.Random) -> str:
    return chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.randint(1, 2)))


def _company(chance: random.Random) -> str:
    brand = "".join(chance.sample(BRANDS, 2))
    return brand + chance.choice(TRADES) + chance.choice(ENDS)


def _place(chance: random.Random) -> str:
    return chance.choice(PLACES)


_NAMES = {"PER": _person, "ORG": _company, "LOC": _place}
