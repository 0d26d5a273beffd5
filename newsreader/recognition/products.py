"""Products: a brand and a model, such as 极氪001 or iPhone 16 Pro."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from newsreader.entities import wordlists
from newsreader.entities.kind import Kind
from newsreader.recognition.engine import NAMES, Reading
from newsreader.recognition.gazetteer import occurrences
from newsreader.recognition.interval_set import IntervalSet, replace_overlapped
from newsreader.text.span import Span

_SUFFIX = (
    r"(?:Pro|Max|Plus|Ultra|Mini|mini|Air|SE|GT|Lite|Turbo|Elite|Sonnet|Opus|Haiku|Flash|Nano|Instruct|Fold|Flip|Note|Neo|Edge|Premium"
    r"|DM-i|EV|XR|RS|Gen ?\d{1,2}|\+)"
)
_TRIM = rf"(?:[ -]?{_SUFFIX})*"
_OPEN = r"(?<![A-Za-z0-9.\-])"
_CLOSE = r"(?![A-Za-z0-9.%％])"
_CODE = re.compile(
    rf"{_OPEN}(?:[A-Z]{{1,5}}-?\d{{1,4}}[A-Za-z]{{0,3}}|\d{{1,4}}[A-Z][A-Za-z]{{0,3}}|0\d\d"
    rf"|\d{{1,4}}(?=[ ]?{_SUFFIX})|\d{{2,4}}(?=\s?(?:芯片|处理器|手机|系列|显卡|平台)))"
    rf"{_TRIM}{_CLOSE}"
)
_LATIN = re.compile(
    rf"{_OPEN}(?=[A-Za-z]{{2}})[A-Za-z]{{2,12}}(?:[ -][A-Z][A-Za-z]{{1,11}}){{0,2}}"
    rf"(?:[ -][A-Z]?\d{{1,4}}(?:\.\d)?[A-Za-z]{{0,3}}|\d{{1,3}}[a-z]?(?=[ -]?(?:{_SUFFIX})))"
    rf"{_TRIM}{_CLOSE}"
)
_PLAIN = re.compile(
    r"(?<![A-Za-z0-9])[A-Z][A-Za-z]+(?:[ -][A-Z][A-Za-z]*){0,2}(?![A-Za-z0-9]|[ -][A-Za-z])"
)
_COUNTED = re.compile(
    r"\s?(?:[年月日号時时点分秒岁人名位個个家次届屆届級级度米元万亿股台辆架座纳奈毫厘千公平立寸倍集期轮章条款项页层楼室路线]|%|％|像素)"
)
# A figure and a unit (BIPM, SI Brochure, tables 2 to 8; bits and bytes besides), not a model.
# Or a national or provincial road (GB/T 917), or a train.
_NO_CODE = re.compile(
    r"[GSXDCKTZ]\d{2,4}|\d+(?:[kMGT]?(?:W|Wh|Hz|Pa|B|bps|V|J|eV)|[kmcnμ]?m|k?g|mg|[mk]?[AL]h?|mAh|dB|ppm)"
)
_AHEAD = re.compile(
    r"\s?(?:系列)?(?:芯片|处理器|显卡|传感器|手机|平板|轿车|跑车|车型|新车|客机|飞机|战机|直升机"
    r"|无人机|火箭|导弹|卫星|探测器|着陆器|飞船|潜水器|大模型|模型|操作系统|疫苗|电池|相机|耳机"
    r"|手表|机器人|系列|上市|开售|首发|预售|开启预售|正式发布|量产)"
)
_ARMS = re.compile(
    r"(?:[歼轰运直教苏图]|米格|伊尔|东风|巨浪|鹰击|长剑|霹雳|红旗|红箭|翼龙|彩虹|攻击)-\d{1,3}[A-Z]?(?![A-Za-z0-9])"
)
_VESSEL = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,3})(?P<number>[零一二三四五六七八九十百]{1,4}|(?<!\d)\d{1,3})号"
    r"(?P<class>”?(?:[甲乙丙丁]|[A-Z]|遥[零一二三四五六七八九十百\d]{1,3})?(?:重复使用|载人|货运|运载|科学|气象|通信|试验|技术试验|极地|海洋)?"
    r"(?:火箭|卫星|探测器|飞船|着陆器|巡视器|潜水器|空间站|航天员|乘组|任务|科考船|考察船|轮|舰))?"
)


def weigh_products(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Keep products of a network only if they have a figure beside letters: 小米17 Ultra.

    The network gives the same tag to indices, medicines, currencies and other proper nouns.
    """
    for reading in readings:
        if reading.kind is not Kind.PRODUCT or reading.weight > 1:
            yield reading
            continue
        name = reading.span.of(text)
        model = re.search(r"\d", name) and re.search(r"[A-Za-z\u4e00-\u9fff]", name)
        if model and not _MODEL_ENDS.search(name) and _MODEL.fullmatch(name):
            yield reading


