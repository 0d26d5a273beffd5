"""Names recognised by their form alone: times, amounts, securities, works, bylines, datelines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsreader.entities import wordlists
from newsreader.entities.kind import Kind
from newsreader.recognition.engine import Reading
from newsreader.text.span import Span

SURE = 2.0
"""A weight above all readings of a network."""

# Blanks that typesetting puts between figures and characters: 3000 万元.
_GAP = r"[ \u00a0\u2002-\u200a\u202f\u3000]{0,2}"
_DIGITS = (
    r"(?<![\d.．])(?<!\d,)(?!0\d)"
    r"(?:\d{1,3}(?:[,，\u00a0\u2009\u202f]\d{3}| 000){1,5}|\d{1,16})(?!\d)(?:[.．]\d{1,6}(?!\d))?"
)
_HAN = "一二三四五六七八九"
_HAN_NUMBER = rf"[零〇{_HAN}十百千两]{{1,10}}"
# The figures of cheques too (壹仟), in both scripts.
_ONES = "零〇一二三四五六七八九两兩半壹贰貳叁參叄肆伍陆陸柒捌玖"
_TENS = "十拾廿卅百佰千仟万萬亿億兆"
_FIGURES = _ONES + _TENS
_HAN_AMOUNT = (
    rf"(?<![第{_FIGURES}点點几幾数數])"
    rf"(?:[{_ONES}十拾廿卅]|[百千](?=[万萬亿億])|[几幾数數](?=[{_TENS}])"
    rf"|(?<![以网網线線之])上(?=[百千万亿][{_TENS}]))"
    rf"[{_FIGURES}]{{0,20}}(?:[点點][{_FIGURES}]{{1,9}})?(?![{_FIGURES}])"
)
_TEN_THOUSANDS = r"(?:[十百千]?[万萬亿億兆]{1,2}|[个個][亿億])"
_SCALE = rf"(?:[多余餘几幾来來]?(?:{_GAP}{_TEN_THOUSANDS}|[十百千])?[多余餘]?)"
# 1万2千, 一万五千
_NUMBER = rf"(?:(?:{_DIGITS}{_GAP}[百千万萬亿億]{{1,2}}){{0,3}}{_DIGITS}|{_HAN_AMOUNT}){_SCALE}"
_TO = rf"{_GAP}[\-−–—~～〜至到]{_GAP}"
_NO_YUAN = r"(?![旦宵月老帅首素件年代论論次化复復宇区區桥橋满滿形桌心环環柱珠球圈梦夢顶頂])"
_CENTS = rf"(?:[\d{_ONES}]{{1,2}}[角毛](?:[\d{_ONES}]{{1,2}}分)?|[\d{_ONES}]{{1,2}}分)"
_CURRENCY = (
    r"(?:元人民[币幣]|人民[币幣]元"
    rf"|[美欧歐港日韩韓澳加新]元{_NO_YUAN}|港[币幣纸紙]|[日美]金|日[币幣圆圓]|英[镑鎊]|新?[台臺][币幣]元?"
    r"|瑞郎|[瑞挪丹]?[典威麦麥]?克朗|索尔|比索|雷亚尔|兰特|里亚尔|第纳尔|迪拉姆|林吉特|令吉"
    r"|[越印][南尼]盾|兹罗提|福林|里拉|格里夫纳|坚戈|奈拉|澳门元|卢布|盧布|卢比|盧比|泰[铢銖]"
    r"|美分|法郎"
    rf"|(?:[元圆圓]{_NO_YUAN}{_CENTS}?[钱錢]?|[块塊](?:{_CENTS}?[钱錢]|{_CENTS}))"
    r"(?:整(?![合理体體个個顿頓治套])|正(?=[。，；）)\s]|\Z))?"
    rf"|[角毛分][钱錢])"
)
_BEFORE = rf"(?:(?:人民[币幣]|新?[台臺][币幣]|港[币幣]|美金){_GAP})?"
_MARKS = r"(?:(?<![A-Za-z])(?:(?:US|HK|NT|AU?|CA?|S)?[$＄]|RMB|CNY|USD|HKD|EUR|GBP|JPY)|[¥￥€£￡])"
_MONEY = re.compile(
    rf"{_BEFORE}(?:{_NUMBER}{_TO})?{_NUMBER}{_GAP}{_CURRENCY}"
    rf"|{_MARKS}\s?(?:{_DIGITS}{_TO})?{_DIGITS}"
    rf"(?:\s?(?:million|billion|trillion|[KMB]\b)|{_SCALE}(?:{_GAP}{_CURRENCY})?)"
)
# An amount whose currency the sentence leaves out: 付息金额4120亿.
_BARE_AMOUNT = re.compile(
    r"(?:额|額|收[入益]|[营營]收|支出|利[润潤]|[净淨]利|亏[损損]|市值|投[资資入]|[融募][资資]|募集|规模|規模"
    r"|[资資][产產金]|负债|負債|成本|[费費]用|估值|[预預]算|[贷借欠罚捐拨貸罰撥]款|[债債][务務]|[产產]值|[损損]失"
    r"|[补補][贴貼]|[总總][价價]|[销銷]售)"
    rf"[^\d{_FIGURES}，。；：！？\n]{{0,6}}"
    rf"({_DIGITS}{_GAP}{_TEN_THOUSANDS}|(?=[{_FIGURES}]{{0,8}}[万萬亿億]){_HAN_AMOUNT})"
    r"(?=[，。；、！？）)”\n]|\Z|以上|左右)"
)
_RATE = r"\d{1,9}(?:[.,．]\d{1,6})?"
_PERCENT = re.compile(
    # A sign after a percentage is the dash of a range.
    r"(?:(?<![\d.．%％‰])(?<![%％‰][ \u00a0])[+\-−])?(?<![\d.．])"
    rf"(?:{_RATE}{_GAP}[\-−–—~～〜至到]{_GAP})?{_RATE}\s?[%％‰]"
    rf"|[百千万]分之(?:{_HAN_NUMBER}(?:点{_HAN_NUMBER})?|{_DIGITS})"
    rf"|(?<![\d.．])\d{{1,9}}(?:[.．]\d{{1,6}})?{_GAP}[个個]?{_GAP}(?:百分[点點]|基[点點])"
    rf"|(?<![{_HAN}十\d])[{_HAN}两兩]成(?:[{_HAN}]|半?(?=以上|左右|多|的|[，。、]))"
)
_TICKER = re.compile(
    r"(?<![\dA-Za-z.])(?:\d{6}\.(?:SH|SZ|BJ|SS|OC)|\d{4,5}\.HK"
    r"|[A-Z]{1,5}\.(?:US|N|O|A|HK|L|T)|(?:SH|SZ|BJ)\d{6}"
    r"|(?:NYSE|NASDAQ|Nasdaq|HKEX|AMEX)\s?[:：]\s?[A-Z0-9]{1,5})(?![\dA-Za-z])"
    r"|(?<=[（(])(?:[03689]\d{5}|0\d{4})(?=[)）])"
)
_YEAR = (
    rf"(?:(?:(?:(?:18|19|20)\d\d{_GAP}[\-−–—~～至/]{_GAP})?(?:18|19|20)\d\d|(?<![\d.])0\d(?=年[^代级以级期款])"
    rf"|[一二][〇零○九八一二三四五六七][〇零○一二三四五六七八九]{{2}}){_GAP}年(?!代)"
    rf"|民[国國]{_GAP}(?:\d{{1,3}}|[〇零{_HAN}十百]{{1,4}}){_GAP}年"
    r"|[今去明前后後当當同次翌本上]年)"
)
_SEASON = r"[春夏秋冬][天季]?|春[节節]|国庆节?|清明|端午|中秋|元旦"
_PART = (
    rf"(?:第?{_GAP}[一二三四1-4]{_GAP}[财財]?季度?|[上下]半年|全年|年中|年?[初底末](?!期)|度|同期|{_SEASON}"
    rf"|[前首]{_GAP}[{_HAN}十\d]{{1,2}}{_GAP}(?:[个個]月|季度?))"
)
_MONTH_NUMBER = rf"(?:1[0-2]|0?[1-9]|十[一二]?|[{_HAN}])"
_MONTH = (
    rf"(?:(?:{_MONTH_NUMBER}{_GAP}(?:月?[\-−–—]|[~～至]){_GAP})?"
    rf"{_MONTH_NUMBER}{_GAP}月(?:份|[初底末中上下]旬?)?)"
)
_DAY_NUMBER = rf"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[{_HAN}]?|[{_HAN}])"
_DAY = (
    rf"(?:(?:{_DAY_NUMBER}{_GAP}[\-−–—~～至]{_GAP})?"
    rf"{_DAY_NUMBER}{_GAP}[日号號])"
)
# Without a month 二号 is a number more often than a day.
_NUMBERED = rf"[{_HAN}十]{{1,3}}[号號]"
_WHEN = r"(?:凌晨|清晨|早[上晨间]|上午|中午|下午|傍晚|晚[间上]?|夜[间里晚]|白天|深夜|午夜)"
_HOUR = (
    rf"(?:(?:[01]?\d|2[0-4])(?:{_GAP}[时時点點](?!以)(?:半|整|{_GAP}[0-5]?\d{_GAP}分)?|[:：][0-5]\d(?:[:：][0-5]\d)?)"
    rf"|[{_HAN}十]{{1,3}}点半?)"
)
_CLOCK = rf"(?:(?:{_GAP}{_WHEN})?(?:{_GAP}{_HOUR})?)"
_TIME = re.compile(
    rf"{_YEAR}(?:的?{_GAP}(?:{_PART}|{_MONTH}(?:{_GAP}{_DAY})?)|{_GAP}{_DAY})?{_CLOCK}"
    rf"|(?<![\dA-Za-z个.十]){_MONTH}{_GAP}{_DAY}{_CLOCK}"
    rf"|(?<![\dA-Za-z.第{_HAN}十])(?<!\d,)(?!{_NUMBERED}){_DAY}{_CLOCK}(?!本)"
    rf"|(?<![\dA-Za-z个.十]){_MONTH}(?![饼球亮])"
    rf"|[今昨明当前后次翌同][天日]{_CLOCK}|[昨今明][晚早晨]|当晚|{_WHEN}{_GAP}{_HOUR}"
    rf"|(?<!\d)(?:[01]?\d|2[0-4]){_GAP}[时時]{_GAP}[0-5]?\d{_GAP}分"
    r"|^(?:[01]\d|2[0-3])[:：][0-5]\d(?=\s)"
    r"|(?:[上下本这這][个個]?)(?:周|星期|礼拜)[一二三四五六日天末]?"
    rf"|(?<!每)(?:周|星期)[一二三四五六日天](?!次){_WHEN}?"
    r"|(?<![早晚])[上下本当當这這][个個]?月[初底末中]?(?![亮光])"
    rf"|(?<!\d)(?:第{_GAP}[一二三四1-4]{_GAP}[财財]?季度?|[上下]半年|[前首][{_HAN}]季度?|[一二三四]季度)"
    r"|(?<![\d今去明前后当同每全近些多历年])年[底末初](?=前|后|，|。)"
    r"|(?:18|19|20)\d\d[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12]\d|0?[1-9])"
    r"(?:\s+\d\d?:\d\d(?::\d\d)?)?"
    rf"|(?:(?:\d{{1,2}}|[{_HAN}十]{{1,3}}|[上本]){_GAP}世[纪紀]{_GAP})?(?:\d\d|[{_HAN}])?[\d{_HAN}][0十]{_GAP}年代"
    rf"|(?:\d{{1,2}}|[{_HAN}十廿]{{1,3}}){_GAP}世[纪紀]|上世[纪紀]"
    rf"|(?:未来|过去|近|最近){_GAP}[{_HAN}十两几\d]{{1,3}}{_GAP}(?:年|个月|天|周)",
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


# Every match of a pattern has one of these; a search for them takes a tenth of the time.
_FORMS = (
    (Kind.TICKER, re.compile(r"[A-Z]|[（(]\d"), _TICKER),
    (
        Kind.MONEY,
        re.compile(
            "元|圆|圓|块|塊|币|幣|镑|鎊|盾|铢|銖|钱|錢|[$]|＄|¥|￥|€|£|￡|日金|美金|美分|港纸|港紙"
            "|瑞郎|法郎|克朗|索尔|比索|亚尔|兰特|纳尔|拉姆|吉特|令吉|罗提|福林|里拉|夫纳|坚戈|奈拉"
            "|卢布|盧布|卢比|盧比|RMB|CNY|USD|HKD|EUR|GBP|JPY"
        ),
        _MONEY,
    ),
    (Kind.MONEY, re.compile(r"[万萬亿億]"), _BARE_AMOUNT),
    (Kind.PERCENT, re.compile(r"[%％‰]|分之|百分|基点|基點|成"), _PERCENT),
    (Kind.TIME, re.compile(r"[年月日号號天时時点點晚早晨周期拜度季纪紀:：\-/.]"), _TIME),
)


def find_patterns(text: str, span: Span) -> Iterator[Reading]:
    """Readings by form within `span`; the longer of two that overlap has the greater weight."""
    for kind, sign, pattern in _FORMS:
        if sign.search(text, span.start, span.end) is None:
            continue
        for match in pattern.finditer(text, span.start, span.end):
            found = Span(*match.span(pattern.groups))
            yield Reading(found, kind, SURE + len(found) / 1000)
    for match in _WORK.finditer(text, span.start, span.end):
        group = 1 if match[1] else 2
        media = _MEDIA.match(match[group]) or match[group] in wordlists.words("media")
        kind = Kind.ORG if media else Kind.WORK
        yield Reading(Span(*match.span(group)), kind, SURE + 1)
