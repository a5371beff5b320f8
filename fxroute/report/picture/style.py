"""The style sheet: one for page, print and notebook; every rule stands below `.fxroute`, and nothing is fetched."""

from fxroute.report.picture.markup import Markup, element

__all__ = ["style"]

_FONTS = {
    "en": 'system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Noto Sans",sans-serif',
    "zh": 'system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif',
}

_COLOURS = """\
--paper:#ffffff;--raised:#f6f8fa;--ink:#17202b;--soft:#536070;--rule:#c9d1da;--grid:#e6eaef;--move:#1f5fae;
--deal:#0b7a6b;--wait:#b9c4d1;--lose:#b4532a;--gain:#2f7d32;--closed:#e3e6eb;--late:#f1ead9;--cut:#b3261e;
--warn:#7a4d00;--warned:#fff6e0"""

_DARK = """\
--paper:#14191f;--raised:#1c232b;--ink:#e8edf2;--soft:#a3b0be;--rule:#3c4855;--grid:#28313a;--move:#6ea8ec;
--deal:#4fc3ae;--wait:#4d5a68;--lose:#e58a5c;--gain:#7cc47f;--closed:#262d35;--late:#3a3424;--cut:#ff8a80;
--warn:#f2c46d;--warned:#2b2414"""

_RULES = """\
.fxroute{color:var(--ink);background:var(--paper);line-height:1.5;font-size:15px;font-variant-numeric:tabular-nums;
overflow-wrap:break-word}
.fxroute *{box-sizing:border-box}
.fxroute main{max-width:1200px;margin:0 auto;padding:28px 24px 56px}
.fxroute h1{font-size:26px;line-height:1.25;margin:0 0 8px;font-weight:650;letter-spacing:-.01em}
.fxroute h2{font-size:19px;line-height:1.3;margin:40px 0 10px;font-weight:650;padding-top:14px;
border-top:1px solid var(--rule)}
.fxroute h3,.fxroute h4{font-size:15px;margin:26px 0 8px;font-weight:650}
.fxroute p{margin:0 0 8px;max-width:84ch}
.fxroute .answer{font-size:18px}
.fxroute .soft,.fxroute figcaption,.fxroute caption{color:var(--soft);font-size:13px}
.fxroute figure{margin:0;overflow-x:auto}
.fxroute figure>svg{display:block;width:100%;height:auto}
.fxroute svg.front{min-width:800px}
.fxroute svg.timeline{min-width:820px}
.fxroute dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:2px 18px;margin:14px 0}
.fxroute dt{color:var(--soft)}
.fxroute dd{margin:0;overflow-wrap:anywhere}
.fxroute .warnings{background:var(--warned);border-left:3px solid var(--warn);padding:10px 16px;margin:16px 0}
.fxroute .warnings h2,.fxroute .warnings h3{all:unset;display:block;font-weight:650;color:var(--warn)}
.fxroute .warnings ul{margin:4px 0 0;padding-left:18px}
.fxroute .scroll{overflow-x:auto}
.fxroute table{border-collapse:collapse;width:100%;font-size:14px;margin:6px 0}
.fxroute caption{text-align:left;padding:0 0 6px;caption-side:top}
.fxroute th,.fxroute td{text-align:left;vertical-align:top;padding:5px 14px 5px 0;border-bottom:1px solid var(--grid);
font-weight:400}
.fxroute thead th{color:var(--soft);font-size:12.5px;border-bottom:1px solid var(--rule);vertical-align:bottom}
.fxroute .scroll>table{min-width:560px}
.fxroute .scroll>table.wide{min-width:820px}
.fxroute .number{text-align:right}
.fxroute td.number{white-space:nowrap}
.fxroute td.whole,.fxroute th.whole{white-space:nowrap}
.fxroute tbody tr.best>*{font-weight:650}
.fxroute .line{display:block}
.fxroute .in{padding-left:1em;color:var(--soft)}
.fxroute code{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:12.5px}
.fxroute details{border-top:1px solid var(--rule);padding:10px 0}
.fxroute details details{border-top:1px solid var(--grid)}
.fxroute summary{cursor:pointer;font-weight:600}
.fxroute summary .soft{font-weight:400}
.fxroute .passage{list-style:none;display:flex;flex-wrap:wrap;align-items:stretch;gap:10px 0;margin:8px 0;padding:0}
.fxroute .passage li{display:flex;flex-direction:column;justify-content:center}
.fxroute .stop{border:1px solid var(--rule);border-radius:6px;background:var(--raised);padding:8px 12px;
max-width:250px;min-width:130px;line-height:1.35;font-size:14px}
.fxroute .stop strong{font-weight:650}
.fxroute .code{color:var(--soft);font-size:12.5px}
.fxroute .act{display:block;font-size:12.5px;margin-top:4px}
.fxroute .deals,.fxroute .deals b{color:var(--deal);font-weight:600}
.fxroute .deals small{display:block;color:var(--soft);font-size:12px;font-weight:400}
.fxroute .pass{min-width:148px;padding:0 4px;text-align:center;font-size:12.5px;line-height:1.4}
.fxroute .through,.fxroute .pass small{color:var(--soft);font-size:12px}
.fxroute .sum{white-space:nowrap}
.fxroute .arrow{position:relative;display:block;height:22px;margin:0 2px}
.fxroute .arrow::before{content:"";position:absolute;left:0;right:1px;top:10px;border-top:2px solid var(--move)}
.fxroute .arrow::after{content:"";position:absolute;right:0;top:6px;border:5px solid transparent;border-right:0;
border-left:8px solid var(--move)}
.fxroute .badge{display:inline-block;min-width:19px;padding:0 5px;border-radius:10px;white-space:nowrap;
background:var(--move);
color:var(--paper);font-size:11.5px;line-height:19px;text-align:center;font-weight:600;position:relative;z-index:1}
.fxroute .arrow .badge{margin-top:1px;outline:3px solid var(--paper)}
.fxroute .deals .badge{background:var(--deal)}
.fxroute svg text{font-size:12px;fill:var(--ink)}
.fxroute svg .tick,.fxroute svg .axis,.fxroute svg .who{fill:var(--soft);font-size:11.5px}
.fxroute svg .who{font-size:11px;unicode-bidi:isolate}
.fxroute svg .what,.fxroute svg .number{font-weight:600}
.fxroute svg .end{text-anchor:end}
.fxroute svg .middle{text-anchor:middle}
.fxroute svg .grid{stroke:var(--grid)}
.fxroute svg .rule{stroke:var(--rule)}
.fxroute svg .dot{fill:var(--move);stroke:var(--paper);stroke-width:1.5}
.fxroute svg .dot.other{fill:var(--paper);stroke:var(--soft)}
.fxroute svg .leader{stroke:var(--wait)}
.fxroute svg .label.other,.fxroute svg .label.other tspan{fill:var(--soft);font-weight:400}
.fxroute svg .label .amount{font-size:11.5px;font-weight:400}
.fxroute svg .closed{fill:var(--closed)}
.fxroute svg .late{fill:var(--late)}
.fxroute svg .cut{stroke:var(--cut);stroke-width:1.5}
.fxroute svg .bar{fill:var(--move)}
.fxroute svg .bar.deal{fill:var(--deal)}
.fxroute svg .wait{fill:var(--wait)}
.fxroute svg .band{fill:var(--raised);stroke:var(--rule)}
.fxroute svg .band.closed{fill:var(--closed)}
.fxroute svg .day{stroke:var(--wait)}
.fxroute svg .day.creditor{stroke-dasharray:2 3}
.fxroute .key{display:flex;flex-wrap:wrap;gap:2px 18px;margin:6px 0 0;padding:0;list-style:none;font-size:12.5px;
color:var(--soft)}
.fxroute .key i{display:inline-block;width:16px;height:10px;margin-right:6px;border-radius:2px}
.fxroute .key .k-move{background:var(--move)}
.fxroute .key .k-deal{background:var(--deal)}
.fxroute .key .k-wait{background:var(--wait);height:4px;vertical-align:3px}
.fxroute .key .k-closed{background:var(--closed);outline:1px solid var(--rule)}
.fxroute .key .k-late{background:var(--late);outline:1px solid var(--rule)}
.fxroute .key .k-cut{background:var(--cut);width:2px;height:13px;vertical-align:-2px;margin:0 13px 0 7px}
.fxroute .waterfall th{padding-right:20px}
.fxroute .waterfall .bars{width:32%;min-width:90px;padding-right:0;vertical-align:middle}
.fxroute .waterfall .bars svg{display:block;width:100%;height:14px}
.fxroute .waterfall td.number{white-space:nowrap}
.fxroute .waterfall .all>*{font-weight:650;border-bottom-color:var(--rule)}
.fxroute svg .loss{fill:var(--lose)}
.fxroute svg .loss.spread,.fxroute svg .loss.gap{fill:var(--deal)}
.fxroute svg .loss.gain{fill:var(--gain)}
.fxroute svg .loss.all{fill:var(--soft)}
.fxroute .sheet{display:none}
.fxroute .sheet ul.notes{margin:0;padding-left:12px}
@media (max-width:640px){
.fxroute main{padding:18px 14px 40px}
.fxroute h1{font-size:21px}
.fxroute .answer{font-size:16px}
.fxroute dl{grid-template-columns:1fr;gap:0}
.fxroute dd{margin-bottom:6px}
.fxroute .passage{flex-direction:column}
.fxroute .stop{max-width:none}
.fxroute .pass{padding:6px 0}
.fxroute .arrow{width:2px;height:34px;margin:2px auto}
.fxroute .arrow::before{left:0;right:auto;top:0;bottom:6px;border-top:0;border-left:2px solid var(--move)}
.fxroute .arrow::after{right:-4px;top:auto;bottom:0;border:5px solid transparent;border-bottom:0;
border-top:8px solid var(--move)}
.fxroute .arrow .badge{position:absolute;left:-9px;top:4px;margin:0}
.fxroute .scroll>table.waterfall{min-width:0}
.fxroute .waterfall th,.fxroute .waterfall td{padding-right:8px}
.fxroute .waterfall tr>:nth-child(3){display:none}
.fxroute .waterfall .bars{width:20%;min-width:56px}
}
"""