_MODEL = re.compile(r"(?=[A-Z\u4e00-\u9fff]|i[A-Z])[\u4e00-\u9fffA-Za-z]+(?:[ -]?[A-Za-z0-9.+]+)+")
_MODEL_ENDS = re.compile(
    r"(?:指数|疫苗|轮|融资|股|法|病毒|协议|标准|公路|国道|高速|航班|号|世|[\u4e00-\u9fff]{2}|[GSX]\d{2,4})$"
)


def name_products(text: str, readings: Sequence[Reading]) -> list[Reading]:
    """Add models with their brand, and Latin products, in place of what they overlap."""
    names = {r.span.end: r for r in readings if r.kind in NAMES}
    found = [r.span for r in readings if r.kind is Kind.PRODUCT]
    codes = [code for code in _CODE.finditer(text) if _is_code(text, code)]
    often = Counter(text[_before(text, c) - 2 : c.end()] for c in codes)
    found.extend(_with_brand(text, code, names, often) for code in codes)
    found.extend(_latin_products(text))
    found.extend(Span(*match.span()) for match in _ARMS.finditer(text))
    found.extend(_vessels(text))
    found.extend(_known(text, readings))
    found.extend(_listed(text, found))
    new: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        if span and (not new or span.start >= new[-1].end):
            new.append(span)
    settled = (r.span for r in readings if r.kind not in (*NAMES, Kind.PRODUCT))
    fixed = IntervalSet(len(text), settled)
    products = [Reading(span, Kind.PRODUCT, 1.0) for span in new if fixed.is_free(span)]
    kept = [reading for reading in readings if reading.kind is not Kind.PRODUCT]
    return replace_overlapped(text, kept, products)


def _is_code(text: str, code: re.Match[str]) -> bool:
    if code[0] in wordlists.words("not_codes") or _NO_CODE.fullmatch(code[0]):
        return False
    mixed = re.search("[A-Za-z]", code[0]) and re.search(r"\d", code[0])
    return bool(mixed) or not _COUNTED.match(text, code.end())


SHORT = 3
"""A model up to this length is always mentioned with its brand: 小米SU7, but GB300."""

_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
_MODEL_CODE = re.compile(r"[A-Z]{2,}-?\d|[A-Z]\d{2,}")
_NO_MODEL_AHEAD = re.compile(
    r"\s?(?:工艺|制程|航班|次|列车|公路|国道|高速|号线|频段|病毒|毒株|染色体|蛋白)"
)


def _before(text: str, code: re.Match[str]) -> int:
    """The end of what is before the code, without blanks."""
    end = code.start()
    while end and text[end - 1] == " ":
        end -= 1
    return end


def _with_brand(
    text: str, code: re.Match[str], names: Mapping[int, Reading], often: Mapping[str, int]
) -> Span:
    """The model with the name or the kind of product directly before it; empty if neither is.

    `often` counts each model with the two characters before it.
    """
    end = _before(text, code)
    if _NO_MODEL_AHEAD.match(text, code.end()):
        return Span(0, 0)
    maker = names.get(end)
    if maker and maker.kind is Kind.ORG:
        short = len(re.split("[ -]", code[0])[0]) <= SHORT
        return Span(maker.span.start if short else code.start(), code.end())
    before = text[max(0, end - 6) : end]
    brand = wordlists.ending(before, "brands")
    if not brand and _HAN.fullmatch(before[-2:]):
        kind = wordlists.ending(before[:-2], "product_words")
        brand = before[-2:] if kind or often[text[end - 2 : code.end()]] > 1 else ""
    of_kind = wordlists.ending(before.removesuffix("的"), "product_words") or (
        _MODEL_CODE.match(code[0]) and _AHEAD.match(text, code.end())
    )
    start = end - len(brand) if brand else code.start()
    return Span(start, code.end()) if brand or of_kind else Span(0, 0)


