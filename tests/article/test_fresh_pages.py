"""Pages in the shapes of other kinds of outlets, pasted whole; every page is invented."""

from __future__ import annotations

import pytest

from newsreader.article.article import Article, Role
from newsreader.article.loader import read_article

WECHAT = """
以下文章来源于城北旧事 ，作者林晚舟
城北旧事
城北旧事 .
写一座小城的过去和现在。
一碗豆花的三十年
原创 林晚舟 城北旧事 2026年3月8日 07:30 江西
在小说阅读器中沉浸阅读
点击上方蓝字关注我们
每天早上五点，程家的石磨准时响起来，街坊听见磨声，就知道该起床烧水了。
程师傅今年六十七岁，二十岁那年从父亲手里接过这口磨，一晃已经磨了快五十年，磨盘换过三次。
他说，豆花好不好吃，一半看豆子，一半看耐心。“火急了，豆花就老；火慢了，豆花就散。”
去年冬天，儿子从外地回来，说想把铺子开到新城去。老程想了三天，最后只说了一句：“磨要带走。”
▲程师傅的石磨。（受访者供图）
往期推荐
山上最后一个邮差
河边的理发店
预览时标签不可点
微信扫一扫
关注该公众号
"""

HONG_KONG = """
主頁
港聞
娛樂
國際
更多
熱門：
港鐵
天氣
港聞
社會新聞
渡輪班次下月增三成　離島居民盼晚間尾班延至零時
撰文：鄧穎詩
出版：2026-03-08 07:00
更新：2026-03-08 10:42
運輸署公布，兩條離島渡輪航線由下月起增加三成班次，主要集中在上班時段和周末下午。
有居民表示，現時晚上十一時後已無渡輪，加班的人往往要在碼頭等到天亮，希望尾班可以延至零時。
渡輪公司回覆說，人手仍然緊張，會先試行三個月，再決定是否加開深夜航班。
▼點擊下圖瀏覽更多圖片▼
離島區議員梁志明認為，增加班次只是第一步，碼頭的上蓋和座位同樣需要改善。
相關文章：
東涌線周日局部停駛
西貢小巴加價一元
渡輪
離島
01專欄
"""

TAIWAN = """
首頁
即時
政治
生活
地方
生活
老街茶行重新開張　第四代守住炭焙味道
2026/03/08 06:10:00
字級設定：
小
中
大
記者吳佩珊／臺北報導
大稻埕一間停業兩年的茶行昨天重新開張，第四代老闆親自在門口炭焙，香味飄滿整條街。
老闆說，最難的是找回老師傅，如今願意守著炭火過夜的人，全臺灣不到十個。
店裡保留了一百年前的秤與茶箱，客人可以自己秤茶，也可以坐下來喝一杯再走。
有老顧客特地從臺南北上，他說，小時候跟著阿公來買茶，味道一點也沒有變。
▲茶行保留百年前的茶箱。（圖／記者吳佩珊攝）
延伸閱讀
老戲院變身書店
清晨的魚市
我要留言
"""

MINGUO = """
最新消息
:::
回上一頁
山區道路預警性封閉公告
發布日期：民國115年3月8日
發布單位：養護科
因連日大雨，縣道一四九線十二公里至十九公里路段，自今日下午六時起實施預警性封閉，請用路人改道行駛。
封閉期間將視雨勢調整，開放時間另行公布，請民眾隨時留意本局網站及現場標誌。
沿線居民如有緊急就醫需求，請撥打服務專線，將由工程車引導通行。
瀏覽人次：128
"""

GOVERNMENT = """
无障碍
长者模式
首页
政务公开
办事服务
互动交流
您现在的位置：首页 > 政务公开 > 通知公告
索 引 号：
014300-2026-00031
主题分类：
城乡建设
发布机构：
江城市住房和城乡建设局
发布日期：
2026-03-08
文  号：
江建发〔2026〕12号
有 效 性：
有效
关于做好既有住宅加装电梯工作的通知
各区住房和城乡建设局，各有关单位：
为进一步方便居民出行，根据国家和省有关规定，现就做好我市既有住宅加装电梯工作通知如下。
一、明确工作目标
今年全市计划加装电梯三百台，优先安排楼龄二十年以上、老年人较多的小区，各区要在三月底前报送名单。
二、落实补助资金
每台电梯由市级财政补助十万元，区级财政按照不低于一比一的比例配套，资金在验收后一次拨付。
三、加强质量监管
施工单位应当具备相应资质，竣工后由监理、居民代表和街道共同验收，验收结果在小区内公示七天。
江城市住房和城乡建设局
2026年3月8日
【打印本页】 【关闭窗口】
扫一扫在手机打开当前页
主办：江城市住房和城乡建设局
"""

WIRE = """
时政
国际
财经
港澳
台湾
首页>>财经
春耕时节农机手走俏　一台机器一天作业百亩
2026-03-08 09:12:33 来源：江华通讯社
字体： 小 中 大
江华社海州3月8日电（记者 徐立冬）正值春耕，海州平原上的农机手成了最忙的人，许多人的日程排到四月。
三十四岁的农机手高翔告诉记者，一台大型拖拉机一天能作业上百亩，过去要二十个劳力干五天。
当地农业部门统计，全市今年投入农机两万四千台，比去年增加一成，其中带卫星导航的占三成。
专家提醒，农机手培训仍跟不上，每年缺口在两千人左右。（完）
【责任编辑：周默】
推荐阅读
海州港新航线开通
小麦返青长势良好
"""

