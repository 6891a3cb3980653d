/** The page's whole style sheet. Text is at least 4.5:1 against its ground in both schemes (WCAG AA), and shapes 3:1. */
export const DRIFT_PAGE_STYLE = `
:root{--ground:#fff;--panel:#f6f7f9;--text:#1b2330;--muted:#566072;--line:#d8dde5;--cur:#5b93d6;--ref:#1b2330;
--drift:#a3260f;--drift-ground:#fdeeea;--calm:#17653b;--calm-ground:#e9f6ee;--focus:#1d5fc4}
@media (prefers-color-scheme:dark){:root{--ground:#12161d;--panel:#1a2029;--text:#e8ecf2;--muted:#a3adbd;--line:#343d4b;
--cur:#3f6fa8;--ref:#f0f3f8;--drift:#ff9d85;--drift-ground:#3a1d17;--calm:#7fd6a2;--calm-ground:#15301f;--focus:#8ab6ff}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:80rem;padding:1.5rem 1.25rem 3rem;background:var(--ground);color:var(--text);
font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
h1{display:inline-block;margin:.25rem 0;font-size:1.75rem;line-height:1.25}
h2{margin:2rem 0 .5rem;font-size:1.15rem}
.brand{margin:0;font-weight:700}.brand span,.decision,dt,.legend,footer,figcaption,.tiles{color:var(--muted)}
.brand span{font-weight:400}
.decision{display:inline-block;margin:0 0 0 .75rem}
code{font:.9em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;color:var(--text)}
h1.drifted{color:var(--drift)}h1.stable{color:var(--calm)}
.tiles{display:flex;flex-wrap:wrap;gap:.75rem;margin:1rem 0;padding:0;list-style:none}
.tiles li{flex:1 1 11rem;padding:.75rem 1rem;background:var(--panel);border:1px solid var(--line);border-radius:.5rem}
.tiles b{display:block;color:var(--text);font-size:1.4rem;font-variant-numeric:tabular-nums}
dl{display:flex;flex-wrap:wrap;gap:.5rem 2.5rem;margin:0}dt{font-size:.85rem}dd{margin:0;overflow-wrap:anywhere}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin:0 0 .75rem;font-size:.9rem}
.legend svg{width:28px;height:14px;vertical-align:-1px}
.scroll{overflow-x:auto}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:3px}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
.columns{width:100%}
th{text-align:left;font-weight:600}
.columns>thead th{padding:.4rem .6rem;border-bottom:2px solid var(--line);color:var(--muted);font-size:.85rem;
white-space:nowrap;vertical-align:bottom}
.test{display:block;max-width:9.5rem;white-space:normal;line-height:1.25}
.columns>tbody>tr:first-child>*{padding:.45rem .6rem;border-top:1px solid var(--line);white-space:nowrap}
.columns>tbody>tr:first-child>th{min-width:11.5rem;white-space:normal;overflow-wrap:anywhere}
.columns>tbody:hover>tr:first-child{background:var(--panel)}
th.num,td.num{text-align:right}
summary{cursor:pointer}
.drifted,.stable{white-space:nowrap}
span.drifted,span.stable{padding:.1rem .5rem;border-radius:1rem;font-size:.85rem}
span.drifted{color:var(--drift);background:var(--drift-ground);font-weight:600}
span.stable{color:var(--calm);background:var(--calm-ground)}
small{display:block;color:var(--muted);font-size:.8rem}
.spark{display:block;width:120px;height:32px}
.cur{fill:var(--cur)}
.ref{fill:none;stroke:var(--ref);stroke-width:1.4;vector-effect:non-scaling-stroke}
.grid,.tick{stroke:var(--line);stroke-width:1}
.share{display:block;width:100%;height:10px;margin-top:.35rem}
.share .grid,.share .filled{stroke-width:6}.share .filled{stroke:var(--muted)}
.share .limit{stroke:var(--text);stroke-width:2;vector-effect:non-scaling-stroke}
.more{display:none}
.columns>tbody:has(details[open])>.more{display:table-row}
@supports not selector(:has(*)){.more{display:table-row}}
.opened{display:flex;flex-wrap:wrap;gap:1rem 2.5rem;align-items:flex-start;max-width:calc(100vw - 2.5rem);
padding:.5rem .6rem 1.5rem}
figure{flex:1 1 26rem;max-width:44rem;margin:0}
figcaption{font-size:.85rem}
.chart{display:block;width:100%;height:auto}
.chart text{fill:var(--muted);font-size:10.5px}.end{text-anchor:end}.mid{text-anchor:middle}
.figures th,.figures td,.levels th,.levels td{padding:.15rem .6rem;font-size:.9rem}
.figures td,.figures thead th,.levels td,.levels thead th+th{text-align:right}
.figures thead th,.levels thead th{color:var(--muted);font-size:.85rem}
.figures tbody th,.levels tbody th{font-weight:400;overflow-wrap:anywhere}
section>.scroll+.scroll{margin-top:1rem}
.segments{width:100%;table-layout:fixed}.segments th,.segments td{padding:.35rem .6rem;border-top:1px solid var(--line)}
.segments thead th{border-top:0;border-bottom:2px solid var(--line);color:var(--muted);font-size:.85rem}
.segments tbody th{font-weight:400}.segments th:last-child,.segments td:last-child{width:40%}
.bars{display:block;width:202px;height:18px}
.opened p{max-width:30rem;margin:.25rem 0;overflow-wrap:anywhere}
.opened b{font-weight:600}
footer{margin-top:2.5rem;border-top:1px solid var(--line);font-size:.9rem}
footer h2{margin-top:1rem;color:var(--text)}
footer dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr))}footer dt{color:var(--text);font-weight:600}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media print{:root{--ground:#fff;--panel:#fff;--text:#000;--muted:#444;--line:#bbb;--cur:#5b93d6;--ref:#000;--drift:#8c1d08;
--drift-ground:#fff;--calm:#0d4d2b;--calm-ground:#fff}
body{max-width:none;padding:0;font-size:9.5pt;print-color-adjust:exact}
.scroll{overflow:visible}.screen{display:none}.opened{max-width:none;padding-bottom:.75rem}figure{max-width:12cm}.more{display:table-row}tbody,.tiles li{break-inside:avoid}
.columns>thead th,.columns>tbody>tr:first-child>*{padding:.25rem .3rem}.spark{width:80px;height:24px}
summary{list-style:none}summary::-webkit-details-marker{display:none}
.figures th,.figures td,.levels th,.levels td{font-size:8.5pt}}
@page{size:A4 landscape;margin:12mm}
`;
