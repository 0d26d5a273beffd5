"""Names recognised by their form alone: times, amounts, securities, works, bylines, datelines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsreader.entities import wordlists
from newsreader.entities.kind import Kind
from newsreader.recognition.engine import Reading
from newsreader.recognition.interval_set import replace_overlapped
from newsreader.text.span import Span

SURE = 2.0
"""A weight above all readings of a network."""

_DIGITS = r"\d[\d,，]{0,15}(?:\.\d{1,6})?"
_HAN = "一二三四五六七八九"
_HAN_NUMBER = rf"[零〇{_HAN}十百千两]{{1,10}}"
_SCALE = r"(?:[多余餘几]?[十百千]?[万萬亿億兆]{1,2}|[十百千])?[多余餘]?"
_CURRENCY = (
    r"(?:元人民[币幣]|人民[币幣]元|[美欧歐港日韩韓澳加新]元|港[币幣]|日[圆圓]|英[镑鎊]|新?[台臺][币幣]"
    r"|瑞郎|[瑞挪丹]?[典威麦麥]?克朗|索尔|比索|雷亚尔|兰特|里亚尔|第纳尔|迪拉姆|林吉特|令吉|[越印][南尼]盾|兹罗提|福林|里拉|格里夫纳|坚戈|奈拉|澳门元|新台币|卢布|盧布|卢比|盧比|泰[铢銖]|美分|法郎|块钱|塊錢|元(?![旦宵月老帅首素件年代论次]))"
)
_MONEY = re.compile(
    rf"(?:人民[币幣]|约合|折合)?(?:{_DIGITS}|(?<![第{_HAN}十]){_HAN_NUMBER}){_SCALE}{_CURRENCY}"
    rf"|(?:US\$|HK\$|NT\$|RMB|USD|[$¥￥€£])\s?{_DIGITS}"
    rf"(?:\s?(?:million|billion|trillion|[KMB]\b))?{_SCALE}"
)
_PERCENT = re.compile(
    r"[+\-−]?(?<![\d.])\d{1,9}(?:[.,]\d{1,6})?\s?[%％‰]"
    rf"|[百千万]分之(?:{_HAN_NUMBER}(?:点{_HAN_NUMBER})?|{_DIGITS})"
    r"|(?<![\d.])\d{1,9}(?:\.\d{1,6})?[个個]?(?:百分[点點]|基[点點])"
    rf"|(?<![{_HAN}十\d])[{_HAN}两兩]成(?:[{_HAN}]|半?(?=以上|左右|多|的|[，。、]))"
)
_TICKER = re.compile(
    r"(?<![\dA-Za-z.])(?:\d{6}\.(?:SH|SZ|BJ|SS|OC)|\d{4,5}\.HK"
    r"|[A-Z]{1,5}\.(?:US|N|O|A|HK|L|T)|(?:SH|SZ|BJ)\d{6}"
    r"|(?:NYSE|NASDAQ|Nasdaq|HKEX|AMEX)\s?[:：]\s?[A-Z0-9]{1,5})(?![\dA-Za-z])"
    r"|(?<=[（(])(?:[03689]\d{5}|0\d{4})(?=[)）])"
)
_YEAR = (
    r"(?:(?:(?:18|19|20)\d\d|[一二][〇零○九八一二三四五六七][〇零○一二三四五六七八九]{2})年(?!代)"
    r"|[今去明前后当同次翌本上]年)"
)
_SEASON = r"[春夏秋冬][天季]?|春[节節]|国庆节?|清明|端午|中秋|元旦"
_PART = (
    rf"(?:第?[一二三四1-4][财財]?季度?|[上下]半年|全年|年中|年?[初底末](?!期)|度|同期|{_SEASON}"
    rf"|[前首][{_HAN}十\d]{{1,2}}(?:[个個]月|季度?))"
)
_MONTH = rf"(?:(?:1[0-2]|0?[1-9]|十[一二]?|[{_HAN}])月(?:份|[初底末中上下]旬?)?)"
_DAY = rf"(?:(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[{_HAN}]?|[{_HAN}])[日号號])"
# Without a month 二号 is a number more often than a day.
_NUMBERED = rf"[{_HAN}十]{{1,3}}[号號]"
_WHEN = r"(?:凌晨|清晨|早[上晨间]|上午|中午|下午|傍晚|晚[间上]?|深夜|午夜)"
_HOUR = (
    rf"(?:(?:[01]?\d|2[0-4])(?:[时時点點](?:半|整|[0-5]?\d分)?|[:：][0-5]\d(?:[:：][0-5]\d)?)"
    rf"|[{_HAN}十]{{1,3}}点半?)"
)
_CLOCK = rf"(?:{_WHEN}?{_HOUR}?)"
_TIME = re.compile(
    rf"{_YEAR}的?(?:{_PART}|{_MONTH}?{_DAY}?{_CLOCK})"
    rf"|{_MONTH}{_DAY}{_CLOCK}"
    rf"|(?<![\dA-Za-z.第{_HAN}十])(?<!\d,)(?!{_NUMBERED}){_DAY}{_CLOCK}(?!本)"
    rf"|(?<![\dA-Za-z个.十]){_MONTH}(?![饼球亮])"
    rf"|[今昨明当前后次翌同][天日]{_CLOCK}|[昨今明][晚早晨]|当晚|{_WHEN}{_HOUR}"
    r"|(?<!\d)(?:[01]?\d|2[0-4])[时時][0-5]?\d分|^(?:[01]\d|2[0-3])[:：][0-5]\d(?=\s)"
    r"|(?:[上下本这這][个個]?)(?:周|星期|礼拜)[一二三四五六日天末]?"
    rf"|(?<!每)(?:周|星期)[一二三四五六日天](?!次){_WHEN}?"
    r"|[上下本当當这這][个個]?月[初底末中]?"
    rf"|(?<!\d)(?:第[一二三四1-4][财財]?季度?|[上下]半年|[前首][{_HAN}]季度?|[一二三四]季度)"
    r"|(?<![\d今去明前后当同每全近些多历年])年[底末初](?=前|后|，|。)"
    r"|(?:18|19|20)\d\d[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12]\d|0?[1-9])"
    r"(?:\s+\d\d?:\d\d(?::\d\d)?)?"
    rf"|(?:\d{{1,2}}世[纪紀])?(?:\d\d|[{_HAN}])?[\d{_HAN}][0十]年代|(?:\d{{1,2}}|[{_HAN}十]{{1,3}})世[纪紀]"
    rf"|(?:未来|过去|近|最近)[{_HAN}十两几\d]{{1,3}}(?:年|个月|天|周)",
    re.MULTILINE,
)
_WORK = re.compile(
    r"《([^《》\n]{1,60}(?:《[^《》\n]{1,40}》[^《》\n]{0,30})?)》|〈([^〈〉\n]{1,60})〉"
)
_MEDIA = re.compile(
    r"^[^\s，。：、·—]{1,10}"
    r"(?:[日晚时時早商周邮郵]报|[日晚時早商郵]報|[周週]刊|画报|青年报|女报|新闻|杂志|雜誌|评论"
    r"|(?<![公财年季快简海喜捷情警周预学])报)$"
)


def find_patterns(text: str, span: Span) -> Iterator[Reading]:
    """Readings by form within `span`; the longer of two that overlap has the greater weight."""
    for kind, pattern in (
        (Kind.TICKER, _TICKER),
        (Kind.MONEY, _MONEY),
        (Kind.PERCENT, _PERCENT),
        (Kind.TIME, _TIME),
    ):
        for match in pattern.finditer(text, span.start, span.end):
            yield Reading(Span(*match.span()), kind, SURE + len(match[0]) / 1000)
    for match in _WORK.finditer(text, span.start, span.end):
        group = 1 if match[1] else 2
        media = _MEDIA.match(match[group]) or match[group] in wordlists.words("media")
        kind = Kind.ORG if media else Kind.WORK
        yield Reading(Span(*match.span(group)), kind, SURE + 1)


_BYLINE = re.compile(
    r"(?:记者|通讯员|编辑|作者|责编|撰文|编译|实习生|特派员)[ \u3000:：/]*"
    r"((?:[\u4e00-\u9fff]{2,4}[ \u3000、]+){0,4}[\u4e00-\u9fff]{2,4})"
    r"(?=[ \u3000]*[）)\n|]|[ \u3000]+[\u4e00-\u9fff]{2,8}(?:报道|[电讯摄])|\Z)"
)


def read_bylines(text: str, readings: Sequence[Reading]) -> list[Reading]:
    """Add the people in a byline: （记者 陆知遥 顾海宁）."""
    added: list[Reading] = []
    for byline in _BYLINE.finditer(text):
        for name in re.finditer(r"[\u4e00-\u9fff]+", byline[1]):
            if wordlists.opening(name[0], "surnames"):
                start = byline.start(1) + name.start()
                added.append(Reading(Span(start, start + len(name[0])), Kind.PER, 1.0))
    return replace_overlapped(text, readings, added)


_PAIR = re.compile(
    r"[中美俄日英法德韩朝印欧澳加越菲挪芬丹巴埃伊以土哈蒙新泰缅意西葡荷]{2,3}"
    r"(?=外长|关系|两国|三国|建交|领导人|元首|首脑|防长|经贸|贸易|会晤|双边|友好|边境"
    r"|战争|冲突|谈判|峰会|双方|联合|高层|战略|文化交流)"
)


def read_pairs(text: str, readings: Sequence[Reading]) -> list[Reading]:
    """Add the countries in an abbreviation of several: 中挪关系."""
    added: list[Reading] = []
    for pair in _PAIR.finditer(text):
        if len(set(pair[0])) == len(pair[0]):
            places = range(pair.start(), pair.end())
            added.extend(Reading(Span(at, at + 1), Kind.LOC, 1.0) for at in places)
    return replace_overlapped(text, readings, added)


_AGENCY = re.compile(
    r"(新华社|中新社|中新网|央视新闻|人民网|路透社|法新社|美联社|塔斯社|韩联社|共同社|彭博社|财联社|中央社|[\u4e00-\u9fff]{1,6}(?:日报|晚报|时报|早报|商报|日報|晚報|時報))"
    r"([\u4e00-\u9fff]{2,8}?)?(?=(?:\d{1,2}月)?\d{1,2}日(?:电|電|讯|訊)|(?:专|電)?[讯訊]|專訊|专电)"
)


def split_datelines(text: str, readings: Sequence[Reading]) -> list[Reading]:
    """Add the agency and the place of a dateline: 新华社奥斯陆9月4日电."""
    added: list[Reading] = []
    for match in _AGENCY.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if before and before not in "\n【（( 　":
            continue
        added.append(Reading(Span(*match.span(1)), Kind.ORG, 1.0))
        if match[2]:
            added.append(Reading(Span(*match.span(2)), Kind.LOC, 1.0))
    return replace_overlapped(text, readings, added)
