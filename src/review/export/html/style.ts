import { sha256 } from '../../../audit/record.js';

/** The only style of a page: nothing in it comes from outside. */
export const style = `
:root {
  color-scheme: light dark;
  --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --paper: #ffffff; --tint: #f6f8fa;
  --good: #1a7f37; --bad: #b42318; --careful: #8a5a00; --plain: #5b6b7c; --link: #0757c0;
  --heat: 9, 105, 218;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e6edf3; --soft: #9aa6b2; --line: #3a434e; --paper: #0f141a; --tint: #18202a;
    --good: #56d364; --bad: #ff7b72; --careful: #e3b341; --plain: #9fb0c3; --link: #79b8ff;
    --heat: 88, 166, 255;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.25rem; margin: 2.25rem 0 .5rem; }
h3 { font-size: 1.05rem; margin: 1.25rem 0 .25rem; } article > h3 { margin: 0; } figure { margin: .5rem 0; } h4 { font-size: 1rem; margin: 1.25rem 0 .4rem; } h5 { font-size: .95rem; margin: 0; }
p { margin: .25rem 0 .5rem; } a { color: var(--link); } code, pre, .id { font-family: ui-monospace, monospace; font-size: .875em; }
.soft { color: var(--soft); } .good { color: var(--good); } .bad { color: var(--bad); } .careful { color: var(--careful); }
.word { font-weight: 600; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: .75rem; margin: .75rem 0; }
.card { border: 1px solid var(--line); border-radius: .5rem; background: var(--tint); padding: .6rem .8rem; }
.card b { display: block; font-size: 1.35rem; line-height: 1.3; } .card span { font-size: .875rem; }
.wide { overflow-x: auto; } .wide:focus-visible { outline: 2px solid var(--link); }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
td { overflow-wrap: break-word; } th { font-weight: 600; overflow-wrap: normal; } table.small { width: auto; min-width: 16rem; } .number { text-align: right; font-variant-numeric: tabular-nums; } .number + td:not(.number) { padding-left: .5rem; }
td.nowrap, th.nowrap { white-space: nowrap; }
.runs { min-width: 46rem; } .runs td { overflow-wrap: normal; } .runs .words { overflow-wrap: anywhere; min-width: 11rem; }
details { margin: .4rem 0; } summary { cursor: pointer; color: var(--link); }
article { border: 1px solid var(--line); border-radius: .5rem; padding: .9rem 1rem; margin: 1rem 0; }
article:target { outline: 3px solid var(--link); } tr:target { background: var(--tint); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .9rem; margin: .5rem 0; font-size: .9rem; }
dt { color: var(--soft); } dd { margin: 0; }
.question { border-left: 4px solid var(--line); padding: .1rem 0 .1rem .75rem; margin: .7rem 0; }
.question.good { border-color: var(--good); } .question.bad { border-color: var(--bad); } .question.careful { border-color: var(--careful); }
.question, .question p, .question li { color: var(--ink); }
.question ul, .notes { margin: .2rem 0; padding-left: 1.2rem; font-size: .9rem; }
.asked { font-style: italic; font-weight: 400; } li.incident { font-weight: 600; }
pre { background: var(--tint); border: 1px solid var(--line); border-radius: .35rem; padding: .5rem .6rem; margin: .4rem 0;
  white-space: pre-wrap; max-height: 24rem; overflow-y: auto; }
svg { display: block; width: 100%; height: auto; } svg text { fill: var(--ink); font: 12px system-ui, sans-serif; }
svg .small { fill: var(--soft); font-size: 11px; }
svg.defs { position: absolute; width: 0; height: 0; } .heat { min-width: 42rem; max-width: 60rem; } .time { min-width: 34rem; max-width: 62rem; }
.bar { stroke-width: 1; } .bar.good { fill: var(--good); stroke: var(--paper); } .bar.plain { fill: var(--plain); stroke: var(--paper); }
.bar.bad { fill: url(#hatched); stroke: var(--bad); } .bar.careful { fill: url(#dotted); stroke: var(--careful); }
.ground { fill: var(--paper); } .hatch { stroke: var(--bad); stroke-width: 3; } .dot { fill: var(--careful); }
.lane { stroke: var(--line); } .part { stroke: var(--soft); stroke-dasharray: 3 3; }
.cell { stroke: var(--line); fill: var(--tint); }
.cell.h1 { fill: rgba(var(--heat), .18); } .cell.h2 { fill: rgba(var(--heat), .36); } .cell.h3 { fill: rgba(var(--heat), .54); }
.cell.h4 { fill: rgba(var(--heat), .72); } svg text.middle { text-anchor: middle; } svg text.end { text-anchor: end; }
svg text.failed { fill: var(--ink); font-weight: 700; font-size: 10px; }
@media (max-width: 40rem) {
  body { padding: 1rem .75rem 3rem; } dl { grid-template-columns: 1fr; } dd { margin: 0 0 .35rem; } article { padding: .7rem .75rem; }
}
@media print {
  :root { --ink: #000; --soft: #444; --line: #bbb; --paper: #fff; --tint: #fff; --good: #1a7f37; --bad: #b42318; --careful: #8a5a00;
    --plain: #5b6b7c; --link: #000; --heat: 9, 105, 218; }
  body { max-width: none; padding: 0; font-size: 10pt; } .wide { overflow: visible; } .runs, .heat, .time { min-width: 0; }
  a { text-decoration: none; } pre { max-height: none; overflow: visible; }
  .question, .card, .picture, tr { break-inside: avoid; } h2, h3, h4 { break-after: avoid; }
  .bar, .cell { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  summary { color: #444; list-style: none; } details.records { display: none; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
}
`;

/** Allows this style and nothing else: no script, no picture, no font, no request (CSP level 3, section 2.3.1). */
export const contentSecurityPolicy = `default-src 'none'; style-src 'sha256-${Buffer.from(sha256(style), 'hex').toString('base64')}'; base-uri 'none'; form-action 'none'`;
