"""Page furniture 版面杂项: lines that belong to the page, not to the notice, as data.

Rule: a line is furniture only if it matches *as a whole*, so that no sentence is lost to a rule.
"""

from __future__ import annotations

import re

from zhengmai.loaders.phrases.labels import set_wide

# What a visitor can do with a page, as its buttons name it.
_TOOL = (
    r"(?:(?:打印|关闭|返回|收藏|分享|复制)(?:本页|本文|此页|页面|窗口|顶部|上一?页|首页|列表|链接|网址)?|"
    r"(?:字体|字号)?\s*:?\s*大\s*中\s*小|(?:字体|字号)\s*:)"
)
# Other prints of a site, and what its head offers.
_OFFER = (
    r"(?:简体(?:版|中文)?|繁[体體](?:版|中文)?|(?:信息)?无障碍(?:版|阅读|浏览|模式)?|长者(?:版|模式)|"
    r"(?:老年|适老|关怀)(?:版|模式)|手机版|电脑版|移动版|(?i:english|en)|登录|注册|网站地图|"
    r"政务微信|政务微博|政务新媒体)"
)

# (pattern on the folded, stripped line, example)
_LINES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), example)
    for pattern, example in (
        (r"(?:-\s*)+\d{1,3}\s*(?:-\s*)*-", "— 2 —"),
        (r"第?\s*\d{1,3}\s*页(?:\s*[/,]?\s*共\s*\d{1,3}\s*页)?", "第2页 共8页"),
        (r"[-_=*·.\s]+", "-----"),
        (
            # The first 下载 ends an entry: there is one way to part them.
            r"\[?(?:(?!下载)[^\s\[\]]){0,8}下载\]?(?:\s*\[?(?:(?!下载)[^\s\[\]]){0,8}下载\]?)*",
            "[文字版下载] [pdf文件下载]",
        ),
        (rf"(?:[\[(]?\s*{_TOOL}\s*[\])]?[\s|/]*)+", "【字体：大 中 小】　【打印】　【关闭】"),
        (r"扫一扫.{0,14}", "扫一扫在手机打开当前页"),
        # 字号:某政发[2025]9号 is the number of the notice.
        (
            r"[\[(]?(?:字号|字体)\s*:(?!\s*[\u4e00-\u9fff]{2,12}[\[(]\d{4}[\])]).{0,24}",
            "字号: 分享到:",
        ),
        (rf"{_OFFER}(?:[\s|/]+{_OFFER})*", "简体版 繁体版 无障碍阅读"),
        (r"本站(?:已|现)?支持\s*(?i:ipv6)(?:访问)?", "本站已支持IPv6"),
        (
            r"(?:语音播报|语音合成中.{0,12}|(?:进入|退出)播报模式|听全文|听文章|"
            r"分享到?|正在(?:加载|读取).{0,6}|加载中.{0,6})",
            "语音播报",
        ),
        (r"(?:网站)?首页\s*(?:>+|»|›)\s*.{1,60}", "首页 > 政务公开 > 通知公告"),
        (r"分享到?\s*:.{0,12}", "分享到："),
        (r"您?(?:当前|现在|所在)的?位置\s*:.{0,60}", "当前位置: 首页>>政策法规"),
        (r"日期\s*:\s*[\d\-./年月日]+\s*(?:访问|浏览|点击).{0,14}", "日期:2024-07-01 访问次数:"),
        (r"[\d\-./]{8,10}\s*(?:访问|浏览|点击).{0,14}", "2025-06-12 访问次数:"),
        (r"(?:访问|浏览|点击)(?:次数|量)\s*:?[\d\s]*次?", "浏览次数：12"),
        (
            r"(?:上一篇|下一篇|相关(?:链接|文档|阅读|解读)|热点新闻|责任编辑)(?:\s*:.{0,60})?",
            "下一篇：没有了",
        ),
        (r"(?i:(?:Produced|Powered|Designed)\s+[Bb]y\b.{0,60})", "Produced By 大汉网络"),
        (r".{0,16}(?:信息发布系统|版通发布系统|内容管理系统|网站群系统)", "某某内容管理系统"),
        (r"(?:来源|信息来源|作者|编辑|发布机构)\s*:.{0,40}", "来源：区政府办公室"),
        (  # where members put documents for others to load
            r"《[^《》]{2,60}》由(?:会员|用户|网友|作者)[^,。]{0,8}(?:分享|上传|提供|整理).{0,90}",
            "《某某方案.docx》由会员分享，可在线阅读",
        ),
        (
            r"[-\s]*(?:文档编号|上传时间|上传者|文档(?:格式|大小|页数)|(?:文件)?格式|页数|(?:文件)?大小)"
            r"\s*:[A-Za-z\d\s.\-/年月日]{1,24}",
            "- 上传时间：2022-12-15",
        ),
        (r"(?:监督|举报|投诉)(?:方式|电话|热线)\s*:[\d\s\-—、,;()]{5,60}", "监督电话：000-1234567"),
        (
            r"您需要\s*登录\s*后?才(?:可以|能)\s*(?:下载|查看|浏览).{0,40}|马上注册,结交.{0,40}",
            "您需要登录才可以下载或查看，没有账号？立即注册",
        ),
        (
            r"(?:网站地图|联系我们|关于我们|隐私(?:声明|政策)|网站声明|法律声明|使用帮助)"
            r"(?:\s*[|丨·\s]\s*[\u4e00-\u9fff]{2,6}){0,8}",
            "网站地图 | 联系我们 | 隐私声明",
        ),
        (r"\(?此页无正文\)?", "(此页无正文)"),
        (r"\(?此件(?:主动|依申请|不予)?公开(?:发布)?\)?", "（此件公开发布）"),
        (
            r"\((?:联系(?:人|电话|单位|方式))\s*[:;].{0,60}\)",
            "（联系电话：区政府办公室，000-1234567）",
        ),
        (r"(?:主办|承办)(?:单位)?\s*:.{0,60}", "主办：某某区人民政府"),
        (r"[\u4e00-\u9fff](?i:icp)备.{0,60}|[\u4e00-\u9fff]公网安备.{0,60}", "京ICP备00000000号-1"),
        (r"(?:版权所有|备案号|网站标识码|技术支持)\s*:?.{0,60}", "版权所有：某某区人民政府"),
    )
)

