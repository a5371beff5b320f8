"""Words that say little of who is meant: company forms, titles, particles, trades and places, by their weight.

The keys are words after transliteration. They were collected by hand from the ordinary vocabulary of company names; a
word that is missing here only weighs as much as a name. Tables are constants and never counted from a list: an entry
added to a list may not change how two names compare.
"""

__all__ = [
    "ABD",
    "ARABIC_WORDS",
    "CANONICAL",
    "FORM",
    "GENERIC",
    "HANGUL_SURNAMES",
    "HANGUL_WORDS",
    "HAN_SURNAMES_OF_TWO",
    "HAN_WORDS",
    "TITLES",
    "WEIGHTS",
]

FORM = 10
_PARTICLE = 20
GENERIC = 50

CANONICAL = {
    **dict.fromkeys(("limited", "ltda", "lda", "ltee"), "ltd"),
    **dict.fromkeys(("company", "companies", "compagnie", "compania", "cia", "kompaniya", "sherkat", "sharika"), "co"),
    **dict.fromkeys(("corporation", "korporatsiya", "corporacion"), "corp"),
    **dict.fromkeys(("incorporated",), "inc"),
    **dict.fromkeys(
        ("ooo", "wll", "fze", "fzc", "fzco", "fzllc", "gmbh", "sarl", "srl", "spzoo", "tov", "eood"), "llc"
    ),
    **dict.fromkeys(("oao", "ojsc", "pao", "pjsc", "zao", "cjsc", "ao", "kgaa"), "jsc"),
    **dict.fromkeys(("establishment", "muassasa", "muassasat"), "est"),
    **dict.fromkeys(("el", "ul", "ash", "adh"), "al"),
    **dict.fromkeys(("ibn", "ben", "ould", "wuld"), "bin"),
    **dict.fromkeys(("bint", "binte", "binti"), "bint"),
    **dict.fromkeys(("aboo", "abou"), "abu"),
    **dict.fromkeys(("trade", "traders", "tijara", "torgovyy", "handel"), "trading"),
    **dict.fromkeys(("intl", "internacional", "internationale", "mezhdunarodnyy"), "international"),
    **dict.fromkeys(("industry", "industries", "industrie", "promyshlennyy"), "industrial"),
    **dict.fromkeys(("banque", "banco", "banca", "masraf", "bank"), "bank"),
    **dict.fromkeys(("gruppa", "groupe", "grupo", "grp"), "group"),
    **dict.fromkeys(("logistic", "logistik"), "logistics"),
    **dict.fromkeys(("tech", "technologies", "tekhnologii", "technologie"), "technology"),
    **dict.fromkeys(("svc", "svcs", "services"), "service"),
    **dict.fromkeys(("invest", "investments"), "investment"),
    **dict.fromkeys(("holdings",), "holding"),
    **dict.fromkeys(("enterprises", "entreprise"), "enterprise"),
    **dict.fromkeys(("exports",), "export"),
    **dict.fromkeys(("imports",), "import"),
    **dict.fromkeys(("engr",), "engineering"),
}
"""Other spellings of one weak word."""

ABD = ("abdul", "abdel", "abdal", "abdoul", "abdol", "abdil")
"""How the first part of a name of the form *servant of the ...* is spelled; the first stands for all."""

_FORMS = (
    "ab ag as asa bhd bv co corp est inc jsc kft kg kk llc llp lp ltd nv ohg oy plc pte pt pty sa sae sal sas sdn spa"
)
_PARTICLES = (
    "a abd abu al and bin bint da das de del der di do dos du e et i la le of para san st sur the und van von y za zu"
)
_GENERIC = (
    "aerospace africa agency american arab arabia asia asian association authority automotive aviation bank beijing "
    "brothers business capital center central centre chamber charity chemical chemicals china chinese commercial "
    "committee communications construction consulting contracting council department development digital east "
    "eastern economic education electric electrical electronic electronics energy engineering enterprise equipment "
    "establishment european exchange export federal finance financial food foods foreign foundation fund fze gas "
    "general global gold government group gulf heavy holding hong hotel import industrial institute insurance "
    "international investment iran iranian islamic joint kong line lines logistics machinery management "
    "manufacturing marine maritime market materials media medical metal metals middle military mining ministry "
    "motors national natural new north northern office oil organisation organization pacific petrochemical "
    "petroleum pharma pharmaceutical plastic power precision private production products project properties public "
    "real republic research resources russia russian saudi science scientific security service shanghai shenzhen "
    "shipping sky society solutions south southern stars state steel supplies supply syria syrian system systems "
    "taiwan technical technology telecom textile trading transport transportation travel trust union united "
    "university west western world"
)

