"""Furniture: the lines of a page that are not its article: buttons, links, credits, disclaimers."""

from __future__ import annotations

import re
from functools import cache

from newsreader.article.phrase import ends_sentence, folded, opened, words

_BUTTONS = """
分享 微信 微博 QQ QQ空间 新浪微博 腾讯微博 微信好友 朋友圈 易信 豆瓣 人人网 开心网 网易微博 新浪 百度贴吧 贴吧
Facebook Twitter LINE Line Telegram WhatsApp Weibo WeChat Email Print Share 脸书 噗浪 推特 复制链接 链接 更多
收藏 已收藏 收藏文章 保存 打印 关闭 举报 投诉 点赞 赞 踩 顶 喜欢 推荐 不喜欢 支持 反对 转发 转载 订阅 关注 已关注 取消关注
评论 发表评论 我要评论 写评论 查看评论 全部评论 最热评论 最新评论 热门评论 网友评论 跟帖管理 跟贴 跟帖 跟贴广场 我的跟贴
手机发跟贴 发布 发表 马上发表 发送 提交 提交评论 表情 登录 登陆 注册 退出 登录并发贴 请登录 立即登录 游客 匿名 昵称 验证码
放大 缩小 正常 字体 字号 大 中 小 特大 放大字体 缩小字体 纠错 我要纠错 我要反馈 意见反馈 反馈 在线留言 留言 知道了
首页 返回 返回首页 返回顶部 返回列表 回到顶部 回顶部 顶部 上一篇 下一篇 上一页 下一页 上一条 下一条 尾页 末页 全文 下载
展开全文 阅读全文 展开 收起 收起全文 阅读原文 查看原文 查看更多 加载更多 点击加载更多 点击查看更多 没有更多了 更多精彩
联系我们 关于我们 网站地图 友情链接 版权声明 法律声明 隐私政策 用户协议 广告服务 招聘信息 诚聘英才 网站声明 帮助中心
联系客服 微信订阅号 微信服务号 客户端 手机版 电脑版 无障碍 关怀版 繁体 简体 English RSS 扫一扫 二维码 微信扫一扫 一键转发
关注该公众号 有价值 一般般 没价值 好文 钦佩 泪奔 可爱 思考 感动 愤怒 搞笑 难过 新奇 流汗 高兴 震惊 同情 无聊 伤心 雷人
听新闻 播放 暂停 自动播放 静音 全屏 重播 倍速 广告 广告位 推广 打赏 赞赏 为你推荐 为您推荐 上一章 下一章 目录 加入书签
章节目录 投推荐票 返回目录 返回书页 我的收藏 个人中心 搜索 热搜 x X 打开APP 下载APP 打开 去看看 立即体验 立即下载
"""

_END = """
责任编辑 责编 相关阅读 相关新闻 相关文章 相关报道 相关推荐 相关链接 相关搜索 相关专题 相关资讯 相关内容 相关信息 相关主题
推荐阅读 推荐新闻 推荐文章 精彩推荐 热门推荐 热点推荐 为你推荐 为您推荐 猜你喜欢 你可能感兴趣 你可能会喜欢 你可能喜欢 您可能感兴趣 您可能喜欢 您可能还 大家都在看 大家都在搜 大家还在看
热门新闻 热门文章 热门评论 热点新闻 本周热门 今日热点 热门排行 排行榜 点击排行 阅读排行 新闻排行 24小时排行 最新文章 最新资讯
延伸阅读 更多阅读 更多新闻 更多报道 作者最新文章 小编最近文章 作者其他文章 TA的文章 他的最新文章 最近文章 往期回顾 往期精彩
友情链接 版权所有 上一篇 下一篇 上一条 下一条 上一则 下一则 网友评论 最新评论 最热评论 全部评论 精彩评论 发表评论 写评论
评论区 扫码阅读 扫一扫 微信扫一扫 标签 本文标签 文章标签 关键词 关键字 文章关键词 Tags Tag 精彩图集 精彩图片 图片推荐 视频推荐
网罗天下 THEEND END 喜欢此内容的人还喜欢 预览时标签不可点 阅读下一篇 看更多 精品栏目 声明 特别声明 版权声明 免责声明 郑重声明 重要声明 本网声明 编辑推荐 专题推荐 网友热评 看过本文的人还看过
联系客服 扫描下载 您此时的心情 新闻表情 文章价值打分 阅读此文的人 今日推荐 站内推荐 返回首页 返回列表 返回顶部
"""

