import type { Situation } from '../engine/session.js';
import { questionAt } from '../run/walk.js';
import { evidenceLines } from '../ui/evidence-lines.js';
import { type Focus, walked } from '../ui/focus.js';
import { inputTitle, takesReason } from '../ui/input-lines.js';
import { inputNotes } from '../ui/input-notes.js';
import { launchLines } from '../ui/launch-lines.js';
import type { ChoiceView } from '../ui/press-choice.js';
import { minReason } from '../ui/reason.js';
import type { Row } from '../ui/rows.js';
import type { Screen } from '../ui/screen.js';
import { stageLines } from '../ui/stage-lines.js';
import { toldAbout } from '../ui/told-about.js';
import { probeLines } from '../ui/watch-lines.js';
import { endless, type Paper, print, textsOf } from './paper.js';
import { questionText } from './question-text.js';
import { watchWords } from './watch-news.js';
import { stateOf, wordOf } from './words.js';

export interface FocusTextContext {
  readonly situation: Situation;
  readonly focus: Focus;
  readonly view: Screen['view'];
  readonly paper: Paper;
  readonly now: Date;
  /** Monotonic milliseconds. */
  readonly nowMs: number;
  /** Zone of the times. */
  readonly tz: string;
  /** Full text of the evidence store, or the end of the output of what ran last. */
  readonly text: string | undefined;
}

/** What is asked, in whole lines: all that stands before the line to type in. */
export function focusText(context: FocusTextContext): readonly string[] {
  const { situation, focus, view, paper } = context;
  if (view.type === 'input') {
    const line = toldAbout(view.purpose, situation);
    const most = takesReason(view) ? minReason : line?.is === undefined ? (line?.least ?? 0) : 0;
    const least = most > 0 ? ` (at least ${most} characters)` : line?.least === 0 ? ' `none` leaves it empty.' : '';
    const back = view.purpose.for === 'accept' ? ', or `cancel` for this run only.' : ' `cancel` goes back.';
    return print([...inputNotes(view, situation), `${inputTitle(view, situation)}${least}${back}`], paper);
  }

  if (view.type === 'choice') {
    return choiceText(view, context);
  }

  const above = focus.on === 'question' ? questionText({ ...context, focus }) : stageText(context);
  return [...above, ...answersText(focus.rows, paper)];
}

function choiceText(view: ChoiceView, { situation, paper }: FocusTextContext): readonly string[] {
  const choice = questionAt(walked(situation), view.filling.key)?.form?.choice;
  const options = choice?.options ?? [];
  return [
    ...print([`${choice?.title ?? ''} Type a whole word; \`cancel\` goes back.`], paper),
    ...print(
      options.map(({ value, label }) =>
        label.toLowerCase() === value.toLowerCase() ? `  ${value}` : `  ${value}: ${label}`,
      ),
      paper,
      2,
    ),
  ];
}

function stageText(context: FocusTextContext): readonly string[] {
  const { situation, focus, paper } = context;
  const wide = { ...context, marks: paper.marks, columns: endless, rows: endless };
  if (focus.on === 'launch') {
    return print(textsOf(launchLines({ ...wide, situation, rows: endless })), paper, pollHang);
  }

  // Without the bar of progress: it is nothing to read aloud.
  const { watch } = situation;
  return focus.on === 'waiting' && watch !== undefined && watch.item === focus.item?.id
    ? [...print([watchWords(watch, context.tz)], paper), ...print(textsOf(probeLines(watch, wide)), paper, pollHang)]
    : print(textsOf(stageLines(focus, wide)), paper);
}

/** Sets the rest of an item's line apart from the next item. */
const pollHang = 2;

/** One word a line, each with what it says about the state. */
const answersText = (rows: readonly Row[], paper: Paper): readonly string[] =>
  rows.length === 0
    ? []
    : [
        ...print(['Answers, as whole words (`help` tells the others):'], paper),
        ...print(
          rows.map((row) => `  ${wordOf(row.act)}: ${stateOf(row)}`),
          paper,
          2,
        ),
      ];

/** What stands before the typed line: it says what is wanted; `undefined` where nothing is. */
export function promptFor(focus: Focus, view: Screen['view']): string | undefined {
  if (view.type === 'choice') {
    return 'choice> ';
  }

  if (view.type === 'input') {
    return promptOfInput[view.purpose.for] ?? 'text> ';
  }

  return focus.on === 'launch' ? 'launch> ' : focus.rows.length > 0 ? 'answer> ' : undefined;
}

const promptOfInput: Readonly<Record<string, string>> = {
  override: 'reason> ',
  'not-applicable': 'reason> ',
  judge: 'reason> ',
  unwatched: 'reason> ',
  excuse: 'reason> ',
  'hand-over': 'name> ',
  'follow-up': 'yes or no> ',
  second: 'name> ',
  'answered-by': 'name> ',
  comment: 'comment> ',
  told: 'answer> ',
  undo: 'target> ',
  accept: 'date> ',
};

/** Everything that is known about what is in focus. */
export const evidenceText = (context: FocusTextContext): readonly string[] =>
  print(textsOf(evidenceLines({ ...context, marks: context.paper.marks, columns: endless })), context.paper, 2);