_ANY = re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in _LINES))
_BULLETS = "•·● "
_LONGEST = 120  # characters; no line of furniture is longer

# From here on a saved web page shows lists of other things. Example: 热点新闻
_TAIL = re.compile(
    r"(?:热点新闻|相关(?:链接|文档|阅读|新闻|信息|解读|附件|稿件|报道|推荐)|推荐阅读|上一篇|下一篇)(?:\s*:.{0,60})?"
)
# Below the last point. Examples: （联系人：某某，电话：…）, 联 系 人：某某
_CONTACTS = set_wide("联系人 联系电话 联系方式 联系单位 咨询电话 联系科室 联系邮箱 电话 传真 邮箱")
# Below a table, who filled it in: 填报人：某某  审核人：某某
_FILLED_IN = set_wide(
    "填报人 填表人 制表人 审核人 复核人 审批人 经办人 统计人 "
    "填报单位 填表单位 制表单位 填报日期 填表日期 制表日期 填报时间"
)
_CONTACT = re.compile(
    rf"\(?(?:(?:{_CONTACTS})(?:及电话)?|(?:{_FILLED_IN})(?:\(?(?:签[字名章]|盖章)\)?)?)\s*:|"
    r"\(?[\u4e00-\u9fff\d]{2,20}(?:电话|热线|传真)\s*:\s*[\d(+]"  # 县防汛办值班电话：0000-7770110
)
_IMPRINT = re.compile(r".*\d{4}年\d{1,2}月\d{1,2}日\s*印发")


def is_furniture(line: str) -> bool:
    """Whether a folded, stripped line belongs to the page and not to the notice."""
    return len(line) <= _LONGEST and _ANY.fullmatch(line.lstrip(_BULLETS)) is not None


def is_imprint(line: str) -> bool:
    """版记: whether a folded, stripped line is that at the foot, of who printed it when."""
    return line.endswith("印发") and _IMPRINT.fullmatch(line) is not None


def is_contact(text: str) -> bool:
    """Whether folded text says whom to ask (联系人：某某，电话：…), or who filled a table in."""
    return _CONTACT.match(text) is not None


def begins_web_tail(line: str) -> bool:
    """Whether a folded, stripped line opens the lists below an article of a web page."""
    return bool(_TAIL.fullmatch(line))


EXAMPLES: tuple[str, ...] = tuple(example for _, example in _LINES)
