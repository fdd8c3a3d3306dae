import { short } from '../../../run/release.js';
import { showDuration } from '../../../text/duration.js';
import { plural } from '../../../text/plural.js';
import { createTimes, type Times } from '../../times.js';
import { type Told, tell } from '../../told.js';
import type { ExportedRun } from '../export-run.js';
import { outcomeWords } from '../export-words.js';
import { logPlaces } from '../log-places.js';
import { plainLine } from '../plain-text.js';
import { type RunPage, toldStory } from '../story.js';
import { runTime } from '../stretches.js';
import { html, type Markup } from './markup.js';
import { questions } from './questions.js';
import { timeline } from './timeline.js';

export interface ArticleOptions {
  /** IANA zone. */
  readonly tz: string;
  readonly now: Date;
}

/** One run, whole: what there is to know, its time, its questions, its notes, and every record. */
export function runArticle(run: ExportedRun, page: RunPage, { tz, now }: ArticleOptions): Markup {
  const times = createTimes(tz, now);
  return html`${opening(run, times)}
${page.warnings.length === 0 && run.problem !== undefined && html`<p class="bad word">✖ ${run.trouble === undefined ? 'DAMAGED: ' : ''}${run.problem}</p>`}${page.warnings.map((text) => html`<p class="bad word">✖ ${text}</p>`)}
${facts(run, page, times)}
${page.records.length > 0 && course(run, page, times)}${notes(run, times)}
${page.records.length > 0 && records(page, times)}</article>\n`;
}

/** Of a run without a record nobody knows what was asked. */
function course(run: ExportedRun, page: RunPage, times: Times): Markup {
  const time = runTime(page.records);
  return html`<h4>Timeline</h4>
${time === undefined ? html`<p class="soft">No record of it has a time.</p>` : timeline(run.digest.run, time, times)}
<h4>Questions and answers</h4>
${questions(toldStory(page), times)}\n`;
}

/** One that cannot be shown: it hides no other. */
export const lostArticle = (run: ExportedRun, why: string, { tz, now }: ArticleOptions): Markup =>
  html`${opening(run, createTimes(tz, now))}<p class="bad word">✖ It cannot be shown: ${why}</p></article>\n`;

const opening = (run: ExportedRun, times: Times): Markup =>
  html`<article id="run-${run.digest.run}"><h3><a href="#run-${run.digest.run}">${times.day(run.digest.started)} ${times.clock(run.digest.started)}</a>, ${run.digest.target !== '' && html`${plainLine(run.digest.target, 80)}: `}${outcomeWords(run)}</h3>`;

function facts({ digest, facts: { subject } }: ExportedRun, { run, files }: RunPage, times: Times): Markup {
  const operator = run.started?.operator;
  const isKnown = run.started !== undefined;
  const rows: readonly (readonly [string, string])[] = [
    ['Run', digest.run],
    [
      'Operator',
      operator === undefined
        ? digest.operator
        : `${operator.name} <${operator.email}>, ${operator.login} on ${operator.host}`,
    ],
    ['Release', isKnown ? `${short(digest.to)} ${run.release.subject || subject}` : ''],
    ['Previous', isKnown ? (digest.from === null ? 'unknown, or none' : short(digest.from)) : ''],
    ['Why', run.started?.reason ?? ''],
    ['Ended', digest.ended === null ? '' : `${times.day(digest.ended)} ${times.clock(digest.ended)}`],
    [
      'Log',
      digest.records === 0
        ? files.join(', ')
        : `${plural(digest.records, 'record')} in ${plural(files.length, 'file')}, head ${digest.head}`,
    ],
  ];
  return html`<dl>${rows.map(([name, text]) => text !== '' && html`<dt>${name}</dt><dd>${plainLine(text, 500)}</dd>\n`)}</dl>`;
}

const notes = ({ facts }: ExportedRun, times: Times): Markup | false =>
  facts.notes.length > 0 &&
  html`<h4>Notes</h4><ul class="notes">${facts.notes.map(({ t, by, text, incident }) => html`<li class="${incident ? 'incident' : 'note'}">${incident && '✖ INCIDENT: '}${text} <span class="soft">${by}, ${times.day(t)} ${times.clock(t)}</span></li>\n`)}</ul>`;

function records({ records: all }: RunPage, times: Times): Markup {
  const first = Date.parse(all[0]?.t ?? '');
  return html`<details class="records"><summary>${plural(all.length, 'record')} of the log</summary><div class="wide"><table><thead><tr><th>time</th><th class="number">after</th><th>about</th><th>what</th></tr></thead><tbody>
${all.map(({ t, type, event }) => {
  const told = event === undefined ? foreign(type) : tell(event, logPlaces);
  return html`<tr><td class="nowrap">${times.clock(t)}</td><td class="number nowrap">${showDuration(Date.parse(t) - first)}</td><td>${plainLine(told.about, 80)}</td><td>${plainLine(told.what)}${told.details.map((line) => html`<br><span class="soft">${plainLine(line)}</span>`)}</td></tr>\n`;
})}</tbody></table></div></details>`;
}

const foreign = (type: string): Pick<Told, 'about' | 'what' | 'details'> => ({
  about: 'log',
  what: `${type}: written by another version of shipit, not shown`,
  details: [],
});
