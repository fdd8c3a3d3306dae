import type { Outcome } from '../../../run/summary.js';
import { showDuration } from '../../../text/duration.js';
import { plural } from '../../../text/plural.js';
import type { Dora, Stats } from '../../stats/stats.js';
import type { Times } from '../../times.js';
import { html, type Markup } from './markup.js';

/** What the runs come to: how they ended, the four figures of DORA with what they mean, and those by target. */
export const summary = ({ span, runs, dora, targets }: Stats, times: Times): Markup => html`<h2>In short</h2>
${span !== undefined && html`<p class="soft">Counted over ${plural(Math.round(span.days), 'day')}, from ${times.day(isoOf(span.from))} to ${times.day(isoOf(span.to))}.</p>`}
<div class="cards">
${card(dora.perWeek === undefined ? 'none' : `${rounded(dora.perWeek)} a week`, 'Deployments', `${plural(dora.deployments, 'deployment')}: launches whose deploy command ended well.`)}
${card(median(dora.leadTime.median), 'Lead time', `From the median commit of a release to the end of its deploy; median of ${dora.leadTime.of}, not known of ${dora.leadTime.unknown}.`)}
${card(share(dora), 'Change-fail share', `${dora.bad} of ${plural(dora.attempts, 'launch', 'launches')} failed, were rolled back, ended unknown, or carry an incident.`)}
${card(median(dora.restore.median), 'Time to restore', `Until the same target was well again; median of ${dora.restore.of}, still open ${dora.restore.open}.`)}
</div>
<h3>How they ended</h3>
<div class="wide"><table class="small"><thead><tr><th>outcome</th><th class="number">runs</th></tr></thead><tbody>
${(Object.entries(runs.outcomes) as [Outcome, number][]).map(([outcome, count]) => count > 0 && html`<tr><td>${outcome}</td><td class="number">${count}</td></tr>\n`)}${runs.damaged > 0 && html`<tr><td class="bad">✖ damaged, in no figure</td><td class="number">${runs.damaged}</td></tr>`}</tbody></table></div>
${targets.length > 1 && byTarget(targets)}`;

const isoOf = (ms: number): string => new Date(ms).toISOString();

const card = (figure: string, name: string, meaning: string): Markup =>
  html`<div class="card">${name}<b>${figure}</b><span class="soft">${meaning}</span></div>\n`;

const byTarget = (targets: Stats['targets']): Markup => html`<h3>By target</h3>
<div class="wide"><table><thead><tr><th>target</th><th class="number">launches</th><th class="number">deployments</th><th class="number">lead time</th><th class="number">change-fail share</th><th class="number">time to restore</th></tr></thead><tbody>
${targets.map((one) => html`<tr><td>${one.target}</td><td class="number">${one.attempts}</td><td class="number">${one.deployments}</td><td class="number">${median(one.leadTime.median)}</td><td class="number">${share(one)}</td><td class="number">${median(one.restore.median)}</td></tr>\n`)}</tbody></table></div>`;

const median = (ms: number | undefined): string => (ms === undefined ? 'not known' : showDuration(ms));

const share = ({ failShare }: Dora): string =>
  failShare === undefined ? 'no launch' : `${rounded(failShare * 100)} %`;

const rounded = (value: number): string =>
  value.toLocaleString('en-US', value < 10 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 0 });
