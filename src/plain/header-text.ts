import { civil } from '../calendar/civil.js';
import { showMoment } from '../calendar/show.js';
import type { Situation } from '../engine/session.js';
import { previousWords } from '../run/previous-words.js';
import { short } from '../run/release.js';
import { plural } from '../text/plural.js';
import { canBeAsked } from '../world/revision/ask-running.js';
import { type Paper, print } from './paper.js';

export interface HeaderContext {
  readonly situation: Situation;
  readonly paper: Paper;
  readonly now: Date;
  readonly tz: string;
  /** Why it goes line by line. */
  readonly note: string | undefined;
}

/** Which app, where to, what of it, who and when; and how far the walk is. */
export function headerText({ situation, paper, now, tz, note }: HeaderContext): readonly string[] {
  const { run, target, operator, before, id } = situation;
  const from = `${previousWords(run, canBeAsked(target))}${run.previous === null ? ', ' : ' to '}`;
  const settled = before.filter(({ state }) => state === 'settled').length;
  const far = settled === 0 ? '' : `, ${settled} of them settled`;
  return print(
    [
      ...(note === undefined ? [] : [note]),
      `shipit: ${run.app} to ${run.target}${run.dryRun ? ' (DRY RUN: nothing will be deployed)' : ''}`,
      `${from}${short(run.release.commit)}: ${run.release.subject}`,
      `${operator.name}, ${showMoment(civil(now, tz))} ${tz}${run.started?.clock === 'fixed' ? ' (fixed clock)' : ''}, run ${id}`,
      `${plural(before.length, 'item')} before the deploy${far}. Answers are whole words; \`help\` tells them all.`,
    ],
    paper,
  );
}

/** After a command ran: what became of it, where what is asked next does not say so. */
export const againText = ({ run, stage }: Situation, paper: Paper): readonly string[] =>
  stage === 'after'
    ? print([`[shipit] ${short(run.release.commit)} is deployed to ${run.target}. What is left is asked now.`], paper)
    : [];
