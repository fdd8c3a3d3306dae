import { undoIsBlind } from '../engine/ordered-steps.js';
import type { Situation } from '../engine/session.js';
import { undoCourse, undoTrouble } from '../review/undo-words.js';
import type { StepEnded } from '../run/events.js';
import { short } from '../run/release.js';
import { probeKey } from '../run/watch.js';
import { showDuration } from '../text/duration.js';
import { upperFirst } from '../text/first-letter.js';
import { safe } from '../text/sanitise.js';
import { truncate } from '../text/width.js';
import type { Focus } from './focus.js';
import { blank, type Line, line, paragraph } from './lines.js';
import { lookingLines } from './looking-lines.js';
import type { Marks } from './marks.js';
import { rollBackFailed } from './stage-rows.js';
import { watchLines } from './watch-lines.js';

export interface StageContext {
  readonly situation: Situation;
  readonly marks: Marks;
  readonly columns: number;
  /** How many lines there is room for. */
  readonly rows: number;
  /** Monotonic milliseconds. */
  readonly nowMs: number;
  /** The end of the output of what failed. */
  readonly text?: string | undefined;
}

/** What stands above the choices when there is no question in focus. */
export function stageLines(focus: Focus, context: StageContext): readonly Line[] {
  const { situation, columns } = context;
  switch (focus.on) {
    case 'notice':
      return [
        ...paragraph(focus.notice.text, columns, 'strong'),
        blank,
        ...paragraph(noticeWhy[focus.notice.notice], columns, 'quiet'),
      ];
    case 'waiting':
      if (situation.watch !== undefined && situation.watch.item === focus.item?.id) {
        return watchLines(situation.watch, context);
      }

      return focus.item === undefined
        ? [line('Gathering evidence…', 'strong')]
        : [
            ...paragraph(focus.item.question, columns, 'strong'),
            blank,
            gathering(focus.item.id, context),
            blank,
            ...paragraph(`Why: ${focus.item.why}`, columns, 'quiet'),
          ];
    case 'looking':
      return lookingLines(situation, columns);
    case 'leaving':
      return leavingLines(situation, columns);
    case 'failed':
      return failedLines(context);
    case 'lost':
      return lostLines(situation, columns);
    default:
      return [];
  }
}

/** `⟳ 12 s  2 of 3 hosts`; what does not run yet waits for the findings of another item. */
function gathering(id: string, { situation, marks, nowMs, columns }: StageContext): Line {
  const progress = situation.progress.get(id);
  const words =
    progress === undefined
      ? 'waiting'
      : `${showDuration(Math.max(0, nowMs - progress.sinceMs))}  ${progress.text || 'gathering evidence'}`;
  return line(truncate(`${marks.gathering} ${words}`, columns), 'accent');
}

const noticeWhy = {
  'head-moved': 'The release does not follow HEAD by itself: what was approved is what is deployed.',
  'checklist-edited': 'The run keeps the checklist it was started with until you decide.',
  'previous-changed': 'Everything that was compared with what ran before has to be asked again.',
} as const;

function failedLines({ situation, columns, marks, text }: StageContext): readonly Line[] {
  const { run, laterDeploy, wantedTerminal } = situation;
  const undone = run.undo?.outcome;
  const deployed = `The deploy ${run.deploy?.outcome === 'stopped' ? 'was stopped' : 'failed'}: ${howItEnded(run.deploy?.steps.at(-1))}`;
  const failed = [
    ...(undone === undefined || undone === 'ok' ? [] : [rollBackWords(run)]),
    ...(run.deploy?.outcome === 'ok' ? [] : [deployed]),
  ];
  const { done, left } = undoCourse(run);
  return [
    ...failed.flatMap((words) => paragraph(`${marks.noGo} ${words}`, columns, 'no-go')),
    ...done.flatMap((words) => paragraph(`${marks.go} ${words}`, columns)),
    ...left.flatMap((name) => paragraph(`${marks.warn} not begun: ${name}`, columns, 'warn')),
    ...lastLines(text, columns),
    ...(wantedTerminal === undefined
      ? []
      : paragraph(
          `It wanted a terminal (${wantedTerminal}): set \`tty: true\` in the checklist's deploy.`,
          columns,
          'warn',
        )),
    blank,
    ...paragraph(
      laterDeploy === undefined
        ? `Nothing is rolled back by itself. What is live now is for you to judge.${noWayBack(situation)}`
        : `Nothing is rolled back: run ${laterDeploy} deployed since.`,
      columns,
    ),
  ];
}

function rollBackWords(run: Situation['run']): string {
  const { undo } = run;
  return undo?.checked === undefined
    ? `Rolling back ${undo?.outcome === 'stopped' ? 'was stopped' : 'failed'}: ${howItEnded(undo?.steps?.at(-1))}`
    : upperFirst(`${undoTrouble(run)}.`);
}

/** Why there is no row that rolls back, where the checklist has an `undo`. */
const noWayBack = ({ checklist, run }: Situation): string =>
  undoIsBlind(checklist.deploy, run)
    ? ' `undo` needs the commit that ran before, and none is known: it is not offered.'
    : '';

function howItEnded(step: StepEnded | undefined): string {
  if (step === undefined) {
    return 'it never started';
  }

  const how = step.timedOut
    ? 'it ran out of time'
    : (step.error ?? (step.signal === undefined ? `exit ${step.rc ?? '?'}` : `it died with ${step.signal}`));
  return `${how} (step ${step.step}, after ${showDuration(step.ms)})`;
}

/** How many lines of the output stand on the page itself. */
const shownLines = 8;

const lastLines = (text: string | undefined, columns: number): readonly Line[] =>
  safe(text ?? '')
    .split('\n')
    .filter((one) => one.trim() !== '')
    .slice(-shownLines)
    .map((one) => line(truncate(`  ${one}`, columns), 'quiet'));

function leavingLines(situation: Situation, columns: number): readonly Line[] {
  const { run, watch } = situation;
  if (rollBackFailed(situation)) {
    return [
      ...paragraph(upperFirst(`${undoTrouble(run) ?? ''}.`), columns, 'no-go'),
      blank,
      ...paragraph(
        'Who leaves says who goes on, or why it stays as it is. `shipit status` names it until somebody takes it up.',
        columns,
      ),
    ];
  }

  const failing = (watch?.probes ?? []).filter(({ state }) => state === 'failing').map(probeKey);
  return [
    ...(failing.length === 0 ? [] : paragraph(`FAILING: ${failing.join(', ')}`, columns, 'no-go')),
    ...paragraph(
      `Nobody has confirmed yet that ${short(run.release.commit)} works on ${run.target}.`,
      columns,
      'strong',
    ),
    blank,
    ...paragraph(
      'Who leaves says who goes on watching, or why nobody does. Whoever starts the next run on this target is asked about it first.',
      columns,
    ),
  ];
}

function lostLines({ run, leftRunning }: Situation, columns: number): readonly Line[] {
  const what = run.phase === 'undoing' ? 'roll-back' : 'deploy';
  const why =
    leftRunning === undefined
      ? 'The process that ran it is gone. shipit never runs it a second time by itself: look at the output and at the target, then say what became of it.'
      : `Its command still runs as pid ${leftRunning}, and nobody records how it ends. Wait for it: only then can anybody say what became of it, or deploy to ${run.target} again.`;
  return [
    ...paragraph(`The ${what} started, and nobody saw it end.`, columns, 'strong'),
    blank,
    ...paragraph(why, columns),
  ];
}
