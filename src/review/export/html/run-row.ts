import { short } from '../../../run/release.js';
import type { Times } from '../../times.js';
import type { ExportedRun } from '../export-run.js';
import { outcomeWords } from '../export-words.js';
import { plainLine } from '../plain-text.js';
import { html, type Markup } from './markup.js';

/** The heads of a table of runs. */
export const rowHeads: Markup = html`<thead><tr><th>started</th><th>run</th><th>operator</th><th>target</th><th>from → to</th><th>outcome</th><th>overrides</th></tr></thead>`;

/**
 * A run on one line.
 * @param told it stands below, too, and this line leads there; else the line itself is what `#run-…` leads to
 */
export function runRow(run: ExportedRun, { times, told }: { readonly times: Times; readonly told: boolean }): Markup {
  const { digest } = run;
  const id = `run-${digest.run}`;
  const started = `${times.day(digest.started)} ${times.clock(digest.started)}`;
  const cells = html`<td><a href="#${id}">${digest.run.slice(17, 21)}</a></td><td>${plainLine(digest.operator, 80)}</td><td>${plainLine(digest.target, 80)}</td><td class="nowrap id">${fromTo(run)}</td><td class="words">${outcomeWords(run)}</td><td class="words">${overridden(run)}</td>`;
  return told
    ? html`<tr><td class="nowrap">${started}</td>${cells}</tr>\n`
    : html`<tr id="${id}"><td class="nowrap">${started}</td>${cells}</tr>\n`;
}

const fromTo = ({ digest }: ExportedRun): string =>
  digest.to === '' ? '' : `${digest.from === null ? '·······' : short(digest.from)} → ${short(digest.to)}`;

const overridden = ({ digest }: ExportedRun): string =>
  digest.overrides === 0
    ? ''
    : plainLine(
        `${digest.overrides}: ${digest.overridden.map(({ question, reason }) => `${question} (${reason})`).join('; ')}`,
        300,
      );
