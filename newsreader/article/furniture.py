"""Page furniture: lines that are not the article, such as buttons, links, credits, disclaimers."""

from __future__ import annotations

from functools import cache

from newsreader.article.page_vocabulary import BUTTONS, CHANNELS, ENDS, STARTS
from newsreader.article.phrase import ends_sentence, folded, half_width, han, opened, words
from newsreader.text.lazy_regex import lazy_regex

_COUNTER = lazy_regex(r"[\d,.\s万+xX×℃-]{1,16}|\d{16,}|\d{1,2}:\d\d(?: ?/ ?\d{1,2}:\d\d)?")
_ACTS = (
    "赞同了该文章|评论|跟贴|跟帖|参与|点赞|赞|阅读|浏览|"
    "回复|留言|喜欢|收藏|分享|已关注|推荐|打分|意见"
)
_COUNTS = "评论|跟贴|跟帖|参与|点赞|赞|阅读量?|浏览量?|浏览次|点击[量率]?|人气|推荐|回复|转发"
_COUNTED = lazy_regex(
    rf"\d+(?:[,.]\d+)*万?\+? ?(?:条|人|次|个|篇)?(?:{_ACTS})|(?:{_COUNTS})数? ?[:(]? ?\d"
)
_PAGER = lazy_regex(
    r"(?:[\[【(]\d{1,2}[\]】)]\s*){2,}(?:下一页|尾页|末页)?|(?:\d{1,2}\s+)+(?:下一页|尾页|末页)"
    r"|第?\d{1,3} ?/ ?\d{1,3} ?页?"
)
_FONT_SIZE = lazy_regex(r"[AaTt字大中小特][+-]?(?:[ |/]*(?:[AaTt字大中小特][+-]?|[+-]))+")
_CREDITS = lazy_regex(
    r".{0,6}(?:编辑|校对|审核|审读|监制|制作|剪辑|设计|美编|排版|统筹|策划|制图|值班|编审|主编|供稿"
    r"|出品|监审|核稿|签发)[^:|/]{0,3}[:|/][^,。;!?]{1,40}"
)
_CREDIT_NOTE = lazy_regex(
    r"\((?:摄影|图|文|文图|图文|供稿|编辑|审核|通讯员|撰稿|文字)[ :/|].{1,40}\)"
)
_ARROW = lazy_regex(r"[^<]{1,30}(?:>{1,3}|›|»)")
_HASHTAGS = lazy_regex(r"(?:#[^#!/\s。，]{1,20}#?\s*)+")
_CREDIT = lazy_regex(r".{2,30}(?:供稿|投稿|选送)(?:\s.{0,40})?")
_CRUMBS = lazy_regex(r"[^<>。]{1,12}(?: ?[>›»→] ?[^<>。]{1,12}){1,6}")
_BUTTON_FORMS = (_CRUMBS, _FONT_SIZE, _HASHTAGS, _CREDITS, _CREDIT_NOTE, _ARROW)
_RIGHTS = (
    "版权所有",
    "AllRightsReserved",
    "Allrightsreserved",
    "ICP备",
    "公网安备",
    "备案号",
    "邮编:",
)
_PROMOTION = ("二维码", "公众号", "客户端", "APP", "App", "官方微信", "小程序", "微信群", "交流群")
_APPEAL = ("扫", "关注", "下载", "长按", "点击", "搜索", "添加", "回复", "订阅", "猛戳", "戳")
_TEASERS = (
    "快来",
    "火热进行中",
    "敬请期待",
    "点击报名",
    "免费试玩",
    "限时优惠",
    "立即报名",
    "免费领取",
)
_PERMISSION = ("未经授权", "非经授权", "未经许可", "未经允许", "书面授权", "注明来源", "注明出处")
_LEGAL = (
    "转载",
    "授权",
    "版权",
    "立场",
    "投资建议",
    "二维码",
    "公众号",
    "关注",
    "编辑:",
    "侵权",
    "客户端",
    "仅代表",
    "仅提供",
    "仅供参考",
    "自担",
    "来源",
)
_GESTURES = ("扫码", "长按")
_GESTURED = (
    "关注",
    "下载",
    "阅读",
    "查看",
    "识别",
    "二维码",
    "进群",
    "加入",
    "订阅",
    "全文",
    "观看",
)
_CLOSED = ("责任编辑", "责编", "上一篇", "下一篇", "版权所有")
_LONGEST = 260
_SHORT = 60

_WORD = lazy_regex(r"[^\s|/:·,，、\[\]()【】「」〔〕<>]+")
_SEPARATORS = " \t\u3000\xa0|/·,，、[(【「〔<"
"""Characters between words and buttons."""

_SIZES = "大 中 小 特大 超大 大号 中号 小号 标准 正常 默认 A T A+ A- A++ T+ T- +A -A + -"
_LABELS = "字体 字号 字体大小 字号大小 文字大小 字体设置 选择字号 选择字体 显示大小"
_TOOLS = """
打印 打印本页 打印本文 打印此文 打印本稿 打印文章 列印 友善列印 关闭 关闭窗口 关闭本页 关闭此页 关閉
收藏 收藏本文 加入收藏 分享 分享到 分享至 分享本文 转发到 转发至 转寄 推荐给朋友 复制链接 订阅
我要评论 发表评论 我有话说 举报 投诉 纠错 我要纠错 我要反馈 听新闻 语音播报 语音朗读 朗读 朗读全文
放大 缩小 放大字体 缩小字体 大字体 小字体 大字 小字 繁体 简体 视力保护色 手机看新闻 返回列表
"""
_BESIDE = """
评论 评论数 跟贴 参与 微信 微博 新浪微博 腾讯微博 朋友圈 微信好友 QQ QQ空间 QQ好友 豆瓣 人人网
Facebook Twitter X LINE
"""
"""Counts and places to share: buttons only if another button follows."""


