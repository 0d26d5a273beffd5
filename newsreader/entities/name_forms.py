"""The parts of a name, and the forms in which the same name is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache

from newsreader.entities import wordlists
from newsreader.entities.kind import Kind
from newsreader.text.lazy_regex import lazy_regex

DOTS = "·•・‧∙"

_FAMILIAR = lazy_regex(r"[老小阿](.)")
_LEGAL = (
    "股份有限公司",
    "有限责任公司",
    "控股有限公司",
    "集团有限公司",
    "有限公司",
    "集团公司",
    "集团",
    "公司",
)
_OFFICIAL = (
    ("人民政府", "政府"),
    ("中级人民法院", "中院"),
    ("高级人民法院", "高院"),
    ("人民法院", "法院"),
    ("人民检察院", "检察院"),
)
_PROVINCIAL = lazy_regex(r"(?:省|自治区|市)?(?=[\u4e00-\u9fff]{1,5}[市县州])")
_LEVELS = lazy_regex(r"(?<=[\u4e00-\u9fff]{2})[省市县](?=政府|中院|高院|法院|检察院)")
_DISTRICT = lazy_regex(r"[\u4e00-\u9fff]{2}[省市县区州盟]$")
_PLACE = lazy_regex(r"(?<=[\u4e00-\u9fff]{2})(?:特别行政区|自治区|省|市|县)$")
_UPPER = lazy_regex(
    r"^[\u4e00-\u9fff]{2,}?(?:特别行政区|自治区|自治州|省|市|州|盟)(?=[\u4e00-\u9fff]{2})"
)


@cache
def _full_names() -> dict[str, str]:
    pairs = (entry.split("=") for entry in wordlists.entries("same"))
    return {name: names[0] for names in pairs for name in names}


@cache
def _short_countries() -> dict[str, str]:
    pairs = (entry.partition("=") for entry in wordlists.entries("countries"))
    return {short: country for country, _, short in pairs if short}


def other_names(name: str) -> tuple[str, ...]:
    """The synonyms of `name` in the word lists: 中国人民银行 for 央行; includes `name` itself."""
    names = (entry.split("=") for entry in wordlists.entries("same"))
    return next((tuple(each) for each in names if name in each), ())


def plain_form(name: str, kind: Kind) -> str:
    """The name without its optional parts.

    吉利控股集团 and 吉利控股, 宁波市人民政府 and 宁波市政府, 浙江省 and 浙江, 央行 and 中国人民银行
    have the same plain form.
    """
    if kind in (Kind.ORG, Kind.LOC) and name in _full_names():
        name = _full_names()[name]
    if kind is Kind.LOC:
        return _place_form(name)
    if kind is Kind.ORG:
        return _organisation_form(name)
    return name


def _place_form(name: str) -> str:
    name = _short_countries().get(name, name)
    while upper := _UPPER.match(name):
        name = name[upper.end() :]
    return _PLACE.sub("", name)


def _organisation_form(name: str) -> str:
    for long, short in _OFFICIAL:
        if name.endswith(long):
            name = name[: -len(long)] + short
            break
    for legal in _LEGAL:
        if name.endswith(legal) and len(name) - len(legal) >= 3:
            return _without_place(name[: -len(legal)])
    if name.endswith(tuple(short for _long, short in _OFFICIAL)):
        return _LEVELS.sub("", _without_province(name))
    return name


def _without_province(name: str) -> str:
    """江海中院 is 云南省江海中院: city names are unique within a province, and mostly in China."""
    for place in wordlists.longest_first("provinces"):
        if name.startswith(place) and (more := _PROVINCIAL.match(name, len(place))):
            return name[more.end() :]
    return name


def _without_place(name: str) -> str:
    """浙江吉利控股 is 吉利控股: registered company names begin with the province."""
    for place in wordlists.longest_first("provinces"):
        rest = name.removeprefix(place)
        if rest != name and len(rest) >= 3:
            return rest.removeprefix("省").removeprefix("市")
    return name


def short_forms(name: str, kind: Kind) -> Iterator[str]:
    """Short names of a company, if nothing else in the article has them: 恒岳 for 恒岳碳纤维."""
    if kind is not Kind.ORG:
        return
    rest = _organisation_form(name)
    while end := wordlists.ending(rest, "company_endings"):
        rest = rest[: -len(end)]
        if len(rest) < 2:
            return
        yield rest


def word_continues(text: str, end: int) -> bool:
    """Whether the word continues after `end`, so that no name ends there: 公安部 in 公安部门.

    A title after the name is another word: 立法会|议员.
    """
    if text[end - 1 : end + 1] not in wordlists.words("not_endings"):
        return False
    return len(wordlists.opening(text[end : end + 6], "titles")) < 2


def one_place(names: Sequence[str]) -> bool:
    """Whether all names can mean the same place: the longest name ends with each of them.

    宁波市江东路 and 杭州市江东路 are two places.
    """
    bodies = {_PLACE.sub("", _short_countries().get(name, name)) for name in names}
    fullest = max(bodies, key=len)
    return all(fullest.endswith(body) for body in bodies)


def inner_places(name: str, places: Collection[str]) -> Iterator[str]:
    """Those of `places` that `name` combines with an outer place: 虎门 in 东莞虎门.

    The outer place is a country, a province, a city or district, or another of `places`.
    """
    if name in wordlists.words("countries"):
        return
    for length in range(2, len(name) - 1):
        outer, inner = name[:-length], name[-length:]
        if inner in places and (
            outer in places
            or outer in wordlists.words("countries")
            or outer in wordlists.words("provinces")
            or _DISTRICT.search(outer)
        ):
            yield inner


def family_of(name: str) -> str:
    """The family name if `name` consists of nothing else: 于, 老马, 欧阳. Otherwise ""."""
    familiar = _FAMILIAR.fullmatch(name)
    family = familiar[1] if familiar else name
    return family if family in wordlists.words("surnames") else ""


def last_part(name: str) -> str:
    """The last part of a foreign name, used later in an article; "" if it has only one part."""
    for dot in DOTS:
        if dot in name:
            return name.rpartition(dot)[2]
    return name.rpartition(" ")[2] if " " in name else ""