BLOG = """
Skip to content
阿南的角落
首页
归档
标签
关于
把旧路由器改成家庭服务器
作者：阿南 | 2026-03-08 | 分类：折腾
抽屉里有一台用了八年的旧路由器，扔了可惜，我决定把它改成一台小服务器，放照片和电子书。
准备工作
需要一个容量大一点的优盘，一根网线，还有一个下午的耐心，机器太老，刷机的时候千万别断电。
刷机
先进入恢复模式，把固件传上去，等指示灯从红变绿，大约要六分钟，期间什么都不要碰。
最后
现在它已经安静地跑了一个月，功耗只有五瓦，唯一的缺点是传大文件时有点慢，但是够用了。
上一篇：春天的第一次露营
下一篇：读书笔记三则
2 条评论
发表回复
Powered by WordPress
"""

LIST = """
首页
软件
教程
登录
几个免费的古籍影印网站
作者：阿南 2026-03-08 09:20 1.2K
当前位置：
首页
教程
正文
整理了几个可以免费看古籍影印本的网站，都不用注册，图片也够清楚，适合查版本和临摹字帖。
网站列表
1、江城图书馆古籍库 收录地方志三百种
2、北岸大学善本影像 支持按页下载
3、海澜碑帖 拓片高清大图
4、云山文献 可以全文检索
5、新川族谱网 需要较新的浏览器
使用建议
先在第四个网站检索书名，再到前两个找影印本，这样最省时间，遇到打不开的页面换个浏览器。
猜你喜欢
手机扫描书页的三个办法
电子书阅读器怎么选
本站资源来自互联网，如侵犯了您的合法权益，请联系删除。
上一篇 输入法词库怎么备份
下一篇 竖排网页怎么做
"""

ENGLISH_MENU = """
Home
News
Business
Opinion
Sign in
Subscribe
Search
EN | 中文
China
三座小城的夜班公交怎样留住乘客
赵文清
2026年3月8日
在三座人口不足五十万的小城，夜班公交去年的乘客不降反升，背后是一套新的排班办法。
司机不再按固定时刻发车，而是根据医院、工厂和车站的下班时间调整，空驶里程因此减少了四分之一。
“等车的时间短了，人就愿意来。”一家公交公司的调度员说，他们每周都会把时刻表重新算一遍。
不过，补贴能维持多久仍是问题，三座城市的夜班线路目前都还亏损。
Share
Facebook
Most Read
Privacy Policy
© 2026 All rights reserved
"""

MENU = """
首页
新闻
财经
体育
娱乐
汽车
房产
教育
登录
注册
关于我们
联系我们
网站地图
"""

SEARCH = """
江城搜索
网页
图片
资讯
视频
找到相关结果约 1,280 个
江城新桥通车时间
江城新桥 - 百科
新桥位于江城市东部…
www.example.cn/bridge 2天前
江城新桥 通行费 多少钱
江城论坛
相关搜索
新桥 限行
新桥 灯光秀
1
2
3
下一页>
"""

PAGES = {
    "WeChat": (WECHAT, "一碗豆花的三十年", "林晚舟", "城北旧事", "2026-03-08"),
    "Hong Kong": (
        HONG_KONG,
        "渡輪班次下月增三成　離島居民盼晚間尾班延至零時",
        "鄧穎詩",
        None,
        "2026-03-08",
    ),
    "Taiwan": (TAIWAN, "老街茶行重新開張　第四代守住炭焙味道", "吳佩珊", None, "2026-03-08"),
    "office in Taiwan": (MINGUO, "山區道路預警性封閉公告", None, None, "2026-03-08"),
    "government": (GOVERNMENT, "关于做好既有住宅加装电梯工作的通知", None, None, "2026-03-08"),
    "wire": (WIRE, "春耕时节农机手走俏　一台机器一天作业百亩", None, "江华通讯社", "2026-03-08"),
    "blog": (BLOG, "把旧路由器改成家庭服务器", "阿南", None, "2026-03-08"),
    "list": (LIST, "几个免费的古籍影印网站", "阿南", None, "2026-03-08"),
    "English menu": (ENGLISH_MENU, "三座小城的夜班公交怎样留住乘客", "赵文清", None, "2026-03-08"),
}


def read(text: str) -> Article:
    return read_article(text.strip().encode(), "page.txt")


def lines_of(article: Article, *roles: Role) -> list[str]:
    return [each.span.of(article.text) for each in article.paragraphs if each.role in roles]


@pytest.mark.parametrize("name", PAGES)
def test_title_and_byline_are_read(name: str) -> None:
    text, title, author, source, day = PAGES[name]
    article = read(text)
    assert article.title == title
    assert (article.author, article.source) == (author, source)
    assert (article.published_iso or "")[:10] == (day or "")


@pytest.mark.parametrize("name", PAGES)
def test_sentences_are_text_and_what_is_around_them_is_not(name: str) -> None:
    article = read(PAGES[name][0])
    lines = article.text.split("\n")
    sentences = [i for i, line in enumerate(lines) if len(line) >= 32 and "。" in line]
    inner = lines[sentences[0] : sentences[-1] + 1]
    body = lines_of(article, Role.BODY)
    assert [line for line in inner if len(line) >= 32 and line not in body] == []
    outside = [x for x in lines[: sentences[0]] if x[-1] != "："] + lines[sentences[-1] + 2 :]
    assert [line for line in outside if line in body] == []


@pytest.mark.parametrize("text", [MENU, SEARCH])
def test_a_page_without_prose_opens_whole(text: str) -> None:
    article = read(text)
    assert (article.author, article.source, article.published) == (None, None, None)
    assert lines_of(article, Role.FURNITURE) == []
