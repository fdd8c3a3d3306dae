import { type FailingProbe, failingProbes } from '../run/failing.js';
import type { Run } from '../run/run.js';
import { safeLine } from '../text/sanitise.js';

/**
 * `FAILING: front page since 06:19, roll-back not decided`; undefined when nothing fails that the log knows of.
 * @param moment how an instant (UTC, ISO 8601) is shown; no times without it
 */
export function failingWords(run: Run, moment?: (iso: string) => string): string | undefined {
  const probes = failingProbes(run).map(
    ({ probe, since, decision }) =>
      `${safeLine(probe, 60)}${moment === undefined ? '' : ` since ${moment(since)}`}, ${decisions[decision]}`,
  );
  return probes.length === 0 ? undefined : `FAILING: ${probes.join('; ')}`;
}

const decisions: Readonly<Record<FailingProbe['decision'], string>> = {
  open: 'roll-back not decided',
  waiting: 'somebody waited for it',
  excused: 'called not caused by this',
};