_PRINT = """\
@page{size:A4 landscape;margin:8mm}
@media print{
.fxroute{font-size:9px;line-height:1.3}
.fxroute main{display:none}
.fxroute .sheet{display:grid;grid-template-columns:104mm minmax(0,1fr);gap:1.5mm 5mm;width:280mm;height:192mm;
overflow:hidden;align-content:start;break-inside:avoid;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.fxroute .sheet header{grid-column:1/-1;border-bottom:1px solid var(--rule);padding-bottom:1mm}
.fxroute .sheet h2.title{border:0;padding:0;margin:0;font-size:14px}
.fxroute .sheet h3{font-size:10px;margin:1mm 0 .6mm}
.fxroute .sheet p,.fxroute .sheet .answer{margin:0;font-size:10px;max-width:none}
.fxroute .sheet h3 .soft{font-size:10px}
.fxroute .sheet p.soft,.fxroute .sheet .key,.fxroute .sheet caption{font-size:8px}
.fxroute .sheet table{font-size:8.5px;margin:0}
.fxroute .sheet thead th{font-size:8px}
.fxroute .sheet th,.fxroute .sheet td{padding:.35mm 2mm .35mm 0}
.fxroute .sheet .scroll>table{min-width:0}
.fxroute .sheet figure,.fxroute .sheet .scroll{overflow:visible}
.fxroute .sheet svg.front,.fxroute .sheet svg.timeline{min-width:0;max-width:none}
.fxroute .sheet svg.timeline{max-height:74mm}
.fxroute .sheet .passage{flex-direction:row;gap:1mm 0;margin:0}
.fxroute .sheet .stop{font-size:8px;padding:.8mm 1.4mm;min-width:18mm;max-width:34mm;line-height:1.2}
.fxroute .sheet .stop strong{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;overflow:hidden}
.fxroute .sheet .act,.fxroute .sheet .code,.fxroute .sheet .deals small{font-size:7.5px;margin-top:0}
.fxroute .sheet .pass small,.fxroute .sheet .through{font-size:7.5px}
.fxroute .sheet .pass{font-size:7.5px;min-width:19mm;padding:0 .5mm;line-height:1.2}
.fxroute .sheet .arrow{height:14px}
.fxroute .sheet .arrow::before{top:6px}
.fxroute .sheet .arrow::after{top:2px}
.fxroute .sheet .arrow .badge{outline-width:1px;margin-top:0}
.fxroute .sheet .badge{font-size:7.5px;line-height:12px;min-width:12px;padding:0 3px}
.fxroute .sheet .waterfall .bars svg{height:8px}
.fxroute .sheet .long .waterfall{font-size:8px}
.fxroute .sheet .long .waterfall .bars{width:13%;min-width:0}
}
"""


def style(lang: str, *, is_page: bool) -> Markup:
    """Return the style element; a page also has a dark form, and a form for print that fits on one sheet."""
    rules = [f".fxroute{{font-family:{_FONTS[lang]};{_COLOURS}}}", _RULES]
    if is_page:
        rules = [
            "html,body{margin:0}",
            rules[0],
            f"@media screen and (prefers-color-scheme:dark){{.fxroute{{{_DARK};min-height:100vh}}}}",
            _RULES,
            _PRINT,
        ]
    return element("style", Markup("\n".join(rules)))
