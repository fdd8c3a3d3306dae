import { plural } from '../../../text/plural.js';
import type { Hours } from '../../stats/stats.js';
import { html, type Markup } from './markup.js';

/** When was it launched: a picture of weekdays and hours, and the same figures as a table. */
export function heatMap({ attempts, bad }: Hours, tz: string): Markup {
  const most = Math.max(1, ...attempts.flat());
  return html`<figure class="picture wide" tabindex="0" role="group" aria-label="Launches by weekday and hour">
<svg class="heat" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="heat-title heat-desc">
<title id="heat-title">Launches by weekday and hour</title>
<desc id="heat-desc">Seven rows from Monday on, 24 columns of hours in ${tz}. The table below holds the same figures.</desc>
${hours.map((hour) => html`<text class="small middle" x="${left + hour * cell + cell / 2}" y="12">${hour}</text>`)}
${days.map((day, row) => html`<text class="end" x="${left - 6}" y="${top + row * cell + 18}">${day}</text>`)}
${days.flatMap((day, row) => hours.map((hour) => heatCell({ day, row, hour, most, of: at(attempts, row, hour), bad: at(bad, row, hour) })))}
</svg></figure>
<p class="soft">A number is how many launches; ✖ beside it, how many of those failed, were rolled back, ended unknown, or caused an incident. Hours are in ${tz}; the table leaves out those without any.</p>
<details><summary>The same as a table</summary><div class="wide"><table><thead><tr><th>hour</th>${days.map((day) => html`<th class="number">${day}</th>`)}</tr></thead><tbody>
${hours.filter((hour) => days.some((_, row) => at(attempts, row, hour) > 0)).map((hour) => html`<tr><th>${String(hour).padStart(2, '0')}:00</th>${days.map((_, row) => html`<td class="number">${figure(at(attempts, row, hour), at(bad, row, hour))}</td>`)}</tr>\n`)}</tbody></table></div></details>`;
}

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** In units of the picture. */
const cell = 28;
const left = 40;
const top = 18;
const width = left + 24 * cell + 2;
const height = top + 7 * cell + 2;

const at = (rows: Hours['attempts'], row: number, hour: number): number => rows[row]?.[hour] ?? 0;

interface HeatCell {
  readonly day: string;
  readonly row: number;
  readonly hour: number;
  readonly most: number;
  readonly of: number;
  readonly bad: number;
}

function heatCell({ day, row, hour, most, of, bad }: HeatCell): Markup {
  const level = of === 0 ? 0 : Math.max(1, Math.ceil((of / most) * 4));
  const [x, y] = [left + hour * cell, top + row * cell];
  const middle = x + cell / 2;
  return html`<g><title>${day} ${hour}:00: ${plural(of, 'launch', 'launches')}, ${bad} bad</title><rect class="cell h${level}" x="${x}" y="${y}" width="${cell - 2}" height="${cell - 2}" rx="3"/>${of > 0 && html`<text class="middle" x="${middle - 1}" y="${bad > 0 ? y + 13 : y + 18}">${of}</text>`}${bad > 0 && html`<text class="failed middle" x="${middle - 1}" y="${y + 24}">✖${bad}</text>`}</g>\n`;
}

const figure = (of: number, bad: number): string => (of === 0 ? '·' : bad === 0 ? String(of) : `${of} (${bad} bad)`);
