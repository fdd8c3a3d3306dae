import { plural } from '../../../text/plural.js';
import type { Times } from '../../times.js';
import { tell } from '../../told.js';
import { type Found, whatWasFound } from '../found.js';
import { logPlaces } from '../log-places.js';
import { plainLine } from '../plain-text.js';
import type { Asked, Story } from '../story.js';
import { html, type Markup } from './markup.js';

/** Every question as it was shown, what was answered and why, and what machines had found. */
export const questions = ({ asked, unanswered }: Story, times: Times): Markup =>
  html`${asked.length === 0 && html`<p class="soft">Nothing was answered.</p>`}${asked.map((one) => question(one, times))}${unanswered.map(
    ({ evidence }) =>
      html`<section class="question"><h5>${evidence.check}: looked at, not answered</h5>${found(whatWasFound(evidence), false)}</section>\n`,
  )}`;

function question({ t, answer, evidence, repeated, counts }: Asked, times: Times): Markup {
  const { about, what, tone, details } = tell(answer, logPlaces);
  const rest = details.slice(1).map((line) => html`<li>${plainLine(line)}</li>`);
  return html`<section class="question ${tone}"><h5>${about}: <span class="asked">${answer.question}</span></h5>
<p><span class="word ${tone}">${marks[tone]} ${what}</span> <span class="soft">at ${times.clock(t)}${!counts && ', did not count in the end'}</span></p>
${rest.length > 0 && html`<ul>${rest}</ul>`}${evidence !== undefined && found(whatWasFound(evidence, answer), repeated)}</section>\n`;
}

/** Beside the colour. */
const marks = { good: '✔', bad: '✖', careful: '▲', plain: '·', dim: '·' } as const;

function found(of: Found, repeated: boolean): Markup {
  const { verdict, summary, findings } = of;
  return html`<p>Evidence: <b>${verdict}</b> ${summary}</p>
${findings.length > 0 && html`<ul>${findings.map((one) => html`<li><b>${one.verdict}</b> <code>${one.key}</code> ${one.text}</li>`)}</ul>`}${
  repeated && of.lines.length > 0
    ? html`<p class="soft">The lines of this evidence stand at an earlier question.</p>`
    : more(of)
}`;
}

function more({ lines, sources, outputs }: Found): Markup | false {
  const words = [
    ...(lines.length === 0 ? [] : [`${plural(lines.length, 'line')} of evidence`]),
    ...(sources.length === 0 ? [] : [plural(sources.length, 'source')]),
  ];
  return (
    words.length > 0 &&
    html`<details><summary>${words.join(', ')}</summary>
${lines.length > 0 && html`<pre>${lines.map((line) => html`${plainLine(line)}\n`)}</pre>`}${sources.length > 0 && html`<ul>${sources.map((source) => html`<li><code>${source}</code></li>`)}</ul>`}${outputs.map((output) => html`<pre>${output}</pre>`)}</details>`
  );
}
