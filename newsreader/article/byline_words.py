"""Which words of a byline can name a person, a paper or an account."""

from __future__ import annotations

from newsreader.article.line_text import ends_sentence, folded, han
from newsreader.text.lazy_regex import lazy_regex

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
