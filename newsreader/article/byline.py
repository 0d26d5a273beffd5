"""The author, source and date in the byline and the foot of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from newsreader.article.byline_names import (
    DATED,
    SURNAMES,
    cleaned_name,
    is_name,
    is_outlet,
    is_person,
    names_in,
    unlabelled,
)
from newsreader.article.dates import Date, find_dates
from newsreader.article.line_text import ends_sentence, half_width
from newsreader.text.lazy_regex import lazy_regex

_LABEL = lazy_regex(
    # Any other character is passed at once, which halves the time.
    r"(?=[上专主人以作供修关出分刊创初原发打执撰播摄文新日时最更本来标栏校次次所浏消添点特媒字实审封"
    r"录责资转通采终编网图首见记访评阅监稿索信复])(?:"
    r"(?P<updated>(?:最后)?更新(?:时间|日期|于)?|修改时间)"
    r"|(?P<source>(?:以下)?(?:文章|新闻|信息|稿件|消息|本文|资料|原文)?(?:来源于?|出处|稿源|来自)"
    r"|原载于?|转自|转载自|媒体)"
    r"|(?P<other>发布(?:者|人|单位|机构)|责任编辑|责编|(?:网络|本文)?编辑者?(?= ?[:/|])"
    r"|校对|审核|审稿|终审|初审|复审|摄影(?!记者)|供稿|监制|录入(?:者|员)?|信息员"
    r"|浏览(?:次数|量|数)?|阅读(?:次数|量|数)?|点击(?:次数|量|数|率)?|访问量|人气|评论数?|次数"
    r"|字体(?:大小)?|字号|字级(?:设定)?|所属分类|栏目|分类|标签|关键(?:词|字)|编号|索引号"
    r"|主题词|文号|打印|分享|封面来源|图片来源|图源)"
    r"|(?P<author>本文作者|(?:专栏|特约)?作者|撰文|撰稿人?|文字记者|执笔|采访|采写|编译|通讯员"
    r"|(?:本\w)?(?:特约|见习|实习|首席|特派|摄影)?记者|(?<!\w)文(?= ?[/|:]))"
    r"|(?P<published>(?:发布|发表|发稿|刊发|出版|上传|创建|编辑|录入|添加|刊登|播出)"
    r"(?:时间|日期|于)?|时间|日期|点击(?=: ?\0)))"
)
_COLON = lazy_regex(r"[ \n]*[:/|][ \n]*")
_STOP = lazy_regex(r" {2,}|[ ]?\|[ ]?|[;。,\n\t\0]|(?<![A-Za-z0-9.]) ?[(\[【]|[)\]】]")
_SECOND_SOURCE = lazy_regex(r" {2,}(\S{2,12}(?:网|报|社|台|刊))(?=\s|$)")
_SOURCE_IN_TEXT = lazy_regex(
    r"(?:编选|转载|摘编|摘|选|转|来)自[^“”\"「」]{0,12}[“\"「]([^”\"」]{2,20})[”\"」]"
    r"|本文(?:来源于?|来自|转自|转载自|摘自)[:：]? ?([^，,。；;\s“”\"()（）]{2,16})[，,。；;]"
)
_WEEKDAY = lazy_regex(r"[ ()]*(?:(?:星期|周|礼拜)\w)?[ ()]*")
_DAY_NAME = lazy_regex(r" ?[(]?(?:星期|周|礼拜)[一二三四五六日天](?!\w)[)]?")
_PAGE_NUMBER = lazy_regex(r"(?<= )第?[A-Z]?\d{1,3}版(?:[ :][^\W\d]{2,4}(?=\s|\Z))?")
"""The page of a printed paper, and its section: A04版 要闻."""

_AND = lazy_regex(r"[ 、,&]+")
_FUNCTION = lazy_regex(r".{0,8}(?:记者|实习生|通讯员|特约撰稿|撰稿人|作者|编译|摄影)")
_EVENT = (
    *("地点", "地址", "会议地点", "活动地点", "人物", "主持", "参加", "出席", "参会", "主讲"),
)
_LONGEST_BYLINE, _SHORT, _LONGEST_DAY = 80, 40, 20
_LONGEST_CREDIT = 28


class Fields(NamedTuple):
    """What a page says of itself; each value is quoted from it, but `published_iso` (ISO 8601)."""

    author: str | None = None
    source: str | None = None
    published: str | None = None
    published_iso: str | None = None


def read_fields(byline: Sequence[str], near: Sequence[str], foot: Sequence[str]) -> Fields:
    """The fields in the lines of the `byline`; else labelled ones `near` it or in the `foot`."""
    found = _Lines(byline)
    fields = found.fields()
    for lines in (near, foot):
        if fields.author and fields.source and fields.published:
            break
        other = _Lines([line for line in lines if len(line) <= _LONGEST_BYLINE])
        labelled = other.labelled()
        if fields.published is None:
            date = other.date(labelled=True)
            fields = fields._replace(published=date.published, published_iso=date.published_iso)
        fields = fields._replace(
            author=fields.author or labelled.author,
            source=fields.source or labelled.source,
        )
    return fields if fields.source else fields._replace(source=_source_in_text(foot))


def is_byline(line: str) -> bool:
    """Whether a line by itself is a byline: a date with a time, in figures, or with a name."""
    if len(line) > _LONGEST_BYLINE or line.startswith(("(", "（")):
        return False
    lines = _Lines([line])
    for date in lines.dates:
        if date.timed and (date.iso or lines.kind(date)):
            return True
        if date.iso and lines.plain[date.start : date.end].strip().isascii():
            return True
    labelled = lines.labelled()
    if labelled.author and len(line) <= _SHORT and not ends_sentence(line):
        return True
    if line.startswith(("原创", "原創")) and lines.fields().author:
        return True
    return bool(labelled.source or (lines.dates and (labelled.author or lines.fields().source)))


def is_day(line: str) -> bool:
    """Whether a line is only a day, perhaps with its weekday, without a time."""
    if len(line) > _LONGEST_DAY:
        return False
    plain = half_width(line)
    return any(
        not date.timed and _WEEKDAY.fullmatch(plain[: date.start] + plain[date.end :])
        for date in find_dates(plain)
    )


def is_credit(line: str) -> bool:
    """Whether a line has nothing but the label of an author and names of persons."""
    if len(line) > _LONGEST_CREDIT:
        return False
    plain = half_width(line).strip(" ()[]【】")
    author = _Lines([plain]).labelled().author
    if author is None or not plain.endswith(author):
        return False
    return all(map(is_person, _AND.split(author)))


def is_of_event(line: str) -> bool:
    """Whether a line has a label that is beside the time of an event, not of a page."""
    return half_width(line[:6]).startswith(_EVENT)


class _Lines:
    """Lines as one text: half-width, with dates replaced, and offsets as in the original."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.original = "\n".join(lines)
        plain = half_width(self.original)
        self.plain = plain.replace("\u200b", " ").replace("\ufeff", " ")
        self.dates = find_dates(self.plain)
        rest = self.plain
        for date in self.dates:
            after = _DAY_NAME.match(rest, date.end)
            end = after.end() if after else date.end
            rest = rest[: date.start] + DATED.center(end - date.start) + rest[end:]
        self.rest = _PAGE_NUMBER.sub(lambda match: " " * len(match[0]), rest)

    def fields(self) -> Fields:
        """All fields, of labels and of names without one."""
        values, left = self._values()
        author, source = values.get("author"), values.get("source")
        if author is None and (signed := _signed(left)):
            author, source = signed[0], source or signed[1]
            left = left.replace("/".join(signed), " ")
        names = [(names_in(line), line) for line in left.split("\n")]
        author, source = unlabelled(names, author, source)
        dated = self.date()
        return dated._replace(author=self._quoted(author), source=self._quoted(source))

    def labelled(self) -> Fields:
        """The author and source that have a label."""
        values, _left = self._values()
        return Fields(self._quoted(values.get("author")), self._quoted(values.get("source")))

    def date(self, *, labelled: bool = False) -> Fields:
        """The day of publication, else of the last change; `labelled` ones only, if asked."""
        kinds = [(self.kind(date), date) for date in self.dates]
        chosen = [date for kind, date in kinds if kind == "published"]
        if not labelled:
            others = [date for kind, date in kinds if kind is None]
            chosen += [date for date in others if date.iso] or others
        chosen = chosen or [date for kind, date in kinds if kind == "updated"]
        if not chosen:
            return Fields()
        timed = [date for date in chosen if date.timed]
        best = next((date for date in timed if _same_day(date, chosen[0])), (timed or chosen)[0])
        words = " ".join(self.original[best.start : best.end].split()).strip(" ,，")
        return Fields(published=words, published_iso=best.iso)

    def kind(self, date: Date) -> str | None:
        """The kind of label that `date` has: "published", "updated" or None."""
        before = self.plain[max(0, date.start - 14) : date.start].rsplit("\n\n", 1)[-1]
        labels = [m for m in _LABEL.finditer(before) if m.lastgroup in ("updated", "published")]
        if not labels or len(before) - labels[-1].end() > 4:
            return None
        return labels[-1].lastgroup

    def _values(self) -> tuple[dict[str, str], str]:
        """The value of each kind of label, and the text that is left."""
        values: dict[str, str] = {}
        left: list[str] = []
        at = 0
        labels = [m for m in _LABEL.finditer(self.rest) if _is_label(self.rest, m)]
        for index, label in enumerate(labels):
            if label.start() < at:
                continue
            left.append(self.rest[at : label.start()])
            following = labels[index + 1 :]
            end = next((m.start() for m in following), len(self.rest))
            value, at = self._value(label, end)
            kind = label.lastgroup or "other"
            if kind == "author":
                value = _people(value)
                glued = at == end and self.rest[at - 1] not in " \n"
                if glued and following and kind == following[0].lastgroup:
                    value = ""  # the paper of the author who is named next
            if kind in ("author", "source") and is_name(value):
                values.setdefault(kind, value)
        left.append(self.rest[at:])
        return values, "  ".join(left)

    def _value(self, label: re.Match[str], end: int) -> tuple[str, int]:
        """The value after `label`, before `end`, and the offset after it."""
        colon = _COLON.match(self.rest, label.end())
        begin = colon.end() if colon else label.end()
        begin += len(self.rest[begin:end]) - len(self.rest[begin:end].lstrip(" \n"))
        if label.lastgroup in ("published", "updated"):
            return "", label.end()
        if begin >= end:
            return "", max(label.end(), min(begin, end))
        stop = _STOP.search(self.rest, begin + 1, end)
        at = stop.start() if stop else end
        value = cleaned_name(self.rest[begin:at])
        if label.lastgroup == "source":
            if colon is None and ":" in value:
                value = value.partition(":")[0]
            if stop and stop[0].isspace() and (part := _SECOND_SOURCE.match(self.rest, at, end)):
                return self.rest[begin : part.end()].strip(), part.end()
            value = value.removesuffix("网站")
        return value, at

    def _quoted(self, value: str | None) -> str | None:
        """`value`, which is half-width, in the characters of the lines."""
        if value is None:
            return None
        at = self.plain.find(value)
        words = self.original[at : at + len(value)] if at >= 0 else value
        return words[1:-1] if words[0] == "《" and words[-1] == "》" else words


