"""Words that say what a line of a page is for; half-width and simplified, as `line_text.plain`."""

from __future__ import annotations

from functools import cache

ORIGIN, PEOPLE, CAPTION, ACTION, CLOSING, RECENT, ADDRESS = range(7)
"""The kinds of words."""

_WORDS = {
    ORIGIN: "来源 稿源 来自 出处 原标题 原文标题 原题 转自 原载",
    PEOPLE: """
记者 作者 撰文 文/ 文: 通讯员 本报讯 编辑 责编 责任 校对 审核 监制 出版 撰稿 编译 摄影 主编
采访 采写 实习 执笔 策划 出品 统筹 排版 美编 供稿 编审""",
    CAPTION: """
资料图 (图 图/ 图: 图为 图源 图片 图像 供图 视觉中国 /摄 摄) 摄影: 截图 示意 组图 图一 图二
图1 图2 大图 题图 上图 下图 配图 照片 (来源""",
    ACTION: """
分享 微信 微博 QQ 朋友圈 扫一扫 二维码 收藏 点赞 转发 Facebook Twitter LINE WhatsApp Telegram
Email 复制 举报 打印 列印 字号 字体 字级 大中小 大字 小字 T+ T- A+ A- 评论 留言 参与 跟贴
跟帖 阅读 点击 订阅 关注 登录 登入 登陆 注册 下载 APP App 客户端 公众号 小程序 搜索 搜寻 首页
返回 顶部 更多 推荐 相关 热门 排行 最新 专题 标签 关键词 关键字 上一篇 下一篇 上一页 下一页
上一条 下一条 广告 版权 备案 备号 ICP Copyright 免责 声明 联系 投稿 会员 VIP 热搜 猜你喜欢
延伸 往期 精选 精彩 导航 频道 视频 影音 直播 收听 听新闻 语音 播放 加载 全文 展开 收起 关闭
隐私 条款 协议 关于我们 打开 扫码 长按 识别 查看 原文 授权 转载 许可 侵权 立场 投资建议
仅供参考 当前位置 您的位置 所在位置 网站地图 友情链接 新闻热线 邮箱 电话 地址 责任编辑 责编
校对 审核 监制 编辑: 编辑/ 编辑| 供稿 浏览 人气 纠错 反馈 点此 点选 追踪 粉丝 赞赏 打赏 喜欢
在看 大家都在 看过 阅读器 Share Subscribe Search Newsletter Privacy Cookie Login Sign""",
    CLOSING: """
扫描二维码 识别二维码 长按识别 扫码关注 扫码下载 关注公众号 微信公众号 关注我们 分享到 分享至
转发到 版权所有 版权归 Copyright 未经授权 未经许可 未经允许 不得转载 禁止转载 严禁转载
转载请 注明出处 注明来源 投资建议 风险自担 仅供参考 仅代表 声明: 不构成 免责声明 特别声明 郑重声明
如有侵权 备案号 ICP备 公网安备 责任编辑 责编 相关阅读 相关新闻 相关文章 相关推荐 相关链接
延伸阅读 推荐阅读 更多精彩 更多新闻 更多内容 往期推荐 往期回顾 热门推荐 热门文章 热门新闻
猜你喜欢 为您推荐 为你推荐 编辑推荐 上一篇 下一篇 上一条 下一条 阅读原文 阅读更多 阅读全文
展开全文 查看更多 点击查看 点击进入 加载更多 打开App 打开APP 下载客户端 下载APP 发表评论
网友评论 全部评论 最新评论 精彩评论 我要评论 关键词: 标签: 当前位置 您的位置 友情链接
联系我们 关于我们 网站地图 隐私政策 加入收藏 复制链接 我有话说 返回顶部 返回首页 打印本页
关闭窗口 本站 合法权益 reserved Privacy 预览时标签
供稿 审核: 校对: 编辑: 编辑| 编辑/ 监制: 排行榜""",
    RECENT: "昨天 前天 今天 昨日 今日 刚刚",
    ADDRESS: "http www. .com .cn .hk .tw .net",
}


def words_in(text: str) -> list[tuple[str, int]]:
    """The words in `text`, each with its kind."""
    index, first_characters = _index()
    return [
        pair
        for first in first_characters.intersection(text)
        for pair in index[first]
        if pair[0] in text
    ]


@cache
def _index() -> tuple[dict[str, list[tuple[str, int]]], frozenset[str]]:
    """The words by their first characters, and these characters."""
    index: dict[str, list[tuple[str, int]]] = {}
    for kind, words in _WORDS.items():
        for word in words.split():
            index.setdefault(word[0], []).append((word, kind))
    return index, frozenset(index)
