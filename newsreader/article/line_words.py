"""Words that say what a line of a page is for; half-width and simplified, as `phrase.plain`."""

from __future__ import annotations

from collections.abc import Set
from functools import cache
from operator import add

ORIGIN, PEOPLE, CAPTION, ACTION, RECENT, ADDRESS = range(6)
"""The kinds of words."""

_WORDS = {
    ORIGIN: "来源 稿源 来自 出处 原标题 原题 转自 原载",
    PEOPLE: """
记者 作者 撰文 文/ 文: 通讯员 本报讯 编辑 责编 责任 校对 审核 监制 出版 撰稿 编译 摄影 主编 采访 采写
实习 执笔 策划 出品 统筹 排版 美编 供稿 编审""",
    CAPTION: """
资料图 (图 图/ 图: 图为 图源 图片 图像 供图 视觉中国 /摄 摄) 摄影: 截图 示意 组图 图一 图二 图1 图2 大图 题图 上图
下图 配图 照片 (来源""",
    ACTION: """
分享 微信 微博 QQ 朋友圈 扫一扫 二维码 收藏 点赞 转发 Facebook Twitter LINE WhatsApp Telegram Email 复制
举报 打印 列印 字号 字体 字级 大中小 大字 小字 T+ T- A+ A- 评论 留言 参与 跟贴 跟帖 阅读 点击 订阅 关注
登录 登入 登陆 注册 下载 APP App 客户端 公众号 小程序 搜索 搜寻 首页 返回 顶部 更多 推荐 相关 热门 排行 最新
专题 标签 关键词 关键字 上一篇 下一篇 上一页 下一页 上一条 下一条 广告 版权 备案 备号 ICP Copyright 免责 声明
联系 投稿 会员 VIP 热搜 猜你喜欢 延伸 往期 精选 精彩 导航 频道 视频 影音 直播 收听 听新闻 语音 播放 加载 全文
展开 收起 关闭 隐私 条款 协议 关于我们 打开 扫码 长按 识别 查看 原文 授权 转载 许可 侵权 立场 投资建议
仅供参考 当前位置 您的位置 所在位置 网站地图 友情链接 新闻热线 邮箱 电话 地址 责任编辑 责编 校对 审核 监制
编辑: 编辑/ 编辑| 供稿 浏览 人气 纠错 反馈 点此 点选 追踪 粉丝 赞赏 打赏 喜欢 在看 大家都在 看过""",
    RECENT: "昨天 前天 今天 昨日 今日 刚刚",
    ADDRESS: "http www. .com .cn .hk .tw .net",
}


def pairs_of(text: str) -> set[str]:
    """The pairs of adjacent characters in `text`."""
    return set(map(add, text, text[1:]))


def words_in(text: str, pairs: Set[str]) -> list[tuple[str, int]]:
    """The words in `text`, which has `pairs`, each with its kind."""
    index = _index()
    return [
        (word, kind)
        for pair in index.keys() & pairs
        for word, kind in index[pair]
        if len(word) == 2 or word in text
    ]


@cache
def _index() -> dict[str, list[tuple[str, int]]]:
    """The words by their first two characters."""
    index: dict[str, list[tuple[str, int]]] = {}
    for kind, words in _WORDS.items():
        for word in words.split():
            index.setdefault(word[:2], []).append((word, kind))
    return index