_STARTS = """
责任编辑 责编 本文责编 本文编辑 本文来源 文章来源 本文转自 本文转载 本文编选 本文选自 本文摘自 本文首发 本文原载 本文系 本文来自 本文由 该文观点 平台声明 转载自 转自
原标题 原题 原文标题 分享到 分享至 转发到 转发至 分享: 特别声明 免责声明 版权声明 郑重声明 重要声明 法律声明 声明: 本网声明 版权所有
版权归 版权为 本文版权 本站声明 Copyright ©  (C)Copyright 转载请 未经授权 未经许可 未经本 欢迎转载 本文仅代表 本文为作者 本文不构成
以上内容( 本平台仅 本站所有 凡本网 凡注明 如有侵权 不得转载 严禁转载 关键词: 关键字: 关键词阅读 关键词| 文章关键词 标签:
本文标签 Tags: Tag: TAG: 推荐阅读 相关阅读 相关新闻 相关文章 相关报道 相关推荐 相关链接 相关搜索 相关专题 延伸阅读 更多阅读 为您推荐
为你推荐 猜你喜欢 热门推荐 热点推荐 精彩推荐 更多精彩 更多猛料 更多内容 更多新闻 查看更多 查看全部 点击进入
点击查看 点击下载 点击阅读 点击关注 点击右上角 点击上方 点击蓝字 点击图片 扫描二维码 扫描下 扫描左 扫描右 扫描上 扫一扫 扫码 自动播放 长按 识别二维码
用微信扫 打开微信 微信扫 微信搜 关注我们 关注微信 欢迎关注 请关注 敬请关注 欢迎扫描 欢迎订阅 下载客户端 下载APP 打开APP 客户端下载 我有话说
网友评论 发表评论 写评论 最新评论 最热评论 上一篇 下一篇 上一条 下一条 友情链接 联系我们 关于我们 您的位置 当前位置 您现在的位置 所在位置
你的位置 首页> 作者最新文章 小编最近文章 一键登录 一键分享 举报电话 举报邮箱 违法和不良信息 投诉电话 网上有害信息 互联网新闻信息服务
网络视听许可 增值电信业务 ICP备 京ICP 京公网安备 广播电视节目 当前文章打分 文章价值 文章观点 文章很值 新闻表情 您此时的心情 打开百度 复制链接
我的跟贴 网友跟贴 参与评论 文明上网 网友评论仅 用户自律 还可输入 您可通过 收藏成功 版权合作 商务合作 联系邮箱 投稿邮箱 投稿请 新闻热线
转载请注明 编审: 审核: 校对: 编校: 监制: 终审: 初审: 复审: 值班编辑 值班主编 值班总监 本期编辑 本版编辑 出品: 出品| 排版: 美编: 编辑: 编辑|
编辑/ 主编: 统筹: 策划: 供稿: 流程编辑 实习编辑 微信编辑 新媒体编辑 网络编辑 文字编辑 图文编辑 主办单位: 技术支持: 承建单位:
"""

_COUNTER = re.compile(r"[\d,.\s万+xX×℃-]{1,16}|\d{16,}")
_COUNTED = re.compile(
    r"\d+(?:[,.]\d+)*万?\+? ?(?:条|人|次|个|篇)?(?:评论|跟贴|跟帖|参与|点赞|赞|阅读|浏览|回复|留言|喜欢|收藏|分享|已关注|推荐|打分)"
    r"|(?:评论|跟贴|跟帖|参与|点赞|赞|阅读|阅读量|阅读数|浏览|浏览量|浏览次数|点击|点击量|点击数|点击率|人气|推荐|回复|转发)[数量]? ?[:(]? ?\d"
)
_PAGER = re.compile(
    r"(?:[\[【(]\d{1,2}[\]】)]\s*){2,}(?:下一页|尾页|末页)?|(?:\d{1,2}\s+)+(?:下一页|尾页|末页)"
    r"|第?\d{1,3} ?/ ?\d{1,3} ?页?"
)
_FONT_SIZE = re.compile(r"(?:[AaTt字大中小特][+-]?|[+-])(?:[ |/]*(?:[AaTt字大中小特][+-]?|[+-]))+")
_CREDITS = re.compile(
    r".{0,6}(?:编辑|校对|审核|审读|监制|制作|剪辑|设计|美编|排版|统筹|策划|制图|值班|编审|主编|供稿|出品|监审|核稿|签发)[^:|/]{0,3}[:|/].{1,40}"
)
_ARROW = re.compile(r".{1,30}(?:>{1,3}|›|»)")
_HASHTAGS = re.compile(r"(?:#[^#\s。，]{1,20}#?\s*)+")
_CREDIT = re.compile(r".{2,30}(?:供稿|投稿|选送)(?:\s.{0,40})?")
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
)
_CLOSED = ("责任编辑", "责编", "上一篇", "下一篇", "版权所有")
_LONGEST = 260
_SHORT = 60


