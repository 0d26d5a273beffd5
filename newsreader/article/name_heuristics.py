"""Name: whether words could be the name of a person, a paper or an account."""

from __future__ import annotations

from newsreader.article.furniture import is_counter, is_furniture
from newsreader.article.phrase import ends_sentence, han
from newsreader.text.lazy_regex import lazy_regex

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "骆简游庄柳柏祝翁荣温施殷齐洪左倪卓褚岳鲍耿聂申甘焦裴麦梅章阮喻霍辛冷管柴蓝兰洪涂詹纪项童关骆佟尤"
    "駱簡莊榮溫齊聶藍塗紀項關羅連練鄺"
    "張劉陳楊黃趙吳孫馬鄭謝許馮鄧蔣蕭葉蘇呂盧譚陸賈韋鄒龍賀顧龔錢嚴湯鍾羅"
)
_PLACES = (
    *("江苏", "江西", "江门", "江城", "石家庄", "金华", "金融", "温州", "黄山", "黄冈", "黄石"),
    *("马鞍山", "唐山", "陆家嘴", "高清", "施工"),
)
_OUTLET = tuple("網网报報社台刊志署局会院部所司团站室号财經经闻讯察线厅学技")
_NAME = lazy_regex(r"[\w·•.\-—&《》“”\"' ]{2,40}")


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
        and not name.startswith(_PLACES)
        and (len(name) < 4 or name[1] in _SURNAMES)
    )


def is_outlet(name: str) -> bool:
    """Whether `name` ends as papers, sites and offices do."""
    return name.endswith(_OUTLET)


def is_surname(character: str) -> bool:
    """Whether a Chinese name may begin with `character`."""
    return character in _SURNAMES
