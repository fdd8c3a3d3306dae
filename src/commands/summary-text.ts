import type { Situation } from '../engine/session.js';
import { exitCodes } from '../errors.js';
import { short } from '../run/release.js';
import { plural } from '../text/plural.js';

/**
 * What stays in the scrollback of a run.
 * @param inBackground the deploy, or its undo, goes on without this process
 */
export function runSummaryText({ run, id, before }: Situation, exit: number, inBackground = false): string {
  const settled = before.filter((one) => one.state === 'settled').length;
  const overrides = run.overrides === 0 ? '' : `, ${plural(run.overrides, 'override')}`;
  return [
    `shipit: ${headline(run.target, short(run.release.commit), exit, inBackground, run.dryRun)}`,
    `        ${settled} of ${plural(before.length, 'item')} settled${overrides}; run ${id}`,
    `        ${next(exit, id)}`,
    '',
  ].join('\n');
}

function headline(target: string, commit: string, exit: number, inBackground: boolean, dryRun: boolean): string {
  switch (exit) {
    case exitCodes.ok:
      return dryRun
        ? `dry run of ${commit} to ${target}: go; nothing was deployed`
        : `${commit} is deployed to ${target} and confirmed`;
    case exitCodes.stopped:
      return `stopped; nothing was deployed to ${target}`;
    case exitCodes.deployFailed:
      return `the deploy of ${commit} to ${target} failed`;
    case exitCodes.rolledBack:
      return `${commit} was rolled back on ${target}`;
    case exitCodes.unconfirmed:
      return `${commit} is deployed to ${target}, but nobody confirmed that it works`;
    case exitCodes.paused:
      return inBackground ? `it goes on in the background on ${target}` : `paused; nothing was deployed to ${target}`;
    default:
      return inBackground
        ? `interrupted; the deploy to ${target} goes on in the background`
        : 'interrupted; every answer is kept';
  }
}

const next = (exit: number, id: string): string =>
  exit === exitCodes.ok || exit === exitCodes.rolledBack
    ? `shipit log show ${id}`
    : `go on: shipit resume ${id}    look: shipit log show ${id}`;
