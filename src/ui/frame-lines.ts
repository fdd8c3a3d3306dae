import { type CivilTime, civil, civilHere } from '../calendar/civil.js';
import { showDate, showMoment } from '../calendar/show.js';
import type { Situation } from '../engine/session.js';
import { previousWords } from '../run/previous-words.js';
import type { Standing } from '../run/questions.js';
import { short } from '../run/release.js';
import { plural } from '../text/plural.js';
import { width } from '../text/width.js';
import { canBeAsked } from '../world/revision/ask-running.js';
import { acceptedWarnings } from './accepted.js';
import type { Layout } from './layout.js';
import { cut, type Line, line, lineWidth, type Span, spread } from './lines.js';
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
    besides([{ text: ' shipit ' }, ...where(context)], who(context), columns),
    wide
      ? besides(what(context), [`run ${context.situation.id}`], columns)
      : line(` ${numbers(context, columns - 2)}`, 'quiet'),
  ];
}

/** What matters most on the left, whole; on the right the longest of the texts that there is room for. */
function besides(left: Line, texts: readonly string[], columns: number): Line {
  const room = columns - lineWidth(left) - 3;
  const text = texts.find((one) => width(one) <= room);
  return text === undefined ? cut(left, columns) : spread(left, line(`${text} `, 'quiet'), columns);
}

/** `2 go · 1 no-go · 1 running · 1 to answer`; what is n/a is none of these. */
export const countWords = (situation: Situation, marks: Marks): string =>
  counts(situation).join(` ${marks.separator} `);

function counts(situation: Situation): readonly string[] {
  const list = listOf(situation);
  const open = list.filter((one) => one.state === 'open');
  const count = (verdict: string): number => open.filter((one) => one.verdict === verdict).length;
  const asks = open.filter((one) =>
    one.questions.some(
      (question) => question.answer === undefined && (question.mode === 'human' || question.mode === 'unknown'),
    ),
  );
  const words = [
    [
      list.filter((one) => one.state !== 'waiting' && one.verdict === 'go' && !isMarked(one) && !asks.includes(one))
        .length,
      'go',
    ],
    [list.filter((one) => !one.overridden && acceptedWarnings(one).length > 0).length, 'accepted'],
    [list.filter((one) => one.overridden).length, 'overridden'],
    [count('no-go'), 'no-go'],
    [count('warn'), 'warn'],
    [list.filter((one) => situation.progress.has(one.item.id)).length, 'running'],
    [asks.length, 'to answer'],
  ] as const;
  return words.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
}

/** Go by what somebody decided against what was found. */
const isMarked = (one: Standing): boolean => one.overridden || acceptedWarnings(one).length > 0;

const listOf = (situation: Situation): Situation['before'] =>
  situation.stage === 'after' ? situation.after : situation.before;

/** `4 of 8 · 2 go · 1 no-go`, as much of it as there is room for; what is go is left out first. */
function numbers(context: FrameContext, columns: number): string {
  const words = [position(context), ...counts(context.situation)].filter((word) => word !== '');
  const short = words.filter((word) => !word.endsWith(' go'));
  const fitting = [words, ...short.map((_, index) => short.slice(0, short.length - index))];
  const texts = fitting.map((some) => some.join(` ${context.marks.separator} `));
  return texts.find((text) => width(text) <= columns) ?? '';
}

function where({ situation, marks }: FrameContext): readonly Span[] {
  const { run } = situation;
  const dry: readonly Span[] = run.dryRun ? [{ text: '  DRY RUN', tone: 'warn' }] : [];
  const hotfix: readonly Span[] = isHotfix(situation) ? [{ text: '  HOTFIX', tone: 'warn' }] : [];
  return [{ text: ` ${run.app} ${marks.arrow} ${run.target}`, tone: 'strong' }, ...dry, ...hotfix];
}

/** Past the train, by the item that knows it. */
const isHotfix = ({ run, before }: Situation): boolean =>
  before.some(({ item }) => item.kind === 'lane' && run.evidence[item.id]?.event.facts['lane'] === 'hotfix');

/** `Ada L. · Thu 19 Nov 11:42 Europe/Istanbul`, and shorter. */
function who({ situation, now, tz, here, marks }: FrameContext): readonly string[] {
  const fixed = situation.run.started?.clock === 'fixed' ? ' (fixed clock)' : '';
  const moment = showMoment(here ? civilHere(now) : civil(now, tz));
  const name = `${situation.operator.name} ${marks.separator} `;
  return [`${name}${moment} ${tz}${fixed}`, `${name}${moment}${fixed}`, `${moment}${fixed}`];
}

/** `8c6783b → 3f2a91c  42 commits by 6 people since Mon 16 Nov`; until that is known, the subject of the commit. */
function what({ situation, marks, tz, here }: FrameContext): Line {
  const { run, target } = situation;
  const from = previousWords(run, canBeAsked(target));
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
