"""Lines in the form in which their words are compared, and simple properties of lines."""

from __future__ import annotations

from functools import cache

from newsreader.text.lazy_regex import lazy_regex

_TRADITIONAL = (
    "記責編輯關聞發佈來時間閱讀評論權轉載聲標題簽籤鍵詞點擊數瀏覽掃碼訂號導圖據攝為網絡臉書專報"
    "頁熱門聯繫們請還錄註冊譯審資訊讚贊舉檢繼續歡薦鏈連結動態寫視頻攜體級區類縮擴華東國際經濟寄"
    "複備隱說個週剛條鐘採監製實習覺員會閉廣許電話參與語開協議識別執筆統籌劃臺誌財單當聽則歐後鐵"
)
_SIMPLIFIED = (
    "记责编辑关闻发布来时间阅读评论权转载声标题签签键词点击数浏览扫码订号导图据摄为网络脸书专报"
    "页热门联系们请还录注册译审资讯赞赞举检继续欢荐链连结动态写视频携体级区类缩扩华东国际经济寄"
    "复备隐说个周刚条钟采监制实习觉员会闭广许电话参与语开协议识别执笔统筹划台志财单当听则欧后铁"
)
_PLAIN = {ord(a): b for a, b in zip(_TRADITIONAL, _SIMPLIFIED, strict=True)}
_PLAIN |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_PLAIN |= dict.fromkeys((0x3000, 0xA0, 0x2002, 0x2003, 0x2009), " ")
_PLAIN |= {ord("︱"): "|", ord("︰"): ":", ord("∶"): ":", ord("│"): "|", ord("丨"): "|"}

_EMOJI = "\ufe0f"
_ICON = lazy_regex(f"[\ue000-\uf8ff\u200b-\u200f\ufeff{_EMOJI}]")
_ENDS = tuple("。！？…!?；;.")
_CLOSING = "”’」』）)】》\"'"


@cache
def folded(phrases: str) -> frozenset[str]:
    """The phrases in a string, separated by blanks, as a set."""
    return frozenset(phrases.split())


def half_width(text: str) -> str:
    """`text` half-width, with simplified characters in labels, one code point for one."""
    return text.translate(_PLAIN)


def plain(text: str) -> str:
    """`half_width(text)` without icons and outer blanks: the plain form, used for comparing."""
    text = half_width(text)
    # No icon is printable, except for one.
    return (_ICON.sub("", text) if not text.isprintable() or _EMOJI in text else text).strip()


def han(text: str) -> int:
    """The number of Chinese characters in `text`."""
    return sum("\u3400" <= character <= "\u9fff" for character in text)


def ends_sentence(text: str) -> bool:
    """Whether `text` ends like a sentence, ignoring closing quotes and brackets."""
    return text.rstrip(_CLOSING).endswith(_ENDS) or text.endswith(("”", "」"))


def is_prose(text: str) -> bool:
    """Whether `text` is running text: long, or a sentence of some length."""
    length = len(text)
    if length >= 300:
        return True
    if length < 40 and (length < 15 or not ends_sentence(text)):
        return False
    return len(text.encode()) > 1.5 * length  # Chinese characters have three bytes
