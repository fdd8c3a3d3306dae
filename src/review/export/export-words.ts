import type { AnswerFacts } from '../../run/run-facts.js';
import type { RunDigest } from '../../run/summary.js';
import { plural } from '../../text/plural.js';
import { showOutcome } from '../outcome.js';
import { createPaint } from '../paint.js';
import { damagedWords, troubleWords } from '../troubles.js';
import type { ExportedRun } from './export-run.js';

/** With how many runs an export still tells each of them; above, only its line. */
export const mostTold = 500;

/** What people read above an export that is too long to tell every run. */
export const notTold = (runs: number): string =>
  `With more than ${mostTold} runs (here ${runs.toLocaleString('en-US')}) only their lines are shown. To read single runs, ask for fewer: --since "2 weeks ago", --target, --operator, --override, --limit ${mostTold}.`;

export function outcomeWords({ digest, damaged, trouble }: ExportedRun): string {
  if (trouble !== undefined) {
    return troubleWords(trouble);
  }

  // Of a run whose beginning cannot be read nobody knows how it ended.
  const known = damaged && digest.target === '' ? '' : outcomeText(digest);
  return [damaged ? damagedWords : '', known].filter(Boolean).join(': ');
}

export function outcomeText(digest: RunDigest): string {
  const { handedTo } = digest;
  // Only a few letters of it are shown: the rest is not looked at.
  return showOutcome({ ...digest, ...(handedTo === undefined ? {} : { handedTo: handedTo.slice(0, 100) }) }, plain);
}

/** `7 questions asked, no-go from tests`: what stood in the way of it. */
export function askedWords({ facts }: ExportedRun): string {
  const given = facts.items.flatMap(({ answers }) => answers);
  const asked = given.filter(({ how }) => how !== 'auto').length;
  const machines = facts.items.filter(({ worst }) => worst === 'no-go').map(({ id }) => id);
  const persons = facts.items.filter(({ answers }) => answers.some(isNo)).map(({ id }) => id);
  return [
    `${plural(asked, 'question')} answered by hand`,
    ...(machines.length === 0 ? [] : [`no-go found by ${machines.join(', ')}`]),
    ...(persons.length === 0 ? [] : [`a person said no to ${persons.join(', ')}`]),
  ].join('; ');
}

const isNo = ({ answer }: AnswerFacts): boolean => answer === 'no-go' || answer === 'stop';

const plain = createPaint(false);
