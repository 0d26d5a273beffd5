"""The byline: the lines with the date, source and author of a page."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsreader.article.furniture import is_counter, is_furniture, without_buttons
from newsreader.article.phrase import ends_sentence, half_width, han, plain
from newsreader.text.lazy_regex import lazy_regex

_LONGEST = 140

_DATE = lazy_regex(
    r"(?:19|20)\d\d ?(?:[-/.] ?\d{1,2} ?[-/.] ?\d{1,2}|年 ?\d{1,2} ?月 ?\d{1,2} ?日?)"
    r"(?P<time>[ T,]*(?:(?:星期|周|礼拜)[一二三四五六日天][ ,]*)?(?:[上下中]午|凌晨|晚上)?"
    r" ?\d{1,2} ?(?::|时|点) ?\d{2}(?:[:分]\d{2})?分?秒?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?"
)
_PARTIAL_DATE = lazy_regex(
    r"(?:\d\d-)?\d{1,2}[-月]\d{1,2}日? ?\d{1,2}:\d{2}(?::\d{2})?"
    r"|(?:今天|昨天|前天|刚刚|\d+ ?(?:分钟|小时|天|周|个月)前)(?: ?\d{1,2}:\d{2})?"
)
_LABEL = lazy_regex(
    r"(?P<source>(?:文章|新闻|信息|稿件|消息|本文)?(?:来源于?|出处|稿源|来自)|原载|转自|媒体)"
    r"|(?P<author>本文作者|作者|撰文|撰稿人?|作家|文字记者|执笔|(?:本[报刊网台站])?记者|通讯员|(?<!\w)文(?=[/|]))"
    r"|(?P<other>发布[者人]|发布单位|发布机构|责任编辑|责编|编辑者?(?=[:|/])|校对|审核|审稿|终审|摄影|供稿|录入[者员]?"
    r"|信息员|浏览(?:次数|量|数)?|阅读(?:次数|量|数)?|点击(?:次数|量|数|率)?|访问量|人气|评论数?|字体(?:大小)?|字号"
    r"|栏目|分类|标签|关键[词字]|编号|索引号|主题词|文号|打印|分享)"
    r"|(?P<updated>更新(?:时间|日期|于)|最后更新|修改时间)"
    r"|(?P<published>(?:发布|发表|发稿|刊发|出版|上传|创建|编辑|录入|添加)(?:时间|日期|于)?|时间|日期)"
)
_COLON = lazy_regex(r" ?[:|/] ?")
_STOP = lazy_regex(r" {2,}|\|| \||[;。]|(?<![A-Za-z0-9.]) ?[(\[【]|\t")
_NOISE = lazy_regex(
    r"我有话说.*|\([^()]*更新[^()]*\)|(?:发布|发表)于.{0,20}|IP属地.*|第? ?\d{1,3} ?版|收藏本文.*"
    r"|举报|打印|关闭|分享.*|评论.*|[大中小 ]{3,}|字[号体].*|A[-+ ].*|\d+人.*"
    r"|(?:编辑|发布|发表|更新)于?$| 于$|(?:星期|周|礼拜)[一二三四五六日天].{0,4}"
    r"|原创|转载|首发|独家|参与互动.*|订阅|关注|听新闻.*|\(\d[\d,]*\)"
)
_COUNTS = lazy_regex(
    r"(?:字数|阅读|浏览|点击|评论|点赞|喜欢|收藏|播放|人气)[数量]?[ :]{0,2}\d[\d,.]*[万wWkK]?"
    r"|\d[\d,.]*[万wWkK]? ?(?:次|人|条|个)?(?:阅读|浏览|评论|点赞|播放|点击|参与|跟贴)"
)
_SECOND_SOURCE = lazy_regex(r" {2,}(\S{2,12}(?:网|报|社|台|刊))(?= |$)")
_EDGES = " ,;|/-·:()[]【】"
_NAMED = ("source", "author")
_DATED = {"published", "updated"}
_DATED_BELOW = ("编辑于", "发布于", "发表于", "更新于")
_LONGEST_SOURCE = 16
_REPORT = lazy_regex(r" ?[/|]? ?(?:\w{2,4})?(?:即时|综合|专题)?(?:报道|报导|摄影报道|整理)$")
PLACE_LABELS = (
    "地点",
    "地址",
    "会议地点",
    "活动地点",
    "人物",
    "主持",
    "参加",
    "出席",
    "参会",
    "主讲",
)
"""Labels beside the time of an event, and never beside the time of a page."""

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "骆简游庄柳柏祝翁荣温施殷齐洪左倪卓褚岳鲍耿聂申甘焦裴麦梅章阮喻霍辛冷管柴蓝兰洪涂詹纪项童关骆佟尤"
    "駱簡莊榮溫齊聶藍塗紀項關羅連練鄺"
    "張劉陳楊黃趙吳孫馬鄭謝許馮鄧蔣蕭葉蘇呂盧譚陸賈韋鄒龍賀顧龔錢嚴湯鍾羅"
)
_NO_NAMES = (
    *("江苏", "江西", "江门", "江城", "石家庄", "金华", "金融", "温州", "黄山", "黄冈", "黄石"),
    *("马鞍山", "唐山", "陆家嘴", "高清", "施工"),
)
_OUTLET = tuple("網网报報社台刊志署局会院部所司团站室号财經经闻讯察线厅学技")
_NAME = lazy_regex(r"[\w·•.\-—&《》“”\"' ]{2,40}")


class Field(NamedTuple):
    """One fact of a line: its kind, and its value quoted from the text."""

    kind: str
    value: str
    labelled: bool = False


class Byline(NamedTuple):
    """The facts of one line; `strength` is 2 if it is a byline, 1 if it may be one, else 0."""

    fields: tuple[Field, ...]
    strength: int

    def value(self, kind: str, *, labelled: bool = False) -> str | None:
        """The first value of `kind`, or None; with `labelled`, only of a field with a label."""
        fields = (field for field in self.fields if field.labelled or not labelled)
        return next((field.value for field in fields if field.kind == kind and field.value), None)


NOTHING = Byline((), 0)


def read_byline(text: str) -> Byline:
    """The date, source and author in `text`, one line of a page."""
    if len(text) > _LONGEST or (ends_sentence(text) and len(text) > 24):
        return NOTHING
    line = plain(text)
    if line.startswith(PLACE_LABELS):
        return NOTHING
    bare = line.strip("■●▲ -—")
    if bare[:1] in "([【" and bare[-1:] in ")]】":
        bare = bare[1:-1]
    date = _DATE.search(bare)
    rest = bare if date is None else bare[: date.start()] + "  " + bare[date.end() :]
    fields, left = _labelled(rest)
    kinds = {field.kind for field in fields if field.value or field.kind not in _NAMED}
    if date is not None:
        kind = "updated" if kinds == {"updated"} else "published"
        labelled = bool(_DATED & kinds) or line.startswith(_DATED_BELOW)
        fields = [Field(kind, date[0].strip(" ,"), labelled), *fields]
    names = _names(left)
    strength = _strength(date, kinds, names, line)
    if strength == 0:
        return NOTHING
    fields = _with_names(fields, names, line)
    quoted = (field._replace(value=_quoted(text, field.value)) for field in fields)
    return Byline(tuple(quoted), strength)


def _quoted(text: str, value: str) -> str:
    """Plain `value` in the characters of `text`."""
    at = half_width(text).find(value)
    words = text[at : at + len(value)] if at >= 0 else value
    return words[1:-1] if words[:1] == "《" and words[-1:] == "》" else words


def _labelled(text: str) -> tuple[list[Field], str]:
    """The labelled fields of plain `text`, and the rest of it."""
    found: list[Field] = []
    left: list[str] = []
    at = 0
    labels = [m for m in _LABEL.finditer(text) if _is_label(text, m)]
    for index, label in enumerate(labels):
        left.append(text[at : label.start()])
        colon = _COLON.match(text, label.end())
        begin = colon.end() if colon else label.end()
        end = labels[index + 1].start() if index + 1 < len(labels) else len(text)
        stop = _STOP.search(text, begin + 1, end) if begin < end else None
        at = stop.start() if stop else end
        kind = label.lastgroup or "other"
        value = without_buttons(_COUNTS.sub("", text[begin:at]).strip(" ,;|/-·"))
        if kind == "author":
            named = _REPORT.sub("", value)
            value = named if len(named) >= 2 else value
        if kind in _NAMED and not is_name(value):
            value = ""
        if kind == "source" and stop and stop[0].isspace():
            at, value = _second_part(text, at, end, value)
        found.append(Field(kind, value, labelled=True))
    left.append(text[at:])
    return found, "  ".join(left)


def _second_part(text: str, at: int, end: int, value: str) -> tuple[int, str]:
    """A source may contain a blank, where both a paper and its website are named."""
    part = _SECOND_SOURCE.match(text, at, end)
    return (part.end(), f"{value} {part[1]}".strip()) if part else (at, value)


def _is_label(text: str, match: re.Match[str]) -> bool:
    """A label is followed by a colon; only 记者 may be without one."""
    if _COLON.match(text, match.end()):
        return True
    if match[0].endswith(("来源于", "来自")):
        return text[match.end() : match.end() + 1] == " "
    following = text[match.end() : match.end() + 1]
    return match[0].endswith("记者") and (following == " " or is_surname(following))


def _names(left: str) -> list[str]:
    """The words beside date and labels that may be names."""
    left = _COUNTS.sub("  ", left)
    parts = (_NOISE.sub("", part).strip(_EDGES) for part in re.split(r" {2,}|[|·]|\t", left))
    found: list[str] = []
    for part in parts:
        if part and not is_counter(part) and not _PARTIAL_DATE.fullmatch(part):
            pieces = part.split()
            found += pieces if all(han(piece) >= 2 for piece in pieces) else [part]
    return found


def _strength(date: re.Match[str] | None, kinds: set[str], names: list[str], line: str) -> int:
    if len(names) > 3 or len("".join(names)) > 30 or not all(map(is_name, names)):
        return 0
    if date is not None:
        if date["time"] or kinds:
            return 2
        plainly = date[0].isascii() or (len(names) == 1 and is_outlet(names[0]))
        return 2 if plainly and not line.startswith("(") else 1
    if _DATED & kinds or "source" in kinds:
        return 2
    if "author" in kinds:
        return 2 if len(line) <= 40 else 0
    partial = _PARTIAL_DATE.search(line)
    return 2 if partial and (line.startswith("原创") or partial[0] == line) else 0


def _with_names(fields: list[Field], names: list[str], line: str) -> list[Field]:
    """Assign names without a label: a paper or an account is the source, a person the author.

    On a page of an account ("原创") the author precedes the account.
    """
    kinds = {field.kind for field in fields if field.value}
    if "author" not in kinds and line.startswith("原创") and len(names) >= 2:
        fields, names = [*fields, Field("author", names[0])], names[1:]
    elif "author" not in kinds and (people := [name for name in names if is_person(name)]):
        fields = [*fields, Field("author", " ".join(people))]
        names = [name for name in names if name not in people]
    if "source" not in kinds and names and len(names[0]) <= _LONGEST_SOURCE:
        fields = [*fields, Field("source", names[0])]
    return fields


def is_name(text: str) -> bool:
    """Whether plain `text` could be the name of a person, a paper or an account."""
    return (
        _NAME.fullmatch(text) is not None
        and not is_counter(text)
        and not is_furniture(text)
        and not ends_sentence(text)
    )


def is_person(name: str) -> bool:
    """Whether plain `name` has the form of a Chinese person's name."""
    return (
        2 <= len(name) <= 4
        and han(name) == len(name)
        and name[0] in _SURNAMES
        and not name.endswith(_OUTLET)
        and not name.startswith(_NO_NAMES)
        and (len(name) < 4 or name[1] in _SURNAMES)
    )


def is_outlet(name: str) -> bool:
    """Whether `name` ends like the name of a paper, website or office."""
    return name.endswith(_OUTLET)


def is_surname(character: str) -> bool:
    """Whether a Chinese name may begin with `character`."""
    return character in _SURNAMES
