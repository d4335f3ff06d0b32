"""What 政务公开 notices talk about: the genre's concepts and their ordinary wordings.

Longer than 450 lines: it is one table.

Two notices can order the same thing without sharing a phrase: one writes 列席政府常务会议, the
other 旁听. This table names the things that such notices keep coming back to and, for each, the
words that usually stand for it, official and colloquial. It is general knowledge of the work (the
yearly key points, the 政府信息公开条例, the rules on 重大行政决策 and on 公共企事业单位) and knows
no particular notice.

How a row is read:

* ``terms`` each stand for the concept on their own; ``hints`` only lean towards it, two different
  ones more than one.
* ``a~b`` means *a*, then *b* at most :data:`GAP` characters later in the same sentence.
* ``facet`` says what kind of thing it is: a **means** is a way of being open (解读, 征求意见,
  依申请公开), a **matter** is what openness is about (征地, 招生), a **form** is merely how
  something is put (a leaflet), a **routine** is the housekeeping that every notice repeats
  (组织领导, 培训). Where a task names a means, the means decides what it carries out: files
  about 征地 that are asked for again and again belong to 依申请公开, not to the point on land.
* ``topic`` groups concepts that superiors usually put into one point.
* ``example`` is a short task that mentions the concept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

Facet = Literal["means", "matter", "form", "routine"]

GAP: Final = 8
"""Characters that may stand between the two halves of an ``a~b`` wording."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing the genre talks about, with the wordings that stand for it."""

    name: str
    topic: str
    facet: Facet
    terms: tuple[str, ...]
    hints: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text where a wording of a concept stands: ``text[start:end]``."""

    concept: int
    start: int
    end: int
    strong: bool


def _concept(
    facet: Facet, labels: tuple[str, str], words: tuple[str, str], example: str
) -> Concept:
    terms, hints = words
    return Concept(*labels, facet, tuple(terms.split()), tuple(hints.split()), example)


def _matter(name: str, topic: str, terms: str, hints: str, example: str) -> Concept:
    return _concept("matter", (name, topic), (terms, hints), example)


def _means(name: str, topic: str, terms: str, hints: str, example: str) -> Concept:
    return _concept("means", (name, topic), (terms, hints), example)


def _form(name: str, topic: str, terms: str, hints: str, example: str) -> Concept:
    return _concept("form", (name, topic), (terms, hints), example)


def _routine(name: str, topic: str, terms: str, hints: str, example: str) -> Concept:
    return _concept("routine", (name, topic), (terms, hints), example)


CONCEPTS: Final[tuple[Concept, ...]] = (
    # ---- 经济与市场 ---
    _matter(
        "经济政策", "经济",
        "实体经济 扩大内需 稳外贸 稳增长 稳经济 产业链 制造业 产业政策 经济运行 新质生产力 外贸 "
        "民营经济 产业发展 助企纾困 减税降费 税费优惠",
        "产业 工业 经济 扶持 企业发展",
        "集中公布促进实体经济发展的政策",
    ),
    _matter(
        "促消费", "经济",
        "促消费 以旧换新 消费券 消费季 购物节 年货 夜市 夜经济 首店 换新 文旅消费 提振消费 "
        "扩大消费 展销 惠民券 消费补贴 家电~补 汽车~补 购车 优惠券 打折",
        "商圈 促销 家电 消费 文旅",
        "家电以旧换新的补贴标准要提前公布",
    ),
    _matter(
        "民间投资", "经济",
        "民间资本 民间投资 社会资本 民企投资 项目推介 推介项目 招商引资 招商项目",
        "推介 投资",
        "向民间资本推介项目",
    ),
    _matter(
        "隐性壁垒", "经济",
        "隐性壁垒 隐形壁垒 玻璃门 弹簧门 旋转门 卷帘门 市场准入 准入门槛 负面清单 公平竞争 "
        "不合理限制 歧视性 隐性门槛 地方保护",
        "壁垒 门槛 堵点 营商环境",
        "清理妨碍公平竞争的隐性壁垒",
    ),
    _matter(
        "营商环境", "经济",
        "营商环境 高效办成一件事 亲清 企业家座谈 涉企服务",
        "经营主体 市场主体 民营企业",
        "优化营商环境",
    ),
    _matter(
        "企业融资", "经济",
        "融资 贷款 信贷 贴息 金融支持 银企",
        "小微企业 金融",
        "公布小微企业贷款贴息政策",
    ),
    _matter(
        "产出与能耗", "经济",
        "能耗 单位产值 产值 亩均 用能 碳排放 双碳 节能降碳",
        "规上企业",
        "公布亩均效益评价结果",
    ),
    _matter(
        "农产品市场", "经济",
        "收购价 参考价 指导价 农产品价格 市场行情 产销 农时 农技 墒情 病虫害",
        "行情 农户 农产品",
        "每周发布农产品收购价",
    ),
    _matter(
        "乡村振兴", "经济",
        "乡村振兴 惠农 涉农补贴 高标准农田 和美乡村 农村人居环境 耕地地力 农机补贴 种粮补贴",
        "农村 三农",
        "公开惠农补贴发放结果",
    ),
    _matter(
        "科技数字", "经济",
        "科技项目 科技创新 数字经济 专利 知识产权 科研项目 高新技术企业",
        "",
        "公布科技项目立项结果",
    ),
    # ---- 重大项目 ---
    _matter(
        "重大项目", "项目",
        "重大建设项目 重大项目 重点项目 重点工程 重大工程 建设项目 在建项目 工程项目 项目建设 "
        "一项一档 项目档案 项目页面 项目名称 建设进度 工程进度 项目进度 施工进度 建设进展 按项目 "
        "项目~进度 项目~全过程 项目~全流程 工程~进展 项目~档案",
        "项目 工程 开工 工期 建设",
        "重大建设项目全流程公开",
    ),
    _matter(
        "项目审批", "项目",
        "立项 项目批准 审批核准 施工许可 开工手续 前期手续 批准服务 批准结果 规划许可 用地审批 "
        "环评审批 许可证照 用地手续",
        "手续 许可 审批",
        "公开项目立项和施工许可",
    ),
    _matter(
        "招标投标", "项目",
        "招标 投标 中标 招投标 政府采购 公共资源交易 公共资源配置 评标 发包",
        "承包",
        "公开招标公告和中标结果",
    ),
    _matter(
        "施工与质量", "项目",
        "施工监管 施工单位 监理 质量安全 工程质量 质监 设计变更 返工 停工整改 安全监督 变更设计 "
        "施工信息 质量检查",
        "施工 质量",
        "公开工程质量监督结果",
    ),
    _matter(
        "竣工验收", "项目",
        "竣工 验收 交付使用 完工 交工",
        "交付",
        "公开竣工验收结论",
    ),
    _matter(
        "征地拆迁", "项目",
        "占用耕地 占用农田 征占 征用 补偿发放 补偿安置 征地 土地征收 征收土地 用地征收 房屋征收 "
        "征收补偿 安置补偿 拆迁 拆了 安置房 回迁 安置方案 青苗 被征地 占地 过渡费 动迁 腾退 "
        "补偿款 补偿标准 征收范围 地上附着物 土地~补偿",
        "补偿 安置 农户 征收 兑付 宅基地",
        "征地补偿安置方案在村里张贴",
    ),
    _matter(
        "城市更新", "项目",
        "城市更新 老旧小区 棚户区 旧城改造 片区改造 片区开发 旧改 加装电梯",
        "片区 改造",
        "公开老旧小区改造计划",
    ),
    # ---- 民生 ---
    _matter(
        "就业创业", "民生",
        "就业 创业 招聘 求职 技能培训 职业培训 稳岗 岗位信息 用工信息 培训补贴 找工作 务工信息 "
        "零工 学手艺 公益性岗位",
        "用工 岗位 上岗 培训班",
        "公布就业帮扶和技能培训补贴的申领条件",
    ),
    _matter(
        "重点群体", "民生",
        "高校毕业生 应届 大学生 退役军人 退伍 复员 返乡 农民工 务工人员 外出务工 骑手 网约车 "
        "新就业形态 灵活就业 失业人员 就业困难人员 老兵 打工",
        "青年 毕业生 人才",
        "面向高校毕业生、退役军人分类梳理政策",
    ),
    _matter(
        "教育", "民生",
        "招生 学区 学位 划片 入学 中小学 小学 初中 义务教育 学前教育 幼儿园 民办学校 学费 校园餐 "
        "食堂 双减 校外培训 职业教育 特殊教育 课后服务 报名入学 升学 转学",
        "教育 学校 学生 校园",
        "公布义务教育招生范围",
    ),
    _matter(
        "医疗医保", "民生",
        "医保 医疗保障 定点医 定点药 集采 集中采购药品 药价 药品价格 报销比例 异地就医 门诊 诊所 "
        "药店 医药机构 刷医保 看病 处方",
        "医疗 药品 就医 医院 卫生室",
        "公布定点医药机构名录",
    ),
    _matter(
        "公共卫生", "民生",
        "公共卫生 疫苗 接种 传染病 疾控 体检 健康知识 家庭医生 慢性病 义诊 卫生应急",
        "健康 卫生",
        "发布传染病防治信息",
    ),
    _matter(
        "养老托育", "民生",
        "养老机构 养老服务 敬老院 老年人补贴 高龄津贴 长者食堂 助餐 托位 托育 托班 婴幼儿 "
        "一老一小 养老院 福利院 居家养老 失能 长护险 老年食堂 育儿补贴",
        "养老 老人 高龄 老年 带娃",
        "公布养老机构评级结果",
    ),
    _matter(
        "社会救助", "民生",
        "低保 特困 临时救助 救助标准 困难群众 社会救助 最低生活保障 救助对象 兜底保障 孤儿 "
        "残疾人补贴 残疾人两项 救助金 救助政策",
        "救助 困难 残疾人 帮扶",
        "低保标准调整后及时公布",
    ),
    _matter(
        "社会保险", "民生",
        "社会保险 社保 养老金 工伤 失业保险 参保",
        "",
        "公布社保待遇标准",
    ),
    _matter(
        "住房保障", "民生",
        "保障性住房 公租房 廉租 保障性租赁 配租 摇号 住房公积金 购房补贴 住房保障",
        "租房 住房",
        "公布公租房分配结果",
    ),
    _matter(
        "民生实事", "民生",
        "民生实事 为民办实事 实事项目 民生领域 民生保障 民生信息",
        "民生",
        "公开民生实事项目进展",
    ),
    _matter(
        "物业管理", "物业",
        "物业 维修资金 业委会 业主 停车费 物业费",
        "小区",
        "公示物业服务收费",
    ),
    _matter(
        "便民设施", "便民设施",
        "便民圈 生活圈 充电桩 公厕 菜市场 停车位 便民地图 电子地图 便民服务点 便民设施 健身设施",
        "点位 地图",
        "标注公厕和充电桩位置",
    ),
    _matter(
        "生态环境", "生态",
        "生态环境 空气质量 水质 环境监测 重污染天气 无废城市 环保督察 生活垃圾分类 河湖长 "
        "环境质量",
        "污染 环保",
        "公布空气质量监测数据",
    ),
    _matter(
        "食药监管", "监管",
        "食品安全 食品药品 食品抽检 药品监管 食用农产品 餐饮安全 明厨亮灶",
        "食品 抽检",
        "公布食品抽检结果",
    ),
    _matter(
        "安全应急", "应急",
        "安全生产 事故调查 隐患排查 应急预案 防汛 山洪 台风 地质灾害 避险 预警信息 "
        "森林防火 消防 防灾减灾 应急演练 灾害",
        "应急 预警 隐患",
        "公布地质灾害避险路线",
    ),
    _matter(
        "海洋渔业", "渔业港航",
        "休渔 渔船 渔港 航道 潮位 海况 渔民 渔业 港航 码头",
        "船舶 海洋",
        "发布伏季休渔安排",
    ),
    _matter(
        "文化旅游", "文旅",
        "景区 旅游线路 民宿 非遗 文物 博物馆 公共文化 演出",
        "旅游 文化",
        "公布景区开放信息",
    ),
    _matter(
        "交通出行", "交通",
        "交通管制 道路封闭 封路 绕行 公交线路 班次 客运班线 道路施工 出行信息",
        "交通 客运",
        "提前公布道路封闭信息",
    ),
    # ---- 权力运行 ---
    _matter(
        "职能权责", "权责",
        "权责清单 权力清单 责任清单 权力和责任 部门职能 机构职能 三定 职责调整 机构改革 内设机构 "
        "赋权 承接事项 下放事项 权力事项 职责分工 办事依据 职能调整 职权 机构设置 工作职责 "
        "科室~职责 编制清单 执法事项~下放 权限",
        "职能 职责 科室 依据 权责 编制",
        "机构改革后调整权责清单",
    ),
    _matter(
        "执法检查", "执法",
        "谁检查 入户检查 检查频率 行政执法 执法公示 双随机 随机抽查 抽查计划 "
        "涉企检查 入企~查 进企~查 检查频次 检查次数 上门检查 "
        "上门次数 多头检查 重复检查 检查事项 "
        "检查结果 执法检查 扫码检查 检查人员 亮证 检查~企业 企业~检查 检查计划 抽查结果 "
        "联合检查 抽查安排 行政检查 检查~次",
        "检查 执法 扫码 检查码 抽查",
        "公布年度双随机抽查计划",
    ),
    _matter(
        "行政处罚", "执法",
        "行政处罚 处罚决定 罚款 处罚结果 罚单 裁量基准 处罚信息",
        "处罚 行政强制",
        "公示行政处罚决定",
    ),
    _matter(
        "行政许可", "执法",
        "行政许可 行政备案 许可结果 双公示",
        "",
        "公示行政许可决定",
    ),
    _matter(
        "信用监管", "执法",
        "信用记录 失信 信用信息 红黑名单 信用修复",
        "信用",
        "公布失信名单",
    ),
    _matter(
        "财政预决算", "财政",
        "土地出让 扶持资金 财政资金使用 经费~公开 花了多少钱 预算 决算 预决算 三公 转移支付 "
        "专项资金 财政资金 政府债务 债务限额 债务余额 绩效 钱袋子 资金分配 资金流向 "
        "资金去向 直达资金 财政收支 收支 花钱 政府债 资金~用在 财政拨款 举债",
        "资金 财政 拨付 债务 限额 钱款 经费使用",
        "公开部门预算和三公经费",
    ),
    _matter(
        "收费清单", "财政",
        "收费目录 收费清单 行政事业性收费 政府性基金 目录之外 目录外 清单之外 清单外 乱收费 "
        "违规收费 涉企收费 收费项目",
        "收费",
        "收费目录清单之外不得收费",
    ),
    _matter(
        "村务与小微权力", "村务",
        "村务 小微权力清单 小微权力 集体资产 三资 村级工程 村账 财务公开栏 居务 村规民约",
        "村级 村集体",
        "推行村级小微权力清单",
    ),
    _matter(
        "审计监督", "财政",
        "审计结果 审计整改 审计报告",
        "审计",
        "公布审计查出问题整改情况",
    ),
    _means(
        "建议提案", "互动",
        "建议提案 人大代表建议 政协提案 提案办理",
        "",
        "公开建议提案办理结果",
    ),
    # ---- 文件与政策 ---
    _means(
        "文件库", "文件",
        "文件库 政策库 政策文件库 规范性文件 现行有效 入库 应入尽入 集中公开 有效性 失效 "
        "部分修改 立改废 文件底数 政策汇编 文件发布",
        "红头文件 废止 文件 同源 标记",
        "现行有效文件全部收进政府文件库",
    ),
    _means(
        "文件版本", "文件",
        "历次文本 历次修订 历次版本 修订文本 历史版本 历史沿革 新旧对照 版本对比 修改痕迹 "
        "前后对照 版本~比对 前后~版 修订~对照 文本~比对 修订前后",
        "回溯 对照 比对",
        "历次修订文本可对照查看",
    ),
    _means(
        "文件清理", "文件",
        "文件清理 清理结果 清理文件",
        "废止 清理",
        "开展规范性文件清理",
    ),
    _means(
        "政府公报", "文件",
        "政府公报 电子公报 公报",
        "刊登 赠阅",
        "提高公报电子版检索便利度",
    ),
    _means(
        "解读同步", "解读",
        "三同步 解读方案 解读材料 解读稿 同步解读 同步起草 同步审签 同步发布 解读~一并 "
        "一并起草 一并报审 未附解读 没有解读 解读~上会 解读~同时",
        "起草单位 起草部门 送审 报审 退回 办文",
        "解读材料与文件同步起草、同步审签、同步发布",
    ),
    _means(
        "解读形式", "解读",
        "方言解读 白话 动画 用数据说话 举例子 图解 图文解读 动漫 短视频 情景剧 案例解读 算账 "
        "大白话 通俗易懂 打比方 看得懂 听得懂 音频 直观 接地气 解读形式 多样化解读 解读方式 "
        "新旧差别 新旧政策 照抄 摘抄 一图读懂 讲故事 举例 漫画 说书 快板",
        "案例 对比 视频 通俗 例子 实例 讲透",
        "用案例和算账的方式解读政策",
    ),
    _means(
        "负责人讲政策", "解读",
        "主要负责人~解读 主要负责同志~政策 负责人~讲 一把手 局长~讲 部门负责人 主要负责人 "
        "主要负责同志 领导干部~讲 局长 科长~讲 新闻发言人 直播间 带头解读 访谈节目",
        "讲政策 负责人 领导 主要领导",
        "部门主要负责人带头解读政策",
    ),
    _means(
        "政策宣讲", "解读",
        "赶圩 集市宣讲 现场解答 宣讲 走进园区 走进社区 走进企业 进园区 进企业 进村居 进社区 进村 "
        "送政策上门 政策集市 课堂 政策夜校 政策大讲堂 赶集 大集 摆摊 讲堂",
        "讲解 讲政策 上门",
        "政策宣讲进园区、进村居",
    ),
    _means(
        "政策解读", "解读",
        "解读 政策说明 讲明白 讲清楚 政策讲解 读懂 权威解读",
        "讲清 解释 口径",
        "加强政策解读",
    ),
    _form(
        "政策手册", "手册",
        "口袋书 小册子 手册 明白纸 明白卡 折页 一本通 办事指南 政策汇编 宣传册 政策清单 一张清单",
        "编印 编制 印成",
        "编印就业政策口袋书",
    ),
    _means(
        "精准推送", "直达",
        "精准推送 主动推送 推送 拆条 拆解 标签 画像 匹配 找人 找企业 直达快享 政策直达 "
        "政策计算器 点对点 订阅 智能匹配 政策管家 政策专员 服务专员 精准送达 送达率 "
        "惠企平台 政策~小程序 政策服务平台 惠企政策平台",
        "小程序 惠企 专员 精准 管家 平台 弹窗",
        "按企业画像匹配并推送政策",
    ),
    _means(
        "推送效果", "直达",
        "打开率 点击率 阅读量 点击量 触达率 触达 没人看 点开 推送效果 传播效果 送达效果 浏览量 "
        "没看到 再送 再推 二次推送 补送",
        "统计 喇叭 短信 到达",
        "对打开率低的政策换方式再推送",
    ),
    _means(
        "免申即享", "直达",
        "免申即享 免申 免申报 自动兑现 自动发放 无需申请 不用申请 无需申报 "
        "比对~核实 直接打款 直接到账 不填表 免填 数据核验 免证明 静默认证 直接拨付 "
        "自动到账 零材料 核验~到账 即申即享 不再~提交",
        "奖补 到账 填表 跑腿 补贴 自动",
        "凭数据核验直接兑现，企业无需申报",
    ),
    _means(
        "政策兑现", "直达",
        "政策兑现 兑现流程 兑现 惠企资金 奖补资金 惠企政策 惠民政策 惠企利民",
        "申领 奖补 奖励 扶持 补助",
        "公开惠企政策兑现情况",
    ),
    _means(
        "咨询答问", "答问",
        "答案 解答口径 同问同答 知识库 问答库 答问 问答 12345 热线 咨询 智能客服 留言 口径一致 "
        "统一口径 答复口径 智能问答 答~库 高频问题 一号答 常见问题 答疑 当场答复 接诉即办 "
        "疑问~答 窗口~热线 热线~窗口",
        "窗口 接电话 答复 转办 回复 问题 解答",
        "热线和窗口共用一个政策问答知识库",
    ),
    _means(
        "政策评估", "评估",
        "实施评估 政策评估 后评估 政策评价 效果评价 实施效果 第三方评估 政策效果 施行满 实施满 "
        "评估结论 评估结果 评价结果 政策~成效 政策~效果 政策~回头看 实际成效 落实效果 问效 "
        "评估报告 延续 政策~满意度 调整或废止 评议~政策",
        "评估 评价 第三方 成效 打分 问卷 满一年 效果 测评",
        "对施行满一年的政策开展第三方评估",
    ),
    # ---- 互动参与 ---
    _means(
        "决策目录", "决策",
        "决策事项目录 决策目录 重大行政决策~目录 重大决策~目录 年度决策",
        "重大行政决策 重大决策",
        "编制并公布重大行政决策事项目录",
    ),
    _means(
        "征求意见", "决策",
        "意见箱 网上听证 公众意见 群众意见 决策草案 挂网公示 征求意见 征集意见 意见征集 公开征集 "
        "征求公众 征求社会 草案 听证 征求意见稿 公示期 起草说明 背景说明 听取意见 意见建议 "
        "民意调查 公众参与 切身利益 征求~意见 先公示 先听 问需 问计 未~征求意见 初稿 讨论稿 "
        "挂网~意见",
        "调价 30日 新规 政策制定",
        "涉及群众切身利益的草案公开征求意见",
    ),
    _means(
        "列席会议", "决策",
        "列席代表 参会 旁听席 会议~邀请 邀请~会议 请~会 列席 旁听 常务会议 常务会 办公会 "
        "会议开放 受邀参会 利益相关方 参加~会议 代表~会议 会议~代表 参会代表 专题会~代表",
        "代表 会议",
        "邀请利益相关方、群众代表列席政府常务会议",
    ),
    _means(
        "采纳反馈", "决策",
        "采纳与否 意见处理 未予采纳 采纳情况 意见采纳 采纳 吸收情况 建议~用 反馈~意见 "
        "意见~反馈 未采纳 是否采纳 采用~意见",
        "反馈 答复提议人 回复 理由 吸收 建议",
        "意见采纳情况在会后反馈",
    ),
    _means(
        "政府开放", "开放",
        "开放日 开放周 开放月 政府开放 开放活动 敞开大门 打开大门 参观 观摩 体验活动 探访 "
        "走进政府 走进机关 污水处理 污水厂 垃圾焚烧 自来水厂 检测室 化验室 指挥大厅 "
        "指挥中心 应急指挥 沉浸式 市民~走进 居民~走进 水厂 实地看",
        "开放 走进 市民代表 排污 检验检测 邀请 主题活动",
        "组织公众参观污水处理厂",
    ),
    _means(
        "协商恳谈", "开放",
        "恳谈 院坝 板凳会 茶话会 圆桌会 议事会 民情 夜谈 夜话 协商 拉家常 屋场会 面对面 "
        "谈心 座谈交流 坝坝会 围炉 小院 说事 议事厅 百姓议事",
        "座谈 街坊 邻里 老人 谈 聊",
        "把院坝会、民情恳谈开到村口",
    ),
    _means(
        "事项办结", "开放",
        "件件有回音 事事有着落 办理进度 限期办理 回音壁 建议办理 办理结果 逐件对账 对账 "
        "销号 限时办结 登记建账 问题清单 逐条答复 逐条回应 限时~答",
        "建账 办结 答复 记录 问题 限时 逐条",
        "现场意见逐条办理并公布结果",
    ),
    _means(
        "监督员体验官", "监督员",
        "监督员 体验官 体验员 观察员 评议员 找茬 找错 啄木鸟 暗访员 特约",
        "聘请 聘任",
        "聘请政务公开监督员",
    ),
    _means(
        "舆情回应", "舆情",
        "舆情 回应关切 社会关切 谣言 传言 辟谣 澄清 新闻发布会 权威信息 突发事件 网络谣言 "
        "热点问题 不实信息 会商机制",
        "网信 宣传 公安 误解 舆论",
        "重大舆情及时发布权威信息",
    ),
    # ---- 依申请公开与审查 ---
    _means(
        "依申请公开", "依申请",
        "信息申请 申请内容 申请公开 申请答复 受理申请 依申请公开 依申请 信息公开申请 公开申请 "
        "申请人 申请件 答复书 告知书 补正 收件 接到申请 收到申请 申请~材料 申请~信息 申请~答复 "
        "申请~补正 受理~申请 申请办理",
        "答复 申请 登记 收到 来信 文书",
        "规范办理政府信息公开申请",
    ),
    _means(
        "与申请人沟通", "依申请",
        "申请~联系 申请~说明 名称、文号 所需材料 与申请人~沟通 申请人~沟通 申请~电话 申请人~需求 "
        "收件~联系 所需信息",
        "沟通 通话 打电话 电话 化解",
        "收件后先与申请人沟通需求",
    ),
    _means(
        "答复审核", "依申请",
        "法制机构 法律顾问 法制审核 合法性审核 合法性审查 律师 疑难申请 疑难件 疑难复杂 "
        "答复~把关 会商~申请",
        "把关 法律 会商 疑难",
        "疑难申请由法律顾问会商把关",
    ),
    _means(
        "转主动公开", "依申请",
        "转为主动公开 转主动公开 向主动公开 主动公开转 反复申请 反复被申请 多次申请 多人申请 "
        "高频申请 集中申请 公开属性 属性~调整 重复申请 多人~查 同类申请 申请较多",
        "反复 索要 甄别 筛选 同类 属性",
        "多人反复申请的信息转为主动公开",
    ),
    _means(
        "复议诉讼", "依申请",
        "行政复议 行政诉讼 败诉率 纠错率 行政争议 复议 诉讼 败诉 纠错 被撤销 责令重作 重新作出 "
        "打官司 应诉 败诉案 确认违法 复盘 被告 案例剖析",
        "案件 法院",
        "对被纠错的申请答复案件逐件复盘",
    ),
    _means(
        "主动公开目录", "主动公开",
        "主动公开目录 主动公开事项目录 基本目录 标准目录 标准化规范化 公开事项目录 法定公开 "
        "法定主动公开 公开标准",
        "标准化 主动公开 目录",
        "编制主动公开基本目录",
    ),
    _means(
        "保密审查", "审查",
        "保密审查 国家秘密 先审后发 先审查 先审后 泄密 脱敏 三审三校 信息发布审查 发布审核 "
        "内容审核 关联分析 数据汇聚 安全保密 敏感信息 谁公开谁负责 谁发布谁负责",
        "涉密 秘密 审查 审核",
        "发布前逐条开展保密审查",
    ),
    _means(
        "隐私与商业秘密", "审查",
        "个人隐私 商业秘密 第三方权益 第三方意见 个人信息保护",
        "隐私 身份证号",
        "涉及商业秘密的征求第三方意见",
    ),
    _means(
        "归档移交", "档案",
        "归档 档案馆 图书馆 查阅点 查阅场所 移交~档案 归档包 信息移交 公共查阅",
        "档案 移交 查阅",
        "向档案馆、图书馆移交主动公开信息",
    ),
    _means(
        "信息清理", "平台",
        "存量信息 历史信息 过期信息 清理过时 信息巡查",
        "回查",
        "清理过期信息",
    ),
    # ---- 平台 ---
    _means(
        "网站建设", "平台",
        "适老化 无障碍 失效链接 错链 断链 错别字 空白栏目 站内搜索 网站检查 网站普查 网站集约化 "
        "网站建设 网站~整改 网站~更新 长辈版 搜索功能 网站~检索 栏目更新",
        "网站 栏目 链接 检索",
        "开展网站适老化和无障碍改造",
    ),
    _means(
        "政务新媒体", "平台",
        "新媒体 公众号 微博 视频号 账号 粉丝 主账号 矩阵 僵尸号 指尖上 瘦身 微信群转发 "
        "关停 注销 点赞 抖音 客户端",
        "微信 归并 停更 转发",
        "关停长期不更新的政务新媒体账号",
    ),
    _means(
        "公开专区", "平台",
        "公开专区 政务公开专区 公开角 自助查询 查询机 公开体验区 查询终端 自助终端 专人值守 "
        "帮办代办 政务公开~大厅 专区~服务",
        "专区 帮办 代办 值守 服务大厅",
        "政务公开专区配自助查询设备",
    ),
    _means(
        "流动公开", "流动",
        "流动车 大篷车 流动服务 流动窗口 马背 巡回车 流动点",
        "集市 下乡",
        "开政务公开流动车下乡",
    ),
    # ---- 公共企事业单位 ---
    _matter(
        "公共企事业单位", "公共企事业",
        "公共企事业 公共企业 公用事业 公共服务单位 供水 供电 供气 供热 供暖 燃气 水电气 水电气热 "
        "停水 停电 停气 停供 服务承诺 营业场所 营业厅 公交企业 投诉渠道 投诉电话 "
        "检修~停 公共交通 水费 电费 自来水 收费~营业",
        "公交 医院 学校 收费标准 检修 公用 服务电话",
        "供水供气企业公布收费标准和停供计划",
    ),
    # ---- 保障 ---
    _routine(
        "组织领导", "保障",
        "列入预算 纳入预算 列入年度预算 纳入年度预算 组织领导 牵头抓总 统筹协调 领导小组 "
        "专题会议 议事日程 协调机制 分管负责 组织实施 高度重视 配强人员 配齐 专职人员 明确专人 "
        "保障经费 经费保障 经费列入 经费纳入 人员力量 工作机构 组织保障 责任落实 主体责任",
        "专人 经费 牵头",
        "加强组织领导，配齐人员、保障经费",
    ),
    _routine(
        "业务培训", "保障",
        "业务培训 公务员~培训 初任培训 干部培训 专题培训 培训班~政务公开 政务公开~培训 集中培训 "
        "轮训 跟班 干部~课程 业务能力 业务素质 学习交流 培训~期 培训~次 以会代训",
        "培训 课程 学习",
        "每年组织一次政务公开业务培训",
    ),
    _routine(
        "考核督查", "保障",
        "考核 督查 督导 按季度通报 定期通报 季度通报 约谈 社会评议 第三方测评 日常监管 日常抽查 "
        "日常监督 通报批评 点名通报 工作滞后 问责 绩效考核 测评排名 效能监测 整改落实",
        "通报 抽查 评议 监督检查",
        "纳入督查考核并按季度通报",
    ),
    _routine(
        "任务报送", "保障",
        "任务台账 任务分解 任务清单 报送 实施方案 年度报告 年报 工作总结 任务落实情况",
        "台账",
        "按时报送任务分解情况",
    ),
    _routine(
        "品牌案例", "品牌",
        "典型案例 优秀案例 经验做法 推广经验 试点 品牌建设 公开品牌 示范引领 主流媒体 评选",
        "品牌 特色 招牌",
        "推广政务公开典型案例",
    ),
)  # fmt: skip
"""The table, one row a concept. Rows are independent: adding one changes no other."""

_STOPS: Final = frozenset("。；！？")


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[tuple[str, str, int, bool], ...]]:
    """First two characters of a wording → (head, tail, concept, strong), longest head first."""
    found: defaultdict[str, list[tuple[str, str, int, bool]]] = defaultdict(list)
    for number, concept in enumerate(CONCEPTS):
        for wordings, strong in ((concept.terms, True), (concept.hints, False)):
            for wording in wordings:
                head, _, tail = wording.partition("~")
                found[head[:2]].append((head, tail, number, strong))
    return {
        key: tuple(sorted(entries, key=lambda e: (-len(e[0]), e[1], e[2])))
        for key, entries in found.items()
    }


def _within(text: str, after: int, tail: str) -> int:
    """End of *tail* when it starts within the gap after *after* and in the sentence, else -1."""
    at = text.find(tail, after, after + GAP + len(tail))
    if at < 0 or any(character in _STOPS for character in text[after:at]):
        return -1
    return at + len(tail)


def _at(text: str, start: int) -> Iterator[tuple[Mention, bool]]:
    """The longest wording of each concept that starts at *start*, and whether it is unbroken."""
    index = _index()
    best: dict[int, tuple[Mention, bool]] = {}
    for head, tail, concept, strong in (
        *index.get(text[start : start + 2], ()),
        *index.get(text[start], ()),
    ):
        if not text.startswith(head, start):
            continue
        end = start + len(head)
        if tail:
            end = _within(text, end, tail)
            if end < 0:
                continue
        known = best.get(concept)
        if known is None or (strong, end) > (known[0].strong, known[0].end):
            best[concept] = (Mention(concept, start, end, strong), not tail)
    yield from (best[concept] for concept in sorted(best))


def mentions(text: str) -> list[Mention]:
    """Every place in *text* where a concept is worded, in reading order.

    A wording that is part of a longer, unbroken one is no mention of its own: 失效链接 is about the
    website, not about files that are 失效. Equally long wordings of two concepts both count.
    """
    found = [pair for start in range(len(text)) for pair in _at(text, start)]
    whole = [mention for mention, unbroken in found if unbroken and mention.strong]
    return [
        mention
        for mention, _ in found
        if not any(
            other.start <= mention.start
            and mention.end <= other.end
            and other.end - other.start > mention.end - mention.start
            for other in whole
        )
    ]