WEIGHTS = {
    **dict.fromkeys(_GENERIC.split(), GENERIC),
    **dict.fromkeys(_PARTICLES.split(), _PARTICLE),
    **dict.fromkeys(_FORMS.split(), FORM),
}
"""Per cent of the weight of an ordinary word."""

_TITLES = (
    "mr mrs ms miss dr doctor prof professor sir dame sheikh shaikh shaykh sheik cheikh hajji haji hajj hadji sayyid "
    "sayed seyed sayyed syed mullah mulla maulavi mawlawi maulana ustad ustadh ayatollah hojjat eng engineer gen "
    "brigadier colonel col lt lieutenant major capt captain admiral hon honorable honourable excellency senor "
    "senora monsieur madame herr frau messrs mv mt"
)

TITLES = frozenset(_TITLES.split())
"""Left out where the name has other words."""

HAN_WORDS = (
    ("股份有限公司", "co ltd"),
    ("有限责任公司", "co ltd"),
    ("有限責任公司", "co ltd"),
    ("有限公司", "co ltd"),
    ("进出口", "import export"),
    ("進出口", "import export"),
    ("公司", "co"),
    ("集团", "group"),
    ("集團", "group"),
    ("银行", "bank"),
    ("銀行", "bank"),
    ("国际", "international"),
    ("國際", "international"),
    ("贸易", "trading"),
    ("貿易", "trading"),
    ("科技", "technology"),
    ("技术", "technology"),
    ("技術", "technology"),
    ("电气", "electric"),
    ("電氣", "electric"),
    ("电子", "electronic"),
    ("電子", "electronic"),
    ("石油", "petroleum"),
    ("化工", "chemical"),
    ("航运", "shipping"),
    ("航運", "shipping"),
    ("海运", "shipping"),
    ("物流", "logistics"),
    ("实业", "industrial"),
    ("實業", "industrial"),
    ("工业", "industrial"),
    ("工業", "industrial"),
    ("投资", "investment"),
    ("投資", "investment"),
    ("中国", "china"),
    ("中國", "china"),
    ("香港", "hong kong"),
    ("商业", "commercial"),
    ("商業", "commercial"),
    ("中央", "central"),
    ("台湾", "taiwan"),
    ("臺灣", "taiwan"),
    ("台灣", "taiwan"),
    ("台北", "taipei"),
    ("臺北", "taipei"),
)
"""Chinese words with one usual English one, the longest first where one stands inside another."""

_SURNAMES = "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 司徒 夏侯 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 宇文 长孙 長孫 东方 東方"

HAN_SURNAMES_OF_TWO = frozenset(_SURNAMES.split())

HANGUL_WORDS = (("주식회사", "co ltd"), ("은행", "bank"), ("무역", "trading"), ("그룹", "group"))
"""Korean words of companies with the usual English one."""

HANGUL_SURNAMES = {
    "김": "kim",
    "강": "kang",
    "권": "kwon",
    "길": "kil",
    "박": "park",
    "이": "lee",
    "최": "choi",
    "조": "cho",
    "임": "lim",
    "유": "yoo",
    "노": "roh",
    "우": "woo",
}
"""Korean surnames whose usual spelling is far from their letters."""

ARABIC_WORDS = {
    "شركة": "co",
    "الشركة": "co",
    "المحدودة": "ltd",
    "مؤسسة": "est",
    "مجموعة": "group",
    "للتجارة": "trading",
    "التجارية": "trading",
    "الدولية": "international",
    "العامة": "general",
    "بنك": "bank",
    "بانک": "bank",
    "بانك": "bank",
    "مصرف": "bank",
    "المصرف": "bank",
    "ذمم": "llc",
    "شمم": "llc",
    "بن": "bin",
    "ابن": "bin",
    "بنت": "bint",
    "أبو": "abu",
    "ابو": "abu",
    "الشيخ": "sheikh",
    "شيخ": "sheikh",
    "الدكتور": "dr",
}
"""Arabic words of forms, trades and kinship."""
