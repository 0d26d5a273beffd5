"""The author and the source among the names of a byline that have no label."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.article.byline_words import CHANNELS, is_name, is_outlet, is_person
from newsreader.article.line_text import han
from newsreader.text.lazy_regex import lazy_regex

_COUNTS = lazy_regex(
    r"(?:字数|阅读|浏览|点击|评论|点赞|喜欢|收藏|播放|人气)[数量]?[ :]{0,2}\d[\d,.]*[万wWkK]?"
    r"|\d[\d,.]*[万wWkK]? ?(?:次|人|条|个)?(?:阅读|浏览|评论|点赞|播放|点击|参与|跟贴)"
)
_AFTER_NAME = lazy_regex(
    r"[ /|]*(?:\w{2,4})?(?:即时|综合|专题)?(?:报道|报导|摄影报道|整理|整合|编译)$|[ /]*文?/?图$"
    r"| *(?:参与互动|我有话说|举报|打印|收藏|分享|关注|责任编辑).*$"
)
_BETWEEN_NAMES = lazy_regex(r" {2,}|[|\t\0\[\]()]| · |·(?=\0)|(?<=\0)·")
_ORIGINAL = lazy_regex(r"^(?:原创|转载) *")
_LONGEST_SOURCE = 16
_LONGEST_ACCOUNT = 14
_LONGEST_PAIR = 24
DATED = "\0"
"""Stands for a date in a line."""


def unlabelled(
    lines: Sequence[tuple[list[str], str]], author: str | None, source: str | None
) -> tuple[str | None, str | None]:
    """Author and source from the names without a label in each line of the byline.

    A name beside the time or with the form of an outlet is the source. On the page of an account
    ("原创") the author precedes the account. A person, or an account above the date, is the author.
    """
    named = [names for names, _line in lines if names]
    original = any("原创" in line for _names_, line in lines)
    if source is None and (found := _source(lines, author, original=original)):
        source = found
    if author is None and (original or (len(named) == 1 and not _has_date(lines))):
        both = next((names for names in named if len(names) == 2), None)
        if both and sum(map(len, both)) <= _LONGEST_PAIR and both[0] != source:
            author, source = both[0], source or both[1]
    if author is None:
        people = (_persons(names, line) for names, line in lines)
        author = " ".join(next(filter(None, people), [])) or None
    if author is None and source is None:
        return _account(lines), None
    return author, source


def _source(
    lines: Sequence[tuple[list[str], str]], author: str | None, *, original: bool
) -> str | None:
    for names, line in lines:
        pair = original and len(names) > 1
        for name in names[1:] if pair else names:
            if name not in (author or "") and _could_be_source(name, names, line):
                return name
    return None


def _has_date(lines: Sequence[tuple[list[str], str]]) -> bool:
    return any(DATED in line for _names_, line in lines)


def _persons(names: Sequence[str], line: str) -> list[str]:
    """The persons among the `names` of a line, if it has nothing else but a date."""
    people = [name for name in names if is_person(name)]
    return people if len(people) == len(names) or DATED in line else []


def _could_be_source(name: str, names: Sequence[str], line: str) -> bool:
    if len(name) > _LONGEST_SOURCE or name in CHANNELS or name.endswith("公司") or is_person(name):
        return False
    if is_outlet(name):
        return True
    return DATED in line and len(name) >= 3 and len(names) < 3 and "|" not in line


def _account(lines: Sequence[tuple[list[str], str]]) -> str | None:
    """The only name of a line above the date, or of a line with "yesterday"."""
    for names, line in lines:
        if DATED in line:
            return None
        if len(names) == 1 and len(names[0]) <= _LONGEST_ACCOUNT and names[0] not in CHANNELS:
            return names[0] if _has_date(lines) or "天" in line else None
    return None


def names_in(line: str) -> list[str]:
    """The words in the rest of a line that may be names."""
    found: list[str] = []
    for part in _BETWEEN_NAMES.split(_COUNTS.sub("  ", line)):
        pieces = [piece for piece in part.split() if not piece.isdecimal()]
        whole = [part] if not all(han(piece) >= 2 for piece in pieces) else pieces
        cleaned = [cleaned_name(_ORIGINAL.sub("", name.strip())) for name in whole]
        found += [name for name in cleaned if is_name(name)]
    return found


def cleaned_name(value: str) -> str:
    """`value` without marks, counts and what follows a name."""
    value = _COUNTS.sub("", value.replace(DATED, " "))
    value = value.strip(" ,;|/-·:()[]【】\n\t")
    return (_AFTER_NAME.sub("", value) or value).strip(" ,;|/-·:()[]【】\n\t")