def is_furniture(text: str) -> bool:
    """Whether a plain line is furniture anywhere on a page."""
    if not text:
        return True  # only icons
    if len(text) > _LONGEST:
        return False
    bare = opened(text)
    if bare[:40].replace(" ", "").startswith(_starts()):
        return not _is_sentence(bare)
    if "声明:" in bare[:12]:
        return any(sign in bare for sign in _LEGAL)
    compact = text.replace(" ", "")
    if "不构成" in compact and "投资" in compact and len(compact) <= 200:
        return True
    if "转载" in compact and any(sign in compact for sign in _PERMISSION):
        return True
    return any(sign in compact for sign in _RIGHTS) or _is_promotion(text)


def is_button(text: str) -> bool:
    """Whether a plain line consists of buttons and counts; elsewhere it could be words."""
    if len(text) > _SHORT:
        return False
    if any(form.fullmatch(text) for form in _BUTTON_FORMS):
        return True
    return _is_row_of_buttons(text) or _is_count(text)


def without_buttons(text: str) -> str:
    """Plain `text` without the buttons after it."""
    parts = text.split(" ")
    while parts and (not parts[-1] or parts[-1] in folded(BUTTONS)):
        parts.pop()
    return " ".join(parts)


def buttons_start(text: str) -> int:
    """The offset in `text`, a byline, at which its buttons begin; its length without buttons.

    Words that could be something else are not buttons: a single font size, a place to share, or
    the value of a label such as 来源.
    """
    line = half_width(text)
    at, sizes, certain = len(line), 0, False
    first = at
    for part in reversed(list(_WORD.finditer(line))):
        word = part[0]
        if word in folded(_SIZES):
            first, sizes = part.start(), sizes + 1
        elif word in folded(_LABELS) | folded(_TOOLS):
            first, certain = part.start(), True
        elif not (word.isdigit() or word in folded(_BESIDE)):
            break
        if certain or sizes > 1:
            at = min(at, first)
    words = line[:at].rstrip(_SEPARATORS)
    return len(line) if not words or words.endswith(":") else len(words)


def ends_article(text: str) -> bool:
    """Whether plain `text` begins what follows an article: links, credits, comments."""
    bare = opened(text)
    compact = bare[: 2 * _SHORT].replace(" ", "")
    if "责任编辑" in compact and len(bare) <= _SHORT and not ends_sentence(bare):
        return True
    if not compact.startswith(_ends()):
        return False
    if compact.startswith(_CLOSED):
        return True
    head = next(phrase for phrase in _ends() if compact.startswith(phrase))
    following = compact[len(head) :]
    if following.startswith(":") or bare[len(head) :].startswith(" "):
        return True
    return len(following) <= 6 and not ends_sentence(text)


def heads_links(text: str) -> bool:
    """Whether plain `text` is the head of a list of links, which are short lines."""
    bare = opened(text).replace(" ", "")
    return len(text) <= 14 and bare.startswith(
        ("相关", "推荐", "延伸", "热门", "更多", "往期", "点击进入专题")
    )


def is_counter(text: str) -> bool:
    """Whether plain `text` is only figures, like a count of comments."""
    return _COUNTER.fullmatch(text) is not None


def is_tag(text: str) -> bool:
    """Whether plain `text` could be one of the tags of an article."""
    return len(text) <= 12 and not ends_sentence(text) and not text.endswith((":", ",", "、"))


def _is_sentence(text: str) -> bool:
    """Whether a line that begins like furniture is a sentence of the article."""
    if text.startswith(_GESTURES) and not any(sign in text for sign in _GESTURED):
        return True
    if ":" in text[:14] or not ends_sentence(text):
        return False
    return len(text) > 12 and not any(sign in text for sign in _LEGAL)


def _is_row_of_buttons(text: str) -> bool:
    parts = [part for part in words(text) if not part.isdigit()]
    known = sum(part in folded(BUTTONS) for part in parts)
    if not parts:
        return False
    if known == len(parts) or (len(parts) == 1 and _is_glued(parts[0])):
        return True
    known += sum(part in folded(CHANNELS) for part in parts)
    return len(parts) >= 4 and known >= 0.6 * len(parts)


def _is_glued(text: str) -> bool:
    """Whether `text` is buttons without separators, which copying can lose."""
    at = 0
    while at < len(text):
        lengths = range(min(8, len(text) - at), 1, -1)
        at += next((n for n in lengths if text[at : at + n] in _glue()), len(text) + 1)
    return at == len(text)


def _is_count(text: str) -> bool:
    if _PAGER.fullmatch(text):
        return True
    found = _COUNTED.search(text)
    if not found or ends_sentence(text):
        return False
    following = text[found.end() :].lstrip(" )")
    if han(following[:1]) and not following.startswith(("网友", "跟帖", "跟贴", "评论")):
        return False
    return len(text) - len(found[0]) <= 18 and "," not in following.replace(", ", "")


def _is_promotion(text: str) -> bool:
    if any(sign in text for sign in _TEASERS) and (">>" in text or "!" in text or "~" in text):
        return True
    if len(text) <= 60 and _CREDIT.fullmatch(text):
        return True
    near = len(text) <= 120 and any(sign in text for sign in _PROMOTION)
    return near and sum(sign in text for sign in _APPEAL) >= (1 if len(text) <= 30 else 2)


@cache
def _glue() -> frozenset[str]:
    return folded(BUTTONS) | {"分享到", "分享至", "大字体", "小字体"}


@cache
def _starts() -> tuple[str, ...]:
    return tuple(folded(STARTS))


@cache
def _ends() -> tuple[str, ...]:
    return tuple(sorted(folded(ENDS), key=len, reverse=True))
