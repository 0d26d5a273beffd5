"""How much a text looks like written Chinese, from the frequency of its characters."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import cache, lru_cache

_SIMPLIFIED = (
    "一是人了不在有大中国和为这上他个地年来我会以到时要出的生学说道民家子也成行下们于后就"
    "发自之对得主长可过天作分方用多你着部能市等业全里工公经本都而高政法面门动日进区事代那"
    "去心小同北定开产前其军还然起种所如现理机体表力好外与文当两实重新三么只山水关明从化平"
    "建又制南内西没此将员名手最东头者月间无安看见各城十相但已些正口通想度加第她合院物性战"
    "由位常点海意场武使次二向治因立数样身情入原问把路被并利石老教万知级量任江及应省资委务"
    "元美特期世湖回系比气汉总展电科金先声提品设或义王社很统处四首共马形己儿司太目基领队直"
    "计别女权话少流命至报米给打变果书清活几州华解议更称程今决张导术府才保交放管结师便走达"
    "族反再题色五京河接条规式县白它改风光运信受什组听布百济党指论强做取技黄神选记斯真却职"
    "号界件花类何眼兵传带空干农边据集联古广完质阳难增历史专官每住商即步认车台林必死游举线"
    "言皇土团收考求德叫近备研争非具李众连调感转笑革该持始英克士尔让拉思根格造较际亲单朝红"
    "型价校约器字段周亚深候则功属积快图火千准究往极育装许参半令吃观鱼精办像帝八复影告远群"
    "包整构料随划算象容示投势热值夫网望源息语股铁断派速怎需片爱律纪支早况病境证编越局推满"
    "且列觉服双未居除乐企引标确织初青志率项飞球节察龙响药站施均消客失轻存低甚般击曾防请离"
    "落显罗营足素视护副食创余照兴占巴虽洲村费易试星木黑左宝置跟央识维采六底宫房音环案批切"
    "斗富乡另倒若按查故突责严桥模仅胜杀围席态破承招杨负层须父供续状域似依银范修找九致密终"
    "血旅钱赛独细效玉冲获习医演毛尽脸弹楼艺航陆右协七攻镇检写苏宗章注阿抗弟坐验封紧劳户优"
    "财养适陈喜卫排射哥油刻留急降念云微伤例景拿绝阶座刘刚害印亿沙母酒助闻超审待压升送监策"
    "略限竟香配藏敌呢差仍兰温园树征善波哪词岛止预怕继皮执味份角草男普答益谁船惊核街夏宣掌"
    "田久著画辑奇尼剑吧谈背免孩礼材愿洋春架筑括晚乱乎讲尚良友临激刀夜室既敢邦挥昌板胡欧福"
    "港叶简苦担句岁荆贵娘守辖威宜衣帮块堂额错剧充欢够孙班呼阵销坚练脚退读测吴希宁换版异某"
    "顾曲楚典朱毒菜判救宋茶洪含顺啊鲜败货矿端兄归冷忙买险康评肉吗厂永哈沉散遗停笔假输牛洞"
    "松渐顶训录否述毕督控丰献姑忽爷互亮纳"
)

_TRADITIONAL = (
    "國爲這個來會時學說們於後發對長過業裏經門動進區開產軍還種現機體與當兩實麼關從內沒將員"
    "東頭間無見戰點場數樣問並萬級應資務氣漢總電聲設義統處馬兒領隊計別權話報給變書幾華議稱"
    "決張導術結師達題條規縣風運組聽濟黨論強黃選記卻職號類傳帶幹農邊據聯廣質陽難歷專認車臺"
    "遊舉線團備爭衆連調轉該爾讓較際親單紅價約亞則屬積圖準極裝許參喫觀魚辦復遠羣構隨劃勢熱"
    "網語鐵斷愛紀況證編滿覺雙樂標確織項飛節龍響藥輕擊請離顯羅營視護創餘興佔雖費試寶識維採"
    "宮環鬥鄉責嚴橋僅勝殺圍態楊負層須續狀銀範終錢賽獨細衝獲習醫盡臉彈樓藝陸協鎮檢寫蘇驗緊"
    "勞戶優財養適陳衛雲傷絕階劉剛億聞審壓監敵蘭溫園樹徵詞島預繼執誰驚畫輯劍談禮願築亂講臨"
    "揮歐葉簡擔歲荊貴轄幫塊額錯劇歡夠孫陣銷堅練腳讀測吳寧換異顧順鮮敗貨礦歸買險評嗎廠遺筆"
    "輸漸頂訓錄畢豐獻爺納裡啟祇綫祕為"
)

_MARKS = "，。、：；！？“”‘’（）《》〈〉「」『』【】…—·～％"

FREQUENT = 1.0
"""The weight of a frequent character or mark."""

_STRANGE = -2.0
_RARE = -0.3


def likelihood(text: str) -> float:
    """How Chinese `text` looks: about 0.8 for news, below 0 for text in a wrong encoding.

    It is the mean weight of the characters outside ASCII and of control characters; 0 if there are
    none.
    """
    total = 0.0
    count = 0
    for character, times in Counter(text).items():
        if "\x20" <= character < "\x7f" or character in "\t\n\r":
            continue
        count += times
        total += weight(character) * times
    return total / count if count else 0.0


@lru_cache(maxsize=32768)
def weight(character: str) -> float:
    """The weight of one character, from 1 (frequent) to -3 (not a character)."""
    return FREQUENT if character in _frequent() else _weight_of_range(ord(character))


@cache
def _frequent() -> frozenset[str]:
    return frozenset(_SIMPLIFIED + _TRADITIONAL + _MARKS)


_RANGES = (
    (0x20, -1.0),  # control characters
    (0x7F, 0.0),
    (0xA0, _STRANGE),
    (0x250, -1.0),
    (0x2000, -0.8),
    (0x2E80, -0.4),  # marks, arrows, box drawing
    (0x3000, -1.0),
    (0x3040, 0.4),  # Chinese marks
    (0x3130, -0.4),  # kana and bopomofo
    (0x3400, -0.6),
    (0x4E00, _STRANGE),
    (0xA000, _RARE),
    (0xE000, _STRANGE),  # hangul and others; the Chinese encodings have none
    (0xF900, _STRANGE),
    (0xFF00, -1.0),
    (0xFF5F, 0.4),  # full-width letters and digits
    (0xFFF0, -1.0),
    (0x10000, -3.0),
    (0x1F000, _STRANGE),
    (0x1FB00, 0.0),  # emoji
    (0x110000, _STRANGE),
)
"""The first code point after each range, and the weight of the characters in it."""

_ENDS = [end for end, _value in _RANGES]


def _weight_of_range(code: int) -> float:
    return _RANGES[bisect_right(_ENDS, code)][1]