def is_furniture(text: str) -> bool:
    """Whether a plain line can only be furniture, wherever on the page it stands."""
    if not text:
        return True  # nothing but icons
    if len(text) > _LONGEST:
        return False
    bare = opened(text)
    if bare[:40].replace(" ", "").startswith(_starts()) or "声明:" in bare[:12]:
        return not _is_sentence(bare)
    compact = text.replace(" ", "")
    if "转载" in compact and any(sign in compact for sign in _PERMISSION):
        return True
    return any(sign in compact for sign in _RIGHTS) or _is_promotion(text)


def is_button(text: str) -> bool:
    """Whether a plain line is made of buttons and counts, which elsewhere could be words."""
    if len(text) > _SHORT:
        return False
    if any(form.fullmatch(text) for form in (_FONT_SIZE, _HASHTAGS, _CREDITS, _ARROW)):
        return True
    return _is_row_of_buttons(text) or _is_count(text)


def without_buttons(text: str) -> str:
    """Plain `text` without the buttons that stand behind it."""
    parts = text.split(" ")
    while parts and (not parts[-1] or parts[-1] in folded(_BUTTONS)):
        parts.pop()
    return " ".join(parts)


def ends_article(text: str) -> bool:
    """Whether plain `text` is the head of what stands under articles: links, credits, comments."""
    bare = opened(text)
    compact = bare[: 2 * _SHORT].replace(" ", "")
    if "责任编辑" in compact and len(bare) <= _SHORT and not ends_sentence(bare):
        return True
    if not compact.startswith(_ends()):
        return False
    if compact.startswith(_CLOSED):
        return True
    head = next(phrase for phrase in _ends() if compact.startswith(phrase))
    behind = compact[len(head) :]
    return (
        len(behind) <= 6 and not ends_sentence(text) or behind[0] == ":" or bare[len(head)] == " "
    )


def heads_links(text: str) -> bool:
    """Whether plain `text` heads a list of links: the short lines under it belong to it."""
    bare = opened(text).replace(" ", "")
    return len(text) <= 14 and bare.startswith(
        ("相关", "推荐", "延伸", "热门", "更多", "往期", "点击进入专题")
    )


def is_counter(text: str) -> bool:
    """Whether plain `text` is nothing but figures, as a count of comments is."""
    return _COUNTER.fullmatch(text) is not None


def is_tag(text: str) -> bool:
    """Whether plain `text` could be one of the tags of an article."""
    return len(text) <= 12 and not ends_sentence(text) and not text.endswith((":", ",", "、"))


def _is_sentence(text: str) -> bool:
    """Whether a line that begins like furniture is a sentence of the article all the same."""
    if ":" in text[:14] or not ends_sentence(text):
        return False
    return len(text) > 12 and not any(sign in text for sign in _LEGAL)


def _is_row_of_buttons(text: str) -> bool:
    parts = words(text)
    if not parts:
        return False
    known = sum(part in folded(_BUTTONS) or part.isdigit() for part in parts)
    if all(part.isdigit() for part in parts):
        return False
    return known == len(parts) or (len(parts) >= 4 and known >= 0.6 * len(parts))


def _is_count(text: str) -> bool:
    if _PAGER.fullmatch(text):
        return True
    found = _COUNTED.search(text)
    if not found or ends_sentence(text):
        return False
    return len(text) - len(found[0]) <= 18 and "," not in text[found.end() :].replace(", ", "")


def _is_promotion(text: str) -> bool:
    if any(sign in text for sign in _TEASERS) and (">>" in text or "!" in text or "~" in text):
        return True
    if len(text) <= 60 and _CREDIT.fullmatch(text):
        return True
    near = len(text) <= 120 and any(sign in text for sign in _PROMOTION)
    return near and sum(sign in text for sign in _APPEAL) >= (1 if len(text) <= 30 else 2)


@cache
def _starts() -> tuple[str, ...]:
    return tuple(folded(_STARTS))


@cache
def _ends() -> tuple[str, ...]:
    return tuple(sorted(folded(_END), key=len, reverse=True))
