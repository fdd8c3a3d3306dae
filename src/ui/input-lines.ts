import { addDays } from '../calendar/civil.js';
import { suggestedAckDays } from '../engine/new-ack.js';
import { withoutUndo } from '../engine/ordered-steps.js';
import { isPatched } from '../engine/planned-steps.js';
import type { Situation } from '../engine/session.js';
import { safeLine } from '../text/sanitise.js';
import { inputNotes } from './input-notes.js';
import { clipText, type Line, paragraph, type Span } from './lines.js';
import type { Marks } from './marks.js';
import { handOverCandidates } from './people.js';
import { minReason } from './reason.js';
import type { View } from './screen.js';
import { rollBackFailed } from './stage-rows.js';
import type { TextField } from './text-field.js';
import { toldAbout } from './told-about.js';
import { failingProbes } from './watch-events.js';

type InputView = Extract<View, { type: 'input' }>;

export interface InputContext {
  readonly situation: Situation;
  readonly marks: Marks;
  readonly columns: number;
  readonly rows: number;
}

/** A line being typed, with what it is for above and what is wrong with it below. */
export function inputLines(view: InputView, { situation, marks, columns, rows }: InputContext): readonly Line[] {
  // How the last overrides ended has to be seen before there is another one, however small the screen.
  const share = view.purpose.for === 'override' ? Math.floor((rows - 1) / 2) : Math.floor(rows / 4);
  const below =
    view.problem === undefined
      ? clipText(notes(view, situation, columns), Math.max(1, share), columns)
      : clipText(paragraph(view.problem, columns, 'no-go'), Math.max(1, Math.floor((rows - 1) / 2)), columns);
  const above = clipText(
    paragraph(`${inputTitle(view, situation)}${more(view, situation)}`, columns, 'strong'),
    rows - 1 - below.length,
    columns,
  );
  return [...above, fieldLine(view.field, columns, marks), ...below];
}

const notes = (view: InputView, situation: Situation, columns: number): readonly Line[] =>
  inputNotes(view, situation).flatMap((note) => paragraph(note, columns, 'quiet'));

/** The end of a long line stays in view, as far as the cursor. */
export function fieldLine(field: TextField, columns: number, marks: Marks): Line {
  const characters = [...field.text];
  const room = Math.max(4, columns - 4);
  const from = Math.max(0, field.cursor - room);
  const before = characters.slice(from, field.cursor).join('');
  const after = characters.slice(field.cursor + 1, from + room).join('');
  const under = characters[field.cursor];
  const cursor: Span = under === undefined ? { text: marks.cursor, tone: 'accent' } : { text: under, tone: 'strong' };
  return [{ text: `${marks.pointer} `, tone: 'accent' }, { text: before }, cursor, { text: after }];
}

/** What is to be typed, in words. */
export function inputTitle({ purpose }: Pick<InputView, 'purpose'>, situation: Situation): string {
  switch (purpose.for) {
    case 'override':
      return `Why go on despite this no-go? The reason is recorded.`;
    case 'follow-up':
      return `${situation.plan.find(({ id }) => id === purpose.key.split('/')[0])?.overrideFollowUp ?? ''} Type yes or no.`;
    case 'second':
      return `Who is the second person standing behind this override? (a name from \`people\`)`;
    case 'accept':
      return acceptTitle(purpose.keys, situation);
    case 'not-applicable':
      return `Why does this question not apply today?`;
    case 'comment':
      return 'Your comment on this warning:';
    case 'told':
      return toldAbout(purpose, situation)?.title ?? '';
    case 'answered-by':
      return `Who gave this answer (${purpose.answer})? It has to come from: ${situation.plan.find(({ id }) => id === purpose.key.split('/')[0])?.by ?? ''}`;
    case 'undo':
      return `Roll back ${situation.run.target}? Type the target to run \`undo\`.${leftAsTheyAre(situation)}${putBackAfter(situation)}`;
    case 'hand-over':
      return rollBackFailed(situation)
        ? `Who takes ${situation.run.target} over as it is? ${handOverCandidates(situation.operator, situation.checklist.people)}`
        : `Who watches ${situation.run.target} from here on? ${handOverCandidates(situation.operator, situation.checklist.people)}`;
    case 'unwatched':
      return rollBackFailed(situation)
        ? 'Why is it left as it is? `shipit status` names it until somebody takes it up.'
        : 'Why does nobody watch it any longer? The next run on this target asks about it first.';
    case 'excuse':
      return `Why is this not caused by the deploy? (${failingProbes(situation).join(', ')})`;
    case 'judge':
      return rollBackFailed(situation)
        ? 'How do you know that it is rolled back?'
        : `How do you know that it ${purpose.outcome === 'ok' ? 'ended well' : 'failed'}?`;
  }
}

function acceptTitle(keys: readonly string[], situation: Situation): string {
  const [key = ''] = keys;
  const what = keys.length === 1 ? safeLine(key, 60) : `these ${keys.length} findings`;
  const example = addDays(situation.today(), suggestedAckDays);
  return `The override is recorded, for this run. Accept ${what} in later runs, too? Type the last day (${suggestedAckDays} days: ${example})`;
}

function leftAsTheyAre({ checklist, run }: Situation): string {
  const names = withoutUndo(checklist.deploy, run);
  return names.length === 0 ? '' : ` Not undone, for want of an \`undo\`: ${names.join(', ')}.`;
}

/** What was made by hand on the servers goes back onto the tree that ran before. */
const putBackAfter = ({ checklist, run }: Situation): string =>
  isPatched(checklist, run) ? ' Patches made on the servers are put back after it.' : '';

/** Whether it is a reason, which has a least length. */
export const takesReason = ({ purpose }: Pick<InputView, 'purpose'>): boolean =>
  ['override', 'not-applicable', 'judge', 'unwatched', 'excuse'].includes(purpose.for);

function more(view: InputView, situation: Situation): string {
  if (view.purpose.for === 'accept') {
    return ', or press Enter for this run only.';
  }

  const line = toldAbout(view.purpose, situation);
  const least = takesReason(view) ? minReason : line?.is === undefined ? (line?.least ?? 0) : 0;
  const left = least - view.field.text.trim().length;
  const mayBeEmpty = line?.least === 0 && view.field.text.trim() === '';
  return left > 0 ? ` (${left} more characters)` : mayBeEmpty ? ' (may stay empty)' : '';
}
