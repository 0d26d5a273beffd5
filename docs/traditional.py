"""Traditional Chinese from Simplified, with the words of Taiwan.

OpenCC (in the `dev` extra) converts; TERMS has what it would convert otherwise than a reader in
Taiwan or Hong Kong writes it, and the terms of this program.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from opencc import OpenCC

TERMS: Mapping[str, str] = {
    # Terms of programs.
    "撤销": "復原",
    "撤回": "收回",
    "终端": "終端機",
    "程序": "程式",
    "进程": "處理程序",
    "电子表格": "試算表",
    "回收站": "回收筒",
    "打印": "列印",
    "权限": "權限",
    "查找": "尋找",
    "搜索": "搜尋",
    "打开": "開啟",
    "保存": "儲存",
    "存为": "存為",
    "另存为": "另存為",
    "只读": "唯讀",
    "注释": "註解",
    "脚注": "註腳",
    "图注": "圖說",
    "模板": "範本",
    "管道": "管線",
    "超时": "逾時",
    "域名": "網域名稱",
    "退出": "結束",
    "选中": "選取",
    "常量": "常數",
    "声明": "宣告",
    "文档类型": "文件類型",
    "类型": "類型",
    "制表符": "定位字元",
    "设置文件": "設定檔",
    "复制": "複製",
    "新消息": "新消息",
    "列表": "清單",
    "查看": "檢視",
    "文本": "文字",
    "文本文件": "文字檔",
    "纯文本": "純文字檔",
    "文件名": "檔名",
    "文件头": "檔頭",
    "区域设置": "地區設定",
    "脚本": "指令檔",
    "日志": "記錄檔",
    "缓存": "快取",
    "正则表达式": "正規表示式",
    "全半角": "全半形",
    "教程": "教學",
    "帮助": "說明",
    "命令": "指令",
    "命令行": "指令列",
    "重启": "重新啟動",
    "升级": "更新",
    "运行": "執行",
    "默认": "預設",
    "识别引擎": "辨識引擎",
    "识别": "辨識",
    "分区": "分區",
    "对象": "對象",
    "身份": "身分",
    "地址": "位址",
    "160 列": "160 欄",
    "各列": "各欄",
    "列名": "欄名",
    "一列": "一欄",
    "一列键": "一串按鍵",
    "一列放在": "一串放在",
    "没有列": "沒有欄",
    "缺少几列": "缺少幾欄",
    "名为 tag 的列": "名為 tag 的欄",
    "名为 {names} 的列": "名為 {names} 的欄",
    "列成表格": "列成表格",
    "JSON 对象": "JSON 物件",
    "附加包": "附加套件",
    " 包": " 套件",
    "返回状态": "傳回狀態",
    "粘贴到": "貼到",
    "粘贴一篇": "貼一篇",
    "再粘贴一次": "再貼一次",
    # Terms of this program.
    "档案": "卷宗",
    "证券代码": "證券代號",
    "项目": "項目",
    "发布": "發布",
    "时间线": "時間軸",
    "关注": "追蹤",
    # Characters that stand for two, where OpenCC takes the other one.
    "里": "裡",
    "回文章": "回文章",
    "合并": "合併",
    "只": "只",
}
"""Simplified words and what they are in Traditional; the longest match counts."""

QUOTATION_MARKS = str.maketrans("“”‘’", "「」『』")
_FIRST = 0xE000
"""The first code point for private use: a term is hidden in one while the rest is converted."""


@cache
def _opencc() -> OpenCC:
    """Simplified to Traditional, in the characters and phrases of Taiwan."""
    return OpenCC("s2twp")


def traditional(text: str) -> str:
    """`text`, which is Simplified, in Traditional Chinese. Fields in braces stay as they are."""
    terms = sorted(TERMS, key=len, reverse=True)

    def hidden(found: re.Match[str]) -> str:
        return chr(_FIRST + terms.index(found[0]))

    marked = re.sub("|".join(map(re.escape, terms)), hidden, text)
    converted: str = _opencc().convert(marked).translate(QUOTATION_MARKS)
    shown = {_FIRST + number: TERMS[term] for number, term in enumerate(terms)}
    return converted.translate(shown)
