"""Recognizing captions of pictures."""

from __future__ import annotations

from newsreader.article.phrase import opened
from newsreader.text.lazy_regex import lazy_regex

_PICTURE = "图片|图|配图|题图|插图|图表|视频"
_PLACEHOLDER = lazy_regex(rf"\W*(?:{_PICTURE}|[Ii]mage|img)\W*(?:\d{{1,3}})?\W*")
_FORMS = (
    # beginnings of captions
    r"(?:上图|下图|左图|右图|题图|资料图|配图|图片|图|插图|图表|视频|摄影)"
    r"(?:为|是|注|说|片来源|来源|源|:|-|\d{1,2}[ :.、]|/)",
    r"图像(?:来源|加注文字|加註文字)[:,]",
    r"图片?(?:来自|由)",
    r"[▲△▼↑↓]",
    r"(?:摄影|制图|绘图|漫画|图表|海报设计|视频|图片来源|图源|图)[:/|]",
    r"点击(?:看|查看|放大|图片).{0,8}[大原]图",
    # ends of captions
    r".{0,80}(?:资料图片?|资料照片|视频截图|图片|供图|摄|截图|图源:.{1,20}|图)$",
    r".{0,60}[(](?:来源|图源|图|摄影|图片来源)[:/|].{1,30}$",
)
_CAPTION = lazy_regex("|".join(_FORMS))
_SHOWN = lazy_regex(
    "现场|合影|合照|仪式|示意|外观|海报|照片|截图|画面|场景|代表|嘉宾|一角|[A-Za-z]{2}|[0-9]{2}"
)
_LONGEST_NAME = 12
_LONGEST = 120


def is_caption(text: str) -> bool:
    """Whether plain `text` is a caption or the placeholder of a picture."""
    if len(text) > _LONGEST:
        return False
    if is_placeholder(text):
        return True
    bare = opened(text).rstrip(")]】")
    if text[:1] in "▲△▼↑↓" and len(text) > 1:
        return True
    found = _CAPTION.match(bare)
    if found is None:
        return False
    return len(text) <= 60 or text.startswith(("图", "上图", "下图", "资料图"))


def is_placeholder(text: str) -> bool:
    """Whether plain `text` is the placeholder that copying leaves for a picture."""
    return len(text) <= 12 and _PLACEHOLDER.fullmatch(text) is not None


def names_picture(text: str) -> bool:
    """Whether a few plain words below a placeholder are its caption, not a heading.

    They are if they describe a scene or contain the name of a model.
    """
    return len(text) <= _LONGEST_NAME and _SHOWN.search(text) is not None


def is_credit(text: str) -> bool:
    """Whether plain `text` is the credit of a picture."""
    return len(text) <= 40 and text.startswith(("图像来源", "图片来源", "图源", "图/"))
