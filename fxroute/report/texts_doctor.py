"""The texts of an examination, in English and Chinese, in the manner of `fxroute.report.texts`."""

__all__ = ["DOCTOR_TEXTS"]

DOCTOR_TEXTS: dict[str, tuple[str, str]] = {
    # The page
    "examination": ("Examination of {day}", "网络体检 {day}"),
    "examined": ("network {network} · rates {rates}", "网络 {network} · 汇率 {rates}"),
    "found": (
        "critical {critical} · warning {warning} · notice {notice}",
        "严重 {critical} 项 · 警告 {warning} 项 · 提示 {notice} 项",
    ),
    "data": ("Data", "数据"),
    "findings_label": ("Findings", "发现"),
    "severity": ("Severity", "程度"),
    "severity_critical": ("critical", "严重"),
    "severity_warning": ("warning", "警告"),
    "severity_notice": ("notice", "提示"),
    "more_in_json": ("and {count} more in --json", "另有 {count} 条,见 --json"),
    "names_more": ("{names} and {count} more", "{names} 等,另有 {count} 个"),
    "there": ("yes", "有"),
    "not_there": ("no", "无"),
    # A corridor
    "corridor": (
        "Corridor: {source} at {debtor_agent} to {target} at {creditor_agent}",
        "汇路:{debtor_agent} 的 {source} 至 {creditor_agent} 的 {target}",
    ),
    "corridor_meaning": (
        ("By topology alone: records, hours, tariffs and rates that exist on the day. Amounts, cut-offs, limits and"
        " prices are left out, so a topological way may still carry no payment; without one, none arrives."),
        ("仅看拓扑:只看当日存在的记录、时间、费率与汇率,不计金额、截止时间、限额与价格。"
        "有拓扑路径不等于款项必能汇到;没有则必定汇不到。"),
    ),
    "ways": ("Topological ways", "拓扑路径"),
    "ways_none": ("none", "没有"),
    "opens": ("What would open one", "何以打通"),
    "ways_all": ("the {count} shortest are looked at", "考察最短的 {count} 条"),
    "ways_cut": ("{count} are looked at, of more that are as short", "考察 {count} 条,同样短的还有更多"),
    "passable": ("Institutions", "机构"),
    "passable_count": ("{count} that some way may pass", "路径可能经过 {count} 家"),
    "node_cut": ("Smallest outage", "最小中断"),
    "outside_cut": ("Beyond own offices", "本行以外"),
    "edge_cut": ("Fewest records", "最少记录"),
    "cut": ("{count}: {members}", "{count} 项:{members}"),
    "cut_unproved": (
        "{count}, perhaps fewer: {members}",
        "{count} 项(或可更少):{members}",
    ),
    "cut_none_node": (
        "none: the two agents pay each other directly",
        "无:付款行与收款行直接往来",
    ),
    "cut_none_outside": (
        "none: an own office pays the creditor agent directly",
        "无:本行机构与收款行直接往来",
    ),
    "cut_meaning": (
        (
            "Smallest outage: the fewest banks and systems that, all out at once, leave no topological way. Beyond own"
            " offices: the same while the debtor agent's own bank stands. Fewest records: of accounts, participations,"
            " desks and reporting lines."
        ),
        (
            "最小中断:同时停用即再无拓扑路径的最少银行与系统。本行以外:同上,但付款行本行各机构照常。"
            "最少记录:就账户、参与关系、柜台与汇报关系而言。"
        ),
    ),
    "single_points": ("Single points of failure", "单点故障"),
    "single_points_none": (
        "No bank in between, no system and no other record is needed by every topological way.",
        "没有任何中间行、系统或其他记录是所有拓扑路径都必经的。",
    ),
    "point": ("What all ways need", "所有路径必经"),
    "point_kind": ("Kind", "类别"),
    "point_effect": ("When it is out", "一旦停用"),
    "kind_institution": ("institution", "机构"),
    "kind_infrastructure": ("system", "系统"),
    "kind_account": ("account", "账户"),
    "kind_participation": ("participation", "参与关系"),
    "kind_desk": ("desk", "兑换柜台"),
    "kind_reporting_line": ("reporting line", "汇报关系"),
    "kind_hours": ("hours", "服务时间"),
    "kind_calendar": ("calendar", "日历"),
    "kind_tariff": ("tariff", "费率"),
    "kind_quote": ("quote", "报价"),
    "priors": (
        "Taken on trust: {count} records below medium confidence, the most needed first",
        "未经证实:{count} 条记录低于“中”可信度,最需要的在前",
    ),
    "priors_one": (
        "Taken on trust: 1 record below medium confidence",
        "未经证实:1 条记录低于“中”可信度",
    ),
    "priors_none": (
        "Every record that a way may use is of medium or high confidence.",
        "路径所用记录均为“中”或“高”可信度。",
    ),
    "prior_ways": ("Ways", "路径"),
    "prior_all": ("all", "全部"),
    "prior_of": ("{ways} of {of}", "{ways}/{of}"),
    "confidence_column": ("Confidence", "可信度"),
    "ask": ("Ask", "询问"),
    "records_column": ("Which", "涉及"),
    # Currencies
    "currencies": ("Currencies: who is joined", "各币种的连通情况"),
    "institutions_column": ("Institutions", "机构"),
    "joined": ("Joined", "已连通"),
    "pieces": ("Pieces", "片数"),
    "weak_points": ("Weak points", "薄弱点"),
    "weak_links": ("Weak links", "薄弱联系"),
    "desks_column": ("Desks", "柜台"),
    "rate_column": ("Rate", "汇率"),
    "calendar_column": ("Calendar", "日历"),
    "currencies_meaning": (
        (
            "Joined: institutions in the largest piece. Weak point: an institution or system, weak link: a single"
            " record between two, that cuts others off when it fails alone."
        ),
        "已连通:最大一片中的机构数。薄弱点:单独停用即令他方断开的机构或系统;薄弱联系:两者之间唯一的记录。",
    ),
    "currencies_ask": (
        "Ask the institutions outside the largest piece (named in --json) for their standard settlement instructions.",
        "询问最大一片以外的机构(名单见 --json)的标准结算指示(SSI)。",
    ),
    "weak": ("What would cut off most", "停用影响最大者"),
    "fails": ("What fails", "停用者"),
    "cuts_off": ("Cuts off", "断开"),
    "cut_off_of": ("{count} of {joined}", "{count}/{joined}"),
    "between": ("{record} between {one} and {other}", "{one} 与 {other} 之间的 {record}"),
    "central": ("Most central correspondents", "最居中的代理行"),
    "betweenness": ("Betweenness", "中介度"),
    "sampled": ("{share} (sampled)", "{share}(抽样)"),
    "partners": ("Partners", "往来方"),
    "central_meaning": (
        "Betweenness: share of pairs whose shortest ways pass the institution.",
        "中介度:最短路径经过该机构的机构对所占比例。",
    ),
    # Findings of the network
    "findings": ("Findings in the network", "网络中的发现"),
    "finding": ("Finding", "发现"),
    "findings_none": ("Nothing else was found.", "没有其他发现。"),
    "symptom_no_way": (
        "no topological way from {debtor_currency} at {debtor_agent} to {creditor_currency} at {creditor_agent}",
        "{debtor_agent} 的 {debtor_currency} 至 {creditor_agent} 的 {creditor_currency} 没有拓扑路径",
    ),
    "symptom_single_point": (
        "no topological way is left; funds still reach {reached} other institutions",
        "再无拓扑路径;资金仍可到达另外 {reached} 家机构",
    ),
    "symptom_single_point_one": (
        "no topological way is left; funds still reach 1 other institution",
        "再无拓扑路径;资金仍可到达另外 1 家机构",
    ),
    "symptom_single_point_none": (
        "no topological way is left; funds do not leave the debtor agent",
        "再无拓扑路径;资金无法离开付款行",
    ),
    "symptom_rests_on_prior": (
        "{ways} of {of} ways need a record of confidence {confidence}",
        "{of} 条路径中有 {ways} 条依赖可信度为“{confidence}”的记录",
    ),
    "symptom_currency_without_rate": ("currencies without a rate to the others", "与其他币种之间没有汇率的币种"),
    "symptom_currency_without_calendar": ("currencies without settlement days", "没有清算日历的币种"),
    "symptom_currency_without_desk": ("currencies that no desk deals", "没有柜台兑换的币种"),
    "symptom_currency_split": (
        "{currency}: institutions outside the largest piece, which joins {joined} of {institutions}",
        "{currency}:未连入最大一片的机构(该片 {joined}/{institutions} 家)",
    ),
    "symptom_desk_leads_nowhere": (
        "desks whose institution can neither receive nor pay on one of the two currencies",
        "柜台所在机构对其中一种货币既收不到也付不出",
    ),
    "symptom_desk_without_rate": ("desks on pairs without a rate", "货币对没有汇率的柜台"),
    "symptom_expired": ("{records}: no longer valid, the first since {oldest}", "{records}:已失效,最早 {oldest}"),
    "symptom_not_yet_valid": ("{records}: not valid yet, the first from {oldest}", "{records}:尚未生效,最早 {oldest}"),
    "symptom_hours_ended": (
        "{records}: no session any more, the first since {oldest}",
        "{records}:已无营业时段,最早 {oldest}",
    ),
    "symptom_calendar_ends": (
        "{records}: announced for less than {days} days ahead, the first until {oldest}",
        "{records}:公布期不足 {days} 天,最早止于 {oldest}",
    ),
    "symptom_rate_old": (
        "{records}: more than {days} days old, the oldest of {oldest}",
        "{records}:已超过 {days} 天,最旧 {oldest}",
    ),
    "symptom_record_old": (
        "{records}: read more than {days} days ago, the first on {oldest}",
        "{records}:查阅已超过 {days} 天,最早 {oldest}",
    ),
    "symptom_account_unusable": (
        "accounts never used: owner or servicer is no longer valid, or a former identifier",
        "不可用的账户:开户行或账户行已失效或仅为历史代码",
    ),
    "symptom_account_never_drawn": (
        "accounts never drawn on: balance and credit line do not cover the least payment",
        "无法支取的账户:余额与授信不足最低付款额",
    ),
    "symptom_account_twice": (
        "accounts with the owner, servicer, currency and place of another",
        "开户行、账户行、币种及在岸/离岸均与另一账户相同",
    ),
    "symptom_system_without_hours": ("systems without hours: never used", "没有营业时间的系统:从不使用"),
    "symptom_system_of_one": (
        "systems with a single direct participant in a currency",
        "某币种只有一家直接参与者的系统",
    ),
    "symptom_agent_without_account": (
        "indirect participants without an account at their settlement agent",
        "间接参与者在其清算行没有账户",
    ),
    "symptom_institution_unused": (
        "institutions without account, participation or reporting line",
        "没有账户、参与关系及汇报关系的机构",
    ),
    # Questions, read after "Ask" and, where somebody is named, after the name
    "asked": ("{names}: {question}", "{names}:{question}"),
    "ask_institution": (
        "is {institution} the unit that books foreign payments, and what is its BIC?",
        "{institution} 是否为办理国际汇款的记账机构?其 BIC 是什么?",
    ),
    "ask_reporting_line": (
        ("do foreign payments of {unit} pass through {reports_to}? Until when are they passed on the same day, and how"
        " long does that take?"),
        "{unit} 的国际汇款是否经 {reports_to} 办理?当日转递截止几点?需时多久?",
    ),
    "ask_account": (
        ("does {owner} keep a {currency} account with {servicer}, open to customer payments? Which cut-off and which"
        " limits hold?"),
        "{owner} 是否在 {servicer} 开有 {currency} 账户并可用于客户汇款?截止时间与限额为何?",
    ),
    "ask_infrastructure": (
        "what are the hours and the customer cut-off of {system}, and its least and largest payment?",
        "{system} 的营业时间、客户业务截止时间及单笔最低与最高金额为何?",
    ),
    "ask_participation": (
        "does {institution} take part in {system} in {currency} itself, for customer payments too? Until when?",
        "{institution} 是否直接参与 {system}({currency}),并可办理客户汇款?截止几点?",
    ),
    "ask_participation_through": (
        "does {institution} reach {system} in {currency} through {agent}? Over which account, and until when?",
        "{institution} 是否经 {agent} 接入 {system}({currency})?经哪个账户?截止几点?",
    ),
    "ask_desk": (
        ("does {institution} deal {pair} for customers? Until when, for which value dates, at which margin from which"
        " amount?"),
        "{institution} 是否为客户办理 {pair} 兑换?截止几点?起息日有哪些?各金额档加点多少?",
    ),
    "ask_hours": (
        "what is the cut-off for {functions}, and how many minutes does it take?",
        "{functions}的截止时间是几点?处理需多少分钟?",
    ),
    "ask_hours_in": (
        "what is the cut-off for {functions} in {currency}, and how many minutes does it take?",
        "{currency} {functions}的截止时间是几点?处理需多少分钟?",
    ),
    "doing_debit": ("debiting a customer for a foreign payment", "客户跨境汇款借记"),
    "doing_book": ("moving funds over the accounts you keep", "经所管账户划转资金"),
    "doing_branch": ("passing funds on to the next office", "行内资金上划下拨"),
    "doing_credit": ("crediting an incoming payment", "来账入账"),
    "ask_calendar": (
        "on which days of this year and the next are you closed ({calendar}), and which weekend days are worked?",
        "今明两年哪些日子休业({calendar})?哪些周末照常营业?",
    ),
    "ask_tariff": (
        "what do you take as {function}: fixed part, per cent, minimum, maximum?",
        "{function}如何收取:固定额、费率、最低与最高?",
    ),
    "ask_tariff_in": (
        "what do you take as {function} on {currency}: fixed part, per cent, minimum, maximum?",
        "{currency} 的{function}如何收取:固定额、费率、最低与最高?",
    ),
    "ask_quote": (
        "at which bid and offer do you deal {pair} today, and for which amounts?",
        "今日 {pair} 的买入价与卖出价是多少?适用于多大金额?",
    ),
    "ask_second_way": (
        "through whom else can {currency} reach {creditor_agent}?",
        "{currency} 还可经何处汇至 {creditor_agent}?",
    ),
    "ask_correspondent": (
        "these institutions for their standard settlement instructions: with whom they hold which accounts.",
        "这些机构的标准结算指示(SSI):在哪些行开有哪些币种的账户。",
    ),
    "ask_renewal": (
        "those concerned, or read the sources again: is it still so? Then write the new as_of and validity.",
        "有关机构或重查来源:是否仍然如此?然后更新 as_of 与有效期。",
    ),
    "ask_fresh_rate": ("your bank or rate source for a quote of the day.", "本行或汇率来源的当日报价。"),
    "ask_closed_days": (
        "the central banks or operators for the closed days that follow.",
        "中央银行或系统运营方后续的休业日。",
    ),
    "ask_dealer": ("your bank which of these currencies it deals.", "本行可兑换其中哪些币种。"),
    "ask_duplicate": ("the owners: two accounts, or one told twice?", "开户行:是两个账户,还是重复登记?"),
    "ask_funds": ("the owners for balance and credit line.", "开户行账户余额与授信额度。"),
    "ask_system_hours": ("the operators or a participant for the hours.", "运营方或参与者的营业时间。"),
    "ask_settlement_account": (
        "these participants over which account they settle.",
        "这些参与者经哪个账户清算。",
    ),
}  # fmt: skip
