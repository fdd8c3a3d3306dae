import { civil } from '../calendar/civil.js';
import { showMoment } from '../calendar/show.js';
import type { Situation } from '../engine/session.js';
import { short } from '../run/release.js';
import { passes } from '../run/verdict.js';
import { plural } from '../text/plural.js';
import { type Line, line, type Span, spread } from './lines.js';
import type { Marks } from './marks.js';

export interface FrameContext {
  readonly situation: Situation;
  readonly marks: Marks;
  readonly columns: number;
  readonly now: Date;
  readonly tz: string;
}

/** App, target, operator and time; commits and run. */
export function headerLines({ situation, marks, columns, now, tz }: FrameContext): readonly Line[] {
  const { run, operator, id } = situation;
  const dry: readonly Span[] = run.dryRun ? [{ text: '  DRY RUN: nothing is deployed', tone: 'warn' }] : [];
  const fixed = run.started?.clock === 'fixed' ? ' (fixed clock)' : '';
  const time = `${operator.name} ${marks.separator} ${showMoment(civil(now, tz))} ${tz}${fixed}`;
  const from = run.previous === null ? 'first deploy' : short(run.previous.commit);
  return [
    spread(
      [{ text: ' shipit  ' }, { text: `${run.app} ${marks.arrow} ${run.target}`, tone: 'strong' }, ...dry],
      line(`${time} `, 'quiet'),
      columns,
    ),
    spread(
      [
        { text: ` ${from} ${marks.arrow} ` },
        { text: short(run.release.commit), tone: 'strong' },
        { text: `  ${run.release.subject}`, tone: 'quiet' },
      ],
      line(`run ${id} `, 'quiet'),
      columns,
    ),
  ];
}

/** What is left to do, and the keys that work. */
export function footerLine(counts: string, keys: string, columns: number): Line {
  const room = columns - counts.length - 4;
  return room > keys.length
    ? spread(line(` ${counts}`, 'quiet'), line(`${keys} `, 'quiet'), columns)
    : line(` ${keys}`.slice(0, columns), 'quiet');
}

/** `2 go · 1 no-go · 1 running · 1 to answer` */
export function countWords(situation: Situation, marks: Marks): string {
  const list = situation.stage === 'after' ? situation.after : situation.before;
  const running = list.filter((one) => situation.progress.has(one.item.id)).length;
  const open = list.filter((one) => one.state === 'open');
  const count = (verdict: string): number => open.filter((one) => one.verdict === verdict).length;
  const words = [
    [list.filter((one) => one.state !== 'waiting' && passes(one.verdict)).length, 'go'],
    [list.filter((one) => one.overridden).length, 'overridden'],
    [count('no-go'), 'no-go'],
    [count('warn'), 'warn'],
    [running, 'running'],
    [
      open.filter((one) =>
        one.questions.some((question) => question.answer === undefined && question.mode !== 'passing'),
      ).length,
      'to answer',
    ],
  ] as const;
  return words
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number} ${word}`)
    .join(` ${marks.separator} `);
}

/** Below 80 columns the list folds into this. */
export function progressLine(situation: Situation, marks: Marks): Line {
  const list = situation.stage === 'after' ? situation.after : situation.before;
  const done = list.filter((one) => one.state === 'settled').length;
  return line(` ${done} of ${plural(list.length, 'item')} ${marks.separator} ${countWords(situation, marks)}`, 'quiet');
}
