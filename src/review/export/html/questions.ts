import type { EvidenceGathered } from '../../../run/events.js';
import { plural } from '../../../text/plural.js';
import type { Times } from '../../times.js';
import { tell } from '../../told.js';
import { logPlaces } from '../log-places.js';
import { plainLine } from '../plain-text.js';
import type { Asked, Story } from '../story.js';
import { html, type Markup } from './markup.js';

/** Every question as it was shown, what was answered and why, and what machines had found. */
export const questions = ({ asked, unanswered }: Story, times: Times): Markup =>
  html`${asked.length === 0 && html`<p class="soft">Nothing was answered.</p>`}${asked.map((one) => question(one, times))}${unanswered.map(
    ({ evidence }) =>
      html`<section class="question"><h5>${evidence.check}: looked at, not answered</h5>${found(evidence)}</section>\n`,
  )}`;

function question({ t, answer, evidence, counts }: Asked, times: Times): Markup {
  const { about, what, tone, details } = tell(answer, logPlaces);
  const rest = details.slice(1).map((line) => html`<li>${plainLine(line)}</li>`);
  return html`<section class="question ${tone}"><h5>${about}: <span class="asked">${answer.question}</span></h5>
<p><span class="word ${tone}">${marks[tone]} ${what}</span> <span class="soft">at ${times.clock(t)}${!counts && ', did not count in the end'}</span></p>
${rest.length > 0 && html`<ul>${rest}</ul>`}${evidence !== undefined && found(evidence, answer)}</section>\n`;
}

/** Beside the colour. */
const marks = { good: '✔', bad: '✖', careful: '▲', plain: '·', dim: '·' } as const;

/** What machines found; of a facet its own summary before that of the whole. */
function found(evidence: EvidenceGathered, answer?: Asked['answer']): Markup {
  const facet = evidence.facets.find(({ name }) => name === answer?.facet);
  const keys = new Set(answer?.findings);
  const findings = evidence.findings.filter(({ key }) => keys.size === 0 || keys.has(key));
  const details = [...(facet?.detail ?? []), ...evidence.detail];
  const outputs = evidence.sources.filter(({ tail }) => (tail ?? '') !== '');
  return html`<p>Evidence: <b>${facet?.verdict ?? evidence.verdict}</b> ${facet?.summary ?? evidence.summary}</p>
${findings.length > 0 && html`<ul>${findings.map(({ key, verdict, text }) => html`<li><b>${verdict}</b> <code>${key}</code> ${text}</li>`)}</ul>`}${
  details.length + evidence.sources.length > 0 &&
  html`<details><summary>${details.length > 0 && `${plural(details.length, 'line')} of evidence, `}${plural(evidence.sources.length, 'source')}</summary>
${details.length > 0 && html`<pre>${details.map((line) => html`${plainLine(line)}\n`)}</pre>`}<ul>${evidence.sources.map(({ cmd, rc }) => html`<li><code>${cmd}</code>${rc !== undefined && html` exit ${rc}`}</li>`)}</ul>${outputs.map(({ tail }) => html`<pre>${tail}</pre>`)}</details>`
}`;
}
