import { DRIFT_PAGE_STYLE } from '../drift-page-style.ts';

/** The style sheet of reports on trainings. Lines are at least 3:1 against the ground of both schemes, and dashed apart. */
export const TRAINING_PAGE_STYLE = `${DRIFT_PAGE_STYLE}
h3{margin:1.25rem 0 .25rem;font-size:1rem}
.lead{max-width:60rem;margin:.25rem 0 1rem;overflow-wrap:anywhere}
.tiles small{margin-top:.1rem}
.plots{display:flex;flex-wrap:wrap;gap:1.25rem 2.5rem;align-items:flex-start}
.plots figure{flex:1 1 24rem;max-width:36rem}
figcaption b{color:var(--text)}figcaption span{white-space:nowrap}
.scroll+.plots{margin-top:1.25rem}
.line{fill:none;stroke-width:2;stroke-linejoin:round;vector-effect:non-scaling-stroke}
.dots circle{stroke:none}
.l0{stroke:#3b7dd8;fill:#3b7dd8}.l1{stroke:#c2571a;fill:#c2571a;stroke-dasharray:7 3}.l2{stroke:#2e8b57;fill:#2e8b57;stroke-dasharray:3 3}
.l3{stroke:#9b59c9;fill:#9b59c9;stroke-dasharray:10 3 2 3}.l4{stroke:#a97b0a;fill:#a97b0a;stroke-dasharray:1 3}.l5{stroke:#cc3d6f;fill:#cc3d6f;stroke-dasharray:12 4}
path.line{fill:none}.diagonal{stroke:var(--muted);stroke-dasharray:2 4;fill:none}
.band{fill:var(--cur);fill-opacity:.25;stroke:none}
.facts{min-width:min(100%,40rem)}.facts th,.facts td{padding:.3rem .6rem;border-top:1px solid var(--line);vertical-align:top}
.facts thead th{border-top:0;border-bottom:2px solid var(--line);color:var(--muted);font-size:.85rem;white-space:nowrap;vertical-align:bottom}
.facts tbody th{font-weight:400;min-width:8rem;overflow-wrap:anywhere}.facts td{min-width:5rem;overflow-wrap:anywhere}
.facts .num{min-width:0;white-space:nowrap}
.narrow{min-width:0}
.bar{display:block;width:14rem;max-width:30vw;height:12px}.bar .grid{stroke-width:8}.bar .filled{stroke:var(--cur);stroke-width:8}
.matrix td,.matrix th{padding:.35rem .6rem;text-align:right;min-width:3rem}.matrix small{color:var(--text)}.matrix td{border:1px solid var(--line)}
.matrix thead th,.matrix tbody th{color:var(--muted);font-weight:600;font-size:.85rem;max-width:12rem;overflow-wrap:anywhere}
.matrix thead th:first-child{white-space:nowrap}
${Array.from({ length: 10 }, (_, level) => `.h${level}{background:color-mix(in srgb,var(--cur) ${level * 10}%,var(--ground))}`).join('')}
.hit{outline:2px solid var(--calm);outline-offset:-2px}
.better{color:var(--calm);font-weight:600}.worse{color:var(--drift)}
ul.plain{margin:.25rem 0;padding-left:1.25rem}
@media print{section,.facts tbody{break-inside:auto}figure,.matrix,.facts tr{break-inside:avoid}h2,h3,.lead,thead{break-after:avoid}.plots figure{max-width:11.5cm}}
`;
