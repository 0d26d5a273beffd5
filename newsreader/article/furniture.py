"""The buttons after a byline."""

from __future__ import annotations

from newsreader.article.line_text import folded, half_width
from newsreader.text.lazy_regex import lazy_regex

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
