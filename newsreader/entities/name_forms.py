"""The parts of a name, and the forms in which the same name is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
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
_PLACE = lazy_regex(r"(?<=[\u4e00-\u9fff]{2})(?:特别行政区|自治区|省|市|县|风?景区)$")
_INTERNATIONAL = lazy_regex(r"(?<=[\u4e00-\u9fff]{2})国际(?=[\u4e00-\u9fff]{2,4}[港场]$)")
_MARKS = lazy_regex(r"[\s\-‐–™®《》]")
_UPPER = lazy_regex(
    r"^[\u4e00-\u9fff]{2,}?(?:特别行政区|自治区|自治州|省|市|州|盟)(?=[\u4e00-\u9fff]{2})"
)


@cache
def _short_countries() -> dict[str, str]:
    pairs = (entry.partition("=") for entry in wordlists.entries("countries"))
    return {short: country for country, _, short in pairs if short}


def other_names(name: str) -> tuple[str, ...]:
    """The synonyms of `name` in the word lists: 中国人民银行 for 央行; includes `name` itself."""
    return _synonyms().get(name, ())


@cache
def _synonyms() -> dict[str, tuple[str, ...]]:
    groups = (tuple(entry.split("=")) for entry in wordlists.entries("same"))
    return {name: names for names in groups for name in names}


def plain_form(name: str, kind: Kind) -> str:
    """The name without its optional parts.

    吉利控股集团 and 吉利控股, 宁波市人民政府 and 宁波市政府, 浙江省 and 浙江, 央行 and 中国人民银行
    have the same plain form.
    """
    if kind in (Kind.ORG, Kind.LOC):
        name = _INTERNATIONAL.sub("", next(iter(other_names(name)), name))
    if kind is Kind.LOC:
        return _place_form(name)
    if name.isascii() or kind in (Kind.PRODUCT, Kind.WORK):
        return _MARKS.sub("", name).casefold()
    return _organisation_form(name) if kind is Kind.ORG else name


def _place_form(name: str) -> str:
    name = _short_countries().get(name, name)
    while upper := _UPPER.match(name):
        name = name[upper.end() :]
    return _PLACE.sub("", name)


def _organisation_form(name: str) -> str:
    for length in range(2, len(name) - 2):
        if same := other_names(name[:length]):
            name = same[0] + name[length:]
            break
    for long, short in _OFFICIAL:
        if name.endswith(long):
            name = name[: -len(long)] + short
            break
    for legal in _LEGAL:
        if name.endswith(legal) and len(name) - len(legal) >= 2:
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
    written = (_INTERNATIONAL.sub("", _short_countries().get(name, name)) for name in names)
    bodies = {_PLACE.sub("", name) for name in written}
    fullest = max(bodies, key=len)
    return all(fullest.endswith(body) for body in bodies)


def tails(name: str, kind: Kind, known: Collection[tuple[Kind, str]]) -> Iterator[str]:
    """The `known` names for `name` without the larger whole before it: 虎门 for 东莞虎门.

    That is a country, a province, a city, a district or another known place. A work and a product
    may be called by any of its last words: 通知, S20 for Galaxy S20.
    """
    if kind not in (Kind.ORG, Kind.LOC, Kind.PRODUCT, Kind.WORK) or _is_country(name):
        return
    for at in range(1, len(name) - 1):
        head, rest = name[:at], name[at:]
        if (kind, rest) not in known:
            continue
        if kind is Kind.PRODUCT:
            whole = head[-1] == " " or head[-1].isascii() != rest[0].isascii()
        elif kind is Kind.WORK:
            whole = True
        else:
            whole = at > 1 and ((Kind.LOC, head) in known or _is_whole(head, rest, kind))
        if whole:
            yield rest


def _is_country(name: str) -> bool:
    return name in wordlists.words("countries")


def _is_whole(head: str, rest: str, kind: Kind) -> bool:
    """Whether `head` is a place that `rest` belongs to; 外交部 is not that of another country."""
    if rest in wordlists.words("organisations"):
        return False
    if _is_country(head):
        return kind is Kind.LOC or head == "中国"
    if head == "国家":
        return kind is Kind.ORG
    if kind is Kind.LOC and wordlists.opening(head, "provinces"):
        return True
    if len(rest) > 3 and _DISTRICT.fullmatch(head + rest[0]):
        return True  # 县法院 for 辰溪县法院
    listed = head in wordlists.words("provinces") or head in wordlists.words("places")
    return listed or bool(_DISTRICT.search(head))


def abbreviations(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of an abbreviation and its full name among names of organisations.

    中基协 has characters of 中国证券投资基金业协会 in their order.
    """
    by_first: dict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys(names):
        by_first[name[:1]].append(name)
    for alike in by_first.values():
        if len(alike) > MOST_ALIKE:
            continue
        short = [name for name in alike if 3 <= len(name) <= LONGEST_ABBREVIATION]
        for one in short:
            yield from ((one, name) for name in alike if _abbreviates(one, name))


LONGEST_ABBREVIATION = 8

MOST_ALIKE = 500
"""Names with one first character, at most: each is compared with each."""


def _abbreviates(short: str, name: str) -> bool:
    if len(name) < len(short) + 2 or not all(character in name for character in short[1:4]):
        return False
    if short.isascii() or short in name or _is_full_name(short):
        return False
    head, tail = _shared(short, name), _shared(short[::-1], name[::-1])
    tail = min(tail, len(short) - head)
    left, gone = short[head : len(short) - tail], name[head : len(name) - tail]
    if not left or len(gone) < 2 * len(left):
        return False
    rest = iter(gone)
    return all(character in rest for character in left) and (tail > 0 or len(list(rest)) < 3)


def _is_full_name(name: str) -> bool:
    lists = ("organisations", "companies", "media", "clubs")
    return any(name in wordlists.words(each) for each in lists)


def _shared(one: str, two: str) -> int:
    """How many characters the two have in common at the beginning."""
    for at, (character, other) in enumerate(zip(one, two, strict=False)):
        if character != other:
            return at
    return min(len(one), len(two))


def family_of(name: str) -> str:
    """The family name if `name` has no given name: 于, 老马, 欧阳, 潘行长. Otherwise ""."""
    familiar = _FAMILIAR.fullmatch(name)
    family = familiar[1] if familiar else wordlists.opening(name, "surnames")
    rest = "" if familiar else name[len(family) :]
    called = (
        not rest or rest == "老" or any(rest in wordlists.words(e) for e in ("calls", "titles"))
    )
    return family if called and family in wordlists.words("surnames") else ""


def last_part(name: str) -> str:
    """The last part of a foreign name, used later in an article; "" if it has only one part."""
    for dot in DOTS:
        if dot in name:
            return name.rpartition(dot)[2]
    return name.rpartition(" ")[2] if " " in name else ""


def foreign_parts(name: str) -> tuple[str, ...]:
    """The first and the last part of a foreign name; empty if it has only one part."""
    for dot in (*DOTS, " "):
        if dot in name:
            return name.partition(dot)[0], name.rpartition(dot)[2]
    return ()


def given_name(name: str) -> str:
    """The given name of two characters after a family name: 晓颖 of 潘晓颖. Otherwise ""."""
    family = wordlists.opening(name, "surnames")
    return name[len(family) :] if family and len(name) == len(family) + 2 else ""
