import { digested } from '../audit/digest.js';
import { appendIndex } from '../audit/index-file.js';
import { readRun } from '../audit/read.js';
import { type ExitCode, exitCodes } from '../errors.js';
import type { EndOutcome } from '../run/events.js';
import type { Standing } from '../run/questions.js';
import type { Run } from '../run/run.js';
import type { Session } from './session.js';

/** What the process ends with. 0 is for a deploy that went well, and for a dry run. */
export const exitFor: Readonly<Record<EndOutcome, ExitCode>> = {
  deployed: exitCodes.ok,
  'dry-run': exitCodes.ok,
  unconfirmed: exitCodes.unconfirmed,
  failed: exitCodes.deployFailed,
  unknown: exitCodes.deployFailed,
  'rolled-back': exitCodes.rolledBack,
  stopped: exitCodes.stopped,
  'no-go': exitCodes.noGo,
  interrupted: exitCodes.interrupted,
};

/** Writes the end of a run into its log, and the run into the index. @returns the exit code */
export function endRun(session: Session, outcome: EndOutcome): ExitCode {
  const { run, id, after } = session.situation();
  const exit = exitFor[outcome];
  // On record before the end, which is the last word of a run; the lock itself goes a moment later.
  session.giveUpLock();
  session.record({
    type: 'run.end',
    outcome,
    exit,
    confirmed: outcome === 'deployed' && isConfirmed(after),
    counts: countsOf(run),
  });
  const read = readRun(session.project, id);
  const { digest, facts } = digested({ ...read, alive: false });
  appendIndex(session.project, digest, { facts });
  return exit;
}

/** Only a person who said something after the deploy can have confirmed it: not a checklist that asks nothing then. */
const isConfirmed = (after: readonly Standing[]): boolean =>
  after.some(({ questions }) => questions.some(({ answer }) => answer !== undefined && answer.event.how !== 'auto'));

/** What a run ends with, in numbers. */
export function countsOf(run: Run): { readonly overrides: number; readonly byHand: number; readonly unknown: number } {
  const answers = Object.values(run.answers).map(({ event }) => event);
  return {
    overrides: answers.filter((answer) => answer.how === 'override').length,
    byHand: answers.filter((answer) => answer.how === 'by-hand').length,
    unknown: Object.values(run.evidence).filter(({ event }) => event.verdict === 'unknown').length,
  };
}
