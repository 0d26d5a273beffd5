"""The patterns of times in Chinese prose: days, weeks, months, parts of a year, years."""

from __future__ import annotations

import re

from newsreader.article.dates import HAN
from newsreader.text.lazy_regex import lazy_regex

_GAP = r"[ \u00a0\u3000]{0,2}"
_MONTH = rf"(?:1[0-2]|0?[1-9]|十[一二]?|[{HAN}])"
_DAY = rf"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[{HAN}]?|[{HAN}])"
_TO = rf"{_GAP}[\-−–—~～至到]{_GAP}"
_NOT_EDGE = "[期心国國央美东東亚亞]"
_TODAY_OUTLETS = "俄罗斯|俄羅斯|头条|頭條|美国|美國|说法"
_PART = (
    rf"第?{_GAP}(?P<quarter>[一二三四1-4]){_GAP}季度?|(?P<half>[上下])半年"
    rf"|前{_GAP}(?P<first>[{HAN}十]|\d{{1,2}}){_GAP}(?P<unit>[个個]月|季度)|(?P<edge>年?[初末底中](?!{_NOT_EDGE}))"
)
_DAYS = (
    rf"(?:(?P<third>[上中下]旬|[初末底](?!期))|{_GAP}(?P<day>{_DAY})(?:{_GAP}[日号號])?"
    rf"(?:{_TO}(?:(?P<month2>{_MONTH})月)?(?P<day2>{_DAY}))?{_GAP}[日号號])?"
)
_CLOCK = (
    r"(?:凌晨|清晨|早[上晨间]|上午|中午|下午|傍晚|晚[间上]?|夜[间里晚]|深夜|午夜)?"
    rf"(?:{_GAP}(?:[01]?\d|2[0-4])(?:[:：][0-5]\d|{_GAP}[时時点點](?:半|{_GAP}[0-5]?\d{_GAP}分)?))?"
)
# The first characters of all times, so that others are passed over quickly.
_FIRST = rf"[\d\xa0\u3000\x20{HAN}十两兩民今昨明前后後去本上下当當同次翌这這周星礼禮週第年]"
TIME = lazy_regex(
    rf"""(?={_FIRST})(?:
    (?<![\d.])(?P<iso_year>(?:19|20)\d\d)(?P<dash>[-/.])(?P<iso_month>\d{{1,2}})(?P=dash)
        (?P<iso_day>\d{{1,2}})(?![\d.])
    | (?:(?<![\d.])(?:(?P<from>(?:19|20)\d\d){_GAP}年?{_TO})?
          (?P<year>(?:1[89]|20)\d\d|[一二][〇○零{HAN}]{{3}}){_GAP}年(?![代级以])
        | 民[国國]{_GAP}(?P<minguo>\d{{1,3}}){_GAP}年
        | (?P<relative>[今去前明本后後上]年(?!人|级|轮|夜|货)) | (?P<context>[当當同次翌]年))
        (?:度(?!假))?
        (?:的?(?:{_PART}|{_GAP}(?:(?P<month1>{_MONTH})月?{_TO})?(?P<month>{_MONTH}){_GAP}月份?{_DAYS}))?
    | (?P<this>[本上下当當](?:[个個])?月|[这這][个個]月)(?!球|亮|饼){_DAYS.replace("P<", "P<t_")}
    | (?<![\d.十第个個近]){_GAP}(?:(?P<b_month1>{_MONTH})月?{_TO})?
        (?P<bare>{_MONTH}){_GAP}月(?!球|亮|饼|经|嫂)份?{_DAYS.replace("P<", "P<b_")}
    | (?<![\d.第至]){_GAP}(?:(?P<from_day>[12]\d|3[01]|[1-9])(?:日)?{_TO})?
        (?P<only_day>[12]\d|3[01]|[1-9]){_GAP}[日](?![本元均内常益子团團游遊行內])
    | (?P<word>(?!今日(?:{_TODAY_OUTLETS}))[今昨明前后後][天日晚晨早夜](?!性|者)
        |[当當][天日晚])
    | (?P<which>[上下本这這][个個]?)?(?<![每一双雙两兩数數])(?:周|星期|礼拜|禮拜|週)
        (?P<weekday>[一二三四五六日天](?!次|[年岁])|末)(?!报|刊)
    | (?P<week>[上下本这這][个個]?)(?:周|星期|礼拜|禮拜|週)(?![{HAN}日天末转])
    | (?<![\d年]){_PART.replace("P<", "P<p_").replace("年?[初末底中]", "年[初末底中]")}
    | (?<![\d.近第前]){_GAP}(?P<ago>\d{{1,3}}|[{HAN}两兩十]{{1,3}}){_GAP}
        (?P<ago_unit>天|日|周|[个個]?星期|[个個]月|年)(?:之|以)?前(?![三季]))
    """,
    re.VERBOSE,
)
AFTER = lazy_regex(_CLOCK)
IN_BRACKETS = lazy_regex(
    rf"(?:[上下]午|晚上?)?[（(](?:(?P<month>{_MONTH})月)?(?P<day>{_DAY})[日号號][^）)\d]{{0,6}}[）)]"
)
DATELINE = lazy_regex(
    rf"(?<!\d)(?P<month>{_MONTH})月(?P<day>{_DAY})日{_GAP}(?:电|電|讯|訊|消息|综合)"
)
FUTURE = lazy_regex(r"[将將]|拟|擬|预计|預計|计划|計劃|即[将將]|为止|起(?!诉|飞|來|来)|截止")
