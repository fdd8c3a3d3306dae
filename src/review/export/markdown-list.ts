import { short } from '../../run/release.js';
import { plural } from '../../text/plural.js';
import { createTimes, type Times } from '../times.js';
import type { ExportedRun } from './export-run.js';
import { askedWords, mostTold, notTold, outcomeWords } from './export-words.js';
import { mdLine, mdRow } from './markdown-text.js';

export interface MarkdownOptions {
  /** IANA zone. */
  readonly tz: string;
  readonly now: Date;
  /** The filters, as they were typed; empty for none. */
  readonly asked: string;
}

/** A table of the runs, newest first, and each of them in a few lines under it. */
export function* markdownList(runs: Iterable<ExportedRun>, { tz, now, asked }: MarkdownOptions): Generator<string> {
  const times = createTimes(tz, now);
  const rows: string[] = [];
  const told: string[] = [];
  for (const run of runs) {
    rows.push(`${row(run, times)}\n`);
    if (rows.length <= mostTold) {
      told.push(tellRun(run, times));
    }
  }

  yield `# Audit log: ${plural(rows.length, 'run')}\n\n`;
  yield `${asked === '' ? 'All runs' : `Runs with ${mdLine(asked)}`}, newest first. Times are in ${mdLine(tz)}; made on ${times.day(now.toISOString())} at ${times.clock(now.toISOString())}.\n\n`;
  if (rows.length > 0) {
    yield `${mdRow(heads)}\n${mdRow(heads.map(() => '---'))}\n`;
    yield* rows;
    yield '\n';
  }

  if (rows.length > mostTold) {
    yield `${mdLine(notTold(rows.length))}\n`;
  } else {
    yield* told;
  }
}

const heads = ['started', 'run', 'operator', 'target', 'from → to', 'outcome', 'overrides'];

function row(run: ExportedRun, times: Times): string {
  const { digest } = run;
  return mdRow([
    `${times.day(digest.started)} ${times.clock(digest.started)}`,
    mdLine(digest.run),
    mdLine(digest.operator, 80),
    mdLine(digest.target, 80),
    fromTo(run),
    mdLine(outcomeWords(run), 200),
    digest.overrides === 0
      ? ''
      : mdLine(`${digest.overrides}: ${digest.overridden.map((one) => one.question).join(', ')}`, 200),
  ]);
}

const fromTo = ({ digest }: ExportedRun): string =>
  digest.to === '' ? '' : mdLine(`${digest.from === null ? '·······' : short(digest.from)} → ${short(digest.to)}`);

function tellRun(run: ExportedRun, times: Times): string {
  const { digest, facts, problem } = run;
  return [
    `## ${times.day(digest.started)} ${times.clock(digest.started)}, ${digest.target === '' ? '' : `${mdLine(digest.target, 80)}: `}${mdLine(outcomeWords(run), 200)}`,
    '',
    ...(digest.to === ''
      ? [`- Run ${mdLine(digest.run)}`]
      : [
          `- Run ${mdLine(digest.run)} by ${mdLine(digest.operator, 80)}: ${fromTo(run)} ${mdLine(facts.subject, 200)}`,
          `- ${mdLine(askedWords(run), 1000)}`,
        ]),
    ...(problem === undefined ? [] : [`- Problem: ${mdLine(problem, 1000)}`]),
    ...digest.overridden.map(
      ({ question, reason, second }) =>
        `- Overridden: ${mdLine(question)}. Reason: ${mdLine(reason)}${second === undefined ? '' : ` (second person: ${mdLine(second)})`}`,
    ),
    ...facts.notes.map(
      ({ t, by, text, incident }) =>
        `- ${incident ? 'INCIDENT, noted' : 'Noted'} by ${mdLine(by)} on ${times.day(t)}: ${mdLine(text)}`,
    ),
    '',
    '',
  ].join('\n');
}