def _source_in_text(lines: Sequence[str]) -> str | None:
    """The source in a sentence, such as "this article is from ...", short lines first."""
    for line in sorted(lines, key=len):
        if "自" in line and (found := _SOURCE_IN_TEXT.search(line)):
            return found[1] or found[2]
    return None


def _signed(text: str) -> tuple[str, str] | None:
    """The person and the paper in a part such as "name/paper"."""
    for part in text.split():
        person, slash, outlet = part.strip("()【】[]").partition("/")
        if slash and is_person(person) and is_outlet(outlet):
            return person, outlet
    return None


def _same_day(one: Date, other: Date) -> bool:
    return one.iso is not None and other.iso is not None and one.iso[:10] == other.iso[:10]


def _is_label(text: str, match: re.Match[str]) -> bool:
    """A label is followed by a colon; only some may be without one."""
    word, following = match[0], text[match.end() : match.end() + 1]
    if _COLON.match(text, match.end()) and following != "|":
        return True
    if following == "|":
        return word in ("文", "编辑", "来源", "作者", "撰文", "图源")
    before = text[match.start() - 1] if match.start() else "\n"
    if match.lastgroup == "source":
        if word.endswith(("于", "自")):
            return before in " \n|" and len(text) - match.end() > 1
        return word == "来源" and following not in " \n" and before in " \n|\0"
    if match.lastgroup == "author" and word.endswith(("记者", "作者")):
        return following == " " or following in SURNAMES
    return False


def _people(value: str) -> str:
    """`value` without the functions and papers of the people in it; "" for photographers."""
    if value.endswith("摄"):
        return ""
    parts = value.split()
    named = [part for part in parts if not _FUNCTION.fullmatch(part)]
    return " ".join(named) if named and len(named) < len(parts) else value
