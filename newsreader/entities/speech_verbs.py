"""The words around a quotation: verbs of saying, and what may be beside them.

The patterns are for text in simplified characters.
"""

from __future__ import annotations

from newsreader.entities.wordlists import longest_first, words
from newsreader.text.lazy_regex import lazy_regex

_SAYING = "|".join(sorted(words("saying") | words("saying_in_quotes"), key=len, reverse=True))
_ADVERB = "|".join(longest_first("speech_adverbs"))

CUE = lazy_regex(
    rf"(?:(?P<verb>{_SAYING})(?:道|着|了|过)?|(?P<tell>告诉了?[^，。：；！？“”「」]{{1,16}})"
    r"|(?P<other>[^\W知频味街管通轨渠大难人]道(?=[：，]\s*[“「『])))"
    r'(?P<mark>\s*[：:︰，,]\s*|\s*(?=[“「『"])|\s*(?=[。！!；;…]|\Z))'
)
"""A verb of saying, and the mark after it; nothing is between the verb and opening marks."""

SAID_ON = lazy_regex(rf"(?P<verb>{_SAYING})(?=\w)(?P<mark>)")
"""A verb of saying with more of the sentence directly after it."""

OPINION = lazy_regex(r"(?P<verb>在)(?P<who>[^，。：；“”「」]{2,30})看来(?P<mark>[，,])")

TURNS = lazy_regex(r"但|可(?![以能])|却|然而|不过|于是|随后")
"""After a verb of saying without quotation marks: what follows is not said."""

ADDS = lazy_regex(r"还|也|又|亦|则|同时")
"""In the clause of a verb: the speaker says something else."""

# Words that end in a verb of one character, as 小说, 名称 and 疑问.
_COMPOUND = lazy_regex(
    "[小传据听来演解再别虽却学细照话胡难邪]说|[名自号俗简职堪昵统通敬对相匀全代谦美尊合被]称"
    "|[学疑访请顾提慰设拷责过]问|[描抄大小手书听撰改编]写|[好玩可搞微嘲]笑|[演主开宣听]讲|[回报应]答"
)
_DENIED = lazy_regex(
    r"(?:的|得|被|不|没|没有|未|并未|拒绝|是否|无法|难以|进行|作出|做出|给予|以|了|项|个|份|值得|需要|可以"
    r"|应该|必须|要|未予|来|想|敢|所|、|不必|受到|没有?人[^，]{0,3}|[被遭][^，]{0,8}|收到[^，]{1,12})\Z"
)
# Words of the writer, and turns of phrase.
_IMPERSONAL = lazy_regex(
    r"(?:^|[，。：；])(?:但是?|而|不过|所以|当然|其实)?"
    r"(?:(?:需要|值得|应当|必须|还要|有必要)[^，]{0,4}|可以(?:这么|这样)?|不得不|如果|假如|若|不|也?可以|应该"
    r"|[^，]?据|也就是|就是|换句话|总的来|一般来|或者|比如|俗话|有一说一|按理|(?:不管|无论)?怎么|我们?|笔者|小编"
    r"|你们?|您|[^，向对跟]{0,12}记者们?|本报|本文|从某种意义上|老实|实话|坦白|简单|反过来|客观)\Z"
)
_TIME = (
    r"\d{1,4}年|\d{1,2}[月日号]|[今昨前]天|[今昨前近当]日|日前|当[时天]|此前|之后|早前|[上下中]午|晚[间上]"
    r"|早[间上]|凌晨|傍晚|周[一二三四五六日]|星期[一二三四五六日天]"
)

AFTER_NAME = lazy_regex(
    r"[》”」]?(?:\s*[（(][^（()）]*[)）])?\s*(?:方面|官方|集团|公司|女士|先生|教授|院士|博士|医生|老师|同志|主任|律师"
    r"|总|市长|部长|警官|书记|校长|(?:[^，。：；]{0,8}的)?(?:报告|公告|声明|通报|官网|官微|官方微博|微博|网站|数据))?"
    rf"(?:[\s，]*(?:{_ADVERB}|在[^，。；：]{{1,40}}?(?:时|中|上|后|期间|里|内|下|间|会|前)"
    r"|(?:对|向|跟|与|和|同|面对|就)[^，。；：]{1,40}?|接受[^，。；：]{1,40}?(?:时|后|中|台|采访)"
    r"|回[复应覆][^，。；：]{0,12}?时|(?:通过|透过|经|于)[^，。；：]{1,24}?"
    rf"|以[^，。；：]{{1,20}}?为例|\w{{1,4}}地|[（(][^（()）]{{1,12}}[)）]|[^，。；：]{{2,40}}?时|{_TIME}))*\s*"
)
"""What may be between the name of the speaker and the verb."""

PRONOUN = lazy_regex(
    r"\s*(?:但是?|而|并|不过|对此|随后|同时|另外|此外|当然)?，?(?P<who>[他她]|其(?![中他后]))"
)
"""A pronoun at the beginning of a clause."""

_KIN = "[奶爷妈爸姐哥弟妹叔姨舅姑]|母亲|父亲|妻|丈夫|儿子|女儿|同[学事]|朋友|家[属人长]?"
KIN = lazy_regex(f"的?(?:{_KIN})")
"""After a name: somebody who belongs to that person."""

UNNAMED = lazy_regex(
    r"一[名位]|负责人|发言人|委员|居民|民警|母亲|父亲|妻子|丈夫|儿子|女儿|[奶爷妈爸]"
)
"""Somebody without a name, whom a pronoun may stand for."""

SUBJECT = lazy_regex(
    r"大家|警方|专家|文章|文中?|报[道导]中?|的话|学子|消息|公告|通知|报告|帖子|声明|新闻|通报|评论|机构|单位|舆论|媒体|企业"
    r"|公司|部门|集团|大学|法院|银行|方面|先生|女士|教授|律师|书记|经理|领导|主任|主席|总统|总理|母亲|父亲"
    r"|[人们员家者生师民友长方界社报网台局委院会部厅府校司所队组厂店户客粉工商众迷警主士管属业信团他她其孩童官兵爷奶妈爸]"
    r"|[》）)”」』A-Za-z]"
)
"""The end of a subject that can speak, before the verb or what may be between them."""

NOT_OWN = lazy_regex(f"的|之|等|们|方|案|粉丝|[、和与及]|{_KIN}")
"""After a name: somebody or something else is the subject."""

JOINED = lazy_regex(r"[、和与及跟]\Z")
"""Before a name that is one of several."""

OBJECT = lazy_regex(
    r"(?:对|向|给|在|由|被|让|请|告诉|采访|(?:接受|面对)[^，。：；]{0,10}?)[《“「]?\Z"
)
"""Before a name that is no subject."""


def is_weak(verb: str) -> bool:
    """Whether what follows `verb` without quotation marks is seldom somebody's words."""
    return verb in words("saying_in_quotes")


def is_saying(before: str, verb: str) -> bool:
    """Whether somebody says something: not a noun, not denied, no turn of phrase of the writer.

    `before` is what is between the beginning of the clause and `verb`.
    """
    compound = _COMPOUND.fullmatch(before[-1:] + verb) and not before.endswith("的话")
    return not (compound or _DENIED.search(before) or _IMPERSONAL.search(before))