def _latin_products(text: str) -> Iterator[Span]:
    for match in _LATIN.finditer(text):
        first = re.split("[ -]", match[0])[0]
        known = {first, match[0].rpartition(" ")[0]} & wordlists.words("not_products")
        if known or _COUNTED.match(text, match.end()) or _is_in_prose(text, match):
            continue
        yield _without_maker(match)
    for match in _PLAIN.finditer(text):
        if _is_acronym(match[0]) or _is_in_prose(text, match):
            continue
        before = text[max(0, match.start() - 6) : match.start()]
        if wordlists.ending(before, "product_words") or _AHEAD.match(text, match.end()):
            yield _without_maker(match)


def _without_maker(match: re.Match[str]) -> Span:
    """The model after its maker: Core Ultra 7 of Intel Core Ultra 7, but all of Nikon Z8."""
    maker, _blank, model = match[0].partition(" ")
    known = model[:2].isalpha() and maker in wordlists.words("latin_organisations")
    return Span(match.start() + (len(maker) + 1 if known else 0), match.end())


def _is_acronym(name: str) -> bool:
    """Whether `name` is an acronym or an organisation: GPU, NVIDIA."""
    return name.isupper() or name in wordlists.words("latin_organisations")


def _is_in_prose(text: str, match: re.Match[str]) -> bool:
    """Whether a Latin word is directly before or after it, as in an English sentence."""
    before = re.search(r"[A-Za-z][,.]? $", text[max(0, match.start() - 3) : match.start()])
    return bool(before or re.match(r"[,.]? [a-z]", text[match.end() : match.end() + 3]))


def _listed(text: str, found: Sequence[Span]) -> Iterator[Span]:
    """Latin names in a list with a product: Model Y、问界M9."""
    starts, ends = {span.start for span in found}, {span.end for span in found}
    for match in _PLAIN.finditer(text):
        before, after = match.start() - 1, match.end() + 1
        listed = (after in starts and text[after - 1] in _AND) or (
            before in ends and text[before] in _AND
        )
        if listed and not _is_acronym(match[0]):
            yield Span(*match.span())


_AND = "、和与及"


def _known(text: str, readings: Sequence[Reading]) -> Iterator[Span]:
    """Products of the word list that are not part of a longer name: 抖音, but not 抖音集团."""
    covered = IntervalSet(len(text))
    for reading in readings:
        if reading.kind in NAMES and not _is_made(reading.span.of(text)):
            covered.take(reading.span)
    for span in occurrences(text, wordlists.words("products")):
        around = text[span.start - 1 : span.start] + text[span.end : span.end + 1]
        whole = not (span.of(text)[-1:].isascii() and re.search(r"[A-Za-z0-9\-]", around))
        if whole and around != "\n\n" and covered.is_free(span):
            yield span


def _is_made(name: str) -> bool:
    """Whether `name` is a product of the word list, alone or after its company: 百度|文心一言."""
    product = wordlists.ending(name, "products")
    maker = name[: len(name) - len(product)]
    return bool(product) and (not maker or maker in wordlists.words("companies"))


def _vessels(text: str) -> Iterator[Span]:
    """Numbered rockets, spacecraft and ships, unknown ones if their kind is stated: 神舟十八号."""
    hits = list(_VESSEL.finditer(text))
    stated = {m["name"][-2:] for m in hits if m["class"] or text[m.start("number") - 3] == "“"}
    for match in hits:
        name = wordlists.ending(match["name"], "vessels")
        name = name or (match["name"][-2:] if match["name"][-2:] in stated else "")
        if name:
            yield Span(match.start("number") - len(name), match.end("number") + 1)
