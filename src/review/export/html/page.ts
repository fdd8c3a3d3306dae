import { plural } from '../../../text/plural.js';
import { createStats } from '../../stats/collect.js';
import type { Stats } from '../../stats/stats.js';
import { createTimes, type Times } from '../../times.js';
import type { ExportedRun } from '../export-run.js';
import { mostTold, notTold } from '../export-words.js';
import type { RunPage } from '../story.js';
import { heatMap } from './heat.js';
import { html, type Markup } from './markup.js';
import { lostArticle, runArticle } from './run-article.js';
import { rowHeads, runRow } from './run-row.js';
import { contentSecurityPolicy, style } from './style.js';
import { summary } from './summary.js';

/** A run that can be looked at more closely once it is to be told. */
export interface PageRun extends ExportedRun {
  readonly checked: () => ExportedRun;
}

export interface HtmlOptions {
  /** IANA zone. */
  readonly tz: string;
  readonly now: Date;
  /** The filters, as they were typed; empty for none. */
  readonly asked: string;
  readonly since?: Date;
  readonly until?: Date;
  /** Runs that are not shown, and tell when a target was well again. */
  readonly context: Iterable<ExportedRun>;
  /** Reads a run from its records; may throw. */
  readonly pageOf: (run: string) => RunPage;
}

/**
 * One self-contained page: figures, pictures with their figures as tables, every run. It needs no script and asks no
 * network. Above `mostTold` runs only their lines are kept: it never holds more than those in memory.
 */
export function* htmlPage(runs: Iterable<PageRun>, options: HtmlOptions): Generator<string> {
  const times = createTimes(options.tz, options.now);
  const stats = createStats(options);
  let count = 0;
  /** Lines that are done, as bytes: strings with arrows in them take twice as much. */
  const done: Buffer[] = [];
  let told: PageRun[] = [];
  for (const run of runs) {
    stats.add(run);
    count += 1;
    told.push(run);
    if (told.length > mostTold) {
      done.push(rowBytes(told, times));
      told = [];
    }
  }

  if (count > mostTold) {
    done.push(rowBytes(told, times));
    told = [];
  }

  for (const run of options.context) {
    stats.addContext(run);
  }

  const checked = told.map((run) => ({ ...run, ...run.checked() }));
  yield* opening(stats.stats(), count, options);
  for (const bytes of done) {
    yield bytes.toString();
  }

  yield* checked.map((run) => runRow(run, { times, told: true }).source);
  yield '</tbody></table></div>\n';
  if (count > mostTold) {
    yield html`<p>${notTold(count)}</p>`.source;
  } else {
    yield '<h2>Run by run</h2>\n<p class="soft">Bars and lines: full for go, hatched ✖ for no, dotted ▲ for a warning, an override or what is not known.</p>\n';
    yield* articles(checked, options);
  }

  yield '</body></html>\n';
}

const rowBytes = (runs: readonly ExportedRun[], times: Times): Buffer =>
  Buffer.from(runs.map((run) => runRow(run, { times, told: false }).source).join(''));

function* opening(stats: Stats, runs: number, { tz, now, asked }: HtmlOptions): Generator<string> {
  const times = createTimes(tz, now);
  const made = now.toISOString();
  const title = `Audit log: ${plural(runs, 'run')}`;
  yield `<!doctype html>\n<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">
<title>${title}</title><style>${style}</style></head>\n<body>\n${patterns.source}`;
  yield html`<h1>${title}</h1>
<p class="soft">${asked === '' ? 'All runs' : `Runs with ${asked}`}, newest first. Times are in ${tz}; made on ${times.day(made)} at ${times.clock(made)} by shipit log export.</p>
${runs > 0 && html`${summary(stats, times)}<h2>When</h2>${heatMap(stats.hours, tz)}`}
<h2>Runs</h2>\n`.source;
  yield html`<div class="wide" tabindex="0" role="group" aria-label="Runs"><table class="runs">${rowHeads}<tbody>\n`
    .source;
}

function* articles(runs: readonly ExportedRun[], options: HtmlOptions): Generator<string> {
  for (const run of runs) {
    yield article(run, options).source;
  }
}

/** A record may hold anything: one that cannot be shown must not hide the runs after it. */
function article(run: ExportedRun, options: HtmlOptions): Markup {
  try {
    return runArticle(run, options.pageOf(run.digest.run), options);
  } catch (error) {
    return lostArticle(run, error instanceof Error ? error.message : String(error), options);
  }
}

/** What is filled with these can be told apart without its colour. */
const patterns: Markup = html`<svg class="defs" aria-hidden="true" focusable="false"><defs><pattern id="hatched" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="ground" width="6" height="6"/><line class="hatch" x1="0" y1="0" x2="0" y2="6"/></pattern><pattern id="dotted" width="5" height="5" patternUnits="userSpaceOnUse"><rect class="ground" width="5" height="5"/><circle class="dot" cx="2.5" cy="2.5" r="1.6"/></pattern></defs></svg>\n`;
