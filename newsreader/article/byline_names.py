"""Names in a byline: what can be a person, a paper or an account, and which is author or source.

Only those without a label are assigned here; byline.py reads the labels.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.article.line_text import ends_sentence, folded, han
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


_NOISE = lazy_regex(
    r"我有话说.*|IP属地.*|第? ?[A-Z]?\d{1,3} ?版.*|[A-Z]\d{1,3}.{0,4}|收藏.*|举报|关闭"
    r"|(?:友善|我要|一键)?(?:打印|列印|转寄).{0,4}|未知"
    r"|(?:文章)?目录|显示|隐藏|展开|收起|首页|返回.{0,4}|[上下]一[篇页条].*"
    r"|分享.*|评论.*|参与互动.*|听新闻.*|[大中小 ]{3,}|文字大小|字[号级体].*|A[-+ ].*"
    r"|(?:星期|周|礼拜)[一二三四五六日天].{0,4}|原创|转载|首发|独家|订阅|关注|优质.*|\([\d,]*\)"
    r"|.{0,3}企鹅号|官方账号|已认证|视频|图片|正文|综合|整理|[\d,.]+[万wWkK]?.{0,6}"
    r"|(?:编辑|发布|发表|更新)于?|于"
    r"|(?:今天|昨天|前天|刚刚|昨日|\d+ ?(?:分钟|小时|天|周|个月|月|年)前)(?: ?\d{1,2}:\d{2})?"
)
CHANNELS = folded("""
本地 国际 国内 体育 财经 娱乐 科技 社会 要闻 时政 港闻 两岸 生活 健康 教育 军事 头条 新闻 即时
中国 政治 地方 评论
""")
"""Names of channels, which are beside dates on some sites."""

SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "骆简游庄柳柏祝翁荣温施殷齐洪左倪卓褚岳鲍耿聂申甘焦裴麦梅章阮喻霍辛冷管柴蓝兰涂詹纪项童关佟尤单闻"
    "駱簡莊榮溫齊聶藍塗紀項關羅連練鄺張劉陳楊黃趙吳孫馬鄭謝許馮鄧蔣蕭葉蘇呂盧譚陸賈韋鄒龍賀顧龔錢嚴湯鍾單聞"
)
_NO_NAMES = (
    *("江苏", "江西", "江门", "江城", "石家庄", "金华", "金融", "温州", "黄山", "黄冈", "黄石"),
    *("马鞍山", "唐山", "陆家嘴", "高清", "施工", "时政", "金色", "方法", "连线"),
)
_OUTLET_ENDS = tuple("网報报社台刊志署局会院部所司团站室厅")
_OUTLET_WORDS = ("新闻", "日报", "晚报", "财经", "频道", "传媒", "报道", "时报", "周刊", "客户端")


def is_name(text: str) -> bool:
    """Whether plain `text` could be the name of a person, a paper or an account."""
    return (
        2 <= len(text) <= 40
        and not ends_sentence(text)
        and not any(mark in text for mark in "。!?,:")
        and _NOISE.fullmatch(text) is None
        and any(character.isalpha() for character in text)
    )


def is_person(name: str) -> bool:
    """Whether plain `name` has the form of a Chinese person's name."""
    return (
        2 <= len(name) <= 4
        and han(name) == len(name)
        and name[0] in SURNAMES
        and not is_outlet(name)
        and not name.startswith(_NO_NAMES)
        and name not in CHANNELS
        and (len(name) < 4 or name[1] in SURNAMES)
    )


def is_outlet(name: str) -> bool:
    """Whether `name` ends like the name of a paper, website or office."""
    return name.endswith(_OUTLET_ENDS) or name.endswith(_OUTLET_WORDS)
