import type { Situation } from '../engine/session.js';
import type { Standing } from '../run/questions.js';
import { passes, worst } from '../run/verdict.js';
import { padEnd, truncate, width } from '../text/width.js';
import { acceptedSummary, acceptedWarnings } from './accepted.js';
import { againWords } from './again-words.js';
import { type DeployRow, deployRows } from './deploy-rows.js';
import { type Line, line, type Span, type Tone } from './lines.js';
import { asks, look, type Marks } from './marks.js';
import { beforeWords } from './probes-before.js';

export interface ListContext {
  readonly situation: Situation;
  /** Id of the item in focus. */
  readonly at: string | undefined;
  readonly marks: Marks;
  readonly columns: number;
  readonly rows: number;
  /** Monotonic milliseconds. */
  readonly nowMs: number;
}

/** The checklist as a column: what is before the deploy, the deploy, and what comes after; windowed around the focus. */
export function listLines(context: ListContext): readonly Line[] {
  const { situation, rows, marks } = context;
  const ids = [...situation.before, ...situation.after].map((one) => width(one.item.id));
  const nameColumns = Math.min(maxNameColumns, Math.max(...ids, 0));
  const items = (list: readonly Standing[]): readonly (readonly [string, Line])[] =>
    list.map((one) => [one.item.id, itemLine(one, nameColumns, context)]);
  const all: readonly (readonly [string, Line])[] = [
    ['', line(' BEFORE', 'quiet')],
    ...items(situation.before),
    ['', line(' DEPLOY', 'quiet')],
    ...deployRows(situation).map((row): readonly [string, Line] => ['', deployLine(row, context)]),
    ...(situation.after.length === 0 ? [] : [['', line(' AFTER', 'quiet')] as const, ...items(situation.after)]),
  ];
  const focus = Math.max(
    0,
    all.findIndex(([id]) => id === context.at),
  );
  const from = Math.max(0, Math.min(focus - Math.floor(rows / 2), all.length - rows));
  const shown = all.slice(from, from + rows).map(([, one]) => one);
  if (from > 0) {
    shown[0] = line(` ${marks.separator}${marks.separator} ${from + 1} more above`, 'quiet');
  }

  if (from + rows < all.length) {
    shown[shown.length - 1] = line(
      ` ${marks.separator}${marks.separator} ${all.length - from - rows + 1} more below`,
      'quiet',
    );
  }

  return shown;
}

/** Mark, word and summary of one item as it stands now. */
export function itemWords(
  one: Standing,
  { situation, marks, nowMs }: Pick<ListContext, 'situation' | 'marks' | 'nowMs'>,
): { readonly mark: string; readonly word: string; readonly tone: Tone; readonly summary: string } {
  const progress = situation.progress.get(one.item.id);
  if (progress !== undefined) {
    const seconds = Math.max(0, Math.floor((nowMs - progress.sinceMs) / 1000));
    const word = seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} m`;
    return { mark: marks.gathering, word, tone: 'accent', summary: progress.text };
  }

  const { watch } = situation;
  if (one.state === 'waiting' && watch !== undefined && watch.item === one.item.id) {
    const leftMs = Math.max(0, Date.parse(watch.endsAt) - Date.parse(situation.now));
    const word = leftMs < 60_000 ? `${Math.ceil(leftMs / 1000)} s` : `${Math.ceil(leftMs / 60_000)} m`;
    return { mark: marks.gathering, word, tone: 'accent', summary: one.summary };
  }

  if (one.state === 'waiting') {
    const summary = one.item.watch === undefined ? '' : beforeWords(situation);
    return { mark: marks.pending, word: 'later', tone: 'quiet', summary };
  }

  const open = one.questions.filter((question) => question.answer === undefined);
  const machine = open.filter(({ mode }) => mode !== 'human' && mode !== 'passing');
  const first = machine[0] ?? open[0];
  const again = againWords(one, situation, nowMs);
  const soon = again === '' ? '' : `${again}: `;
  if (first?.mode === 'human') {
    return { ...asks(marks), summary: `${soon}${one.summary}` };
  }

  if (one.overridden && one.state === 'settled') {
    return { mark: marks.warn, word: 'overr.', tone: 'warn', summary: one.summary };
  }

  const accepted = acceptedWarnings(one);
  if (accepted.length > 0 && passes(one.verdict)) {
    return { mark: marks.warn, word: 'accept.', tone: 'warn', summary: acceptedSummary(accepted) };
  }

  return {
    ...look(machine.length === 0 ? one.verdict : worst(machine.map(({ verdict }) => verdict)), marks),
    summary: `${soon}${first !== undefined && first.mode !== 'passing' ? first.summary : one.summary}`,
  };
}

function itemLine(one: Standing, nameColumns: number, context: ListContext): Line {
  const { marks, columns, at } = context;
  const { mark, word, tone, summary } = itemWords(one, context);
  const here = one.item.id === at;
  const head = `${here ? marks.pointer : ' '}${mark} ${padEnd(word, wordColumns)} `;
  const name = padEnd(truncate(one.item.id, nameColumns), nameColumns);
  const room = columns - 1 - width(head) - nameColumns - 1;
  const spans: Span[] = [{ text: ` ${head.slice(0, 1)}` }, { text: head.slice(1), tone }];
  spans.push(here ? { text: name, tone: 'strong' } : { text: name });
  if (room > 3 && summary !== '') {
    spans.push({ text: ` ${truncate(summary, room)}`, tone: 'quiet' });
  }

  return spans;
}

/** As wide as `unknown`. */
const wordColumns = 7;

const maxNameColumns = 14;

function deployLine({ words, steps }: DeployRow, { situation, marks, columns }: ListContext): Line {
  const { deploy, dryRun } = situation.run;
  const ended = deploy?.steps.filter((step) => steps.includes(step.step)) ?? [];
  const [mark, tone]: readonly [string, Tone] = ended.some(({ rc }) => rc !== 0)
    ? [marks.noGo, 'no-go']
    : ended.length === steps.length
      ? [marks.go, 'go']
      : [marks.pending, 'quiet'];
  const shown = dryRun ? `${words} (dry run: not run)` : words;
  return [{ text: `  ${mark} `, tone }, { text: truncate(shown, Math.max(1, columns - 4)) }];
}
