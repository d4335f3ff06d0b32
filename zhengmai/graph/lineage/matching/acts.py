"""行为: what is done to a thing, told apart from the thing it is done to.

公布抽检结果 and 抽检食品 share their subject and are two duties. The acts that notices name are few
kinds; two passages are compared by the kinds of act that stand in them, whatever their object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import numpy as np

from zhengmai.graph.lineage.matching.grams import Floats
from zhengmai.graph.lineage.matching.passages import Side
from zhengmai.graph.lineage.matching.standing import across, standings

_ACTS: Final = tuple(
    re.compile(words)
    for words in (
        # publishing: 公布抽检结果, 把收费标准挂上网, 亮出服务承诺
        "公开|公布|发布|公示|晒|挂网|上网|张贴|告知|通报|披露|亮出|亮明|刊登|推送",
        # building: 改造农村公路, 新建口袋公园, 清淤河道
        "新建|建设|修建|建成|改造|扩建|翻修|修缮|铺设|安装|加装|更换|架设|疏浚|清淤|加固|[开完竣]工|建好|修好",
        # inspecting: 抽检食品, 排查隐患, 暗访窗口
        "抽[检查]|检查|排查|巡查|执法|督查|暗访|核查|检测|监测|普查|摸排|整治|查处|打击|清理|拆除|取缔",
        # teaching: 培训业务骨干, 组织应急演练, 送法进村宣讲
        "培训|演练|轮训|讲座|授课|教学|学习|研学|宣讲|宣传|普及|科普",
        # making rules: 制定工作细则, 出台管理办法, 编制事项清单
        "制定|出台|编制|印发|修订|拟定|完善制度|细则|办法|清单|目录|指南|手册|台账|汇编",
        # answering: 办理群众来信, 回应热点, 调解纠纷
        "回应|答复|办理|解答|受理|回复|办结|处置|调解|化解|接待",
        # paying: 发放补贴, 兑现奖励, 减免租金
        "发放|补贴|补助|奖励|兑现|减免|贷款|融资|拨付|资助|救助|保障金",
        # holding: 举办招聘会, 召开座谈会, 开展评选
        "召开|举办|组织|开展|举行|座谈|对接会|招聘会|推介|评选|评比|竞赛|直播",
        # asking: 征求意见, 走访企业, 听证
        "征集|征求|听取|调查|问卷|走访|调研|邀请|听证|评议",
        # setting up: 设立专窗, 增设岗位, 上线平台
        "招聘|配备|选派|聘用|聘请|派驻|设立|成立|组建|增设|新增|开设|开办|开通|上线|启用|建立|搭建",
        # explaining: 图解政策, 一图读懂
        "解读|图解|读懂|说明",
        # judging: 考核, 第三方评估, 验收
        "考核|评估|验收|问责|考评|测评|打分",
        # recording: 归档, 报送统计, 归集数据
        "保存|归档|存档|登记|备案|报送|报告|统计|录入|归集|共享|汇总",
    )
)
_MOST: Final = 3  # as often as that an act counts


def act_signals(child: Side, parents: Side) -> Iterator[tuple[str, Floats]]:
    """How far the acts of a child are those of a point; by name, children by points."""
    own, theirs = (np.stack([_acts(text) for text in side.full]) for side in (child, parents))
    has, have = (own > 0).astype(np.float32), (theirs > 0).astype(np.float32)
    count = has.sum(1)
    yield from standings("acts shared", has @ have.T / np.maximum(count, 1)[:, None])
    length = np.sqrt((own**2).sum(1))[:, None] * np.sqrt((theirs**2).sum(1))[None]
    yield from standings("acts alike", own @ theirs.T / np.maximum(length, np.float32(1e-6)))
    first = np.stack([_first(node.text) for node in child.nodes])
    yield from standings("first act shared", first @ have.T)
    yield "acts", across(count, len(parents))


@lru_cache(maxsize=8192)
def _acts(text: str) -> Floats:
    """How often each kind of act stands in a text."""
    return np.array([min(_MOST, len(kind.findall(text))) for kind in _ACTS], np.float32)


@lru_cache(maxsize=8192)
def _first(text: str) -> Floats:
    """1 for the kind of act that a text names first, 0 for the others."""
    found = [(m.start(), k) for k, kind in enumerate(_ACTS) if (m := kind.search(text))]
    first = np.zeros(len(_ACTS), np.float32)
    if found:
        first[min(found)[1]] = 1
    return first
