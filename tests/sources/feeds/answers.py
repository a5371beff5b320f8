"""Answers as the publishers give them."""

from collections.abc import Mapping

ECB_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"'
    ' xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">\n'
    "  <gesmes:subject>Reference rates</gesmes:subject>\n"
    "  <gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>\n"
)
DAY = {"USD": "1.1000", "CNY": "7.3000", "HKD": "8.6000"}


def ecb_xml(*days: str, rates: Mapping[str, str] | None = None) -> bytes:
    """The layout of `eurofxref-daily.xml` and of the two histories."""
    cubes = "".join(f'<Cube currency="{code}" rate="{rate}"/>' for code, rate in (rates or DAY).items())
    listed = "".join(f'<Cube time="{day}">{cubes}</Cube>' for day in days or ("2026-11-24",))
    return f"{ECB_HEAD}  <Cube>{listed}</Cube>\n</gesmes:Envelope>\n".encode()


PARITIES = {"USD/CNY": "7.0500", "100JPY/CNY": "4.6000", "CNY/SAR": "0.5319"}


def ccpr_json(day: str = "2026-11-24", parities: Mapping[str, str] | None = None) -> bytes:
    """The layout of `ccpr.json`."""
    records = ", ".join(
        f'{{"vrtCode": "1", "price": "{price}", "vrtName": "—", "vrtEName": "{pair}", "bp": "12.0"}}'
        for pair, price in (parities or PARITIES).items()
    )
    head = '{"version": "2.0", "provider": "CWAP", "rep_code": "200", "rep_message": "", "ts": 1795483200000}'
    return f'{{"head": {head}, "data": {{"lastDate": "{day} 9:15"}}, "records": [{records}]}}'.encode()


SDMX_HEAD = (
    "KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,OBS_CONF,OBS_PRE_BREAK,"
    "OBS_COM,TIME_FORMAT,BREAKS,COLLECTION,COMPILING_ORG,DISS_ORG,DOM_SER_IDS,PUBL_ECB,PUBL_MU,PUBL_PUBLIC,"
    "UNIT_INDEX_BASE,COMPILATION,COVERAGE,DECIMALS,NAT_TITLE,SOURCE_AGENCY,SOURCE_PUB,TITLE,TITLE_COMPL,UNIT,UNIT_MULT"
)


def sdmx_row(currency: str, period: str, value: str, *, freq: str = "D", kind: str = "SP00", power: str = "0") -> str:
    return (
        f"EXR.{freq}.{currency}.EUR.{kind}.A,{freq},{currency},EUR,{kind},A,{period},{value},A,F,,,P1D,,A,,,,,,,99Q1=100,,,4,,"
        f'4F0,,Rate,"ECB reference exchange rate, {currency}/Euro, 2.15 pm (C.E.T.)",{currency},{power}'
    )


def sdmx_csv(*rows: str) -> bytes:
    """The layout of `format=csvdata`, with its ends of lines."""
    return "".join(f"{row}\r\n" for row in (SDMX_HEAD, *rows)).encode()
