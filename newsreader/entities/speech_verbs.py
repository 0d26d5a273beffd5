"""The words around a quotation: verbs of saying, and what may stand beside them."""

from __future__ import annotations

from newsreader.text.lazy_regex import lazy_regex


def _any(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


# Verbs that always mean words or an opinion of somebody.
_SAY = _any(
    "说 說 表示 指出 认为 認為 称 稱 回应 回應 强调 強調 透露 坦言 直言 写道 寫道 提到 谈到 談到"
    " 补充 補充 解释 解釋 感慨 感叹 感嘆 呼吁 呼籲 承认 承認 证实 證實 重申 声称 聲稱 宣称 宣稱"
    " 披露 觉得 覺得 反问 反問 叮嘱 叮囑 嘟囔 质疑 質疑 提醒 提示 回忆 回憶 喊 直指 批评 批評"
    " 写 寫 问 問 答 回答 留言 发文 發文 回复 回覆 哭诉 哭訴 自述 自曝 笑言 戏称 戲稱 直呼 怒斥"
    " 透漏 明言 断言 斷言 主张 主張 担心 相信 深信 预测 預測 预计 預計 判断 判斷 介绍 介紹 分析"
    " 总结 總結 评价 評價 形容 建议 建議 宣布 宣佈 提出 称赞 稱讚 讲 講 感叹 劝 勸 笑 反驳 反駁"
    " 澄清 否认 否認 呛 嗆 痛批 指 调侃 調侃 自嘲 告诫 告誡 交代 致辞 致詞 发言 發言 表态 表態"
)
# With these a quotation needs its marks: what follows without them is seldom somebody's words.
_WEAK = frozenset(
    "写 寫 问 問 答 喊 劝 勸 笑 留言 发文 發文 担心 相信 深信 预计 預計 预测 預測 判断 判斷 宣布 宣佈"
    " 形容 评价 評價 致辞 致詞 发言 發言 指 呛 嗆 反问 反問 提出 称赞 稱讚 批评 批評 讲 講 总结"
    " 總結 建议 建議 质疑 質疑 提示 提醒 回复 回覆 披露 写道 寫道 表态 表態 调侃 調侃 自嘲".split()
)
_TELL = r"(?:告诉|告訴)(?:了)?(?P<told>[^，。：；！？“”「」]{1,16})"

CUE = lazy_regex(
    rf"(?:(?P<verb>{_SAY})(?:道|着|著|了)?|(?P<tell>{_TELL}))"
    r"(?P<mark>\s*[：:，,]\s*|\s*(?=[“「『\"])|\s*(?=[。！!；;…]|\Z))"
)
"""A verb of saying, and the mark after it; nothing stands between the verb and opening marks."""

OPINION = lazy_regex(r"(?P<verb>在)(?P<who>[^，。：；“”「」]{2,30})看[来來](?P<mark>[，,])")

ACCORDING = lazy_regex(r"^(?:对此，|其中，|另外，|此前，)?(?:另?据|另?據|根据|根據|按照?|照)")
"""The beginning of: according to."""

# Words that end in a verb of one character, as 小说, 名称 and 疑问.
_COMPOUND = lazy_regex(
    r"[小传傳据據听聽来來演解再别別虽雖却卻学學细細照话話胡难難邪假][说說]"
    r"|[名自号號俗简簡职職堪昵暱统統通敬对對相匀勻全代谦謙美尊合被][称稱]"
    r"|[学學疑访訪请請顾顧提慰设設拷责責过過][问問]|[描抄大小手书書听聽撰改编][写寫]"
    r"|[好玩可搞微嘲]笑|[演主开宣听][讲講]|[回报報应應]答"
)
_NOT_BEFORE = _any(
    "的 得 被 不 没 沒 没有 沒有 未 并未 并不 拒绝 拒絕 是否 无法 無法 难以 難以 进行 進行 作出 做出"
    " 给予 以 了 项 項 个 個 份 値得 值得 需要 可以 应该 應該 必须 必須 要 未予 不予"
)
_NEVER = lazy_regex(rf"(?:{_NOT_BEFORE})\Z")
# Words of the writer, and of nobody.
_IMPERSONAL = lazy_regex(
    r"(?:^|[，。：；])(?:(?:需要|值得|应当|應當|必须|必須|还要|還要|有必要)[^，]{0,4}|可以(?:这么|這麼|这样|這樣)?|不得不"
    r"|也?可以|应该|應該|据|據|另据|另據|也就是|就是|如果|假如|不|换句话|換句話|总的来|總的來|一般来|一般來|或者|比如|俗话|俗話|有一说一"
    r"|按理|不管怎么|不管怎麼|怎么|怎麼|我|我们|我們|笔者|筆者|小编|小編|你|你们|你們|您|[^，]{0,12}记者(?:们)?|[^，]{0,12}記者"
    r"|本报|本報|本文|从某种意义上|從某種意義上|老实|老實|实话|實話|坦白|简单|簡單|反过来|客观|客觀)\Z"
)


def is_weak(verb: str) -> bool:
    """Whether what follows `verb` without quotation marks is seldom somebody's words."""
    return verb in _WEAK


def is_saying(before: str, verb: str) -> bool:
    """Whether somebody says something: not a noun, not denied, no turn of phrase of the writer.

    `before` is what stands between the beginning of the clause and `verb`.
    """
    return not (
        _COMPOUND.fullmatch(before[-1:] + verb)
        or _NEVER.search(before)
        or _IMPERSONAL.search(before)
    )


_TIME = (
    r"\d{1,4}年|\d{1,2}[月日号號]|[今昨前]天|[今昨前近当當]日|日前|[当當][时時天]|此前|之[后後]|早前|[上下中]午|晚[间間上]"
    r"|早[间間上]|凌晨|傍晚|[周週][一二三四五六日]|星期[一二三四五六日天]"
)
_ADVERB = _any(
    "还 還 也 则 則 又 再 再次 并 並 亦 就 都 均 曾 曾经 曾經 同时 同時 另外 进一步 進一步 首先 其次 更 更是"
    " 明确 明確 公开 公開 直接 随即 隨即 随后 隨後 接着 接著 最后 最後 坦率 坦率地 如此 这样 這樣 这么 如是"
    " 笑着 笑著 哽咽 激动 激動 激动地 对此 對此 特别 特別 反复 反覆 多次 一再 继续 繼續 解释 解釋 分析 介绍 介紹"
    " 回忆 回憶 补充 補充 回应 回應 发文 發文 表示 强调 強調 认为 認為 坦言 告诉 评价 評價 批评 批評 对外 對外"
    " 只 仅 僅 却 卻 便 即 可 强烈 強烈 郑重 鄭重 无奈 無奈 无奈地 总结 總結 透露 直言 受访 受訪 受访时 受訪時 致辞"
    " 致辭 发言 發言 发布 撰文 转发 轉發 开心 開心 开心地 谦虚 谦虚地 一同 共同 表态 主动 事后 事後 私下 指出 提到 呼吁"
    " 回答 询问 詢問 追问 追問 半天 现场 現場 会上 會上 会后 會後 赛后 賽後 普遍 一致 如实 惊讶 自豪 自豪地 告知 坚定 坚定地 自信 感慨 感叹 所"
)
AFTER_NAME = lazy_regex(
    rf"(?:\s*(?:（[^（）]*）|\([^()]*\)))?(?:方面|官方|集团|集團|公司|女士|先生|教授|院士|博士|医生|醫生|老师|老師|同志|主任"
    r"|律师|律師|总|市长|市長|部长|部長|警官|书记|書記|校长|校長)?"
    rf"(?:[\s，]*(?:{_ADVERB}|在[^，。；：]{{1,40}}?(?:时|時|中|上|后|後|期间|期間|里|裡|内|內|下|间|間|會|会|前)"
    r"|(?:对|對|向|跟|与|與|和|同|面对|面對|就)[^，。；：]{1,40}?|接受[^，。；：]{1,40}?(?:时|時|后|後|中)"
    r"|(?:通过|通過|透过|透過|经|經)[^，。；：]{1,24}?|于[^，。；：]{1,24}?|"
    rf"{_TIME}))*\s*\Z"
)
"""What may stand between the name of the speaker and the verb."""

PRONOUN = lazy_regex(r"(?:^|[，。；：”」』\s]|但|而|并|不过|不過|对此|對此)(?P<who>他|她|其)(?P<rest>[^，。；：]*)\Z")

JOINED = lazy_regex(r"[、和与與及跟]\Z")
"""Before a name that is one of several."""

OBJECT = lazy_regex(r"(?:对|對|向|给|給|在|由|被|让|讓|请|請|告诉|告訴|采访|採訪|接受|面对|面對)\Z")
"""Before a name that is no subject."""
