"""Phrases of the checks in Chinese: what is wrong with an item, in the closed set that `fxroute.compliance` says.

As in `fxroute.report.phrases`; a test holds that whatever the cases of the rules make the checks say is among them.
"""

__all__ = ["CHECK_PHRASES"]

CHECK_PHRASES: dict[str, str] = {
    "denied": "已否认",
    "not screened against {lists}": "未对照 {lists} 筛查",
    "screened on {day}, the payment is of {other}": "筛查日为 {day},付款日为 {other}",
    "looked up on {day}, the payment is of {other}": "查询日为 {day},付款日为 {other}",
    "in force from {day}": "自 {day} 起生效",
    "{role} {name} is like {listed} ({entry}), {share} % through {owners}": (
        "{role} {name} 与 {listed}({entry})相似,经 {owners} 合计持股 {share}%"
    ),
    "{role} {name} is like {listed} ({entry})": "{role} {name} 与 {listed}({entry})相似",
    "{party} is not named on {paper}": "{paper} 未载明 {party}",
    "{paper} is over {shown}, the payment over {amount}": "{paper} 金额为 {shown},付款金额为 {amount}",
    "the invoice shows {percent} % VAT, not {other}": "发票增值税率为 {percent}%,应为 {other}%",
    "the invoice shows {percent} % VAT": "发票含 {percent}% 增值税",
    "more than the {amount} of the original payment": "超过原付款金额 {amount}",
    "invoice or payment notice {number}": "发票或支付通知 {number}",
    "invoice or payment notice": "发票或支付通知",
    "contract {number}": "合同 {number}",
    "contract": "合同",
    "{currency}, the original was in {other}": "{currency},原付款币种为 {other}",
    "{code} has not the form of a code of {scheme}": "{code} 不符合 {scheme} 代码格式",
    "{code} is not among the codes known for {purpose}": "{code} 不在 {purpose} 的已知代码之列",
    "no list of that bank is known": "未掌握该行代码表",
    "{roles}: free lines only": "{roles}:仅有自由行",
    "{role}: more than two lines, or one of more than 70 characters": "{role}:超过两行或某行超过70字符",
    "{role} has a BIC, and name and address beside it": "{role} 同时载明BIC与名称地址",
    "{uetr} is no UUID of version 4 in lower case": "{uetr} 不是小写的UUID第4版",
    "{kind} is an MT message": "{kind} 属MT报文",
    "{count} prepaid charges": "{count} 项预付费用",
    "deducted on leg {legs}": "第 {legs} 段扣费",
    "an agent is named by something else": "某代理行以其他方式标识",
    "{iban} is no IBAN: Invalid checksum digits": "{iban} 不是IBAN:校验码错误",
    "{iban} is no IBAN: Invalid IBAN length": "{iban} 不是IBAN:长度错误",
    "{iban} is no IBAN: Invalid characters in IBAN {other}": "{iban} 不是IBAN:含无效字符",
    "{iban} is no IBAN: {why}": "{iban} 不是IBAN:{why}",
    "{iban} is an IBAN of {country}, not of {other}": "{iban} 为 {country} 的IBAN,而非 {other}",
    "{iban} has not the Saudi form SA + 2 check digits + 2 digits of the bank + 18 characters": (
        "{iban} 不符合沙特格式(SA+2位校验码+2位银行代码+18位)"
    ),
    "{name} declared, {other} is the party": "报关人为 {name},当事方为 {other}",
    "participation not known on {legs}": "{legs} 的参与资格未知",
    "{countries} is no state of the Gulf Cooperation Council": "{countries} 不是海合会成员国",
    "debtor and creditor": "付款人与收款人",
    "debtor": "付款人",
    "creditor": "收款人",
    "agent": "代理行",
    "vessel": "船舶",
    "owner": "股东",
}
"""Phrase in English, its values in braces, and the same in Chinese; the more special ones stand before the others."""
