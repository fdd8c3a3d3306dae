import { type CivilTime, civil, civilHere } from '../calendar/civil.js';
import { showDate, showMoment } from '../calendar/show.js';
import type { Situation } from '../engine/session.js';
import { short } from '../run/release.js';
import { passes } from '../run/verdict.js';
import { plural } from '../text/plural.js';
import { width } from '../text/width.js';
import type { Layout } from './layout.js';
import { type Line, line, lineWidth, type Span, spread } from './lines.js';
import type { Marks } from './marks.js';

export interface FrameContext {
  readonly situation: Situation;
  readonly marks: Marks;
  readonly layout: Layout;
  readonly now: Date;
  readonly tz: string;
  /** It is the zone of this process: known without Intl. */
  readonly here: boolean;
  /** Id of the item in focus. */
  readonly at: string | undefined;
}

/**
 * Which app, where to, who and when; what of it; and how far the walk is. In a narrow window the list of all items
 * folds into a line of numbers, in a low one everything into a single line.
 */
export function headerLines(context: FrameContext): readonly Line[] {
  const { wide, header, columns } = context.layout;
  if (header === 0) {
    return [];
  }

  if (header === 1) {
    const app = where(context);
    return [spread(app, line(`${numbers(context, columns - lineWidth(app) - 3)} `, 'quiet'), columns)];
  }

  return [
    spread([{ text: ' shipit ' }, ...where(context)], line(`${who(context)} `, 'quiet'), columns),
    wide
      ? spread(what(context), line(`run ${context.situation.id} `, 'quiet'), columns)
      : line(` ${numbers(context, columns - 2)}`, 'quiet'),
  ];
}

/** `2 go · 1 no-go · 1 running · 1 to answer` */
export const countWords = (situation: Situation, marks: Marks): string =>
  counts(situation).join(` ${marks.separator} `);

function counts(situation: Situation): readonly string[] {
  const list = listOf(situation);
  const open = list.filter((one) => one.state === 'open');
  const count = (verdict: string): number => open.filter((one) => one.verdict === verdict).length;
  const asks = open.filter((one) =>
    one.questions.some((question) => question.answer === undefined && question.mode !== 'passing'),
  );
  const words = [
    [list.filter((one) => one.state !== 'waiting' && passes(one.verdict) && !one.overridden).length, 'go'],
    [list.filter((one) => one.overridden).length, 'overridden'],
    [count('no-go'), 'no-go'],
    [count('warn'), 'warn'],
    [list.filter((one) => situation.progress.has(one.item.id)).length, 'running'],
    [asks.length, 'to answer'],
  ] as const;
  return words.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
}

const listOf = (situation: Situation): Situation['before'] =>
  situation.stage === 'after' ? situation.after : situation.before;

/** `4 of 8 · 2 go · 1 no-go`, as much of it as there is room for. */
function numbers(context: FrameContext, columns: number): string {
  const words = [position(context), ...counts(context.situation)].filter((word) => word !== '');
  for (let count = words.length; count > 0; count--) {
    const text = words.slice(0, count).join(` ${context.marks.separator} `);
    if (width(text) <= columns) {
      return text;
    }
  }

  return '';
}

function where({ situation: { run }, marks }: FrameContext): readonly Span[] {
  const dry: readonly Span[] = run.dryRun ? [{ text: '  DRY RUN', tone: 'warn' }] : [];
  return [{ text: ` ${run.app} ${marks.arrow} ${run.target}`, tone: 'strong' }, ...dry];
}

function who({ situation, now, tz, here, ...context }: FrameContext): string {
  const fixed = situation.run.started?.clock === 'fixed' ? ' (fixed clock)' : '';
  return `${situation.operator.name} ${context.marks.separator} ${showMoment(here ? civilHere(now) : civil(now, tz))} ${tz}${fixed}`;
}

/** `8c6783b → 3f2a91c  42 commits by 6 people since Mon 16 Nov`; until that is known, the subject of the commit. */
function what({ situation, marks, tz, here }: FrameContext): Line {
  const { run } = situation;
  const from = run.previous === null ? 'first deploy' : short(run.previous.commit);
  return [
    { text: ` ${from} ${marks.arrow} ` },
    { text: short(run.release.commit), tone: 'strong' },
    {
      text: `  ${rangeWords(situation, (instant) => (here ? civilHere(instant) : civil(instant, tz))) ?? run.release.subject}`,
      tone: 'quiet',
    },
  ];
}

function rangeWords({ run, plan }: Situation, civilOf: (instant: Date) => CivilTime): string | undefined {
  const release = plan.find((item) => item.kind === 'release');
  const facts = release && run.evidence[release.id]?.event.facts;
  const commits = facts?.['commits'];
  const authors = facts?.['authors'];
  if (typeof commits !== 'number' || commits === 0 || !Array.isArray(authors)) {
    return undefined;
  }

  const at = run.previous?.at;
  const since = at === undefined ? '' : ` since ${showDate(civilOf(new Date(at)).date)}`;
  return `${plural(commits, 'commit')} by ${plural(authors.length, 'person', 'people')}${since}`;
}

/** `4 of 8`; nothing when no item is in focus. */
function position({ situation, at }: FrameContext): string {
  const list = listOf(situation);
  const index = list.findIndex((one) => one.item.id === at);
  return index === -1 ? '' : `${index + 1} of ${list.length}`;
}
