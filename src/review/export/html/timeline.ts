import { showDuration } from '../../../text/duration.js';
import type { Times } from '../../times.js';
import { plainLine } from '../plain-text.js';
import { type Lane, lanes, type RunTime, type Stretch } from '../stretches.js';
import { html, type Markup } from './markup.js';
import { type Part, partsOf, placeOf } from './time-scale.js';

/** What took how long in a run: a picture, and the same figures as a table. */
export function timeline(run: string, time: RunTime, times: Times): Markup {
  const parts = partsOf(time);
  const drawn = lanes.filter((lane) => time.stretches.some((stretch) => stretch.lane === lane));
  const bottom = drawn.length * laneHeight + 4;
  return html`<figure class="picture wide" tabindex="0" role="group" aria-label="Timeline">
<svg class="time" viewBox="0 0 ${width} ${bottom + 18}" role="img" aria-labelledby="time-${run} time-desc-${run}">
<title id="time-${run}">Timeline: ${showDuration(time.to - time.from)} from its first record to its last</title>
<desc id="time-desc-${run}">${drawn.length} lanes: ${drawn.join(', ')}. The table below holds the same figures.</desc>
${parts.map((part, index) => partMarks(part, index, bottom))}
${drawn.map(
  (
    lane,
    row,
  ) => html`<text class="end" x="${left - 8}" y="${row * laneHeight + 16}">${lane}</text><line class="lane" x1="${left}" x2="${width}" y1="${row * laneHeight + 12}" y2="${row * laneHeight + 12}"/>
${inLane(time, lane).map((stretch) => bar(stretch, parts, row))}`,
)}
</svg></figure>
<details><summary>The timeline as a table</summary><div class="wide"><table><thead><tr><th>part</th><th>from</th><th class="number">after</th><th class="number">took</th><th>what</th></tr></thead><tbody>
${lanes.flatMap((lane) => time.stretches.filter((stretch) => stretch.lane === lane)).map((stretch) => tableRow(stretch, time.from, times))}</tbody></table></div></details>`;
}

/** What is bad is drawn last: much of it happens at the same time. */
const inLane = ({ stretches }: RunTime, wanted: Lane): readonly Stretch[] =>
  stretches
    .filter(({ lane }) => lane === wanted)
    .toSorted((one, other) => drawOrder.indexOf(one.tone) - drawOrder.indexOf(other.tone));

const drawOrder: readonly Stretch['tone'][] = ['plain', 'good', 'careful', 'bad'];

/** In units of the picture. */
const width = 760;
const left = 84;
const laneHeight = 24;

const across = (place: number): number => Math.round((left + place * (width - left)) * 10) / 10;

/** A little text tells each part's scale, which is its own. */
const partMarks = (part: Part, index: number, bottom: number): Markup =>
  html`${index > 0 && html`<line class="part" x1="${across(part.left)}" x2="${across(part.left)}" y1="0" y2="${bottom}"/>`}<text class="small" x="${across(part.left) + 4}" y="${bottom + 13}">${part.name}, ${showDuration(part.to - part.from)}</text>\n`;

function bar({ from, to, text, tone, open }: Stretch, parts: readonly Part[], row: number): Markup {
  const x = across(placeOf(parts, from));
  const wide = Math.max(leastBar, Math.round((across(placeOf(parts, to)) - x) * 10) / 10);
  const end = open === true ? ', its end was not seen' : '';
  return html`<g><title>${plainLine(text, 300)} (${showDuration(to - from)}${end})</title><rect class="bar ${tone}" x="${Math.min(x, width - leastBar - 1)}" y="${row * laneHeight + 5}" width="${wide}" height="14" rx="2"/></g>\n`;
}

const leastBar = 3;

const tableRow = ({ lane, from, to, text, open }: Stretch, start: number, times: Times): Markup =>
  html`<tr><td>${lane}</td><td class="nowrap">${times.clock(new Date(from).toISOString())}</td><td class="number nowrap">${showDuration(from - start)}</td><td class="number nowrap">${open === true ? 'not seen to end' : showDuration(to - from)}</td><td>${plainLine(text, 300)}</td></tr>\n`;
