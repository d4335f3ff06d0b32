"""Lines that belong to the page, not to the notice."""

from __future__ import annotations

import pytest

from zhengmai.loaders.excerpt import fold
from zhengmai.loaders.layout.furniture import EXAMPLES, begins_web_tail, is_furniture

MORE = [
    "-2-",
    "－ 12 －",
    "第 3 页",
    "[打印本页] [收藏] [关闭窗口]",
    "【字体：大 中 小】",
    "【打印】【关闭】",
    "返回顶部",
    "您当前的位置：首页 > 政务公开",
    "访问量: 1 0 3 7 次",
    "浏览次数：",
    "承办：区数据局",
    "备案号：000000",
    "【打印】 【字体:",
    "【字体: 打印",
    "• 听全文",
    "语音合成中，请稍候...",
    "正在加载...",
    "简体版 | 繁體版 | English",
    "手机版",
    "首页 > 政务公开 > 通知公告",
    "网站首页>>信息公开>>文件",
    "— — — 12 —",
    "本站支持IPV6",
    "分享到",
    "《渡口工作方案.docx》由网友上传，可在线阅读，更多相关《渡口工作方案》请在某某网上搜索。",
    "《渡口工作方案》由用户整理分享，可免费下载",
    "- 文档编号：20250618",
    "- 大小：12.5KB",
    "格式：PDF",
    "页数：31",
    "投诉热线：000-7654321，1234567",
]


@pytest.mark.parametrize("line", [*EXAMPLES, *MORE])
def test_furniture(line: str) -> None:
    assert is_furniture(fold(line).strip())


# A broken line of a sentence may begin with any word; it must not be dropped.
PROSE = [
    "格式：统一采用A4纸",
    "《渡口工作方案》由区水务局牵头制定",
    "监督电话：在渡口显眼处公示",
    "打印机配置标准同步公开",
    "收藏单位名录在区政府网站公布",
    "分享典型经验做法",
    "关闭更新不及时的账号",
    "复制推广典型经验",
    "返还保证金的办理流程",
    "相关解读材料与文件同步公开，",
    "相关信息在公示栏张贴。",
    "承办单位应当在10个工作日内答复",
    "主办部门要加强统筹",
    "访问量较高的栏目优先更新",
    "上一篇报告所列问题逐项整改",
    "热点新闻发布机制",
    "来源可查、去向可追",
    "第3页所列事项",
    "2025年渡南区政务公开工作要点",
    "区司法局",
    "长期坚持",
    "12",
    "首页改版工作",
    "分享到各村",
    "登录人数逐月公布",
    "需要登录才能查看的材料一并公开",
    "马上注册的企业由区市场监管局回访",
    "手机版面整修",
    "无障碍阅读设施配备到位",
    "简体字读本编印",
]


@pytest.mark.parametrize("line", PROSE)
def test_the_words_of_a_notice_are_not_furniture(line: str) -> None:
    assert not is_furniture(fold(line))
    assert not begins_web_tail(fold(line))


@pytest.mark.parametrize(
    "line",
    ["热点新闻", "相关链接：", "相关阅读:一图读懂", "上一篇：关于公布目录的通知", "推荐阅读"],
)
def test_the_lists_below_an_article(line: str) -> None:
    assert begins_web_tail(fold(line))
